"""The office's working files: two windows that write at once lose nothing of each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from huiqi.collect.office.working_files import WorkingFiles

NAMES = [f"示例{number}.docx" for number in range(20)]


def test_what_two_windows_note_at_once_stays(tmp_path: Path) -> None:
    def put(name: str) -> None:
        WorkingFiles(tmp_path).put({name: name.encode()})

    with ThreadPoolExecutor(4) as windows:
        noted = windows.submit(WorkingFiles(tmp_path).note_results, {"talks": 5})
        list(windows.map(put, NAMES))
        noted.result()
    record = WorkingFiles(tmp_path).load_record()
    assert sorted(record.made) == sorted(NAMES)
    assert record.results == {"talks": 5}


def test_an_edited_file_in_a_folder_is_kept_under_a_number(tmp_path: Path) -> None:
    files, name = WorkingFiles(tmp_path), "01-韩一（党委书记）/D21-清单.docx"
    files.put({name: b"1"})
    (tmp_path / "整理" / name).write_bytes(b"1 and typed")
    assert files.take_edited(name, b"2") == "01-韩一（党委书记）/D21-清单-旧1.docx"
    assert files.take_edited(name, b"2") == ""
    assert files.read("01-韩一（党委书记）/D21-清单-旧1.docx") == b"1 and typed"
