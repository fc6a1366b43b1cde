"""Counts for ``results`` of the facts, proposed from what was read; each says where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.kept.marks import list_unread
from huiqi.collect.model import MARKS, Collection
from huiqi.collect.office.attendance_sheet import read_sheet
from huiqi.collect.office.opinions.gather import SPOKEN
from huiqi.collect.office.opinions.model import Gathered
from huiqi.collect.office.opinions.totals import Totals
from huiqi.collect.office.statements import list_statements
from huiqi.collect.office.talks import Talks
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.paperwork import OpinionResult, Results


@dataclass(frozen=True)
class Proposal:
    """One count: the field of ``results`` (None where the facts have none), its value and what it rests on.

    ``written`` is what the facts say now. ``unread`` says in Chinese what the value leaves out.
    """

    field: str | None
    label: str
    value: int | tuple[OpinionResult, ...]
    origin: str
    written: int | tuple[OpinionResult, ...] | None = None
    unread: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the facts say the same."""
        return self.written == self.value

    @property
    def is_open(self) -> bool:
        """Whether the facts say nothing of it yet."""
        return self.field is not None and self.written in (None, ())


def propose_results(
    collection: Collection, cycle: Cycle, gathered: Gathered, totals: Totals, talks: Talks
) -> tuple[Proposal, ...]:
    """Return what can be proposed, in the order of the facts; what was not read is not guessed."""
    results = cycle.results or Results()
    found = [
        *_count_records(collection, gathered),
        *_count_opinions(gathered, totals),
        *_count_talks(talks),
        *_count_problems(collection, cycle),
        *_count_criticisms(collection),
        *_count_attendance(collection, cycle),
    ]
    return tuple(
        Proposal(
            name, Results.model_fields[name].title or name if name else label, value, origin,
            getattr(results, name) if name else None, unread,
        )
        for name, label, value, origin, unread in found
    )  # fmt: skip


Found = tuple[str | None, str, int | tuple[OpinionResult, ...], str, str]


def _say_marks(collection: Collection, *papers: str) -> str:
    """Say which of these papers came in otherwise than as files, and so were not read."""
    marks = Counter(MARKS[one.mark] for one in list_unread(collection) if one.key.paper in papers)
    said = "、".join(f"{word}{count}份" for word, count in marks.items())
    return f"{said}，没有读入" if said else ""


def _count_records(collection: Collection, gathered: Gathered) -> Iterator[Found]:
    records = (
        ("study_sessions", "学习签到和研讨记录", "study-record", None),
        ("discussions", "座谈会记录", "listening-record", gathered.meetings),
        ("interviews", "个别访谈记录", "interview-record", gathered.interviews),
    )
    for name, title, paper, known in records:
        read = sum(one.key.paper == paper for one in collection.counted) if known is None else known
        if read:
            yield name, "", read, f"{title}{read}份", _say_marks(collection, paper)


def _count_opinions(gathered: Gathered, totals: Totals) -> Iterator[Found]:
    """Count opinions by source, as soon as the source of each is known."""
    counted = sum(one.whole - one.open for one in totals.sources)
    if not counted or any(one.whole and not one.source for one in totals.sources):
        return
    # As long as it is open for whom some are, nobody knows how many there are for each; and likewise the forms.
    known = not gathered.forms.get("")
    rows = tuple(
        OpinionResult(
            source=one.source,
            forms=one.forms if known or one.source in SPOKEN else None,
            for_team=None if one.open else one.for_team,
            for_members=None if one.open else one.for_members,
        )
        for one in totals.sources
        if one.source
    )
    forms = sum(gathered.forms.values())
    origin = f"征求意见表{forms}份、座谈会记录{gathered.meetings}份、个别访谈记录{gathered.interviews}份，意见{counted}条"
    left = totals.whole - counted
    unread = [f"另有{left}条没有写明对象"] if left else []
    unread += [f"{word}{count}份，没有读入" for word, count in gathered.unread.marked.items()]
    yield "opinions", "", rows, origin, "；".join(unread)


def _count_talks(talks: Talks) -> Iterator[Found]:
    if not talks.held:
        return
    marked = talks.count("marked")
    paper = f"，办公室标记已收纸质件、扫描件{marked}次" if marked else ""
    origin = f"谈心谈话记录表{talks.held - marked}份{paper}；一次谈话计一次"
    missing = talks.count("missing", "deferred")
    yield "talks", "", talks.held, origin, f"尚缺{missing}次" if missing else ""


def _count_statements(answers: Mapping[str, Sequence[str]], *names: str) -> int:
    """Count the statements of some lists of places, by the beginnings of their keys."""
    return sum(
        len(list_statements(paragraphs))
        for key, paragraphs in answers.items()
        if key.startswith(tuple(f"{name}_" for name in names))
    )


def _count_problems(collection: Collection, cycle: Cycle) -> Iterator[Found]:
    """Count what the group and its members found out about themselves, one statement a problem."""
    said, whole = [], 0
    for paper, title in (
        ("group-examination", f"{cycle.roles.team}对照检查材料"),
        ("outline", "个人发言提纲"),
    ):
        read = [one for one in collection.counted if one.key.paper == paper]
        count = sum(_count_statements(one.reading.answers, "problems") for one in read)
        whole += count
        said += [f"{title}{len(read)}份{count}条"] if read else []
    if whole:
        unread = _say_marks(collection, "group-examination", "outline")
        yield "problems_found", "", whole, f"{'，'.join(said)}；一段计一条", unread


def _count_criticisms(collection: Collection) -> Iterator[Found]:
    """Count what was said at the meeting; without its minutes, what was written down for it."""
    papers = (("minutes", "会议记录", "criticism"), ("criticism-form", "相互批评意见表", "problem"))
    for paper, title, name in papers:
        read = [one for one in collection.counted if one.key.paper == paper]
        count = sum(_count_statements(one.reading.answers, name) for one in read)
        if count:
            origin = f"{title}{len(read)}份；一段计一条"
            yield "criticisms", "", count, origin, _say_marks(collection, paper)
            return


def _count_attendance(collection: Collection, cycle: Cycle) -> Iterator[Found]:
    """Say how many attended; the facts have no place for it, the report has."""
    sheet = read_sheet(collection, cycle)
    written, signed = sheet.present, len(sheet.signed)
    if written.value is not None:
        differs = f"签到{signed}人，请核对" if signed and signed != written.value else ""
        yield None, "实到人数", written.value, "签到表写明的实到人数", differs
    elif signed:
        unclear = f"实到人数写作“{written.written}”，请核对"
        said = unclear if written.is_doubtful else "没有写明实到人数"
        yield None, "实到人数", signed, "签到表上的签到", said


def take_proposals(cycle: Cycle, proposals: Sequence[Proposal]) -> Cycle:
    """Return the cycle with the proposals where its facts are open: for papers made before these are written."""
    values = {one.field: one.value for one in proposals if one.field and one.is_open}
    results = (cycle.results or Results()).model_copy(update=values)
    return cycle.model_copy(update={"results": results})
