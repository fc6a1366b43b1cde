"""Mended copies: the look of the house, the same words, the same bytes, beside the file."""

from __future__ import annotations

import pytest

from huiqi.collect.checks.format import mend as mending
from huiqi.collect.checks.format.check import check_format
from huiqi.collect.checks.format.mend import WordsChangedError, mend
from huiqi.collect.checks.format.word_file import WordFile, open_word_file
from huiqi.files.zip_archive import write_zip
from huiqi.word.ooxml import Element, W, to_bytes, w
from tests.collect.foreign import change, fill_outline, find_paragraph, set_runs, write_foreign
from tests.support.filling import pack_again
from tests.support.papers import bookmarks, make, part, render, words
from tests.support.samples import FIRST, make_cycle

_CENTRED, _RIGHT = w("pPr", w("jc", val="center")), w("pPr", w("jc", val="right"))
_FOREIGN = [
    ("个人发言提纲", _CENTRED), ("赵一（市委书记）", w("pPr", w("jc", val="center"))),
    ("一、上年度整改落实情况", w("pPr", w("pStyle", val="1"))), ("已经全部落实，共3项。", None),
    ("二、存在的问题", None), ("（一）对党忠诚", None), ("　　学习不够，“自我要求”不严。", None),
    ("2021年12月30日", _RIGHT),
]  # fmt: skip


@pytest.fixture(scope="module")
def outline() -> bytes:
    """Return a filled outline."""
    made = make({"outline": render(make_cycle(FIRST))["outline"]})["outline"]
    return fill_outline(
        made, {"problems_1": ["第一段。", "第二段：2次。"], "measures_1": ["每月下乡。"]}
    )


def _spoil(root: Element) -> None:
    """Change fonts, sizes, weight, colour, lines, indents, margins and page numbers."""
    set_runs(
        find_paragraph(root, "第二段"),
        w("rFonts", ascii="Arial", eastAsia="宋体"),
        w("sz", val=28),
        w("b"),
    )
    set_runs(
        find_paragraph(root, "原因剖析"),
        w("color", val="FF0000"),
        w("u", val="single"),
        w("strike"),
    )
    room = w("spacing", line=360, lineRule="auto", before=120)
    find_paragraph(root, "每月下乡").find(f"{W}pPr").extend(
        [room, w("ind", left=420, firstLineChars=0)]
    )
    next(root.iter(f"{W}pgMar")).set(f"{W}left", "1800")
    for reference in list(root.iter(f"{W}footerReference")):
        reference.getparent().remove(reference)


def test_a_spoiled_paper_is_as_it_was_and_says_the_same(outline: bytes) -> None:
    spoiled = change(outline, _spoil)
    mended = mend(spoiled)
    assert len(mended.before) > 10
    assert mended.after == ()
    assert words(mended.document) == words(spoiled)
    assert bookmarks(mended.document) == bookmarks(spoiled)
    heading = find_paragraph(part(mended.document), "原因剖析")
    assert heading.find(f".//{W}u") is not None  # what words mean stays
    assert heading.find(f".//{W}strike") is not None


def test_a_file_from_nothing_gets_the_whole_look() -> None:
    mended = mend(write_foreign(_FOREIGN))
    assert [(one.place, one.found) for one in mended.after] == [("第7段", "段首有空格")]
    styles = part(mended.document, "word/styles.xml")
    names = [name.get(f"{W}val").lower() for name in styles.iter(f"{W}name")]
    assert len(names) == len(set(names))
    paragraph = find_paragraph(part(mended.document), "上年度")
    assert paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "1"  # the file's own id


def test_the_same_file_gives_the_same_bytes_and_mending_again_changes_nothing(
    outline: bytes,
) -> None:
    for data in (change(outline, _spoil), write_foreign(_FOREIGN)):
        once = mend(data).document
        assert once == mend(data).document
        assert mend(once).document == once


def test_a_paper_without_deviation_keeps_its_document(outline: bytes) -> None:
    assert part(mend(outline).document).find(f"{W}body") is not None
    assert to_bytes(part(mend(outline).document)) == to_bytes(part(outline))


def test_a_footer_with_words_of_its_own_stays() -> None:
    footer = w("ftr", w("p", w("r", w("t"))))
    footer.find(f".//{W}t").text = "内部资料"
    data = write_foreign([("题目", _CENTRED), ("正文在这里。", None)])
    file = open_word_file(data)
    parts = dict(file.parts)
    reference = w("footerReference", type="default")
    reference.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rId9")
    file.body.find(f"{W}sectPr").insert(0, reference)
    parts["word/footer9.xml"] = to_bytes(footer)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId9" Type="' + kind + b'" Target="footer9.xml"/></Relationships>',
    )
    mended = mend(pack_again(write_zip(parts), file.document))
    assert [one.place for one in mended.after if "页码" in one.place] != []
    assert part(mended.document, "word/footer9.xml").find(f".//{W}t").text == "内部资料"


def test_pages_that_lie_across_stay_so() -> None:
    made = make({"rectification-list": render(make_cycle(FIRST))["rectification-list"]})
    data = change(made["rectification-list"], _narrow)
    assert [one.place for one in check_format(data)] != []
    mended = mend(data)
    assert mended.after == ()
    assert [size.get(f"{W}orient") for size in part(mended.document).iter(f"{W}pgSz")] == [
        "landscape"
    ]


def _narrow(root: Element) -> None:
    for margins in root.iter(f"{W}pgMar"):
        margins.set(f"{W}top", "700")


def test_words_that_would_change_stop_it(outline: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(file: WordFile, *_: object) -> None:
        paragraph = find_paragraph(file.document, "第二段")
        next(paragraph.iter(f"{W}t")).text = ""

    monkeypatch.setattr(mending, "_mend_paragraphs", lose)
    with pytest.raises(WordsChangedError):
        mend(outline)
