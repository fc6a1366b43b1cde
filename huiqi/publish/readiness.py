"""Whether public/ may go out: final, and made from the facts, pages and program of now."""

from __future__ import annotations

from pathlib import Path

from huiqi.build.staleness import find_unbuilt, refuse_stale
from huiqi.errors import HuiqiError
from huiqi.site.site_record import list_site_records


def refuse_unready(root: Path) -> None:
    """Refuse drafts and sites of the past.

    Raises:
        HuiqiError: names the cycles and the remedy.
    """
    drafts = [site.id for site in list_site_records(root / "public") if site.state == "draft"]
    if drafts:
        raise HuiqiError(f"{'、'.join(drafts)} 是送审稿，不发布。改法：审核同意后生成定稿。")
    refuse_stale(root)


def describe_unbuilt(root: Path) -> list[str]:
    """Say which cycles have no site and so do not go out; nothing where there is none."""
    unbuilt = find_unbuilt(root)
    names = "、".join(unbuilt)
    return [f"提示：cycles/ 中的 {names} 还没有生成网站，不在发布内容中。"] if unbuilt else []
