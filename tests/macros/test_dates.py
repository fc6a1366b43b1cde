"""A deadline as pages write it: the end of a span says whether its day counts."""

from __future__ import annotations

import datetime as dt

import pytest

from huiqi.facts.date_forms import parse_deadline
from macros.dates import ShownDeadline

MEETING, LATEST = dt.date(2024, 1, 25), dt.date(2024, 1, 31)


@pytest.mark.parametrize(("text", "full", "within"), [
    ("2024年1月5日", "2024年1月5日", "1月5日前"),
    ("2024年1月5日前", "2024年1月5日前（含当日）", "1月5日前（含当日）"),
    ("2024年1月6日前（不含当日）", "2024年1月5日前（含当日）", "1月5日前（含当日）"),
    ("截至2024.1.5", "2024年1月5日前（含当日）", "1月5日前（含当日）"),
    ("会议召开前十日", "会前10日（2024年1月15日）", "会议召开10日前"),
    ("会后15日内", "会后15日（2024年2月9日）", "会后15日内"),
])  # fmt: skip
def test_shown(text: str, full: str, within: str) -> None:
    shown = ShownDeadline(parse_deadline(text), MEETING, LATEST)
    assert (shown.full(), shown.by(2024)) == (full, within)
