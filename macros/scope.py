"""What one rendition of a cycle shows: the facts as pages and Word templates may use them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from huiqi.errors import KeyPath, format_key
from huiqi.facts.calendar import Deadline, format_ordinal
from huiqi.facts.kinds import absent_facts, say_label
from huiqi.facts.model.content import DocumentNumber, Reading
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import REFERENCE, Ref
from huiqi.facts.model.parties import Duty, GuidanceGroup, Person, RecurringParty, Roles
from huiqi.facts.model.walk import Marks, label_of, marks_of
from macros.blanks import BlankRecorder
from macros.dates import ShownDay, ShownDeadline
from macros.escape import escape
from macros.links import PaperLink

PARTY_FOUNDED = 1921


@dataclass(frozen=True)
class Rendition:
    """``internal``: for the office, with everything. ``names``: persons by name."""

    internal: bool = False
    names: bool = False

    @classmethod
    def public(cls, cycle: Cycle) -> Rendition:
        """The rendition that the site shows."""
        return cls(internal=False, names=cycle.publish_names)

    @classmethod
    def office(cls) -> Rendition:
        """The rendition that only the office gets."""
        return cls(internal=True, names=True)

    def hides(self, marks: Marks) -> bool:
        """Whether it leaves out a field with these marks."""
        return (marks.internal and not self.internal) or (marks.personal_name and not self.names)


class Blank:
    """An open slot, shown as a marked blank; whatever is asked of it is the same blank."""

    def __init__(self, label: str) -> None:
        self._label = label

    def __str__(self) -> str:
        return f'<span class="blank">〔{escape(self._label)}：待定〕</span>'

    def __getattr__(self, name: str) -> Blank:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator[Blank]:
        yield self

    def __len__(self) -> int:
        return 1


class View:
    """A group of facts: an attribute is a fact as it is shown, the text is its designation."""

    def __init__(self, scope: Scope, model: BaseModel, path: KeyPath) -> None:
        self._scope, self._model, self._path = scope, model, path

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._scope.show_field(self._model, self._path, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and other._path == self._path

    def __hash__(self) -> int:
        return hash(self._path)

    def __str__(self) -> str:
        return self._scope.designate(self._model, self._path)


@dataclass(frozen=True, eq=False, repr=False)
class Scope:
    """The facts under one rendition, and what pages say beside them; complete when it is made.

    ``links`` holds what the site offers of each document, by the document's id, ``changes`` what
    is new since the last publication. ``recorder`` notes who shows which fact, or the blank of it.
    """

    cycle: Cycle
    rendition: Rendition
    links: Mapping[str, Sequence[PaperLink]] = field(default_factory=dict)
    changes: str = ""
    recorder: BlankRecorder = field(default_factory=BlankRecorder)

    @cached_property
    def view(self) -> View:
        """The whole cycle."""
        return View(self, self.cycle, ())

    def blank(self, path: KeyPath, label: str) -> Blank:
        """Return the marked blank of an open slot and note who uses it."""
        self.recorder.note(path, label)
        return Blank(label)

    def show_field(self, model: BaseModel, path: KeyPath, name: str) -> Any:
        """Return one fact as it is shown; None where this rendition leaves it out.

        Raises:
            AttributeError: the facts know no such name.
        """
        marks = marks_of(type(model)).get(name)
        if marks is None:
            return self._show_property(model, path, name)
        here, value = (*path, name), getattr(model, name)
        if self.rendition.hides(marks) or here in self._absent:
            return None
        self.recorder.note_shown(here)
        if marks.code:
            return value
        if value is None and marks.slot:
            return self.blank(here, say_label(self.cycle, label_of(here, marks.title)))
        return self.show(value, here, marks.ref, model)

    def _show_property(self, model: BaseModel, path: KeyPath, name: str) -> Any:
        if not isinstance(getattr(type(model), name, None), property):
            where = format_key(path) or "cycle"
            raise AttributeError(f"{where} 没有 {name}")
        return self.show(getattr(model, name), (*path, name), None, model)

    def show(self, value: Any, path: KeyPath, ref: Ref | None, owner: BaseModel) -> Any:
        """Return a value as it is shown: text escaped, references followed, dates in words."""
        if isinstance(value, tuple):
            shown = (self.show(item, (*path, i), ref, owner) for i, item in enumerate(value))
            return [item for item in shown if item is not None]
        if isinstance(value, str):
            return self.follow(value) if ref else self.write(value, path, owner)
        if isinstance(value, BaseModel):
            hidden = getattr(value, "internal", False) and not self.rendition.internal
            return None if hidden else View(self, value, path)
        if isinstance(value, Deadline):
            return self.show_deadline(value)
        return ShownDay.of(value) if isinstance(value, dt.date) else value

    def show_deadline(self, deadline: Deadline) -> ShownDeadline:
        """Return a deadline with the dates of this cycle that it hangs on."""
        meeting = self.cycle.meeting
        return ShownDeadline(deadline, meeting.date, meeting.deadline)

    def follow(self, name: str) -> Any:
        """Return what an id names: a View, or the word for a recurring party."""
        if name in Roles.model_fields:
            return self.show_field(self.cycle.roles, ("roles",), name)
        if name == RecurringParty.GUIDANCE_GROUP:
            return self.view.guidance_group
        return View(self, *self._described[name])

    @cached_property
    def _absent(self) -> frozenset[KeyPath]:
        """What this kind of meeting lacks: neither shown nor open."""
        return absent_facts(self.cycle)

    @cached_property
    def _described(self) -> dict[str, tuple[BaseModel, KeyPath]]:
        groups = ("offices", "bodies", "members", "staff", "departments", "areas", "terms")
        found: dict[str, tuple[BaseModel, KeyPath]] = {
            item.id: (item, (group, index))
            for group in groups
            for index, item in enumerate(getattr(self.cycle, group))
        }
        for place, group in enumerate(self.cycle.reading_list):
            for index, item in enumerate(group.items):
                found.setdefault(item.id, (item, ("reading_list", place, "items", index)))
        return found

    def write(self, text: str, path: KeyPath = (), owner: BaseModel | None = None) -> str:
        """Return a text with its {references} replaced and everything else escaped."""
        pieces = REFERENCE.split(text)
        return "".join(
            str(self.refer(piece, path, owner)) if index % 2 else escape(piece) if piece else ""
            for index, piece in enumerate(pieces)
        )

    def refer(self, name: str, path: KeyPath, owner: BaseModel | None) -> Any:
        """Return what a {reference} inside a text stands for."""
        if name == "owner" and isinstance(owner, Duty):
            # The office itself stands before its duties already.
            office = self.cycle.offices[int(path[1])].id
            return "" if owner.owner in (None, office) else self.follow(owner.owner)
        if name == "party_anniversary" and isinstance(owner, Reading):
            if owner.date is None:
                return self.blank((*path[:-1], "date"), "建党周年数")
            return owner.date.year - PARTY_FOUNDED
        named = _NAMED.get(name)
        return named(self.view) if named else self.follow(name)

    def designate(self, model: BaseModel, path: KeyPath) -> str:
        """Say how a group of facts is called in running text."""
        view = View(self, model, path)
        if isinstance(model, DocumentNumber):
            return f"{view.code}〔{view.year}〕{view.serial}号"
        if isinstance(model, GuidanceGroup):
            number = format_ordinal(model.number) if model.number else view.number
            return f"{view.sent_by}{view.prefix or ''}第{number}{view.word}"
        if isinstance(model, Person):
            return str(view.post)
        for name in ("name", "title", "text"):
            if name in type(model).model_fields:
                return str(getattr(view, name))
        raise TypeError(f"{format_key(path)} 是一组事实，不能直接写出；写其中一项，如 .name")


_NAMED: dict[str, Callable[[View], Any]] = {
    "theme": lambda view: view.theme,
    "team": lambda view: view.team.name,
    "unit": lambda view: view.team.unit,
    "self_reference": lambda view: view.team.self_reference,
    "chair": lambda view: view.team.chair.post,
    "campaign": lambda view: view.campaign.name,
    "special_name": lambda view: view.special_name,
    "meeting_title": lambda view: view.meeting_title,
    "meeting_short": lambda view: view.meeting_short,
    "meeting_word": lambda view: view.meeting_word,
    "cycle_year": lambda view: view.cycle_year,
    "feedback_source": lambda view: view.feedback.source,
    "guidance_group": lambda view: view.guidance_group,
}


def open_scope(
    cycle: Cycle, links: Mapping[str, Sequence[PaperLink]] | None = None, changes: str = ""
) -> Scope:
    """Return the public rendition of a cycle, as the site shows it."""
    return Scope(cycle, Rendition.public(cycle), links or {}, changes)
