"""Numbers that Word counts itself, as text: 一、（一）第一条 ①."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from huiqi.materials.word.number_formats import format_number
from huiqi.materials.word.styles import Styles, is_on, value_of
from huiqi.word.ooxml import Element, W

_PLACE = re.compile("%([1-9])")
_CLOSED = re.compile("[、，。．）】》：⑴-⒛①-⑳㈠-㈩㉑-㉟㊀-㊿]$")  # no blank behind these
_ARTICLE = re.compile("第[^第]{1,8}[条章节编款]$")
_LEVELS = 9


@dataclass(frozen=True)
class Label:
    """A number as it stands before its paragraph, or the list of a mere bullet."""

    text: str = ""
    bullet: tuple[str, int] | None = None
    unknown: str = ""  # a format that is not known; the number stands in figures


@dataclass
class _Counter:
    """The numbers of one list; ``seen`` are the lists by name whose restart has been obeyed."""

    values: dict[int, int] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """Counts the paragraphs of a file in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._numbers = _by_id(root, "num", "numId")
        self._linked = {
            value_of(link): item
            for item in self._abstract.values()
            if (link := item.find(f"{W}styleLink")) is not None
        }
        self._counters: dict[str, _Counter] = {}

    def next_label(self, paragraph: Element) -> Label | None:
        """Count a paragraph and return what stands before it; None where it is in no list."""
        number, said_level, style = self._styles.numbering_of(paragraph)
        found = self._numbers.get(number)
        abstract = self._abstract_of(found)
        if found is None or abstract is None:
            return None
        level = _level_of(abstract, said_level, style)
        counter = self._counters.setdefault(value_of(abstract, "abstractNumId"), _Counter())
        self._count(counter, found, abstract, level)
        return self._write(counter, found, abstract, level)

    def _abstract_of(self, number: Element | None) -> Element | None:
        if number is None:
            return None
        abstract = self._abstract.get(value_of(number.find(f"{W}abstractNumId")))
        link = abstract.find(f"{W}numStyleLink") if abstract is not None else None
        return self._linked.get(value_of(link), abstract) if link is not None else abstract

    def _count(self, counter: _Counter, number: Element, abstract: Element, level: int) -> None:
        name = value_of(number, "numId")
        for above in range(level):
            self._restart(counter, number, above)
            # A level that no paragraph has opened shows its first number.
            counter.values.setdefault(above, self._start(number, abstract, above))
        restarted = self._restart(counter, number, level)
        if level in counter.values and not restarted:
            counter.values[level] += 1
        elif not restarted:
            counter.values[level] = self._start(number, abstract, level)
        counter.seen.add((name, level))
        for below in [deeper for deeper in counter.values if deeper > level]:
            definition = _definition(number, abstract, below)
            after = None if definition is None else definition.find(f"{W}lvlRestart")
            # lvlRestart 0 goes on counting; another names the level that restarts it.
            if after is None or level < (_number(value_of(after)) or 0):
                del counter.values[below]

    def _restart(self, counter: _Counter, number: Element, level: int) -> bool:
        """Obey a list that says where it begins, once."""
        name = value_of(number, "numId")
        override = _override(number, level)
        begin = None if override is None else override.find(f"{W}startOverride")
        if begin is None or (name, level) in counter.seen:
            return False
        counter.seen.add((name, level))
        counter.values[level] = _number(value_of(begin)) or 0
        return True

    def _start(self, number: Element, abstract: Element, level: int) -> int:
        definition = _definition(number, abstract, level)
        start = None if definition is None else definition.find(f"{W}start")
        found = _number(value_of(start)) if start is not None else None
        return 1 if found is None and start is not None else found or 0

    def _write(
        self, counter: _Counter, number: Element, abstract: Element, level: int
    ) -> Label | None:
        definition = _definition(number, abstract, level)
        if definition is None:
            return None
        hidden = definition.find(f"{W}rPr/{W}vanish")
        text = value_of(definition.find(f"{W}lvlText"))
        kind = _kind(definition)
        if kind == "bullet" and not re.search(r"[\u3400-\u9fff]|\w\W*\w", text):
            return Label(bullet=(value_of(number, "numId"), level))
        if (hidden is not None and is_on(hidden)) or not text:
            return Label()
        legal = definition.find(f"{W}isLgl")
        unknown = set[str]()

        def write(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = _definition(number, abstract, place)
            form = "decimal" if legal is not None and is_on(legal) else _kind(other)
            value = counter.values.get(place, self._start(number, abstract, place))
            said = format_number(value, form)
            if said is None:
                unknown.add(form)
            return str(value) if said is None else said

        said = _PLACE.sub(write, text)
        return Label(_space(said, definition), unknown="、".join(sorted(unknown)))


def _space(label: str, definition: Element) -> str:
    """Return a label with the gap that Word leaves behind it."""
    gap = value_of(definition.find(f"{W}suff")) or "tab"
    if not label or gap == "nothing" or (gap == "tab" and _CLOSED.search(label)):
        return label
    return label + ("\u3000" if gap == "tab" and _ARTICLE.search(label) else " ")


def _by_id(root: Element | None, tag: str, name: str) -> dict[str, Element]:
    return {} if root is None else {value_of(item, name): item for item in root.iter(f"{W}{tag}")}


def _override(number: Element, level: int) -> Element | None:
    found = (
        item for item in number.iter(f"{W}lvlOverride") if value_of(item, "ilvl") == str(level)
    )
    return next(found, None)


def _definition(number: Element, abstract: Element, level: int) -> Element | None:
    override = _override(number, level)
    own = None if override is None else override.find(f"{W}lvl")
    if own is not None:
        return own
    found = (item for item in abstract.iter(f"{W}lvl") if value_of(item, "ilvl") == str(level))
    return next(found, None)


def _level_of(abstract: Element, said: str, style: str) -> int:
    if said.isdecimal():
        return min(int(said), _LEVELS - 1)
    for level in abstract.iter(f"{W}lvl"):
        if style and value_of(level.find(f"{W}pStyle")) == style:
            return _number(value_of(level, "ilvl")) or 0
    return 0


def _kind(definition: Element | None) -> str:
    """Return the format; a newer one stands beside an older one for older programs."""
    found = [] if definition is None else list(definition.iter(f"{W}numFmt"))
    return value_of(found[-1]) if found else "decimal"


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
