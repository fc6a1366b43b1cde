"""Tables of a report: one into which somebody typed is moved aside, and no other."""

from __future__ import annotations

from pathlib import Path

from huiqi.collect.report.made_tables import RECORD, MadeTables

NAME = "材料状态.csv"


def _make(folder: Path, data: bytes, *, refused: bool = False) -> None:
    made = MadeTables(folder, {NAME: data})
    (folder / RECORD).write_bytes(made.record)
    made.keep_typed(folder / NAME)
    if not refused:
        (folder / NAME).write_bytes(data)


def test_one_that_stayed_open_over_several_runs_was_not_typed_into(tmp_path: Path) -> None:
    _make(tmp_path, b"1")
    for data in (b"2", b"3", b"4"):
        _make(tmp_path, data, refused=True)
    _make(tmp_path, b"5")
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, NAME]
    assert (tmp_path / NAME).read_bytes() == b"5"


def test_what_was_typed_is_kept_under_a_number(tmp_path: Path) -> None:
    _make(tmp_path, b"1")
    (tmp_path / NAME).write_bytes(b"1 and typed")
    _make(tmp_path, b"2")
    _make(tmp_path, b"2")
    assert (tmp_path / "材料状态-旧1.csv").read_bytes() == b"1 and typed"
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "材料状态-旧1.csv", NAME]


def test_the_same_tables_make_the_same_record(tmp_path: Path) -> None:
    _make(tmp_path, b"1")
    record = (tmp_path / RECORD).read_bytes()
    _make(tmp_path, b"1")
    assert (tmp_path / RECORD).read_bytes() == record
