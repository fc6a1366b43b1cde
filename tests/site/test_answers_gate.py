"""What people wrote in filled papers never stands on a site."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from huiqi.errors import FindingsError, KeyPath
from huiqi.facts.reading.load import Facts
from huiqi.files.zip_archive import write_zip
from huiqi.site.gates.answers import find_answers, refuse_answers
from tests.support.projects import ROOT
from tests.support.samples import FIRST, make_facts

_SENTENCE = "到基层调研走马观花，解决群众急难愁盼问题不够及时"


def _make(root: Path, *texts: str, **changes: object) -> Facts:
    """Return facts in a project that has collected these texts."""
    folder = root / "collected" / FIRST
    folder.mkdir(parents=True)
    papers = [{"answers": {"problems_1": list(texts)}, "unplaced": []}]
    (folder / "index.json").write_text(json.dumps({"papers": papers}), "utf-8")
    paths: list[tuple[KeyPath, object]] = [((name,), value) for name, value in changes.items()]
    return replace(make_facts(FIRST, *paths), folder=root / "cycles" / FIRST)


def _find(facts: Facts, root: Path, page: str, name: str = "index.html") -> list[str]:
    path = root / "site" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")
    return [str(finding) for finding in find_answers(facts, root / "site")]


@pytest.mark.parametrize(
    "page",
    [
        f"<p>有的同志{_SENTENCE}。</p>",
        f"<p>{_SENTENCE[:9]}\n{_SENTENCE[9:]}</p>",
        f"<p>{_SENTENCE[:9]}<b>{_SENTENCE[9:]}</b></p>",
    ],
)
def test_a_sentence_of_an_answer_on_a_page_is_named_by_its_beginning(
    tmp_path: Path, page: str
) -> None:
    facts = _make(tmp_path, f"第一句话。{_SENTENCE}。")
    assert _find(facts, tmp_path, page) == [
        "错误 [gate] index.html：应为不含填写内容的网站，实为交回材料中的一句“到基层调研走……”出现在 index.html。"
        "改法：从页面中删去：填写后的材料不公开；与公开的文字相同的，把这句话写入 allow_terms 并说明理由。"
    ]


def test_what_everybody_may_quote_is_no_leak(tmp_path: Path) -> None:
    theme = make_facts(FIRST).cycle.theme
    facts = _make(tmp_path, f"围绕会议主题，{theme}", theme or "", "按时参加会议。", _SENTENCE)
    assert _find(facts, tmp_path, f"<p>{theme}</p><p>按时参加会议。</p>") == []
    assert _find(facts, tmp_path, f"<p>{_SENTENCE}</p>", "materials/speech.html") == []


def test_a_sentence_that_is_allowed_is_no_leak(tmp_path: Path) -> None:
    term = {"term": _SENTENCE, "reason": "已在通报中公开"}
    facts = _make(tmp_path, _SENTENCE, allow_terms=[term])
    assert _find(facts, tmp_path, f"<p>{_SENTENCE}</p>") == []


def test_nothing_collected_costs_nothing(tmp_path: Path) -> None:
    facts = replace(make_facts(FIRST), folder=tmp_path / "cycles" / FIRST)
    assert _find(facts, tmp_path, f"<p>{_SENTENCE}</p>") == []


@pytest.mark.parametrize("content", ["{", "[]", '{"papers": [{}]}', '{"papers": 1}'])
def test_a_damaged_record_is_named_and_the_others_are_looked_at(
    tmp_path: Path, content: str
) -> None:
    facts = _make(tmp_path, _SENTENCE)
    (tmp_path / "collected" / "2020").mkdir()
    (tmp_path / "collected" / "2020" / "index.json").write_text(content, "utf-8")
    damaged, leak = _find(facts, tmp_path, f"<p>{_SENTENCE}</p>")
    assert damaged == (
        "错误 [gate] collected/2020/index.json：应为收回材料的记录，实为文件损坏，不能核对网站中有没有填写的内容。"
        "改法：把文件夹 collected 中这个周期的移走或用 huiqi collect 周期 --forget 清除，再收一次。"
    )
    assert leak.startswith("错误 [gate] index.html：")


_REASON = "因病住院，手术后休养"


def _write_word(path: Path, *paragraphs: str, part: str = "word/document.xml") -> None:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    path.parent.mkdir(parents=True, exist_ok=True)
    data = f'<w:document xmlns:w="{uri}"><w:body>{body}</w:body></w:document>'.encode()
    path.write_bytes(write_zip({part: data, "[Content_Types].xml": b"<Types/>"}))


def _write_marks(folder: Path, reason: str) -> None:
    (folder / "marks.json").write_text(json.dumps([{"reason": reason}]), "utf-8")


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/comments.xml"])
def test_what_the_office_typed_into_its_tables_is_known(tmp_path: Path, part: str) -> None:
    facts = _make(tmp_path)
    table = tmp_path / "collected" / FIRST / "整理" / "意见整理表-旧1.docx"
    _write_word(table, "序号", f"{_SENTENCE}。", part=part)
    _write_word(table.with_name("~$意见整理表.docx"), "不是文件")
    (said,) = _find(facts, tmp_path, f"<p>{_SENTENCE}</p>")
    assert "“到基层调研走……”" in said
    assert _SENTENCE[:8] not in said


def test_the_reason_of_a_mark_is_known_though_it_is_short(tmp_path: Path) -> None:
    facts = _make(tmp_path)
    folder = tmp_path / "collected" / FIRST
    _write_marks(folder, f" {_REASON} ")
    (said,) = _find(facts, tmp_path, f"<p>某同志{_REASON}</p>")
    assert "“因病住院，手……”" in said
    _write_marks(folder, "因公外出")
    assert _find(facts, tmp_path, "<p>因公外出</p>") == []


def test_the_fixed_text_of_a_paper_that_went_out_is_no_leak(tmp_path: Path) -> None:
    facts = _make(tmp_path)
    _write_word(tmp_path / "collected" / FIRST / "整理" / "D07.docx", _SENTENCE)
    form = tmp_path / "handed-out" / FIRST / "forms" / "0a.json"
    form.parent.mkdir(parents=True)
    form.write_text(json.dumps({"blocks": [{"parts": [_SENTENCE]}]}), "utf-8")
    assert _find(facts, tmp_path, f"<p>{_SENTENCE}</p>") == []
    form.write_text("{", "utf-8")
    assert len(_find(facts, tmp_path, f"<p>{_SENTENCE}</p>")) == 1


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    facts = _make(tmp_path)
    table = tmp_path / "collected" / FIRST / "整理" / "意见整理表.docx"
    table.parent.mkdir()
    table.write_bytes(b"PK")
    (tmp_path / "collected" / FIRST / "marks.json").write_text("[{}]", "utf-8")
    said = "应为收回材料的记录，实为读不出来，不能核对网站中有没有其中的内容。改法：关闭打开着它的程序；打不开的，从 collected 中移走。"
    assert _find(facts, tmp_path, "<p></p>") == [
        f"错误 [gate] collected/{FIRST}/{name}：{said}"
        for name in ("marks.json", "整理/意见整理表.docx")
    ]


def test_what_was_put_aside_is_known_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    facts = _make(tmp_path)
    folder = tmp_path / "collected" / FIRST
    papers = [{"answers": {"problems_1": [_SENTENCE]}, "unplaced": []}]
    (folder / "index-旧1.json").write_text(json.dumps({"papers": papers}), "utf-8")
    (folder / "marks-旧1.json").write_text('[{"reason', "utf-8")
    (said,) = _find(facts, tmp_path, f"<p>{_SENTENCE}</p>")
    assert "“到基层调研走……”" in said


def test_a_site_that_was_built_before_the_papers_came_is_refused_too(tmp_path: Path) -> None:
    site = tmp_path / "public" / FIRST
    site.mkdir(parents=True)
    (site / "index.html").write_text(f"<p>{_SENTENCE}</p>", "utf-8")
    shutil.copytree(ROOT / "cycles" / FIRST, tmp_path / "cycles" / FIRST)
    refuse_answers(tmp_path, {FIRST: site})
    _make(tmp_path, _SENTENCE)
    with pytest.raises(FindingsError, match="交回材料中的一句“到基层调研走……”"):
        refuse_answers(tmp_path, {FIRST: site})
