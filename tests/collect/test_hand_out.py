"""Handing out: the forms are kept, added to, never replaced; a draft does not go out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from huiqi.collect.issued.handed_out import FOLDER, load_handed_out
from huiqi.collect.issued.handing_out import Handing, hand_out, hand_out_more
from huiqi.collect.model import CopyKey
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import Facts, load_cycle
from tests.collect.filled import document_of
from tests.collect.filled_project import (
    CYCLE,
    OUTLINE,
    change_parts,
    make_project,
    pack,
    without_properties,
)
from tests.support.kills import read_files

_DAY, _LATER = dt.date(2025, 1, 13), dt.date(2025, 1, 20)
_KEY = CopyKey("outline", "outline", ("party-secretary",))


def _facts(root: Path) -> Facts:
    return load_cycle(root / "cycles" / CYCLE)


def _change(root: Path, name: str, old: str, new: str) -> None:
    """Change the words of a paper of the pack as somebody does who opens it in Word."""
    path = root / "pack" / CYCLE / name
    document = document_of(path.read_bytes()).replace(old.encode(), new.encode())
    path.write_bytes(change_parts(path.read_bytes(), {"word/document.xml": document}))


def test_every_form_of_the_pack_is_kept_and_a_second_time_adds_nothing(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    count = len(pack())
    assert hand_out(root, _facts(root), _DAY) == Handing(count, count, count)
    before = read_files(root / FOLDER)
    assert hand_out(root, _facts(root), _LATER) == Handing(count, 0, 0)
    assert read_files(root / FOLDER) == before
    handed = load_handed_out(root, CYCLE)
    copy = handed.latest(_KEY)
    assert copy
    assert (copy.file, copy.day, len(copy.copy)) == (OUTLINE, _DAY, 16)
    form = handed.load_form(copy.form)
    assert form
    assert form.by_key["problems_1"]
    assert handed.find(copy=copy.copy) == handed.find(form=copy.form) == copy


def test_a_paper_that_changed_is_kept_beside_the_older_one(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    hand_out(root, _facts(root), _DAY)
    old = load_handed_out(root, CYCLE).latest(_KEY)
    _change(root, OUTLINE, "一、上年度整改落实情况", "一、上年度整改情况")
    assert hand_out(root, _facts(root), _LATER) == Handing(len(pack()), 1, 1, (OUTLINE,))
    handed = load_handed_out(root, CYCLE)
    new = handed.latest(_KEY)
    assert old
    assert new
    assert (new.form != old.form, new.day, new.copy) == (True, _LATER, old.copy)
    assert handed.load_form(old.form) != handed.load_form(new.form)


def test_single_papers_go_out_beside_the_pack(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    files = {"单独发的.docx": pack()[OUTLINE], "别的.docx": without_properties(pack()[OUTLINE])}
    assert hand_out_more(root, _facts(root).cycle, files, _DAY) == Handing(1, 1, 1)


def test_what_must_not_go_out(tmp_path: Path) -> None:
    draft, empty, older = (tmp_path / name for name in ("draft", "empty", "older"))
    for root in (draft, empty, older):
        make_project(root, draft=root is draft)
    for path in (empty / "pack").rglob("*.docx"):
        path.unlink()
    path = older / "pack" / CYCLE / OUTLINE
    custom = document_of(path.read_bytes(), "docProps/custom.xml").replace(b"huiqi-form", b"x-form")
    path.write_bytes(change_parts(path.read_bytes(), {"docProps/custom.xml": custom}))
    said = {
        draft: f"pack/{CYCLE}/ 是草稿，不能登记发出。改法：审核同意后运行 huiqi build {CYCLE} 生成定稿，再登记。",
        empty: f"pack/{CYCLE}/ 中没有材料包，不能登记发出。改法：先运行 huiqi build {CYCLE} 生成定稿。",
        older: f"pack/{CYCLE}/ 由旧版会期生成，收回时认不出是哪一版。改法：运行 huiqi build {CYCLE} --force 再生成一次。",
    }
    for root, text in said.items():
        with pytest.raises(HuiqiError) as error:
            hand_out(root, _facts(root), _DAY)
        assert str(error.value) == text
        assert not (root / FOLDER).exists()


def test_a_damaged_or_newer_index_is_named(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    hand_out(root, _facts(root), _DAY)
    path = root / FOLDER / CYCLE / "index.json"
    for text, said in (
        ("{", "读不出来。改法：从备份中恢复 handed-out/ 文件夹。"),
        ('{"version": 2, "copies": []}', "由较新的会期写成。改法：用写它的那一版，或者更新会期。"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(HuiqiError, match=f"^{FOLDER}/{CYCLE}/index.json {said}$"):
            load_handed_out(root, CYCLE)
