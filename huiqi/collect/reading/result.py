"""What is found while a paper is read: of each stretch of text, whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from huiqi.collect.model import Reading
from huiqi.collect.reading.document import FIXED, PROMPT, Document, Line
from huiqi.collect.reading.echo import drop_echoed
from huiqi.collect.reading.forms import Form
from huiqi.collect.reading.stretch import Slice
from huiqi.collect.reading.take_apart import ECHOED
from huiqi.collect.reading.text import is_blank


@dataclass
class Result:
    """Grows while a paper is read. What nobody has taken at the end is unplaced: nothing can vanish."""

    taken: list[tuple[Slice, str]] = field(default_factory=list)
    unsure: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _owners: set[str] = field(default_factory=set)

    def take(self, slices: Iterable[Slice], owner: str) -> None:
        """Note whose some text is: the form's, a prompt, or the answer of a key."""
        some = [(one, owner) for one in slices]
        self.taken += some
        if some:
            self._owners.add(owner)

    def release(self, key: str) -> None:
        """Take the answer of a key back: it becomes unplaced."""
        self.taken = [(one, owner) for one, owner in self.taken if owner != key]
        self._owners.discard(key)

    def has_answer(self, key: str) -> bool:
        """Whether somebody wrote in a place."""
        return key in self._owners

    def doubt(self, key: str, why: str) -> None:
        """Note why an answer has to be looked at; the first reason stays."""
        self.unsure.setdefault(key, why)

    def doubt_taken(self, since: int, why: str) -> None:
        """Doubt every answer of which something was taken since ``taken`` had so many texts."""
        for key in {owner for _, owner in self.taken[since:]} - {FIXED, PROMPT}:
            self.doubt(key, why)

    def note(self, said: str) -> None:
        """Note an observation, once."""
        if said not in self.notes:
            self.notes.append(said)


@dataclass(frozen=True)
class Account:
    """What became of every text of a paper, in order."""

    reading: Reading
    fixed: tuple[str, ...]
    prompts: tuple[str, ...]


def settle(document: Document, form: Form, result: Result) -> Account:
    """Return the reading: answers by key, and all that nobody took as unplaced."""
    of_line: dict[int, list[tuple[int, int, str]]] = {}
    for one, owner in result.taken:
        of_line.setdefault(one.line.number, []).append((one.begin, one.end, owner))
    answers: dict[str, list[str]] = {}
    unplaced: list[str] = []
    last: str | None = None
    said: dict[str, list[str]] = {FIXED: [], PROMPT: []}
    for line in document.lines:
        before: str | None = last if line.goes_on else None
        last = None
        for whose, text in _share(line, sorted(of_line.get(line.number, ()))):
            if whose is None:
                unplaced.append(text)
            elif whose in said:
                said[whose].append(text)
            else:
                said_by = answers.setdefault(whose, [])
                if whose == before:
                    said_by[-1] += f"\n{text}"
                else:
                    said_by.append(text)
                last, before = whose, None
    single = {key: drop_echoed(texts) for key, texts in answers.items()}
    notes = [*document.notes, *result.notes]
    if single != answers and ECHOED not in notes:
        notes.append(ECHOED)
    answers = single
    order = {place.key: number for number, place in enumerate(form.places)}
    keys = sorted(answers, key=lambda key: order.get(key, len(order)))
    reading = Reading(
        {key: tuple(answers[key]) for key in keys},
        tuple(place.key for place in form.places if place.key not in answers and place.key not in result.unsure),
        result.unsure, tuple(unplaced), tuple(notes),
    )  # fmt: skip
    return Account(reading, tuple(said[FIXED]), tuple(said[PROMPT]))


def _share(line: Line, taken: list[tuple[int, int, str]]) -> Iterator[tuple[str | None, str]]:
    """Yield owner and text of each part of a line; the parts of one answer are one text."""
    pieces: dict[str | None, list[str]] = {}
    order: list[tuple[str | None, str]] = []
    place = 0
    for begin, end, owner in [*taken, (len(line.text), len(line.text), FIXED)]:
        if not is_blank(line.text[place:begin]):
            order.append((None, line.text[place:begin].strip()))
        if begin < end:
            order.append((owner, line.text[begin:end]))
        place = max(place, end)
    for whose, text in order:
        if whose in (None, FIXED, PROMPT):
            yield whose, text
        else:
            pieces.setdefault(whose, []).append(text)
    for whose, texts in pieces.items():
        if text := "".join(texts).strip():
            yield whose, text
    for aside in line.asides:
        yield _owner_at(taken, aside.offset), aside.text


def _owner_at(taken: list[tuple[int, int, str]], offset: int) -> str | None:
    owners = [owner for begin, end, owner in taken if begin <= offset <= end]
    return next((owner for owner in reversed(owners) if owner not in (FIXED, PROMPT)), None)
