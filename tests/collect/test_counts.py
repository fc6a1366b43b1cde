"""Talks, and counts for the facts: proposed with their origin, written only where nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huiqi.collect.model import Collection
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.counts import Proposal, propose_results, take_proposals
from huiqi.collect.office.counts_section import counts_json, counts_section
from huiqi.collect.office.opinions.gather import gather_opinions
from huiqi.collect.office.opinions.model import Entry
from huiqi.collect.office.opinions.totals import count_opinions
from huiqi.collect.office.results_writing import write_results
from huiqi.collect.office.talks import list_talks, talks_json, talks_section
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.paperwork import OpinionResult
from huiqi.facts.reading.load import load_cycle
from tests.collect.answered import answered, collection, marked
from tests.collect.test_opinions import opinions_of_the_first
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND, make_cycle


def talks_of_the_first() -> Collection:
    records = [
        answered("talk-record", {"when": when, "content": "谈话的内容"}, "secretary", who)
        for who, when in {
            "mayor": "2022年1月4日上午9时", "deputy-secretary": "2022-01-12", "law-head": "上周",
            "commissar": "",
        }.items()
    ]  # fmt: skip
    return collection(
        FIRST, records, marked("talk-record", "paper", "vice-mayor", "secretary"),
        marked("talk-record", "deferred", "mayor", "law-head"),
    )  # fmt: skip


def test_each_talk_is_held_on_paper_or_missing() -> None:
    talks = list_talks(talks_of_the_first(), make_cycle(FIRST))
    by_people = {one.pair.people: one for one in talks.due}
    assert by_people[("secretary", "mayor")].day is not None
    doubts = {
        one.pair.people[1]: one.doubt for one in talks.due if one.state == "held" and one.doubt
    }
    assert doubts == {
        "deputy-secretary": "晚于期限2022年1月10日",
        "law-head": "日期认不出",
        "commissar": "没有写明日期",
    }
    assert by_people[("secretary", "vice-mayor")].said == "已收纸质件（2022年1月6日）手写"
    assert by_people[("mayor", "law-head")].state == "deferred"
    assert (talks.count("held"), talks.count("marked"), talks.held) == (4, 1, 5)
    assert talks.count("missing") == len(talks.due) - 6


def test_a_talk_with_two_records_was_held_whichever_counts() -> None:
    cycle = make_cycle(FIRST)
    records = [
        answered("talk-record", {"when": "2022-01-05"}, "secretary", "mayor", number=number, state="double")
        for number in (1, 2)
    ]  # fmt: skip
    talks = list_talks(collection(FIRST, records), cycle)
    (held,) = (one for one in talks.due if one.state != "missing")
    assert (held.pair.people, held.state, held.doubt) == (
        ("secretary", "mayor"), "held", "收到几份，待选定",
    )  # fmt: skip
    assert talks.held == 1


def test_nothing_that_was_said_in_a_talk_is_shown() -> None:
    cycle = make_cycle(FIRST)
    talks = list_talks(talks_of_the_first(), cycle)
    section = talks_section(talks, cycle)
    assert "谈话的内容" not in section.html + str(talks_json(talks))
    assert section.html.index("尚缺</span>") < section.html.index("已收到记录</span>")


def test_a_branch_has_talks_that_nobody_lists() -> None:
    cycle = load_cycle(ROOT / "cycles" / BRANCH).cycle
    free = answered("talk-record", {"when": "2022-12-01"})
    talks = list_talks(collection(BRANCH, [free]), cycle)
    assert (talks.free, talks.held, talks.count("missing")) == (1, 1, len(talks.due))


def _propose(came_in: Collection, cycle: Cycle) -> dict[str | None, Proposal]:
    found = gather_opinions(came_in, cycle)
    totals = count_opinions([*map(Entry, found.opinions)], found, Wording(cycle))
    proposals = propose_results(came_in, cycle, found, totals, list_talks(came_in, cycle))
    return {one.field: one for one in proposals}


def everything_of_the_first() -> Collection:
    papers = [
        *opinions_of_the_first().papers,
        *talks_of_the_first().papers,
        answered("study-record", {"when": "2021-12-30"}),
        answered("group-examination", {"problems_1": ["问题一。", "问题二。"], "problems_2": "无"}),
        answered("outline", {"problems_1": "问题三。", "causes_1": "原因。"}, "mayor"),
        answered("criticism-form", {"problem_1": "批评一。", "problem_2": "批评二。", "advice_1": "改。"}, "mayor"),
        answered("attendance", {"present": "10人", **{f"sign_{number}": "签" for number in range(1, 10)}}),
    ]  # fmt: skip
    marks = [*opinions_of_the_first().marks, *talks_of_the_first().marks]
    return collection(FIRST, papers, *marks, marked("outline", "scan", "secretary"))


def test_each_count_says_where_it_comes_from() -> None:
    found = _propose(everything_of_the_first(), make_cycle(FIRST))
    said = {
        name: (one.value, one.origin, one.unread)
        for name, one in found.items()
        if name != "opinions"
    }
    assert said == {
        "study_sessions": (1, "学习签到和研讨记录1份", ""),
        "discussions": (1, "座谈会记录1份", ""),
        "interviews": (1, "个别访谈记录1份", ""),
        "talks": (5, "谈心谈话记录表4份，办公室标记已收纸质件、扫描件1次；一次谈话计一次", f"尚缺{_missing()}次"),
        "problems_found": (3, "领导班子对照检查材料1份2条，个人发言提纲1份1条；一段计一条", "已收扫描件1份，没有读入"),
        "criticisms": (2, "相互批评意见表1份；一段计一条", ""),
        None: (10, "签到表写明的实到人数", "签到9人，请核对"),
    }  # fmt: skip
    opinions = found["opinions"]
    assert opinions.origin == "征求意见表4份、座谈会记录1份、个别访谈记录1份，意见11条"
    assert opinions.unread == "另有2条没有写明对象；已收纸质件1份，没有读入"
    assert opinions.value == (
        OpinionResult(source="各县市区、直属单位", forms=1, for_team=3, for_members=1),
        OpinionResult(source="各部门", forms=3, for_team=3, for_members=2),
        OpinionResult(source="座谈会", forms=0),
        OpinionResult(source="个别访谈", forms=0, for_team=1, for_members=1),
    )


def _missing() -> int:
    talks = list_talks(talks_of_the_first(), make_cycle(FIRST))
    return talks.count("missing", "deferred")


def test_the_minutes_count_before_what_was_prepared() -> None:
    cycle = make_cycle(FIRST)
    papers = [
        answered("minutes", {"criticism_3_1": ["一。", "二。"], "speech_3_1": "发言。"}),
        answered("criticism-form", {"problem_1": "批评。"}, "mayor"),
    ]
    found = _propose(collection(FIRST, papers), cycle)
    assert (found["criticisms"].value, found["criticisms"].origin) == (2, "会议记录1份；一段计一条")


def test_opinions_are_counted_when_all_sources_are_known() -> None:
    cycle = load_cycle(ROOT / "cycles" / BRANCH).cycle
    form = answered("opinion-form", {"team_1": "一条。"})
    assert "opinions" not in _propose(collection(BRANCH, [form]), cycle)


@pytest.mark.parametrize(
    ("present", "said"),
    [
        ("十人", (10, "签到表写明的实到人数", "签到9人，请核对")),
        ("约10人", (9, "签到表上的签到", "实到人数写作“约10人”，请核对")),
        ("", (9, "签到表上的签到", "没有写明实到人数")),
    ],
)
def test_attendance_is_read_as_the_meetings_section_reads_it(
    present: str, said: tuple[int, str, str]
) -> None:
    signed = {f"sign_{number}": "签" for number in range(1, 10)}
    sheet = answered("attendance", {"present": present, **signed})
    found = _propose(collection(FIRST, [sheet]), make_cycle(FIRST))[None]
    assert (found.value, found.origin, found.unread) == said


def test_nothing_read_nothing_proposed() -> None:
    assert _propose(collection(FIRST, []), make_cycle(FIRST)) == {}
    assert "还没有可以统计的材料" in counts_section((), make_cycle(FIRST)).html


def test_proposals_are_written_where_the_facts_are_open(tmp_path: Path) -> None:
    for name in (FIRST, SECOND):
        folder = tmp_path / "cycles" / name
        shutil.copytree(ROOT / "cycles" / name, folder)
        cycle = load_cycle(folder).cycle
        proposals = (
            tuple(_propose(everything_of_the_first(), cycle).values())
            if name == FIRST
            else (Proposal("talks", "谈心谈话人次", 9, ""),)
        )
        before = (folder / "cycle.yml").read_text("utf-8")
        written = write_results(folder, proposals)
        assert (len(written.labels), written.differing) == ((7, ()) if name == FIRST else (1, ()))
        after = load_cycle(folder).cycle
        assert after.results == take_proposals(cycle, proposals).results
        lines = (folder / "cycle.yml").read_text("utf-8").splitlines()
        kept = [line for line in before.splitlines() if not line.startswith("results:")]
        assert [line for line in lines if line in kept][: len(kept)] == kept
        again = (folder / "cycle.yml").read_bytes()
        assert write_results(folder, proposals).labels == ()
        assert (folder / "cycle.yml").read_bytes() == again


def test_what_the_facts_say_otherwise_stays_and_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "cycles" / FIRST
    shutil.copytree(ROOT / "cycles" / FIRST, folder)
    path = folder / "cycle.yml"
    path.write_text(path.read_text("utf-8").replace("results: {}", "results: {talks: 88}"), "utf-8")
    cycle = load_cycle(folder).cycle
    proposals = tuple(_propose(everything_of_the_first(), cycle).values())
    written = write_results(folder, proposals)
    assert written.differing == (
        "results.talks（谈心谈话人次）：会议事实与读入的不一致，没有改动。改法：核对后改会议事实。",
    )
    results = load_cycle(folder).cycle.results
    assert results is not None
    assert (results.talks, results.discussions) == (88, 1)


def test_what_was_written_here_is_written_anew_until_somebody_types(tmp_path: Path) -> None:
    folder = tmp_path / "cycles" / FIRST
    shutil.copytree(ROOT / "cycles" / FIRST, folder)
    path = folder / "cycle.yml"
    first = write_results(folder, [Proposal("talks", "谈心谈话人次", 5, "")])
    second = write_results(folder, [Proposal("talks", "谈心谈话人次", 9, "")], first.values)
    assert (first.labels, second.labels, second.values) == (
        ("谈心谈话人次",), ("谈心谈话人次",), {"talks": 9},
    )  # fmt: skip
    path.write_text(path.read_text("utf-8").replace("talks: 9", "talks: 10"), "utf-8")
    third = write_results(folder, [Proposal("talks", "谈心谈话人次", 11, "")], second.values)
    assert (third.labels, len(third.differing)) == ((), 1)
    assert "talks: 10" in path.read_text("utf-8")


def test_section_and_data_agree() -> None:
    proposals = tuple(
        _propose(
            everything_of_the_first(), make_cycle(FIRST, (("results",), {"talks": 4}))
        ).values()
    )
    html = counts_section(proposals, make_cycle(FIRST)).html
    assert "4，不一致，请核对" in html
    assert "对班子3条" in html
    data = counts_json(proposals)
    assert isinstance(data, list)
    assert {one["field"] for one in data} == {one.field for one in proposals}
