"""Every clear form of a date is read; what is not clear is asked back, with its cause."""

from __future__ import annotations

import datetime as dt

import jsonschema
import pytest

from huiqi.errors import ExpectationError
from huiqi.facts.calendar import Deadline
from huiqi.facts.date_forms import DAY_FORM, DEADLINE_FORM, parse_day, parse_deadline, read_number
from huiqi.facts.model.cycle import Cycle

GENERAL = "写成 2026-01-08 或 2026年1月8日"
BY_DAYS = "写一个具体日期，或写会前、会后的天数"
SCHEMA = Cycle.model_json_schema()["$defs"]

DAYS = [
    "2026-01-08", "2026-1-8", " 2026-01-08 ", "2026年1月8日", "2026年01月08日", "2026 年 1 月 8 日", "2026年1月8号",
    "2026/1/8", "2026/01/08", "2026.1.8", "2026．1．8", "２０２６年１月８日", "２０２６-０１-０８", "2026—1—8", "2026–01–08",
    "2026年元月8日", "二〇二六年一月八日", "二零二六年元月八日", "2026年1月8日（星期四）", "2026年1月8日 周四", "2026-01-08 星期四",
]  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_a_clear_date(text: str) -> None:
    assert parse_day(text) == dt.date(2026, 1, 8)
    assert parse_deadline(text) == Deadline(day=dt.date(2026, 1, 8))


NO_DAY: list[tuple[object, str]] = [
    ("1月16日", "补上四位的年份，如 2026年1月16日"), ("12-20", "补上四位的年份，如 2026年12月20日"),
    ("1.8", "补上四位的年份，如 2026年1月8日"),
    (46030, "像是 Excel 的日期序号，如是则写成 2026-01-08；从表格复制前先把单元格设为文本"),
    (20260108, "写成 2026-01-08"), ("20260108", "写成 2026-01-08"),
    ("26.1.8", "年份写四位，如 2026-01-08"), ("26年1月8日", "年份写四位，如 2026-01-08"),
    ("8/1/2026", "按年、月、日的次序写，如 2026-01-08"),
    ("2026-01-08 09:00", "只写日期，如 2026-01-08；会议的时间写入 meeting.time"),
    ("2026年1月8日上午9时", "只写日期，如 2026-01-08；会议的时间写入 meeting.time"),
    ("待定", "未定的写 null，或删去这一项"), ("x月x日", "未定的写 null，或删去这一项"),
    ("另行通知", "未定的写 null，或删去这一项"),
    ("2026年1月", "写明是哪一天，如 2026-01-08"), ("2026年1月上旬", "写明是哪一天，如 2026-01-08"),
    ("2026", "写明是哪一天，如 2026-01-08"), ("月底", "写明是哪一天，如 2026-01-08"),
    ("2026年1月8日至10日", "只写一天；有几天的写最后一天"), ("腊月二十", "写公历日期，如 2026-01-08"),
    ("2026年1月20日前", "只写日期，不写“前”“止”"),
    ("2026/1.8", GENERAL), ("", GENERAL), (None, GENERAL), (True, GENERAL), (2021.5, GENERAL), ((), GENERAL), (99, GENERAL),
]  # fmt: skip


@pytest.mark.parametrize(("value", "remedy"), NO_DAY, ids=repr)
def test_what_is_no_date(value: object, remedy: str) -> None:
    with pytest.raises(ExpectationError) as caught:
        parse_day(value)
    assert (caught.value.expected, caught.value.remedy) == (DAY_FORM, remedy)


@pytest.mark.parametrize(("value", "expected"), [
    ("2021-13-45", "日历上有的日期"), ("2023-02-29", "日历上有的日期"), ("2021年0月10日", "日历上有的日期"),
    ("二〇二一年十三月一日", "日历上有的日期"), ("二〇二一年一月十十日", "日历上有的日期"),
    ("0021-12-20", "1800年至2199年的日期"), ("9999-12-31", "1800年至2199年的日期"),
    ("2026年1月8日（星期五）", "星期与日期相符的日期"),
])  # fmt: skip
def test_a_day_that_no_calendar_has(value: str, expected: str) -> None:
    for parse in (parse_day, parse_deadline):
        with pytest.raises(ExpectationError) as caught:
            parse(value)
        assert caught.value.expected == expected
    assert caught.value.found in ("", "“2026年1月8日（星期五）”，这一天是星期四")


def test_a_leap_day() -> None:
    assert parse_day("2024-02-29") == dt.date(2024, 2, 29)


JANUARY = dt.date(2024, 1, 5)
DEADLINES: list[tuple[str, Deadline]] = [
    *((text, Deadline(offset=-10)) for text in (
        "会前10日", "会前 10 日", "会前十日", "会前１０日", "会议前10日", "会议召开前十日", "开会前10日", "会前10日前", "会议召开10日前",
        "会前至少10日", "提前10日", "提前至少10日", "至少提前十日", "不晚于会前10日", "会议之前10日",
    )),
    ("会议召开前12天", Deadline(offset=-12, unit="天")), ("会前两天", Deadline(offset=-2, unit="天")),
    ("会前二十一天", Deadline(offset=-21, unit="天")), ("会前一周", Deadline(offset=-7)), ("会前2个星期", Deadline(offset=-14)),
    ("会前一百二十日", Deadline(offset=-120)), ("会前一百零五日", Deadline(offset=-105)),
    *((text, Deadline(offset=-5, working=True, unit="个工作日"))
      for text in ("会前5个工作日", "会前5工作日", "会前五个工作日", "会议召开5个工作日前")),
    *((text, Deadline(offset=15)) for text in ("会后15日", "会后15日内", "会后十五日以内", "会议召开后15日内", "会议结束后15日之内")),
    ("会后15天", Deadline(offset=15, unit="天")), ("会后三个工作日内", Deadline(offset=3, working=True, unit="个工作日")),
    *((text, Deadline()) for text in ("会议当天", "会议当日", "会议召开当天", "开会当日")),
    *((text, Deadline(day=JANUARY, until=True)) for text in (
        "2024年1月5日前", "2024-01-05前", "2024.1.5前", "2024年1月5日以前", "2024年1月5日之前（含当日）", "截至2024年1月5日",
        "不晚于 2024年1月5日", "2024年1月5日止", "2024年1月5日（星期五）前", "2024年1月5日前（含）",
        "2024年1月6日前（不含当日）", "2024年1月6日前（不含）",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("text", "deadline"), DEADLINES, ids=lambda value: str(value))
def test_a_clear_deadline(text: str, deadline: Deadline) -> None:
    assert parse_deadline(text) == deadline


NO_DEADLINE: list[tuple[object, str]] = [
    ("会前10日内", "“会前10日内”有两种意思：至少提前10日的，写 会前10日；在会前最后10日之内办理的，写其中最后一天，如 会前1日"),
    ("会议召开前三个工作日以内", "“会议召开前三个工作日以内”有两种意思：至少提前三个工作日的，写 会前三个工作日；"
     "在会前最后三个工作日之内办理的，写其中最后一天，如 会前1个工作日"),
    ("会前10", "补上单位，写成 会前10日 或 会前10个工作日"), ("会前10-15日", "只写最迟的一天，如 会前10日"),
    ("会前半个月", "写天数，如 会前15日"), ("会后一个月内", "写天数，如 会前15日"),
    ("前10日", "写明会前还是会后，如 会前10日、会后15天"), ("10日前", "写明会前还是会后，如 会前10日、会后15天"),
    ("10", "写明会前还是会后，如 会前10日、会后15天"), (10, "写明会前还是会后，如 会前10日、会后15天"),
    ("1月5日前", "补上四位的年份，如 2026年1月5日"), ("待定", "未定的写 null，或删去这一项"),
    (46030, "像是 Excel 的日期序号，如是则写成 2026-01-08；从表格复制前先把单元格设为文本"),
    ("会前-3日", BY_DAYS), ("会前1000日", BY_DAYS), ("会中", BY_DAYS), ("会前", BY_DAYS), ("会前一百五日", BY_DAYS),
    ("会前二三日", BY_DAYS), ("会前24小时", BY_DAYS), ("", BY_DAYS), (None, BY_DAYS), ((), BY_DAYS),
]  # fmt: skip


@pytest.mark.parametrize(("value", "remedy"), NO_DEADLINE, ids=repr)
def test_what_is_no_deadline(value: object, remedy: str) -> None:
    with pytest.raises(ExpectationError) as caught:
        parse_deadline(value)
    assert (caught.value.expected, caught.value.remedy) == (DEADLINE_FORM, remedy)


def test_examples_in_the_messages_are_right() -> None:
    for words in ("2026-01-08", "会前10日", "会后15天", "会前5个工作日", "会议当天"):
        assert words in DEADLINE_FORM
        parse_deadline(words)
    assert "2026-01-08" in DAY_FORM


def test_a_numeral_says_one_number() -> None:
    known = {
        "0": 0,
        "１２": 12,
        "两": 2,
        "十": 10,
        "十五": 15,
        "二十": 20,
        "九十九": 99,
        "一百": 100,
        "百": 100,
        "二百一十": 210,
    }
    assert {text: read_number(text) for text in known} == known
    assert [read_number(text) for text in ("十十", "二三", "一百五", "百百", "三二十", "")] == [
        None
    ] * 6


def test_the_schema_takes_the_same_forms_as_the_reader() -> None:
    """What an editor marks while one types is what the command refuses, years and weekdays aside."""
    day = jsonschema.Draft202012Validator(SCHEMA["Remark"]["properties"]["date"])
    step = jsonschema.Draft202012Validator(SCHEMA["StudyStep"]["properties"]["deadline"])
    assert [text for text in DAYS if not (day.is_valid(text) and step.is_valid(text))] == []
    assert [text for text, _ in DEADLINES if not step.is_valid(text)] == []
    assert [value for value, _ in NO_DAY if day.is_valid(value)] == []
    numerals = ("会前一百五日", "会前二三日")
    wrong = [value for value, _ in NO_DEADLINE if value is not None and value not in numerals]
    assert [value for value in wrong if step.is_valid(value)] == []
