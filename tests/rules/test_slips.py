"""Slips of a clerk: a sample's file with something typed wrong, and word for word what is said."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from huiqi.errors import FindingsError
from huiqi.facts.reading.load import load_cycle
from huiqi.materials.load import check_materials
from huiqi.rules.check import check_facts
from tests.support.projects import ROOT
from tests.support.samples import FIRST, LONG_FORM, SECOND

EXPECTED = ROOT / "tests" / "data" / "slips.txt"


@dataclass(frozen=True)
class Slip:
    """One slip: ``old`` in the sample's file is ``new``; ``file`` is a stray file beside it.

    ``instead``: the stray file stands in the place of cycle.yml.
    """

    name: str
    old: str = ""
    new: str = ""
    sample: str = SECOND
    file: str = ""
    instead: bool = False


@cache
def _read(sample: str) -> str:
    return (LONG_FORM / sample / "cycle.yml").read_text("utf-8")


def say(slip: Slip, folder: Path) -> list[str]:
    """Return all that is said about a slip; ``folder`` becomes the cycles' folder."""
    cycle, text = folder / slip.sample, _read(slip.sample)
    beside = ROOT / "cycles" / slip.sample / "materials"
    if beside.is_dir():
        shutil.copytree(beside, cycle / "materials")
    (cycle / slip.file if slip.file else cycle / "x").parent.mkdir(parents=True, exist_ok=True)
    assert not slip.old or slip.old in text, slip.name
    name = slip.file if slip.instead else "cycle.yml"
    (cycle / name).write_text(text.replace(slip.old, slip.new, 1) if slip.old else text, "utf-8")
    if slip.file and not slip.instead:
        (cycle / slip.file).write_text("甲", "utf-8")
    try:
        facts = load_cycle(cycle)
        found = [*check_facts(facts), *check_materials(facts)]
    except FindingsError as error:
        found = list(error.findings)
    return [str(item).replace(f"{folder.name}/{slip.sample}/", "") for item in found]


def _row(name: str, old: str, new: str, sample: str = SECOND) -> Slip:
    return Slip(name, old, new, sample)


PLACE, ATTEND = "  place: 市委常委会议室", "attendees: ['{team}成员']"
LIST = "dimensions: [思想, 政治, 组织, 作风, 纪律]"
MODES = "modes: [党委理论学习中心组集体学习, 个人自学]"
OPEN = "  date: null                            # 未定：页面写“具体时间另行通知”"
BODY = "{id: superior, name: 市国资委党委}"

# The slips that the issue names.
NAMED = (
    _row("花括号：全角", ATTEND, "attendees: ['｛guidance_group｝成员', '{team}成员']"),
    _row("花括号：空格", ATTEND, "attendees: ['{ team }成员']"),
    _row("花括号：大写", ATTEND, "attendees: ['{Team}成员']"),
    _row("花括号：中文", ATTEND, "attendees: ['{班子}成员']"),
    _row("花括号：没有收尾", ATTEND, "attendees: ['{team成员']"),
    _row("截断：空格和 #", PLACE, PLACE + " #2楼", FIRST),
    _row("截断：真的注释", PLACE, PLACE + "  # 二楼", FIRST),
    _row("列表：全角逗号", MODES, "modes: [自学，集体学习]"),
    _row("列表：顿号", MODES, "modes: [自学、集体学习]"),
    _row("列表：加引号的一项", MODES, "modes: ['自学、集体学习']"),
    _row("引号：“ ”套住全文", PLACE, "  place: “市委常委会议室”", FIRST),
    _row("引号：‘ ’套住全文", PLACE, "  place: ‘市委常委会议室’", FIRST),
    _row("姓名：两次", "name: 杨二", "name: 韩一"),
    _row("姓名：空格", "name: 杨二", "name: 杨 二"),
    _row("姓名：全角空格", "name: 杨二", "name: 杨　二"),
    _row("姓名：零宽字符", "name: 杨二", "name: 杨\u200b二"),
    _row("姓名：前后的零宽字符", "name: 杨二", "name: \ufeff杨二\u200d"),
    _row("姓名：西文句点", "name: 杨二", "name: 阿力.买买提"),
    _row("姓名：圆点和空格", "name: 杨二", "name: 阿力 • 买买提"),
    _row("姓名：可能是两个人", "name: 杨二", "name: 杨二 陈三"),
    _row("会议类型和名称用语", "kind: 年度\n", "kind: 年度\nmeeting_word: 组织生活会\n"),
    _row("会议年度早于日期", "cycle_year: 2024 ", "cycle_year: 2022 "),
    _row("会议年度晚于日期", "cycle_year: 2024 ", "cycle_year: 2026 "),
    _row("谈话晚于提纲", "deadline: 2022-01-10", "deadline: 2022-01-12", FIRST),
    _row("文号在会议以后", "year: 2021, serial: 99", "year: 2023, serial: 99", FIRST),
    _row("文号远在会议以前", "  - {issuers: [superior], sets_theme: true}",
         "  - {issuers: [superior], number: {code: 国资党发, year: 2014, serial: 9}, sets_theme: true}"),
    _row("没有规定主题的依据", ", sets_theme: true", ""),
    _row("成文日期早于审核同意", "letterhead: {date: 2021-12-22}", "letterhead: {date: 2021-12-21}", FIRST),
    _row("职务重复", "post: 党委委员、总会计师", "post: 党委委员、总工程师"),
    _row("接收单位没有了，不猜成人员", "{id: study-record, drafter: party-office, receivers: [archive]}",
         "{id: study-record, drafter: party-office, receivers: [acountant]}"),
    Slip("材料文件夹里的系统文件", file="materials/Thumbs.db"),
    Slip("材料文件夹里的表格", file="materials/分工.xlsx"),
    Slip("cycle.yml.txt", file="cycle.yml.txt", instead=True),
    _row("少逗号", BODY, "{id: superior name: 市国资委党委}"),
    _row("横线后没有空格", f"  - {BODY}", f"  -{BODY}"),
    _row("横线后没有空格：几项", "    - 是巩固深化党纪学习教育成果的重要举措\n    - 是以", "    -是巩固深化党纪学习教育成果的重要举措\n    -是以"),
    _row("引号没有收尾：一行内", "报{superior}'}", "报{superior}}"),
    _row("引号没有收尾：远处才读不通", "self_reference: 集团", "self_reference: '集团"),
    _row("花括号没有收尾", BODY, "{id: superior, name: 市国资委党委"),
    _row("方括号没有收尾", LIST, LIST[:-1]),
    _row("整组没有写", "prep_group:\n  leader: party-secretary\n  deputies: [deputy]\n  members: [discipline, general-manager]\n", ""),
    _row("待定", "  deputies: [deputy]", "  deputies: null"),
    _row("前导零", "  number: 2\n", "  number: 02\n"),
    _row("日期：年月日", OPEN, "  date: 2025年2月20日"),
    _row("日期：斜线", OPEN, "  date: 2025/2/20"),
    _row("日期：点", OPEN, "  date: 2025.2.20"),
    _row("日期：全角数字", OPEN, "  date: ２０２５年２月２０日"),
    _row("日期：没有年", OPEN, "  date: 2月20日"),
    _row("日期：Excel 序号", OPEN, "  date: 45708"),
    _row("期限：会前二十日", "submit_deadline: 会前20日", "submit_deadline: 会前二十日"),
    _row("期限：会议召开前20天", "submit_deadline: 会前20日", "submit_deadline: 会议召开前20天"),
    _row("期限：会前20日内", "submit_deadline: 会前20日", "submit_deadline: 会前20日内"),
    _row("期限：会后15日内", "    deadline: 会后15日", "    deadline: 会后15日内"),
    _row("期限：日期加“前”", "deadline: 2022-01-10", "deadline: 2022年1月10日前", FIRST),
)  # fmt: skip

# Of the same kinds, but not named there.
FURTHER = (
    _row("双层花括号", ATTEND, "attendees: ['{{ team }}成员']"),
    _row("忘了花括号", ATTEND, "attendees: ['[team]成员']"),
    _row("全角方括号", LIST, "dimensions: ［思想, 政治］"),
    _row("列表写成一串", LIST, "dimensions: 思想、政治、组织"),
    _row("一半全角逗号", LIST, "dimensions: [思想，政治, 组织]"),
    _row("值以 # 开头", PLACE, "  place: #2会议室", FIRST),
    _row("花括号里的 #", BODY, "{id: superior, name: 市国资委党委 #1}"),
    _row("花括号里的半角逗号", "post: 党委书记、董事长", "post: 党委书记, 董事长"),
    _row("后一项连到前一项", "    - 是以严明", "    　-是以严明"),
    _row("列表项里的半角冒号", "    - 是以严明", "    - 二: 是以严明"),
    _row("以 - 表示没有", "  self_reference: 集团", "  self_reference: -"),
    _row("省略号一行", "agenda:\n", "...\nagenda:\n"),
    _row("缩进少一格", "  unit: ", " unit: "),
    _row("多一个括号", BODY, BODY + "}"),
    _row("数字写成汉字", "  number: 2\n", "  number: 第二\n"),
    _row("编号写成全角", "  number: 2\n", "  number: ２\n"),
    _row("是否写成汉字", "publish_names: false", "publish_names: 否"),
    _row("星期不符", OPEN, "  date: 2025年2月20日（星期五）"),
    _row("期限差了一年", "deadline: 2022-01-10", "deadline: 2021-01-10", FIRST),
    _row("年度会议写了专题名称", "kind: 年度\n", "kind: 年度\nspecial_name: 党纪学习教育\n"),
    _row("引用了没有的一组", ATTEND, "attendees: ['{campaign}办公室']"),
    _row("引用用错了地方", ATTEND, "attendees: ['{owner}成员']"),
    _row("人员处写了单位", "  leader: party-secretary", "  leader: party-office"),
    _row("姓名里有职务", "name: 杨二", "name: 杨二（总经理）"),
    _row("成员又写进其他人员", "name: 施一", "name: 杨二"),
    _row("主题由两项依据规定", "  - {title: 党章}\n  - {title: 《县", "  - {title: 党章, sets_theme: true}\n  - {title: 《县"),
    _row("讲话在会议以后", "date: 2021-12-24}", "date: 2022-12-24}", FIRST),
    _row("归档早于会议", "audience: internal", "audience: internal\narchived_on: 2022-01-03", FIRST),
    _row("印发早于成文", "letterhead: {date: 2021-12-22}", "letterhead: {date: 2021-12-22, printed_on: 2021-12-12}", FIRST),
    _row("同一项写了两次", "    - 是以严明的纪律保证改革任务落实的内在要求", "    - 是巩固深化党纪学习教育成果的重要举措"),
    _row("时间不是时刻", "time: 上午9时", "time: 上午9点左右", FIRST),
    _row("上午 14 时", "time: 上午9时", "time: 上午14时", FIRST),
    _row("看不见的字符", "self_reference: 集团", "self_reference: 集\u200d团"),
    _row("形似的部首", "    text: 带头增强党性", "    text: 带⼤头增强党性"),
    _row("全角字母数字", "    text: 带头增强党性", "    text: 带头落实２０２４年任务，增强党性"),
    _row("汉字间的空格", PLACE, "  place: 市委常委 会议室", FIRST),
    _row("书名号不成对", "{title: 《县以上党和国家机关党员领导干部民主生活会若干规定》}", "{title: 《县以上党和国家机关党员领导干部民主生活会若干规定}"),
    _row("西文句点", "维护党的团结统一。", "维护党的团结统一."),
    _row("末尾的逗号", "    - 是增强党性、严守纪律、砥砺作风的重要契机", "    - 是增强党性、严守纪律、砥砺作风的重要契机，"),
    _row("重叠的标点", "严守政治纪律和政治规矩，维护", "严守政治纪律和政治规矩，，维护"),
    Slip("旁边的 cycle.yml.txt", file="cycle.yml.txt"),
    _row("材料文件名差一点", "file: note-thought.md", "file: note_thought.md", FIRST),
)  # fmt: skip
ALL = (*NAMED, *FURTHER)


def read_expected() -> dict[str, list[str]]:
    """Return what is said of each slip; nothing, where it is mended or right."""
    sections = EXPECTED.read_text("utf-8").split("## ")[1:]
    return {lines[0]: lines[1:] for lines in (section.strip().split("\n") for section in sections)}


@pytest.mark.parametrize("slip", ALL, ids=lambda slip: slip.name)
def test_slip(slip: Slip, tmp_path: Path) -> None:
    assert say(slip, tmp_path / "cycles") == read_expected()[slip.name]


def test_each_expected_message_has_its_slip() -> None:
    assert list(read_expected()) == [slip.name for slip in ALL]
