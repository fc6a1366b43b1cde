"""What is shown when somebody else has changed the file meanwhile: both versions, whole and side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huiqi.desk.form.plan import field_at
from huiqi.desk.form.state import look_at
from huiqi.desk.form.values import show_fact
from huiqi.desk.form.versions import PairSection, VersionFile, show_both
from huiqi.desk.keeping.entries import digest_of
from huiqi.desk.rendering import render_html
from huiqi.errors import KeyPath

if TYPE_CHECKING:
    from huiqi.desk.facts_page import FactsPage


def explain_conflict(page: FactsPage, data: dict[str, Any], whole: str | None) -> dict[str, Any]:
    """Return both versions; nothing was written, the clerk chooses.

    ``page`` has the file as it is now, ``whole`` is the text that the clerk's page would make it,
    None where that is not known any more: then the one field is shown alone.
    """
    digest = digest_of(whole.encode("utf-8")) if whole is not None else ""
    both = _show_both(page, digest) if digest else None
    html = render_html(
        "conflict.html", where=page.name_place(data["path"]), both=both,
        mine=str(data.get("text", "")) or "（这次的改动）",
        theirs=_show_theirs(page, data["path"]) or "（空）",
    )  # fmt: skip
    # What was moved or removed may be another item by now: only a text can be handed in again.
    return {
        "conflict": True, "digest": page.digest, "html": html, "again": "text" in data,
        "whole": digest if both else "",
    }  # fmt: skip


def _show_theirs(page: FactsPage, path: KeyPath) -> str:
    if page.state is None or not isinstance(path[-1], str):
        return ""
    return show_fact(field_at(path), look_at(page.state.data, path), page.state.names)


def _show_both(page: FactsPage, mine: str) -> list[PairSection] | None:
    kept = page.kept
    path = kept.store.find_version(mine)
    if page.state is None or not path.is_file():
        return None
    theirs = VersionFile(kept.root, kept.cycle, kept.store.path)
    return show_both(VersionFile(kept.root, kept.cycle, path), theirs)
