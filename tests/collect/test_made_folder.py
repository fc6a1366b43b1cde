"""Folders made for the office: made anew as a whole, and nothing that somebody typed is lost."""

from __future__ import annotations

from pathlib import Path

from huiqi.collect.checks.made_folder import replace_made


def _read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_made_is_replaced_and_what_was_typed_moved_aside(tmp_path: Path) -> None:
    folder = tmp_path / "归档"
    assert replace_made(folder, {"目录.docx": b"1", "甲.docx": b"a"}) == ""
    (folder / "~$目录.docx").write_bytes(b"Word holds it")
    (folder / "甲.docx").unlink()
    assert replace_made(folder, {"目录.docx": b"2"}) == ""
    (folder / "目录.docx").write_bytes(b"2 and typed words")
    assert replace_made(folder, {"目录.docx": b"3"}) == "归档-旧1"
    (folder / "另附.docx").write_bytes(b"added")
    assert replace_made(folder, {"目录.docx": b"3"}) == "归档-旧2"
    assert _read(tmp_path / "归档-旧1") == {"目录.docx": b"2 and typed words"}
    assert _read(tmp_path / "归档-旧2") == {"目录.docx": b"3", "另附.docx": b"added"}
    assert _read(folder) == {"目录.docx": b"3"}


def test_a_folder_of_an_older_program_is_moved_aside(tmp_path: Path) -> None:
    (tmp_path / "归档").mkdir()
    (tmp_path / "归档" / "目录.docx").write_bytes(b"1")
    assert replace_made(tmp_path / "归档", {"目录.docx": b"1"}) == "归档-旧1"
