"""From forms and records to one list of opinions, each with its source, its area and whom it is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from huiqi.collect.kept.marks import list_unread
from huiqi.collect.model import MARKS, CollectedPaper, Collection
from huiqi.collect.naming.row_names import RowFinder
from huiqi.collect.naming.wording import FEEDBACK_AREA, OTHER_AREA, Wording
from huiqi.collect.office.opinions.model import (
    FORM,
    INTERVIEW,
    MEETING,
    SOME_MEMBER,
    TEAM,
    UNKNOWN,
    Gathered,
    Opinion,
    Origin,
    Unread,
)
from huiqi.collect.office.statements import make_code, says_nothing, split_statements
from huiqi.facts.model.cycle import Cycle

OPINION_FORM, LISTENING, INTERVIEWING = "opinion-form", "listening-record", "interview-record"
PAPERS = (OPINION_FORM, LISTENING, INTERVIEWING)
MEETING_SOURCE, INTERVIEW_SOURCE = "座谈会", "个别访谈"
SPOKEN = (MEETING_SOURCE, INTERVIEW_SOURCE)  # opinions that came without a form
_NUMBERED = re.compile(r"(team|member|said)_(\d+)\Z")
_OLD_FORM = "用的是以前发出的表，请核对方面和对象"


def gather_opinions(collection: Collection, cycle: Cycle) -> Gathered:
    """Return what the papers that count say; rows of an older form are known by their labels alone."""
    wording = Wording(cycle)
    rows = RowFinder(collection, wording)
    papers = [paper for paper in collection.counted if paper.key.paper in PAPERS]
    found = [one for paper in papers for one in _read(paper, wording, rows)]
    said = [one for one in found if not says_nothing(one.text)]
    forms = [paper for paper in papers if paper.key.paper == OPINION_FORM]
    kinds = Counter(paper.key.paper for paper in papers)
    return Gathered(
        opinions=_order(_number(said), wording),
        forms=Counter(find_source(paper, wording) for paper in forms),
        meetings=kinds[LISTENING],
        interviews=kinds[INTERVIEWING],
        nothing=len(found) - len(said),
        unread=_list_unread(collection, papers),
    )


def _list_unread(collection: Collection, papers: Sequence[CollectedPaper]) -> Unread:
    marks = [mark for mark in list_unread(collection) if mark.key.paper in PAPERS]
    double = [one for one in collection.papers if one.state == "double" and one.key.paper in PAPERS]
    return Unread(
        marked=Counter(MARKS[mark.mark] for mark in marks),
        double=len(double),
        unplaced=tuple(text for paper in papers for text in paper.reading.unplaced),
    )


def find_source(paper: CollectedPaper, wording: Wording) -> str:
    """Return the group that a form comes from; nothing where several may have filled it in.

    The form's office gathers it for the groups that the facts name. Who signed it is nobody's business, unless it
    is one of these groups.
    """
    signed = "".join(paper.reading.answers.get("author", ())).strip()
    if signed in wording.source_names:
        return signed
    gathered = wording.sources.get(paper.key.office or "", ())
    candidates = gathered or wording.source_names
    return candidates[0] if len(candidates) == 1 else ""


def _read(paper: CollectedPaper, wording: Wording, rows: RowFinder) -> Iterator[Opinion]:
    name = paper.key.paper
    for key, paragraphs in paper.reading.answers.items():
        if name == OPINION_FORM:
            found = _read_form(paper, key, wording, rows)
        else:
            found = _read_record(name, key)
        if found is None:
            continue
        unsure = paper.reading.unsure.get(key)
        doubts = (found.doubt, "读入的位置请核对" if unsure else "")
        doubt = "；".join(one for one in doubts if one)
        for text in split_statements(paragraphs):
            yield replace(found, text=text, doubt=doubt)


def _read_form(
    paper: CollectedPaper, key: str, wording: Wording, rows: RowFinder
) -> Opinion | None:
    where = _place_in_form(paper, key, wording, rows)
    if where is None:
        return None
    area, target, doubt = where
    return _opinion(FORM, find_source(paper, wording), area, target, doubt)


def _place_in_form(
    paper: CollectedPaper, key: str, wording: Wording, rows: RowFinder
) -> tuple[str, str, str] | None:
    """Return area, target and doubt of a row of the form; None for what is no opinion."""
    if key in ("team_feedback", "team_other"):
        area = FEEDBACK_AREA if key == "team_feedback" else OTHER_AREA
        # The feedback that an older form asks of may be in the facts no more.
        return (area, TEAM, "") if area in wording.all_areas else ("", TEAM, _OLD_FORM)
    match = _NUMBERED.match(key)
    if match is None or match[1] == "said":
        return None
    if match[1] == "team":
        found = rows.find_area(paper, key)
        return ("", TEAM, _OLD_FORM) if found is None else (found, TEAM, "")
    member = rows.find_member(paper, key)
    return ("", SOME_MEMBER, _OLD_FORM) if member is None else ("", member, "")


def _read_record(paper: str, key: str) -> Opinion | None:
    """Return what a place of a record holds; areas and members stand in its words alone."""
    if paper == LISTENING:
        match = _NUMBERED.match(key)
        said = match is not None and match[1] == "said"
        return _opinion(MEETING, MEETING_SOURCE, "", UNKNOWN, "") if said else None
    found = {
        "team": (TEAM, ""),
        "members": (SOME_MEMBER, ""),
        "other": (UNKNOWN, "访谈记录的其他情况，请核对"),
    }.get(key)
    return found and _opinion(INTERVIEW, INTERVIEW_SOURCE, "", *found)


def _opinion(origin: Origin, source: str, area: str, target: str, doubt: str) -> Opinion:
    return Opinion("", "", source, area, target, origin, doubt)


def _number(opinions: Sequence[Opinion]) -> Iterator[Opinion]:
    """Give each opinion a code that depends on nothing but itself, and on how many say the very same."""
    seen: Counter[tuple[str, ...]] = Counter()
    taken: set[str] = set()
    for one in opinions:
        itself = (one.origin, one.source, one.area, one.target, one.text)
        seen[itself] += 1
        code = make_code(*itself, str(seen[itself]))
        while code in taken:
            code = make_code(code)
        taken.add(code)
        yield replace(one, code=code)


def _order(opinions: Iterable[Opinion], wording: Wording) -> tuple[Opinion, ...]:
    """Return opinions by whom they are for, area and source.

    Those of forms stand by their codes, so that nobody sees which of them came in together.
    """
    targets = (TEAM, *wording.members, SOME_MEMBER, UNKNOWN)
    areas = (*wording.all_areas, "")
    sources = (*wording.source_names, *SPOKEN, "")

    def place(one: Opinion) -> tuple[int, int, int, str]:
        code = one.code if one.origin == FORM else ""
        return targets.index(one.target), areas.index(one.area), sources.index(one.source), code

    return tuple(sorted(opinions, key=place))
