"""The marks over a text while it is read: bookmarks that are open, controls and their kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from huiqi.collect.model import PlaceKind
from huiqi.collect.reading.document import Mark, Position
from huiqi.word.ooxml import Element, W


class MarkReader:
    """Keeps bookmarks until they end."""

    def __init__(self) -> None:
        self.found: list[Mark] = []
        self._open: dict[str, tuple[str, Position]] = {}

    def begin_bookmark(self, mark: Element, here: Position) -> None:
        """Open a bookmark. One with the number of another takes its place."""
        name = mark.get(f"{W}name") or ""
        # Word's own begin with a line: _GoBack, _Toc123.
        if name and not name.startswith("_"):
            number = mark.get(f"{W}id") or ""
            self._close(number, None)
            self._open[number] = name, here

    def end_bookmark(self, mark: Element, here: Position) -> None:
        """Close a bookmark."""
        self._close(mark.get(f"{W}id") or "", here)

    def end_control(self, control: Element, begin: Position, here: Position) -> None:
        """Keep a control that has a key."""
        properties = control.find(f"{W}sdtPr")
        key = "" if properties is None else _value(properties, "tag")
        if key:
            kind, choices = _read_kind(properties)
            name = _value(properties, "alias")
            self.found.append(Mark(key, "tag", begin, here, kind, choices, name))

    def list_all(self) -> tuple[Mark, ...]:
        """Return all marks as they begin, bookmarks without an end too."""
        for number in list(self._open):
            self._close(number, None)
        return tuple(sorted(self.found, key=lambda mark: mark.begin))

    def move(self, take: Callable[[Position], Position]) -> None:
        """Move the marks along when a text is taken out before them."""
        self.found = [
            replace(one, begin=take(one.begin), end=None if one.end is None else take(one.end))
            for one in self.found
        ]
        self._open = {number: (name, take(at)) for number, (name, at) in self._open.items()}

    def _close(self, number: str, end: Position | None) -> None:
        name, begin = self._open.pop(number, ("", (0, 0)))
        if name:
            self.found.append(Mark(name, "bookmark", begin, end))


def _read_kind(properties: Element) -> tuple[PlaceKind, tuple[str, ...]]:
    """Return what kind of value a control takes, and from which choices."""
    if properties.find(f"{W}date") is not None:
        return "date", ()
    choices = properties.find(f"{W}dropDownList")
    if choices is None:
        return "text", ()
    return "choice", tuple(item.get(f"{W}value") or "" for item in choices.findall(f"{W}listItem"))


def _value(properties: Element, name: str) -> str:
    mark = properties.find(f"{W}{name}")
    return "" if mark is None else mark.get(f"{W}val") or ""
