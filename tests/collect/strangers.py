"""Filled papers as strangers hand them in: made by program, with what has to be read in them.

Every kind of content, of typing, of editing and of saving comes in turn; the rest is drawn. Seeds are fresh and
printed; HUIQI_STRANGERS_SEED repeats them. This was written from the forms alone, without the reader.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count as numbers
from pathlib import Path

from tests.collect.stranger_kinds.arrangement import ARRANGEMENTS
from tests.collect.stranger_kinds.contents import CONTENTS, usual
from tests.collect.stranger_kinds.insertions import INSERTIONS
from tests.collect.stranger_kinds.programs import (
    OFFICE,
    PROGRAMS,
    TRUSTY,
    pass_through_office,
    save,
)
from tests.collect.stranger_kinds.revisions import REVISIONS
from tests.collect.stranger_kinds.rows import ROWS
from tests.collect.stranger_kinds.sheet import Sheet, open_sheet, parse_shown
from tests.collect.stranger_kinds.tables import TABLES
from tests.collect.stranger_kinds.typing import TYPISTS, fill, type_in_control
from tests.collect.stranger_kinds.wording import EDITS

ALL_EDITS = {**EDITS, **ARRANGEMENTS, **ROWS, **TABLES, **REVISIONS, **INSERTIONS}
# How a place was typed into, what was typed, what was done besides: one of these is the kind of a variant.
KINDS: tuple[tuple[str, str], ...] = (
    *(("content", name) for name in CONTENTS),
    *(("typing", name) for name in TYPISTS),
    *(("edit", name) for name in ALL_EDITS),
    ("mixed", "several at once"),
    ("mixed", "several at once, in rows too"),
)
# These join words to answers: beside prompts and brackets that were left nobody knows where they belong.
_PLAIN_INSERTIONS = [name for name in INSERTIONS if name not in ("ruby", "no-break hyphens")]
# LibreOffice takes a deletion for text, cuts the sound off its word, works fields out anew, makes pictures of formulas:
# nobody could read that back.
LOST_IN_OFFICE = ("deleted paragraph tracked", "ruby", "fields", "formula")


@dataclass(frozen=True)
class Blank:
    """A blank paper: a name of cycle and template, its file."""

    name: str
    document: str
    paper: str
    data: bytes


@dataclass(frozen=True)
class Expected:
    """What has to be read in a variant; see :class:`Sheet` for each."""

    keys: tuple[str, ...]
    prompts: Mapping[str, str]
    answers: Mapping[str, list[str]]
    strays: tuple[str, ...]
    either: tuple[str, ...]
    forbidden: tuple[str, ...]
    rows: tuple[Mapping[str, list[str]], ...]
    free: frozenset[str]
    doubtful: frozenset[str]
    loose: frozenset[str]
    flagged: frozenset[str]
    remarks: tuple[str, ...]
    copies: int

    @property
    def open(self) -> tuple[str, ...]:
        """The keys that nobody wrote in."""
        taken = {*self.answers, *self.free}
        return tuple(key for key in self.keys if key not in taken)


@dataclass(frozen=True)
class Variant:
    """One filled and damaged paper."""

    seed: int
    blank: Blank
    kind: str
    program: str
    data: bytes
    expected: Expected


def choose_seed() -> int:
    """Return a fresh seed, or the one that is asked for, and print it."""
    seed = int(os.environ.get("HUIQI_STRANGERS_SEED") or random.randrange(10**9))
    print("HUIQI_STRANGERS_SEED", seed)
    return seed


def variants(blanks: Sequence[Blank], count: int, seed: int, *, office: bool = False) -> Iterator[Variant]:  # fmt: skip
    """Yield variants of blank papers; with ``office`` a third of them went through LibreOffice."""
    made: dict[tuple[str, ...], list[Variant]] = defaultdict(list)
    for number in range(count):
        variant = make_variant(blanks, seed, number, office=office)
        if variant.program in OFFICE:
            made[OFFICE[variant.program]].append(variant)
        else:
            yield variant
    for kinds, group in made.items():
        yield from _through_office(group, kinds)


def make_variant(blanks: Sequence[Blank], seed: int, number: int, *, office: bool) -> Variant:
    """Return one variant: its kind and paper by its number, everything else by chance."""
    own = seed * 100_003 + number
    chance = random.Random(own)
    group, name = KINDS[(number + seed) % len(KINDS)]
    offered = (
        list(PROGRAMS)
        if not office or chance.random() < 0.67 or name in LOST_IN_OFFICE
        else list(OFFICE)
    )
    program = chance.choice(offered)
    for attempt in numbers():
        blank = blanks[(number // len(KINDS) * 7 + number + attempt + seed) % len(blanks)]
        sheet = open_sheet(blank.data, chance)
        if sheet.spots and (attempt > 20 or _does_something(sheet, group, name)):
            break
    sheet = open_sheet(blank.data, chance)
    _apply(sheet, group, name)
    keys = tuple(sheet.spots)
    prompts = {key: spot.prompt for key, spot in sheet.spots.items()}
    data = save(sheet, program)
    doubtful = sheet.doubtful if program in TRUSTY else sheet.doubtful | sheet.bare_doubtful
    expected = Expected(
        keys, prompts, sheet.answers, tuple(sheet.strays), _list_present(sheet.either, data), tuple(sheet.forbidden),
        tuple(sheet.rows), frozenset(sheet.free), frozenset(doubtful), frozenset(sheet.loose),
        frozenset(sheet.flagged), tuple(sheet.remarks), sheet.copies,
    )  # fmt: skip
    return Variant(own, blank, f"{group}: {name}", program, data, expected)


def _list_present(texts: Sequence[str], data: bytes) -> tuple[str, ...]:
    """Return the texts that a program left in a file: it drops what hung at a prompt with that."""
    whole = "".join(text for root in parse_shown(data).values() for text in root.itertext())
    return tuple(text for text in texts if text in whole)


def _apply(sheet: Sheet, group: str, name: str) -> None:
    """Fill a sheet and damage it by one kind."""
    chance = sheet.chance
    if group == "content":
        fill(sheet, CONTENTS[name](sheet))
    elif group == "typing":
        fill(sheet, usual(sheet), TYPISTS[name])
    elif group == "edit":
        fill(sheet, usual(sheet), type_in_control)
        ALL_EDITS[name](sheet)
    else:
        content = chance.choice(list(CONTENTS.values()))
        answers = content(sheet)
        typists = [chance.choice(list(TYPISTS.values())) for _ in range(3)]
        for key, texts in answers.items():
            fill(sheet, {key: texts}, chance.choice(typists))
        if "rows" in name:
            chance.choice(list(ROWS.values()))(sheet)
        for edit in (
            chance.choice(list({**EDITS, **ARRANGEMENTS}.values())),
            INSERTIONS[chance.choice(_PLAIN_INSERTIONS)],
        ):
            edit(sheet)


def _does_something(sheet: Sheet, group: str, name: str) -> bool:
    """Whether an edit finds anything to change in a paper."""
    from huiqi.word.ooxml import to_bytes

    if group != "edit":
        return True
    fill(sheet, usual(sheet))
    before = to_bytes(sheet.root)
    ALL_EDITS[name](sheet)
    return to_bytes(sheet.root) != before


def _through_office(group: Sequence[Variant], kinds: tuple[str, ...]) -> Iterator[Variant]:
    with tempfile.TemporaryDirectory() as folder:
        files = {f"v{number}": variant.data for number, variant in enumerate(group)}
        saved = pass_through_office(files, kinds, Path(folder))
    for number, variant in enumerate(group):
        data, expected = saved[f"v{number}"], variant.expected
        either = _list_present(expected.either, data)
        yield replace(variant, data=data, expected=replace(expected, either=either))
