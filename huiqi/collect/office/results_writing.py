"""Writing proposed counts into the facts, only when the office says so.

A count is written where the facts say nothing yet, and anew where they still say what was written here before:
whatever somebody typed stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from huiqi.collect.office.counts import Proposal
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
    """What was written, by label; what the facts say otherwise, as Chinese sentences.

    ``values`` are all counts in the facts that were written here, by field, as plain data.
    """

    labels: tuple[str, ...]
    differing: tuple[str, ...]
    values: Mapping[str, Any]


def plan_changes(proposals: Sequence[Proposal], own: Mapping[str, Any]) -> list[Change]:
    """Return the changes that put counts into a file of facts; ``own`` are those written here before."""
    return [
        Set(("results", one.field), _as_plain(one.value))
        for one in proposals
        if one.field is not None and may_write(one, own)
    ]


def may_write(proposal: Proposal, own: Mapping[str, Any]) -> bool:
    """Return whether a count may go into the facts: they say nothing, or what was written here before."""
    field = proposal.field or ""
    untouched = field in own and _as_plain(proposal.written) == own[field]
    return bool(field) and not proposal.agrees and (proposal.is_open or untouched)


def add_written(put: Sequence[Proposal], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return all counts that were written here, with those that are written now, as plain data."""
    return {**own, **{one.field: _as_plain(one.value) for one in put if one.field}}


def _as_plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [one.model_dump(exclude_none=True) for one in value]
    return value


def name_differences(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Return a sentence on each count that the facts state otherwise."""
    return tuple(
        f"results.{one.field}（{one.label}）：会议事实与读入的不一致，没有改动。改法：核对后改会议事实。"
        for one in proposals
        if one.field and not one.is_open and not one.agrees
    )


def write_results(
    folder: Path, proposals: Sequence[Proposal], own: Mapping[str, Any] | None = None
) -> Written:
    """Write counts into the facts of a cycle; all other lines stay as they are. ``own`` was written here before.

    Raises:
        HuiqiError: the file cannot be changed without guessing, or not be written.
    """
    shown_as = f"{folder.parent.name}/{folder.name}/{FACTS_FILE}"
    path = folder / FACTS_FILE
    # Somebody may have written a count since the proposals were made.
    results = load_cycle(folder).cycle.results or Results()
    now = [replace(one, written=getattr(results, one.field)) for one in proposals if one.field]
    own = own or {}
    changes = plan_changes(now, own)
    if changes:
        text = path.read_bytes().decode("utf-8")
        fresh = apply_changes(text, changes, shown_as).encode("utf-8")
        try:
            write_durably(path, fresh)
        except OSError as error:
            raise HuiqiError(
                f"不能写入 {shown_as}（{explain_os_error(error)}）。改法：关闭正在使用它的程序，核对允许写入。"
            ) from error
    put = [one for one in now if may_write(one, own)]
    rest = [one for one in now if one not in put]
    return Written(tuple(one.label for one in put), name_differences(rest), add_written(put, own))
