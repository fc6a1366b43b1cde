"""The plan as it was published: its open slots and its defects are found, word for word."""

from __future__ import annotations

import shutil

import pytest

from huiqi.errors import format_key
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.rules.check import check_facts
from tests.support.projects import ROOT

DATA = ROOT / "tests" / "data" / "plan-as-published"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("project") / "cycles" / "2021-as-published"
    shutil.copytree(DATA, folder)
    return load_cycle(folder)


def test_all_messages(published: Facts) -> None:
    messages = [str(finding) for finding in check_facts(published)]
    assert messages == (DATA / "expected.txt").read_text("utf-8").splitlines()


# Every blank of the plan that is a fact of its own; 18 is counted, 19, 25 and 26 have defaults.
OPEN_SLOTS = {
    1: ("basis[2].number.year", "basis[2].number.serial"),
    2: ("cycle_year",),
    3: ("meeting.deadline",),
    4: ("guidance_group.number",),
    5: ("preparation.plan.deadline",),
    6: ("preparation.plan.submit_deadline",),
    7: ("preparation.study.deadline",),
    8: ("reading_list[4].items[1].date",),
    9: ("preparation.opinions.deadline",),
    10: ("special_name",),
    11: ("preparation.opinions.owner",),
    12: ("preparation.opinions.report_deadline",),
    13: ("preparation.talks.deadline",),
    14: ("feedback.source",),
    15: ("feedback.source",),
    16: ("preparation.talks.owner",),
    17: ("preparation.materials.deadline",),
    20: ("prep_group.leader",),
    21: ("prep_group.deputies",),
    22: ("prep_group.members",),
    23: ("offices[0].name",),
    24: ("offices[1].name",),
    27: ("follow_up.notice.deadline",),
    28: ("follow_up.report.deadline",),
}


@pytest.mark.parametrize("slot", OPEN_SLOTS)
def test_open_slot(published: Facts, slot: int) -> None:
    found = {format_key(item.key) for item in check_facts(published) if item.rule == "slot"}
    assert set(OPEN_SLOTS[slot]) <= found


# Defects of the plan, as the domain counts them; what the model cannot even express is left out.
DEFECTS = {
    "1 上级机构两种写法": ("R09", "purpose.first_since[1]"),
    "1 和 2 报告接收单位不一致": ("R09", "follow_up.report.recipient"),
    "2 报告接收单位两处不同": ("R09", "documents[9].receivers"),
    "3 没有会议议程": ("R05", "agenda"),
    "5 反馈问题没有来源": ("slot", "feedback.source"),
    "7 征求意见两个责任单位": ("R13", "offices[1].duties"),
    "8 重字": ("R19", "offices[0].duties[3].text"),
    "9 半角逗号": ("R19", "purpose.significance[0]"),
    "9 直引号": ("R19", "areas[4].text"),
    "13 没有审定人": ("R13", "documents[6]"),
    "姓名的代替写法": ("R15", "purpose.study_focus[0]"),
    "没有与报告一并报送的会议记录": ("R08", "documents"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_defect(published: Facts, defect: str) -> None:
    found = {(item.rule, format_key(item.key)) for item in check_facts(published)}
    assert DEFECTS[defect] in found
