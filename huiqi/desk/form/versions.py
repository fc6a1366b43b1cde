"""Two versions of a cycle's file, fact by fact, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from huiqi.compare.changes import Change, compare
from huiqi.compare.text_diff import DiffPiece, diff_texts
from huiqi.compare.text_report import name_kind
from huiqi.desk.form.fields import describe_fields
from huiqi.desk.form.state import FactsState
from huiqi.desk.form.values import show_fact
from huiqi.desk.form.view import Viewer
from huiqi.errors import FindingsError, KeyPath
from huiqi.facts.kinds import say_label
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import ReadFacts, read_facts


@dataclass(frozen=True)
class VersionChange:
    """One fact that differs: where it stands, what became of it, both values; empty where there is none."""

    section: str
    label: str
    kind: str
    before: str
    after: str

    @property
    def pieces(self) -> list[DiffPiece]:
        """Both values piece by piece; they are told apart only where both say something."""
        both = self.before and self.after
        return diff_texts(self.before, self.after) if both else [DiffPiece(self.before, self.after)]


@dataclass(frozen=True)
class VersionFile:
    """A version's bytes where they are kept, and the cycle that they are of."""

    root: Path
    cycle: str
    path: Path


def compare_versions(old: VersionFile, new: VersionFile) -> list[VersionChange] | None:
    """Return what differs; None where one of them cannot be read at all."""
    try:
        sides = _read(old), _read(new)
    except FindingsError:
        return None
    if sides[0].findings or sides[1].findings:
        # What refers to nothing cannot be put into the words of a sound file.
        return list(_compare_shown(_list_shown(old, sides[0]), _list_shown(new, sides[1])))
    cycle = sides[1].sound.cycle
    changes = compare(sides[0].sound.cycle, cycle)
    return [_say(cycle, change) for change in changes]


@dataclass(frozen=True)
class Pair:
    """A fact of two files; empty where one has it not."""

    label: str
    mine: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Whether the files say different things."""
        return self.mine != self.theirs

    @property
    def pieces(self) -> list[DiffPiece]:
        """Both texts piece by piece."""
        both = self.differs and self.mine and self.theirs
        return diff_texts(self.mine, self.theirs) if both else [DiffPiece(self.mine, self.theirs)]


@dataclass(frozen=True)
class PairSection:
    """The facts of one section of two files."""

    title: str
    pairs: tuple[Pair, ...]

    @property
    def count(self) -> int:
        """How many differ."""
        return sum(pair.differs for pair in self.pairs)


def show_both(mine: VersionFile, theirs: VersionFile) -> list[PairSection] | None:
    """Return every fact of two files side by side; None where one of them cannot be read at all."""
    try:
        sides = [_list_shown(version, _read(version)) for version in (mine, theirs)]
    except FindingsError:
        return None
    labels = _merge([*sides[0]], [*sides[1]])
    groups = groupby(labels, lambda label: label.partition(" › ")[0])
    return [
        PairSection(title, tuple(
            Pair(label, sides[0].get(label, ""), sides[1].get(label, "")) for label in group
        ))
        for title, group in groups
    ]  # fmt: skip


def _merge(mine: list[str], theirs: list[str]) -> list[str]:
    """Return the labels of both, each where its own file has it."""
    merged: dict[str, None] = {}
    codes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    for _, one, two, three, four in codes:
        merged |= dict.fromkeys([*mine[one:two], *theirs[three:four]])
    return list(merged)


def _read(version: VersionFile) -> ReadFacts:
    return read_facts(version.path, version.path.name, version.cycle)


def _say(cycle: Cycle, change: Change) -> VersionChange:
    label = say_label(cycle, change.label.replace(" → ", " › "))
    return VersionChange(
        say_label(cycle, change.section), label, name_kind(change), change.before, change.after
    )


def _list_shown(version: VersionFile, read: ReadFacts) -> dict[str, str]:
    """Return every fact as the form shows it, by what the form calls its place."""
    state = FactsState(version.root, version.root / "cycles" / version.cycle, b"", read)
    viewer = Viewer(state, {})
    shown: dict[str, str] = {}
    for path, text in _walk(state, state.data, Cycle, ()):
        label = viewer.name_place(path)
        same = sum(known == label or known.startswith(f"{label}（") for known in shown)
        shown[f"{label}（{same + 1}）" if label in shown else label] = text
    return shown


def _walk(
    state: FactsState, group: Any, model: type[BaseModel], path: KeyPath
) -> Iterator[tuple[KeyPath, str]]:
    if not isinstance(group, dict):
        return
    for name, form in describe_fields(model).items():
        held, place = group.get(name), (*path, name)
        if name == "id" or held is None:
            continue
        if form.inner is None:
            yield place, show_fact(form, held, state.names)
        elif isinstance(held, list | tuple):
            for index, item in enumerate(held):
                yield from _walk(state, item, form.inner, (*place, index))
        else:
            yield from _walk(state, held, form.inner, place)


def _compare_shown(old: dict[str, str], new: dict[str, str]) -> Iterator[VersionChange]:
    for label in new | old:
        before, after = old.get(label, ""), new.get(label, "")
        if before != after:
            kind = "改动" if before and after else "填写" if after else "清空"
            yield VersionChange(label.partition(" › ")[0], label, kind, before, after)
