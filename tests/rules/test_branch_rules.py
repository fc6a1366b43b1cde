"""What the rules ask of a branch, and what they do not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huiqi.facts.open_facts import find_unsettled
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.rules.check import check_facts
from tests.support.projects import ROOT
from tests.support.samples import BRANCH

FILE = "cycles/2022-branch/cycle.yml"
TEXT = (ROOT / FILE).read_text("utf-8")
ASSIGNED = TEXT[TEXT.index("    assigned:") : TEXT.index("  materials: {deadline")]
KINDS = "    kinds: [committee-committee, committee-member, member-member]\n"


def _load(to: Path, *changes: tuple[str, str]) -> Facts:
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    folder = to / "cycles" / BRANCH
    folder.mkdir(parents=True)
    (folder / "cycle.yml").write_text(text, "utf-8")
    return load_cycle(folder)


def _say(facts: Facts) -> list[str]:
    """Return what is found, without the lines: the sample may grow."""
    return [re.sub(rf"{FILE}:\d+ ", "", str(item)) for item in check_facts(facts)]


CASES = [
    ([(ASSIGNED, "")], [
        "提示 [R02] preparation.talks.assigned：应为每名党员由哪名支部委员谈话，实为有 10 名党员没有写明。"
        "改法：写明谈话分工；不写明的，记录表上谈话人留空。"]),
    ([("members: [苏六, 昌五]", "members: [苏六]")], [
        "提示 [R02] preparation.talks.assigned：应为每名党员由哪名支部委员谈话，实为有 1 名党员没有写明。"
        "改法：写明谈话分工；不写明的，记录表上谈话人留空。"]),
    ([("members: [苏六, 昌五]", "members: [苏六, 昌五, 葛八]")], [
        "错误 [R02] preparation.talks.assigned[1].members[0]：应为由一名支部委员谈话的党员，实为“training”又分给一名委员。"
        "改法：只留一处。"]),
    ([("members: [苏六, 昌五]", "members: [苏六, 昌五, 水二]")], [
        "错误 [R02] preparation.talks.assigned[0].members[2]：应为支部委员以外的一名党员，实为“vice-secretary”。"
        "改法：删去；支部委员之间的谈话另有一项。"]),
    ([("talker: 云五", "talker: 退休党员")], [
        "错误 [R02] preparation.talks.assigned[4].talker：应为支部委员之一，实为“retired”。"
        "改法：改为支部委员，或写入 team.committee。"]),
    ([(ASSIGNED, KINDS)], [
        "提示 [R02] preparation.talks.assigned：应为每名党员由哪名支部委员谈话，实为有 10 名党员没有写明。"
        "改法：写明谈话分工；不写明的，记录表上谈话人留空。",
        "提示 [R02] preparation.talks.kinds：应为不超过 100 次的谈话，实为15 人两两谈话，共 105 次。"
        "改法：确要逐对谈话的不必改；党员之间的谈话写 among-members，不逐对列出。"]),
    ([(ASSIGNED, f"    kinds: [among-members]\n{ASSIGNED}")], [
        "错误 [R02] preparation.talks.assigned：应为谈心谈话中有 committee-member 时的谈话分工，"
        "实为必谈关系为 among-members。改法：在 kinds 中补写 committee-member，或删去分工。"]),
    ([("  chair: 柏一\n", "  chair: 柏一\n  committee: []\n")], [
        "错误 [R02] team.committee：应为支部委员（谈心谈话中有支部委员的谈话），实为没有写。"
        "改法：写明支部委员的姓名，或改写 preparation.talks.kinds。"]),
    ([("  place: 文化馆二楼排练厅\n", "  place: 文化馆二楼排练厅\n  quorum: 3/2\n")], [
        "错误 [R18] meeting.quorum：应为不高于全体，实为“3/2”。改法：按规定改写。"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "messages"), CASES)
def test_what_is_wrong_with_a_branch(
    changes: list[tuple[str, str]], messages: list[str], tmp_path: Path
) -> None:
    assert _say(_load(tmp_path, *changes)) == messages


FINE = [
    ("  place: 文化馆二楼排练厅\n", "  place: 文化馆二楼排练厅\n  quorum: 1/2\n"),
    ("  chair: 柏一\n", "  chair: 柏一\n  committee: [柏一, 水二, 窦三, 章四, 云五]\n"),
    ("  notice: {deadline: 会后7日, scope: 本支部党员}\n", ""),
    ("  report: {deadline: 会后10日, recipient: 县文化和旅游局机关党委}\n", ""),
    ("  appraisal: {decision_deadline: 会后7日}\n", "  appraisal: {}\n"),
    ("  appraisal: {decision_deadline: 会后7日}\n", ""),
    ("    report_deadline: 会前9日\n", ""),
]


@pytest.mark.parametrize("change", FINE)
def test_what_a_branch_may_have_or_leave_out(change: tuple[str, str], tmp_path: Path) -> None:
    facts = _load(tmp_path, change)
    assert (_say(facts), find_unsettled(facts)) == ([], [])


OPEN = [
    ("  plan: {deadline: 会前22日}", "  plan: {deadline: 会前22日, approver: null}",
     ["preparation.plan.approver", "preparation.plan.approved_on"]),
    ("  plan: {deadline: 会前22日}", "  plan: {deadline: 会前22日, approver: superior}",
     ["preparation.plan.approved_on"]),
    ("  notice: {deadline: 会后7日, scope: 本支部党员}", "  notice: {deadline: 会后7日}", ["follow_up.notice.scope"]),
    ("    report_deadline: 会前9日", "    report_deadline: null", ["preparation.opinions.report_deadline"]),
    ("basis:", "prep_group: {leader: 柏一}\nbasis:", ["prep_group.deputies", "prep_group.members"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "asked"), OPEN)
def test_what_a_branch_speaks_of_is_asked_for(
    old: str, new: str, asked: list[str], tmp_path: Path
) -> None:
    found = find_unsettled(_load(tmp_path, (old, new)))
    assert [".".join(map(str, item.key)) for item in found] == asked
