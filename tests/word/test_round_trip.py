"""Filled papers that LibreOffice opens and saves, twice: everything is still found."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.word.ooxml import Element, W
from tests.support.filling import add_rows, find_control, pack_again, write_into
from tests.support.papers import bookmarks, convert, make, part, render, words
from tests.support.samples import FIRST, make_cycle

_PROBLEMS = ["第一段：填写的问题。", "第二段：填写的事例。", "第三段：填写的责任。"]
_MEASURE = "填写的一条措施。"
Versions = tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Return the papers as they were filled, saved once, saved twice."""
    papers = render(make_cycle(FIRST))
    made = make({name: papers[name] for name in ("outline", "rectification-list")})
    roots = {name: part(data) for name, data in made.items()}
    write_into(find_control(roots["outline"], "problems_1"), _PROBLEMS)
    write_into(find_control(roots["outline"], "measures_1"), [_MEASURE])
    write_into(find_control(roots["rectification-list"], "problem_1"), _PROBLEMS)
    add_rows(roots["rectification-list"], 2)
    filled = {name: pack_again(made[name], root) for name, root in roots.items()}
    folder = tmp_path_factory.mktemp("saved")
    once = _save(filled, folder)
    return filled, once, _save(once, folder)


def _save(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in convert(files, "docx", folder).items()}


def _read(data: bytes, key: str, fixed: str) -> list[str]:
    """Return the paragraphs from behind a fixed text to the end of a bookmark."""
    found, current, ends = list[str](), "", set[str]()
    for element in part(data).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t", f"{W}p"):
        if element.tag == f"{W}p":
            found, current = [*found, current], ""
        elif element.tag == f"{W}t":
            current += element.text or ""
            if current.endswith(fixed):
                found, current = [], ""
        elif element.get(f"{W}name") == key:
            ends.add(element.get(f"{W}id"))
        elif element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") in ends:
            break
    return [line for line in [*found, current] if line]


def test_all_words_and_places_are_still_there(versions: Versions) -> None:
    filled, *saved = versions
    for files in saved:
        for name, data in files.items():
            assert "".join(words(data).split()) == "".join(words(filled[name]).split()), name
            assert set(bookmarks(filled[name])) <= set(bookmarks(data)), name


def test_an_answer_of_three_paragraphs_ends_with_its_bookmark(versions: Versions) -> None:
    for files in versions:
        heading = "（一）感悟“两个确立”、做到“两个维护”"
        assert _read(files["outline"], "problems_1", heading) == _PROBLEMS
        heading = "四、今后努力方向和整改措施"
        assert _read(files["outline"], "measures_1", heading)[-1] == _MEASURE


def test_a_cell_holds_its_answer_and_added_rows_stay(versions: Versions) -> None:
    for files in versions:
        rows = list(part(files["rectification-list"]).iter(f"{W}tr"))
        assert len(rows) == 1 + 10 + 2
        assert [_text(line) for line in _cells(rows[1])[1].iter(f"{W}p")] == _PROBLEMS
        assert [_text(row) for row in rows[-2:]] == [
            f"第{number}条新增的内容" * 7 for number in (1, 2)
        ]


def _cells(row: Element) -> list[Element]:
    return list(row.iter(f"{W}tc"))


def _text(element: Element) -> str:
    return "".join(mark.text or "" for mark in element.iter(f"{W}t"))
