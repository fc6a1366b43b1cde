"""Writing proposed counts into the facts: only where these say nothing yet, and only when the office says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from huiqi.collect.counts import Proposal
from huiqi.errors import HuiqiError
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import Change, Set
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.model.paperwork import Results
from huiqi.facts.reading.load import load_cycle
from huiqi.files.atomic import write_durably
from huiqi.files.os_errors import explain_os_error


@dataclass(frozen=True)
class Written:
    """What was written, by label, and what the facts say otherwise, as Chinese sentences."""

    labels: tuple[str, ...]
    differing: tuple[str, ...]


def plan_changes(proposals: Sequence[Proposal]) -> list[Change]:
    """Return the changes that put open counts into a file of facts; what is written there stays."""
    return [
        Set(("results", one.field), _as_plain(one))
        for one in proposals
        if one.is_open and one.field is not None
    ]


def _as_plain(proposal: Proposal) -> Any:
    if isinstance(proposal.value, int):
        return proposal.value
    return [one.model_dump(exclude_none=True) for one in proposal.value]


def name_differences(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Return a sentence on each count that the facts state otherwise."""
    return tuple(
        f"results.{one.field}（{one.label}）：会议事实与读入的不一致，没有改动。改法：核对后改会议事实。"
        for one in proposals
        if one.field and not one.is_open and not one.agrees
    )


def write_results(folder: Path, proposals: Sequence[Proposal]) -> Written:
    """Write open counts into the facts of a cycle; all other lines stay as they are.

    Raises:
        HuiqiError: the file cannot be changed without guessing, or not be written.
    """
    shown_as = f"{folder.parent.name}/{folder.name}/{FACTS_FILE}"
    path = folder / FACTS_FILE
    # Somebody may have written a count since the proposals were made.
    results = load_cycle(folder).cycle.results or Results()
    now = [replace(one, written=getattr(results, one.field)) for one in proposals if one.field]
    changes = plan_changes(now)
    if changes:
        text = path.read_bytes().decode("utf-8")
        fresh = apply_changes(text, changes, shown_as).encode("utf-8")
        try:
            write_durably(path, fresh)
        except OSError as error:
            raise HuiqiError(
                f"不能写入 {shown_as}（{explain_os_error(error)}）。改法：关闭正在使用它的程序，核对允许写入。"
            ) from error
    labels = tuple(one.label for one in now if one.is_open)
    return Written(labels, name_differences(now))
