"""The report written beside the papers: every file whole, and what to do where one is open elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from huiqi.collect.report.made_tables import RECORD, list_typed
from huiqi.collect.report.tables import FILES, WORKBOOK
from huiqi.collect.report.write import write_report
from huiqi.errors import HuiqiError
from tests.collect.collections import make_collection
from tests.support.samples import FIRST, make_facts

TODAY = dt.date(2022, 1, 11)


def test_page_and_tables_lie_side_by_side(tmp_path: Path) -> None:
    page = write_report(tmp_path / FIRST, make_collection(), make_facts(FIRST), today=TODAY)
    names = {path.name for path in (tmp_path / FIRST).iterdir()}
    assert names == {
        "index.html", "交回情况.xlsx", "交回情况.csv", "填写内容.csv", "需要核对的.csv", "没有读取的文件.csv", RECORD,
    }  # fmt: skip
    assert page.read_text("utf-8").startswith("<!doctype html>\n<!-- huiqi collect -->")


def test_a_file_that_cannot_be_replaced_is_named_with_the_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "collected" / FIRST
    (folder / "交回情况.xlsx").mkdir(parents=True)
    with pytest.raises(HuiqiError) as raised:
        write_report(folder, make_collection(), make_facts(FIRST), today=TODAY)
    said = str(raised.value)
    assert said.startswith(f"不能写入 collected/{FIRST}/交回情况.xlsx（")
    assert said.endswith("改法：关闭打开着它的程序，核对剩余空间，再运行一次。")
    # All others are made.
    assert {path.name for path in folder.iterdir() if path.is_file()} == {
        "index.html",
        RECORD,
        *FILES,
    } - {WORKBOOK}


def test_every_file_that_is_held_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "collected" / FIRST
    for name in (WORKBOOK, "填写内容.csv"):
        (folder / name).mkdir(parents=True)
    with pytest.raises(HuiqiError) as raised:
        write_report(folder, make_collection(), make_facts(FIRST), today=TODAY)
    assert [line.partition("（")[0] for line in str(raised.value).split("\n")] == [
        f"不能写入 collected/{FIRST}/{name}" for name in (WORKBOOK, "填写内容.csv")
    ]


def test_a_table_into_which_somebody_typed_is_moved_aside(tmp_path: Path) -> None:
    folder = tmp_path / "collected" / FIRST
    write_report(folder, make_collection(), make_facts(FIRST), today=TODAY)
    (folder / WORKBOOK).write_bytes(b"typed")
    (folder / "交回情况.csv").unlink()
    for _ in range(2):  # the second time there is nothing typed any more
        write_report(folder, make_collection(), make_facts(FIRST), today=TODAY)
        assert list_typed(folder) == ["交回情况-旧1.xlsx"]
    assert (folder / "交回情况-旧1.xlsx").read_bytes() == b"typed"
    assert {path.name for path in folder.iterdir()} >= {"index.html", *FILES}


def test_tables_of_a_report_that_was_cut_off_are_nobodys(tmp_path: Path) -> None:
    folder = tmp_path / "collected" / FIRST
    write_report(folder, make_collection(), make_facts(FIRST), today=TODAY)
    old = (folder / WORKBOOK).read_bytes()
    write_report(folder, make_collection(), make_facts(FIRST), today=TODAY + dt.timedelta(400))
    assert (folder / WORKBOOK).read_bytes() != old
    (folder / WORKBOOK).write_bytes(old)
    write_report(folder, make_collection(), make_facts(FIRST), today=TODAY + dt.timedelta(400))
    assert list_typed(folder) == []
