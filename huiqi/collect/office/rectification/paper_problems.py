"""The problems that outlines, the group's material, forms of criticism and minutes name (D12, D13, D16, D18)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from huiqi.collect.model import CollectedPaper, Collection
from huiqi.collect.naming.row_names import RowFinder
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.rectification.model import GROUP, MEETING, Problem, make_problem
from huiqi.collect.office.statements import list_statements
from huiqi.facts.model.cycle import Cycle

EXAMINATION, OUTLINE, CRITICISM, MINUTES = (
    "group-examination", "outline", "criticism-form", "minutes",
)  # fmt: skip
TITLES = {
    EXAMINATION: "对照检查材料", OUTLINE: "个人发言提纲", CRITICISM: "相互批评意见表", MINUTES: "会议记录",
}  # fmt: skip
OF_TEAM = "team_problems"
_SEE_FIRST = "本方面的措施列在第一条"
_OF_MINUTES = re.compile(r"(speech|criticism)_\d+_\d+\Z")


class PaperProblems:
    """Reads problems out of papers; ``say_unread`` then says what was left out, and what is uncertain."""

    def __init__(self, collection: Collection, cycle: Cycle) -> None:
        self._words = Wording(cycle)
        self._members = self._words.members
        self._rows = RowFinder(collection, self._words)
        outlines = (one for one in collection.counted if one.key.paper == OUTLINE)
        self._outlined = {one.key.people[0] for one in outlines if one.key.people}
        self._unknown = Counter[str]()
        self._unsure = Counter[str]()
        self._spoken = 0
        self._lacks_place = False

    def read(self, paper: CollectedPaper) -> list[Problem]:
        """Return the problems that a paper names."""
        readers = {
            EXAMINATION: self._read_areas, OUTLINE: self._read_areas,
            CRITICISM: self._read_criticism, MINUTES: self._read_minutes,
        }  # fmt: skip
        reader = readers.get(paper.key.paper)
        return list(reader(paper)) if reader else []

    def say_unread(self) -> Iterator[str]:
        """Yield what was not taken in, and what has to be looked at."""
        for name, rows in self._unknown.items():
            yield f"{TITLES[name]}中有{rows}处认不出是哪一名成员，没有列入，请打开文件核对。"
        for name, places in self._unsure.items():
            if places:
                yield f"{TITLES[name]}中有{places}处读入的位置请核对，其中的问题已经列入。"
        if self._lacks_place:
            yield f"会议记录用的是以前发出的样式，没有写对{self._words.team_word}提出的问题的地方，由办公室核对补入。"
        if self._spoken:
            yield f"会议记录中的个人发言{self._spoken}段没有逐段列入：已有这些人的发言提纲。"

    def _take(self, paper: CollectedPaper, key: str) -> list[str]:
        """Return what a place names; a place that the reading is not sure of is noted."""
        texts = list_statements(paper.reading.answers.get(key, ()))
        self._unsure[paper.key.paper] += bool(texts) and key in paper.reading.unsure
        return texts

    def _read_areas(self, paper: CollectedPaper) -> Iterator[Problem]:
        """Yield the problems of each area; its measures go to the one problem, or stand at the first of several."""
        number, whose = ("D13", "".join(paper.key.people)) if paper.key.people else ("D12", GROUP)
        if whose != GROUP and whose not in self._members:
            return
        answers = paper.reading.answers
        for key in (key for key in answers if key.startswith("problems_")):
            area = self._rows.find_area(paper, key) or ""
            measures = answers.get(key.replace("problems_", "measures_"), ())
            measure = "\n".join(list_statements(measures))
            for place, text in enumerate(self._take(paper, key)):
                note = _SEE_FIRST if place and measure else ""
                yield make_problem(
                    whose, number, text, MEETING, area, "" if place else measure, note
                )

    def _read_criticism(self, paper: CollectedPaper) -> Iterator[Problem]:
        """Yield what a member criticises in each other; the advice beside it is the measure that is proposed."""
        others = [one for one in self._members if one not in paper.key.people]
        answers = paper.reading.answers
        for key in (key for key in answers if key.startswith("problem_")):
            whose = self._rows.find_member(paper, key, others)
            if whose is None:
                self._unknown[paper.key.paper] += 1
                continue
            advice = answers.get(key.replace("problem_", "advice_"), ())
            measure = "\n".join(list_statements(advice))
            for place, text in enumerate(self._take(paper, key)):
                yield make_problem(whose, "D16", text, MEETING, "", "" if place else measure)

    def _read_minutes(self, paper: CollectedPaper) -> Iterator[Problem]:
        """Yield what was said of the group and to each member; a speech only where its outline was not read."""
        self._lacks_place = paper.older_form and self._rows.place(paper, OF_TEAM) is None
        for text in self._take(paper, OF_TEAM):
            yield make_problem(GROUP, "D18", text, MEETING)
        for key in filter(_OF_MINUTES.match, paper.reading.answers):
            whose = self._rows.find_speaker(paper, key)
            texts = self._take(paper, key)
            if whose is None:
                self._unknown[MINUTES] += 1
            elif key.startswith("speech_") and whose in self._outlined:
                self._spoken += len(texts)
            else:
                yield from (make_problem(whose, "D18", text, MEETING) for text in texts)
