"""What has to be looked at: several files for one paper, uncertain ones, text without a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huiqi.collect.model import BALLOT, CollectedPaper, Collection, Reading
from huiqi.collect.naming.place_names import name_place
from huiqi.collect.status.standing import PaperStatus
from huiqi.facts.calendar import format_day

_HOW = {"text": "没有文件属性，按标题、姓名和固定文字认出", "none": "没有认出是哪一份"}


@dataclass(frozen=True)
class Remark:
    """One thing to be looked at: in which paper, whose file, and what."""

    title: str
    whose: str
    file: str
    said: tuple[str, ...]


def list_doubles(statuses: Iterable[PaperStatus]) -> Iterator[Remark]:
    """Yield each paper for which several files came in that nobody can choose between."""
    for one in statuses:
        files = [paper for paper in one.papers if paper.state == "double"]
        for paper in files:
            yield Remark(one.due.title, one.due.whose, paper.file, _say_day(paper))


def list_uncertain(statuses: Iterable[PaperStatus]) -> Iterator[Remark]:
    """Yield each file of which it is not certain which paper it is, or that was made from an older form."""
    for one in statuses:
        for paper in one.papers:
            said = list(paper.doubts)
            if paper.how in _HOW and not said:
                said.append(_HOW[paper.how])
            if paper.older_form:
                said.append("用以前发出的样式填写，已按那一份样式读取")
            if not one.asked:
                said.append("本次会议没有要求交这一份")
            if said and paper.state != "replaced":
                yield Remark(one.due.title, one.due.whose, paper.file, tuple(said))


def list_unsure(collection: Collection, statuses: Iterable[PaperStatus]) -> Iterator[Remark]:
    """Yield each file with answers that have to be checked, text without a place, and other observations."""
    for one in statuses:
        for paper in one.papers:
            said = tuple(_say_reading(collection, paper))
            if said and paper.state != "replaced":
                yield Remark(one.due.title, one.due.whose, paper.file, said)


def _say_reading(collection: Collection, paper: CollectedPaper) -> Iterator[str]:
    reading = paper.reading
    if paper.key.paper == BALLOT:
        yield from _say_ballot(reading)
    else:
        for key, why in reading.unsure.items():
            yield f"请核对“{name_place(collection, paper, key)}”：{why}"
        for text in reading.unplaced:
            yield f"未归位的文字：{text}"
    yield from reading.notes


def _say_ballot(reading: Reading) -> Iterator[str]:
    """Say that something has to be looked at, and not where: the place would tell how it was filled in."""
    if reading.unsure:
        yield f"有请核对的填写处{len(reading.unsure)}处，没有计入票数"
    if reading.unplaced:
        yield f"有未归位的文字{len(reading.unplaced)}处"


def _say_day(paper: CollectedPaper) -> tuple[str, ...]:
    return (f"{format_day(paper.received_on)}读取",) if paper.received_on else ()
