"""Numbers in answers are read in one way, wherever they stand."""

from __future__ import annotations

import pytest

from huiqi.collect.written_number import read_written


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12), ("１２", 12), ("12人", 12), ("12 名", 12), ("１２　人", 12), ("十二", 12), ("十二人", 12), ("二十名", 20),
        ("一百零五", 105), ("两位", 2), ("共12人", 12), ("共计十二票。", 12), ("0", 0), ("零", 0), ("3份", 3),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(written: str, value: int) -> None:
    number = read_written(written)
    assert (number.value, number.is_doubtful) == (value, False)


@pytest.mark.parametrize(
    "written",
    ["约12", "12人左右", "12（含列席2人）", "12/15", "11、12", "一百五", "十几人", "无", "1,200", "9999999", "12次人"],
)  # fmt: skip
def test_what_is_no_certain_number_is_doubtful(written: str) -> None:
    number = read_written(written)
    assert (number.value, number.is_doubtful) == (None, True)


@pytest.mark.parametrize("written", ["", " ", "　\n"])
def test_nothing_is_no_number_and_no_doubt(written: str) -> None:
    number = read_written(written)
    assert (number.value, number.is_doubtful) == (None, False)
