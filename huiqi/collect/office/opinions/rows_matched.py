"""Which row of the office's table is which opinion: by bookmark, by code, by its very words; never guessed."""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.collect.office.opinions.model import TYPED, UNKNOWN, Opinion
from huiqi.collect.office.opinions.table_rows import Row
from huiqi.collect.office.statements import make_code

_COPIED = "与{other}的编号和原话都相同，不重复计入。改法：删去其中一行"
_SPLIT = "与{other}的编号相同而原话不同，没有采用。改法：确是另一条的，清空这一行的编号"
_AT_ODDS = "的书签和编号指向不同的意见，没有采用。改法：照旧表恢复这一行的编号"
_RETIRED = "的意见所在的材料已被新交的代替，或者不再读入，没有计入"
_NO_WORDS = "没有原话，没有采用。改法：补写原话，或者删去这一行"


@dataclass(frozen=True)
class Matched:
    """Rows with their opinions, in the order of the file, and what was not taken, in Chinese."""

    rows: tuple[tuple[Row, Opinion], ...]
    remarks: tuple[str, ...]


def match_rows(
    rows: Sequence[Row], opinions: Sequence[Opinion], retired: Group[str] = ()
) -> Matched:
    """Return which row is which opinion; a row without a code whose words are new was typed by the office.

    ``retired`` are the codes of opinions that were read once and are no more.
    """
    known = {one.code: one for one in opinions}
    claims = {row.place: _claim(row, known) for row in rows}
    free = [one for one in opinions if one.code not in claims.values()]
    found: dict[str, tuple[Row, Opinion]] = {}
    remarks: list[str] = []
    for row in rows:
        opinion = _find(row, claims[row.place], known, free)
        if isinstance(opinion, Opinion) and {*row.marks, opinion.code} & set(retired):
            opinion = _RETIRED
        if isinstance(opinion, str):
            remarks.append(f"{row.name}{opinion}。")
        elif opinion.code in found:
            first, _ = found[opinion.code]
            same = squeeze(first.cells["原话"]) == squeeze(row.cells["原话"])
            said = (_COPIED if same else _SPLIT).format(other=first.name)
            remarks.append(f"{row.name}{said}。")
        else:
            found[opinion.code] = (row, opinion)
    return Matched(tuple(found.values()), tuple(remarks))


def _claim(row: Row, known: dict[str, Opinion]) -> str | None:
    """Return the code that a row says it has; nothing where it says none, or an empty text where it says two."""
    codes = {code for code in (*row.marks, row.written_code) if code in known}
    if len(codes) > 1:
        fitting = {
            code for code in codes if squeeze(known[code].text) == squeeze(row.cells["原话"])
        }
        codes = fitting if len(fitting) == 1 else codes
    return None if not codes else codes.pop() if len(codes) == 1 else ""


def _find(
    row: Row, claim: str | None, known: dict[str, Opinion], free: list[Opinion]
) -> Opinion | str:
    if claim == "":
        return _AT_ODDS
    if claim is not None:
        return known[claim]
    text = row.cells["原话"].strip()
    if not text:
        return _NO_WORDS
    for one in free:
        if squeeze(one.text) == squeeze(text):
            free.remove(one)
            return one
    code = row.written_code or make_code(TYPED, squeeze(text), str(row.place))
    return Opinion(code, text, "", "", UNKNOWN, TYPED)


def squeeze(text: str) -> str:
    """Return a text without blanks and line ends, which programs set anew."""
    return "".join(text.split())
