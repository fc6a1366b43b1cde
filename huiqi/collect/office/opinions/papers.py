"""D07 and D08 from the list of opinions: every opinion once in D07, in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.collect.naming.wording import FEEDBACK_AREA, OTHER_AREA, Wording
from huiqi.collect.office.opinions.model import TEAM, Entry
from huiqi.collect.office.prefilled import Prefilled, find_copies, list_rows, with_rows

SUMMARY, MEMBER_SUMMARY, REPORT = "opinion-summary", "opinion-summary-member", "opinion-report"


def fill_summaries(entries: Sequence[Entry], wording: Wording) -> list[Prefilled]:
    """Return the sheet for the group and one for each member, those without an opinion too."""
    copies = [
        *((copy, TEAM) for copy in find_copies(wording.cycle, SUMMARY)),
        *((copy, copy.member or "") for copy in find_copies(wording.cycle, MEMBER_SUMMARY)),
    ]
    filled = []
    for copy, target in copies:
        own = [one for one in entries if one.opinion.target == target]
        numbers = {one.opinion.code: number for number, one in enumerate(own, start=1)}
        rows = list_rows(
            {
                "source": one.opinion.source,
                "opinion": one.opinion.text.split("\n"),
                "note": _say_note(one, numbers),
            }
            for one in own
        ) or list_rows([dict.fromkeys(("source", "opinion", "note"), "")])
        answers = {"total": (str(len(own)),), **rows}
        filled.append(Prefilled(with_rows(copy, len(own)), answers))
    return filled


def _say_note(entry: Entry, numbers: dict[str, int]) -> str:
    first = numbers.get(entry.duplicate_of or "")
    return "；".join(one for one in (f"与第{first}条重复" if first else "", entry.note) if one)


def fill_report(entries: Sequence[Entry], wording: Wording) -> list[Prefilled]:
    """Return the report: the opinions on the group area by area, a duplicate at its first one alone.

    What is for a member goes to that member and is counted here, not told. Counts come from the facts.
    """
    keys = {title: f"opinions_{number}" for number, title in enumerate(wording.areas, start=1)}
    keys |= {FEEDBACK_AREA: "opinions_feedback", OTHER_AREA: "opinions_other"}
    answers: dict[str, tuple[str, ...]] = {}
    for title, key in keys.items():
        own = [
            one
            for one in entries
            if one.opinion.target == TEAM and (one.opinion.area or OTHER_AREA) == title
        ]
        lines = tuple(_list_distinct(own))
        if lines:
            answers[key] = lines
    return [Prefilled(copy, answers) for copy in find_copies(wording.cycle, REPORT)]


def _list_distinct(entries: Sequence[Entry]) -> list[str]:
    """Return the opinions of an area, numbered; behind each how many more say the same."""
    codes = {one.opinion.code for one in entries}
    first = [one for one in entries if one.duplicate_of not in codes]
    lines: list[str] = []
    for number, one in enumerate(first, start=1):
        more = sum(other.duplicate_of == one.opinion.code for other in entries)
        begin, *rest = one.opinion.text.split("\n")
        lines += [f"{number}.{begin}", *rest]
        lines[-1] += f"（另有{more}条重复）" if more else ""
    return lines
