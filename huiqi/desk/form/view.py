"""From the facts and the model to the blocks of a page of the form; no codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from huiqi.desk.form.fields import FieldForm, describe_fields
from huiqi.desk.form.findings import Places
from huiqi.desk.form.layout import OPEN, Block, Section, Shape
from huiqi.desk.form.offers import list_mendings, list_value_offers
from huiqi.desk.form.said import Said, look_over, say, weigh
from huiqi.desk.form.shown import Group, Item, Listing, Offer, Source
from huiqi.desk.form.state import FactsState, look_at
from huiqi.desk.form.values import NO, YES, show_fact
from huiqi.desk.form.written import Writer
from huiqi.errors import ExpectationError, Finding, KeyPath
from huiqi.facts.calendar import format_day
from huiqi.facts.date_forms import parse_deadline
from huiqi.facts.documents import list_templates
from huiqi.facts.model.cycle import Cycle

# What was typed and is no value, with the reason, by its field.
Drafts = Mapping[KeyPath, tuple[str, Finding]]
_UNSEEN = {"id"}  # made by itself


class Viewer:
    """Makes the pages of the form from one state of the facts and the drafts kept beside it.

    ``lists`` has, after a page is made, the names that its fields may pick, by the id of the list.
    """

    def __init__(self, state: FactsState, drafts: Drafts) -> None:
        self._state, self._drafts = state, drafts
        self._source, self._writer = state.read.source, Writer(state)
        self.lists: dict[str, list[str]] = {}

    def show(self, section: Section) -> list[Group | Listing]:
        """Return the blocks of a section."""
        if section == OPEN:
            return list(self._show_open())
        return [self._show_block(block) for block in section.blocks]

    def _show_open(self) -> Iterator[Group]:
        """Yield the open facts, those of one group together."""
        groups: dict[KeyPath, list[Item]] = {}
        for path, _ in self.locate(self._state.findings):
            last = describe_fields(_model_above(path[:-1])).get(str(path[-1])) if path else None
            if last and last.inner is None and self._is_open(path):
                items = groups.setdefault(path[:-1], [])
                items += [] if path in [one.path for one in items] else [self._item(path, last)]
        for path, items in groups.items():
            yield Group(path, self.name_place(path) or "会议", tuple(items), ())

    def _is_open(self, path: KeyPath) -> bool:
        return any(weigh(finding) == "open" for finding in self._places.at(path))

    def _show_block(self, block: Block) -> Group | Listing:
        if not block.place:
            return self._group(Cycle, (), Block(block.title, only=block.only))
        form = describe_fields(Cycle)[block.place]
        if form.listed:
            return self._listing((block.place,), form, block)
        return self._group(form.model, (block.place,), block)

    def _group(
        self, model: type[BaseModel], path: KeyPath, block: Block, *, fresh: bool = False
    ) -> Group:
        items: list[Item] = []
        inner: list[Group | Listing] = []
        later: list[str] = []
        fields = describe_fields(model)
        for name in block.only or fields:
            form, place = fields[name], (*path, name)
            if name in _UNSEEN or name in block.without or self._is_left_out(place):
                continue
            if form.inner is None:
                items.append(self._item(place, form))
            elif form.listed and not fresh:
                inner.append(
                    self._listing(place, form, Block(form.title, shape=_shape_of(form.model)))
                )
            elif form.listed:
                later.append(self._say(form.title))
            elif not fresh:
                inner.append(self._group(form.model, place, Block(form.title)))
        found = self._say_at(path) if path else ()
        name = "" if fresh or not path else self._name_item(path)
        return Group(
            path, self._say(block.title), tuple(items), tuple(inner), found, fresh, name, tuple(later)
        )  # fmt: skip

    def _is_left_out(self, path: KeyPath) -> bool:
        """Whether this kind of meeting lacks the fact and the file does not write it."""
        written = look_at(self._state.data, path)
        return ".".join(map(str, path)) in self._state.defaults.without and written is None

    def _listing(self, path: KeyPath, form: FieldForm, block: Block) -> Listing:
        rows = look_at(self._state.data, path)
        count = len(rows) if isinstance(rows, list | tuple) else 0
        documents = path == ("documents",)
        fixed = documents or bool(block.only)
        shown = [self._row(form.model, (*path, index), block) for index in range(count)]
        if not fixed:
            shown.append(self._row(form.model, (*path, count), block, fresh=True))
        columns = tuple(
            one for name, one in describe_fields(form.model).items()
            if name not in _UNSEEN and name not in block.without and one.inner is None
            and (not block.only or name in block.only) and not self._is_left_out((*path, 0, name))
        )  # fmt: skip
        return Listing(
            path, self._say(block.title), block.shape, columns, tuple(shown),
            self._source.is_taken(path), fixed, documents or not fixed,
            {one.name: self._say(one.title) for one in columns},
        )  # fmt: skip

    def _row(
        self, model: type[BaseModel], path: KeyPath, block: Block, *, fresh: bool = False
    ) -> Group:
        title = f"第{int(path[-1]) + 1}项"
        own = Block(title, only=block.only, without=block.without)
        return self._group(model, path, own, fresh=fresh)

    def _name_item(self, path: KeyPath) -> str:
        """Return what an item is called."""
        item = look_at(self._state.data, path)
        if not isinstance(item, dict) or not isinstance(path[-1], int):
            return ""
        if path[0] == "documents" and len(path) == 2:
            known = list_templates(self._state.cycle).get(str(item.get("id")))
            return known.head.title if known else str(item.get("id"))
        keys = ("name", "title", "lead", "text", "issuers")
        name = next((item[key] for key in keys if item.get(key)), "")
        if isinstance(name, list | tuple):
            return "、".join(self._state.names.show("body", str(one)) for one in name)
        return self._state.names.show_braces(str(name))

    def _item(self, path: KeyPath, form: FieldForm) -> Item:
        value = look_at(self._state.data, path)
        written = value is not None and not self._source.is_taken(path)
        shown = show_fact(form, value, self._state.names)
        source: Source = "own" if written else "default" if shown else "none"
        draft = self._drafts.get(path)
        findings = self._say_at(path)
        if written:
            findings = (*findings, *look_over(form, shown))
        if draft:
            shown, findings = draft[0], (say(draft[1], self._state.names), *findings)
        return Item(
            path, form, self._say(form.title), shown, source, self._is_internal(path, form),
            self._explain(form), self._note(form, value), draft is not None, findings,
            tuple(self._list_offers(path, form, shown, draft=draft is not None)),
            _list_choices(form), self._list_names(form),
            "" if draft else self._write(path, form),
        )  # fmt: skip

    def _write(self, path: KeyPath, form: FieldForm) -> str:
        if form.ref == "reading":
            return self._writer.write_readings(path)
        return self._writer.write(path) if form.kind == "text" else ""

    def _list_offers(
        self, path: KeyPath, form: FieldForm, text: str, *, draft: bool
    ) -> Iterator[Offer]:
        if draft:
            return list_value_offers(form, path, text, self._state.names)
        return list_mendings(form, text, self._places.at(path), self._state.names)

    def _explain(self, form: FieldForm) -> str:
        """Return what is asked for, with an example."""
        lines = form.listed and form.kind == "text"
        several = "每行一项" if lines else "几个之间用“、”分开" if form.listed else ""
        shown = form.kind in ("text", "deadline") and form.example
        example = f"例：{self._state.names.show_braces(form.example)}" if shown else ""
        return "；".join(part for part in (form.help, several, example) if part)

    def _is_internal(self, path: KeyPath, form: FieldForm) -> bool:
        """Whether the site never shows the fact, for itself or for the group around it."""
        groups = (look_at(self._state.data, path[:size]) for size in range(1, len(path)))
        hidden = any(isinstance(one, dict) and one.get("internal") is True for one in groups)
        top = describe_fields(Cycle)[str(path[0])]
        return hidden or form.marks.internal or top.marks.internal

    def _list_names(self, form: FieldForm) -> str:
        """Return the id of the list of names for a field, and keep the list for the page."""
        if form.kind != "reference" or not form.ref:
            return ""
        id = f"names-{form.ref}-{form.name}"
        if id not in self.lists:
            self.lists[id] = self._state.names.suggest(form.ref, form.name)
        return id

    def _note(self, form: FieldForm, value: Any) -> str:
        """Return the day of a deadline that is reckoned from the meeting."""
        if form.kind != "deadline" or not isinstance(value, str):
            return ""
        try:
            deadline = parse_deadline(value)
        except ExpectationError:
            return ""
        day = self._state.cycle.resolve(deadline) if deadline.relative else None
        if day is None:
            return ""
        held = self._state.cycle.meeting.date is not None
        return format_day(day) if held else f"最迟{format_day(day)}"

    def _say_at(self, path: KeyPath) -> tuple[Said, ...]:
        return tuple(say(finding, self._state.names) for finding in self._places.at(path))

    @cached_property
    def _places(self) -> Places:
        return Places(self._state, self._state.findings)

    def locate(self, findings: Iterable[Finding]) -> list[tuple[KeyPath, Finding]]:
        """Return findings with the field of the form that each is about; () for the whole file."""
        return [(self._places.find(finding), finding) for finding in findings]

    def name_place(self, path: KeyPath) -> str:
        """Return what a field and the items around it are called."""
        said: list[str] = []
        for size in range(1, len(path) + 1):
            part, above = path[size - 1], path[: size - 1]
            if isinstance(part, int):
                said.append(self._name_item(path[:size]) or f"第{part + 1}项")
                continue
            field = describe_fields(_model_above(above)).get(part)
            said.append(self._say(field.title) if field else part)
        return " › ".join(said)

    def _say(self, label: str) -> str:
        return self._state.defaults.say(label)


def _model_above(path: KeyPath) -> type[BaseModel]:
    model: type[BaseModel] = Cycle
    for part in path:
        if isinstance(part, str):
            model = describe_fields(model)[part].model
    return model


def _list_choices(form: FieldForm) -> tuple[str, ...]:
    return (YES, NO) if form.kind == "flag" else tuple(form.choices.values())


def _shape_of(model: type[BaseModel]) -> Shape:
    """Return how the items of a list inside another are shown: lines where they are short."""
    simple = all(form.inner is None for form in describe_fields(model).values())
    return "table" if simple else "cards"
