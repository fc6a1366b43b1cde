"""What to do about a date that is not clear: the remedy names what is missing."""

from __future__ import annotations

import datetime as dt
import re

_OPEN = re.compile("待定|未定|不定|暂定|另行|待通知|[xXｘＸ×＊*]+ *月|^(?:无|暂无|没有)$")
_RANGE = re.compile(r"\d *[日号天]? *(?:至|到|~|～|—{1,2}|–|-) *\d{1,2} *(?:[日号天]|个工作日)$")
_SHORT_YEAR = re.compile(r"['’]?\d{2}(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?")
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_NO_YEAR = re.compile(r"(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?(?:之前|以前|前)?")
_NO_DAY = re.compile(
    r"\d{4}年?(?:[-/.]?\d{1,2}月?)?(?:上旬|中旬|下旬|月?底|月?初|末)?|.*[旬底初末]$"
)
_CLOCK = re.compile(r"\d{4}.*\d.*(?:\d[:：时点]|[上下]午)")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_UNTIL = re.compile(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?(?:之前|以前|前|为止|止|截止)")
_GENERAL = "写成 2026-01-08 或 2026年1月8日"
_DAYS = r"(\d{1,3}|[一二两三四五六七八九十百]{1,5}) *(个?工作日|日|天)"
_WITHIN = re.compile(
    rf"(?:会议召开|召开会议|开会|会议|会) *(?:之|以)?前 *{_DAYS} *(?:之内|以内|内)"
)
_BARE = re.compile(rf"(?:前|后)? *{_DAYS} *(?:之前|以前|前|之后|以后|后|之内|以内|内)?")
_NO_UNIT = re.compile(r".*会.*(前|后) *(\d{1,3})")
# A spreadsheet counts days from here; in these numbers lie the years 1954 to 2119.
_SHEET_START, _SHEET = dt.date(1899, 12, 30), range(20000, 80000)


def advise_day(value: object) -> str:
    """Return the remedy for a value that is no clear date."""
    number = isinstance(value, int) and not isinstance(value, bool)
    if number and value in _SHEET:
        day = _SHEET_START + dt.timedelta(days=int(str(value)))
        return (
            f"像是 Excel 的日期序号，如是则写成 {day.isoformat()}；从表格复制前先把单元格设为文本"
        )
    text = str(value).strip() if number or isinstance(value, str) else ""
    eight = _EIGHT.fullmatch(text)
    if eight:
        return f"写成 {'-'.join(eight.groups())}"
    if _OPEN.search(text):
        return "未定的写 null，或删去这一项"
    no_year = _NO_YEAR.fullmatch(text)
    if no_year:
        return f"补上四位的年份，如 2026年{int(no_year[1])}月{int(no_year[2])}日"
    cases = (
        (_UNTIL.fullmatch(text), "只写日期，不写“前”“止”"),
        (_YEAR_LAST.fullmatch(text), "按年、月、日的次序写，如 2026-01-08"),
        (_SHORT_YEAR.fullmatch(text), "年份写四位，如 2026-01-08"),
        (re.search("农历|正月|腊月|冬月|初[一二三四五六七八九十]", text), "写公历日期，如 2026-01-08"),
        (_CLOCK.search(text), "只写日期，如 2026-01-08；会议的时间写入 meeting.time"),
        (re.search(r"\d{4}", text) and _RANGE.search(text), "只写一天；有几天的写最后一天"),
        (_NO_DAY.fullmatch(text), "写明是哪一天，如 2026-01-08"),
    )  # fmt: skip
    return next((remedy for found, remedy in cases if found), _GENERAL)


def advise_deadline(value: object) -> str:
    """Return the remedy for a value that is no clear deadline."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    within = _WITHIN.fullmatch(text)
    if within:
        days = within[1] + within[2]
        return (
            f"“{text}”有两种意思：至少提前{days}的，写 会前{days}；"
            f"在会前最后{days}之内办理的，写其中最后一天，如 会前1{within[2]}"
        )
    no_unit = _NO_UNIT.fullmatch(text)
    if no_unit:
        days = f"会{no_unit[1]}{no_unit[2]}"
        return f"补上单位，写成 {days}日 或 {days}个工作日"
    if _RANGE.search(text) and "会" in text:
        return "只写最迟的一天，如 会前10日"
    if "月" in text and "会" in text and not re.search(r"\d月", text):
        return "写天数，如 会前15日"
    if _BARE.fullmatch(text) or re.fullmatch(r"\d{1,3}", text):
        return "写明会前还是会后，如 会前10日、会后15天"
    if "会" in text:
        return "写一个具体日期，或写会前、会后的天数"
    advice = advise_day(value)
    return advice if advice != _GENERAL else "写一个具体日期，或写会前、会后的天数"
