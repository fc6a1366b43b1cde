"""One section of a cycle's facts as it is worked on: read, changed, saved, shown again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.exceptions import HTTPException

from huiqi.desk.conflict import explain_conflict
from huiqi.desk.context import DeskContext
from huiqi.desk.form.edit import Edited, keep_refused, set_field
from huiqi.desk.form.layout import OPEN, SECTIONS, Section, find_section
from huiqi.desk.form.said import Weight, say, weigh
from huiqi.desk.form.shown import Group, Listing, make_anchor
from huiqi.desk.form.state import FactsState, read_state
from huiqi.desk.form.view import Viewer
from huiqi.desk.kept import ARCHIVED, KeptFacts
from huiqi.desk.rendering import render_html
from huiqi.errors import Finding, FindingsError, HuiqiError, KeyPath
from huiqi.facts.editing.changes import ChangeRefusedError
from huiqi.facts.folders import FACTS_FILE, find_cycles

_ORDER: tuple[Weight, ...] = ("error", "open", "hint")
Change = Callable[[FactsState, dict[str, Any]], Edited]


@dataclass(frozen=True)
class Entry:
    """A section in the list of sections, with what is to be done there."""

    title: str
    address: str
    current: bool
    errors: int
    open: int


@dataclass(frozen=True)
class Remark:
    """A finding in the list of all: where it leads, and what it says."""

    label: str
    address: str
    text: str


@dataclass(frozen=True)
class Stale:
    """A text that was typed and cannot be put in by itself: where it was meant to stand."""

    label: str
    path: str
    text: str


class FactsPage:
    """One section of a cycle's facts.

    ``state`` is None where the file cannot be read at all; ``fault`` says why.
    """

    def __init__(self, kept: KeptFacts, section: Section) -> None:
        self.kept, self.section = kept, section
        self.state: FactsState | None = None
        self.fault: FindingsError | None = None
        try:
            self.state = read_state(kept.root, kept.cycle)
            kept.remember(self.state)
        except FindingsError as error:
            self.fault = error

    @property
    def unreadable(self) -> bool:
        """Whether the file cannot be read at all."""
        return self.state is None

    @property
    def is_broken(self) -> bool:
        """Whether the file has errors that keep the open facts from being found."""
        return self.state is not None and bool(self.state.read.findings)

    @property
    def archived(self) -> bool:
        """Whether the cycle is archived, and so only read."""
        return self.state is not None and self.state.cycle.archived_on is not None

    @property
    def title(self) -> str:
        """What the cycle is called."""
        if self.state is None:
            return self.kept.cycle
        cycle = self.state.cycle
        return (
            self.state.names.write_out(cycle.meeting_title) if cycle.cycle_year else "新的会议周期"
        )

    @property
    def address(self) -> str:
        """The page's own address."""
        return self._address_of(self.section)

    @property
    def digest(self) -> str:
        """The digest of the file that the page was made from."""
        return self.state.digest if self.state else ""

    @cached_property
    def drafts(self) -> Mapping[KeyPath, tuple[str, Finding]]:
        """What was typed and is no value yet, each with the reason."""
        return self.kept.find_drafts(self.state) if self.state else {}

    @cached_property
    def _viewer(self) -> Viewer | None:
        return Viewer(self.state, self.drafts) if self.state else None

    @cached_property
    def blocks(self) -> list[Group | Listing]:
        """The blocks of the section."""
        return self._viewer.show(self.section) if self._viewer else []

    @property
    def stale(self) -> list[Stale]:
        """What was typed before the file was changed elsewhere, and is not in the file."""
        found = self.kept.find_stale(self.state) if self.state else []
        return [Stale(self.name_place(one.path), json.dumps(one.path), one.text) for one in found]

    def name_place(self, path: KeyPath) -> str:
        """Return what a field is called."""
        return self._viewer.name_place(path) if self._viewer else ""

    @property
    def lists(self) -> dict[str, list[str]]:
        """The names that the fields of the page may pick."""
        return self._viewer.lists if self.blocks and self._viewer else {}

    @cached_property
    def _located(self) -> list[tuple[KeyPath, Finding]]:
        if self.state is None or self._viewer is None:
            return [((), finding) for finding in self.fault.findings] if self.fault else []
        drafts = [(path, finding) for path, (_, finding) in self.drafts.items()]
        return drafts + self._viewer.locate(self.state.findings)

    @property
    def sections(self) -> list[Entry]:
        """All sections, with how much is to be done in each."""
        where = [(_section_of(path), finding) for path, finding in self._located if path]
        open_facts = [one for one in where if weigh(one[1]) == "open"]
        first = Entry(OPEN.title, self._address_of(OPEN), self.section == OPEN, 0, len(open_facts))
        return [first, *(self._describe(section, where) for section in SECTIONS)]

    def _describe(self, section: Section, where: list[tuple[Section, Finding]]) -> Entry:
        own = [finding for one, finding in where if one == section]
        return Entry(
            section.title, self._address_of(section), section == self.section,
            *_count(own)[:2],
        )  # fmt: skip

    @property
    def remarks(self) -> list[Remark]:
        """All findings, each with the field that it leads to; what is wrong first."""
        return [remark for remark, _ in self.weighed]

    @property
    def weighed(self) -> list[tuple[Remark, Weight]]:
        """The same, with how much each weighs."""
        ordered = sorted(self._located, key=lambda one: _ORDER.index(weigh(one[1])))
        return [(self._remark(path, finding), weigh(finding)) for path, finding in ordered]

    def explain(self, findings: Iterable[Finding]) -> list[Remark]:
        """Return what a build found, each with the field that it leads to."""
        place = self._viewer.locate(findings) if self._viewer else [((), one) for one in findings]
        return list(dict.fromkeys(self._remark(path, finding) for path, finding in place))

    def _remark(self, path: KeyPath, finding: Finding) -> Remark:
        said = say(finding, self.state.names if self.state else None)
        text = "：".join(part for part in (said.word, said.text) if part)
        if not path or self._viewer is None:
            name = PurePosixPath(finding.file).name
            where = f"（第 {finding.line} 行）" if finding.line else ""
            label = "会议事实文件" if name in ("", FACTS_FILE) else name
            return Remark(label, f"{self.address}#facts", f"{text}{where}")
        where = self._address_of(_section_of(path))
        return Remark(self._viewer.name_place(path), f"{where}#{make_anchor(path)}", text)

    @property
    def summary(self) -> str:
        """What a check finds, in one line."""
        counts = _count([finding for _, finding in self._located])
        words = ("错误", "还要填写", "提示")
        said = "，".join(
            f"{word} {count} 项" for word, count in zip(words, counts, strict=True) if count
        )
        return f"{said}。" if said else "检查通过，没有问题。"

    def _address_of(self, section: Section) -> str:
        return f"/cycles/{self.kept.cycle}/facts/{section.id}"

    def edit(self, data: dict[str, Any], change: Change, *, again: bool = False) -> dict[str, Any]:
        """Make a change that began from the file ``data["base"]``; return what the page shows then.

        ``again``: afterwards the field takes what was typed into it once more.
        """
        if self.state is None:
            raise self.fault or HTTPException(409)
        if self.archived:
            raise HuiqiError(ARCHIVED)
        if data.get("base") != self.state.digest:
            return explain_conflict(self, data, self._keep_mine(data, change))
        try:
            edited = change(self.state, data)
        except ChangeRefusedError as error:
            if "text" not in data:
                raise
            edited = keep_refused(self.state, data["path"], str(data["text"]), error)
        if not self.kept.keep(self.state, edited):
            return explain_conflict(FactsPage(self.kept, self.section), data, edited.text)
        fresh = FactsPage(self.kept, self.section)
        if again and fresh.state is not None:
            path, typed = data["path"], str(data.get("text", ""))
            self.kept.keep(fresh.state, set_field(fresh.state, path, typed))
            fresh = FactsPage(self.kept, self.section)
        return fresh.as_answer()

    def as_answer(self) -> dict[str, Any]:
        """Return what a page that is open swaps in."""
        return {
            "digest": self.digest,
            "nav": render_html("facts_nav.html", page=self),
            "main": render_html("facts_main.html", page=self),
            "said": self.summary,
        }

    def _keep_mine(self, data: dict[str, Any], change: Change) -> str | None:
        """Return the whole file as the page would have it, and let the history lead to it."""
        base = self.kept.recall(str(data.get("base")))
        if base is None:
            return None
        try:
            edited = change(base, data)
        except ChangeRefusedError:
            return None
        return None if self.kept.keep(base, edited) else edited.text


def list_folders(root: Path) -> list[Path]:
    """Return the folders of all cycles, oldest first; none where there is no cycle yet."""
    with suppress(HuiqiError):
        return find_cycles(root / "cycles")
    return []


def open_page(context: DeskContext, cycle: str, section: Section) -> FactsPage:
    """Return a page of a cycle that there is."""
    if cycle not in {folder.name for folder in list_folders(context.root)}:
        raise HTTPException(404)
    return FactsPage(KeptFacts(context, cycle), section)


def _section_of(path: KeyPath) -> Section:
    inner = next((part for part in path[1:] if isinstance(part, str)), "")
    return find_section(str(path[0]), inner)


def _count(findings: list[Finding]) -> tuple[int, ...]:
    """Return how many are wrong, open, and only to be looked at."""
    weights = [weigh(finding) for finding in findings]
    return tuple(weights.count(weight) for weight in _ORDER)
