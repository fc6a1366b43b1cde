"""The list as the office arranged it: order, duplicates, remarks; and every difference from what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as Group
from collections.abc import Sequence
from dataclasses import dataclass, field

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.cells import read_cells, read_number
from huiqi.collect.office.opinions.model import TYPED, Entry, Opinion
from huiqi.collect.office.opinions.rows_matched import match_rows, squeeze
from huiqi.collect.office.opinions.table_rows import Row

Pair = tuple[Row, Opinion]


@dataclass(frozen=True)
class ChangedWords:
    """A row whose words are not those that were read; the words that were read stay."""

    code: str
    row: str
    read: str
    found: str


@dataclass(frozen=True)
class Arranged:
    """The list in the office's order, all opinions in it.

    ``remarks`` are Chinese sentences without anybody's words; ``fresh`` are the codes of opinions that came in since
    the table was made, ``lost`` of those whose rows are gone, ``typed`` of those that the office added itself.
    """

    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()
    changed: tuple[ChangedWords, ...] = ()
    fresh: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    typed: tuple[str, ...] = field(default=())


def list_unarranged(opinions: Sequence[Opinion]) -> Arranged:
    """Return the list before the office has touched it."""
    return Arranged(tuple(map(Entry, opinions)), fresh=tuple(one.code for one in opinions))


def arrange(
    opinions: Sequence[Opinion],
    rows: Sequence[Row],
    issued: Group[str],
    wording: Wording,
    typed: Group[str] = (),
) -> Arranged:
    """Return the list as the office's table has it.

    ``issued`` are the codes that the table was made with, ``typed`` those among them that the office typed itself.
    """
    retired = set(issued) - set(typed) - {one.code for one in opinions}
    matched = match_rows(rows, opinions, retired)
    ordered, remarks = _order(matched.rows)
    duplicates, unclear = _find_duplicates(ordered)
    entries, told = [], [*matched.remarks, *remarks, *unclear]
    for row, opinion in ordered:
        read, note, refused = read_cells(row, opinion, wording)
        entries.append(Entry(read, duplicates.get(opinion.code), note))
        told += refused
    there = {opinion.code for _, opinion in ordered}
    missing = [one for one in opinions if one.code not in there]
    lost = tuple(one.code for one in missing if one.code in issued)
    return Arranged(
        entries=(*entries, *map(Entry, missing)),
        remarks=(*told, *_say_missing(len(lost))),
        changed=tuple(_list_changed(ordered)),
        fresh=tuple(one.code for one in missing if one.code not in issued),
        lost=lost,
        typed=tuple(one.code for _, one in ordered if one.origin == TYPED),
    )


def _say_missing(count: int) -> list[str]:
    return [f"整理表少了{count}行，已补在表末：意见不归并、不删减。"] if count else []


def _list_changed(pairs: Sequence[Pair]) -> list[ChangedWords]:
    return [
        ChangedWords(opinion.code, row.name, opinion.text, row.cells["原话"])
        for row, opinion in pairs
        if squeeze(row.cells["原话"]) != squeeze(opinion.text)
    ]


def _order(pairs: Sequence[Pair]) -> tuple[list[Pair], list[str]]:
    """Return rows by their numbers where the office changed these, else as they stand."""
    numbers = [read_number(row.cells["序号"]) for row, _ in pairs]
    issued = [row.issued for row, _ in pairs]
    both = list(zip(numbers, issued, strict=True))
    if all(number == was or None in (number, was) for number, was in both):
        return list(pairs), []
    remarks, last, keys = [], 0, []
    for number in numbers:
        last = last if number is None else number
        keys.append(last)
    twice = [number for number, count in Counter(numbers).items() if number and count > 1]
    if twice:
        said = "、".join(map(str, sorted(twice)))
        remarks.append(f"序号 {said} 不止一行，这几行照原来的先后。改法：每行写不同的序号。")
    known = [was for was in issued if was is not None]
    if known != sorted(known):
        remarks.append("移动了行，又改了序号：按序号排列，请核对。")
    order = sorted(range(len(pairs)), key=lambda place: keys[place])
    return [pairs[place] for place in order], remarks


def _find_duplicates(pairs: Sequence[Pair]) -> tuple[dict[str, str], list[str]]:
    """Return of which opinion each is a duplicate, the first of a chain, and what is unclear."""
    by_number: dict[int | None, list[str]] = {}
    for row, opinion in pairs:
        by_number.setdefault(read_number(row.cells["序号"]), []).append(opinion.code)
    codes = {opinion.code for _, opinion in pairs}
    direct: dict[str, str] = {}
    remarks = []
    for row, opinion in pairs:
        written = squeeze(row.cells["重复于"])
        if not written:
            continue
        named = by_number.get(read_number(written), []) if read_number(written) else []
        found = [written.upper()] if written.upper() in codes else named
        if len(found) != 1 or found[0] == opinion.code:
            remarks.append(
                f"{row.name}的“重复于”不是另一条的序号，没有采用。改法：写另一条的序号。"
            )
        else:
            direct[opinion.code] = found[0]
    return {code: _first_of(code, direct) for code in direct if _first_of(code, direct)}, remarks


def _first_of(code: str, direct: dict[str, str]) -> str:
    """Return the end of a chain of duplicates; of a ring the first code in it stands for the others."""
    seen = [code]
    while seen[-1] in direct:
        if direct[seen[-1]] in seen:
            first = min(seen[seen.index(direct[seen[-1]]) :])
            return "" if first == code else first
        seen.append(direct[seen[-1]])
    return seen[-1]
