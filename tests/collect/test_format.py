"""How papers deviate from the house style: exactly what somebody changed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from huiqi.collect.checks.format.check import check_format
from huiqi.collect.checks.format.levels import find_gaps, find_wrong_mark, level_of
from huiqi.collect.checks.format.papers import (
    check_formats,
    format_json,
    format_section,
    is_handed_on,
)
from huiqi.collect.checks.format.word_file import NoWordFileError, open_word_file
from huiqi.collect.model import CopyKey
from huiqi.files.zip_archive import write_zip
from huiqi.word.ooxml import Element, W, w
from tests.collect.first_sample import collection, filled
from tests.collect.foreign import change, fill_outline, find_paragraph, set_runs, write_foreign
from tests.support.papers import convert, make, render
from tests.support.samples import FIRST, SECOND, make_cycle

_CYCLE = make_cycle(FIRST)
_ANSWERS = {
    "problems_1": ["学习不够深入，2021年只通读了《党章》一遍。", "调研“走马观花”——没有蹲点。"],
    "measures_1": ["每月下乡2次。"],
}
_FIRST, _SECOND = "学习不够深入", "每月下乡"


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    """Return one copy of each paper of the first sample."""
    return make(render(_CYCLE))


@pytest.fixture(scope="module")
def outline(papers: dict[str, bytes]) -> bytes:
    """Return a filled outline."""
    return fill_outline(papers["outline"], _ANSWERS)


def test_the_papers_of_the_pack_have_no_deviation(papers: dict[str, bytes], outline: bytes) -> None:
    assert {name: found for name, data in papers.items() if (found := check_format(data))} == {}
    assert check_format(outline) == ()
    other = make({"plan-issue": render(make_cycle(SECOND))["plan-issue"]})  # a masthead set smaller
    assert check_format(other["plan-issue"]) == ()


def test_what_libreoffice_saves_has_none_either(
    papers: dict[str, bytes], outline: bytes, tmp_path: Path
) -> None:
    names = ("report", "rectification-list", "plan-issue")
    files = {name: papers[name] for name in names} | {"outline": outline}
    saved = convert(files, "docx", tmp_path)
    assert {name: check_format(path.read_bytes()) for name, path in saved.items()} == dict.fromkeys(
        files, ()
    )


def _runs(words: str, *formats: Element) -> Callable[[Element], None]:
    return lambda root: set_runs(find_paragraph(root, words), *formats)


def _paragraph(words: str, *formats: Element) -> Callable[[Element], None]:
    return lambda root: find_paragraph(root, words).find(f"{W}pPr").extend(formats)


def _margins(**sides: int) -> Callable[[Element], None]:
    def damage(root: Element) -> None:
        margins = next(root.iter(f"{W}pgMar"))
        for side, value in sides.items():
            margins.set(f"{W}{side}", str(value))

    return damage


def _no_footer(root: Element) -> None:
    for reference in list(root.iter(f"{W}footerReference")):
        reference.getparent().remove(reference)


_BODY, _LAST = "第7段“学习不够深入，2021年…”", "第30段“每月下乡2次。”"
_HEAD = "第5段“二、存在的问题”"
_DAMAGES: dict[str, tuple[Callable[[Element], None], list[str]]] = {
    "font": (
        _runs(_FIRST, w("rFonts", eastAsia="宋体")), [f"{_BODY}字体应为仿宋_GB2312，实为宋体"],
    ),
    "the same font by another name": (_runs(_FIRST, w("rFonts", eastAsia="仿宋", ascii="FangSong")), []),
    "font of the digits": (
        _runs(_FIRST, w("rFonts", ascii="Times New Roman", hint="eastAsia")),
        [f"{_BODY}数字、字母的字体应为仿宋_GB2312，实为Times New Roman"],
    ),
    "font of the quotation marks": (
        _runs("走马观花", w("rFonts", hAnsi="Calibri")),
        ["第8段“调研“走马观花”——没有…”引号、破折号等的字体应为仿宋_GB2312，实为Calibri"],
    ),
    "quotation marks that are Chinese": (_runs("走马观花", w("rFonts", hAnsi="Calibri", hint="eastAsia")), []),
    "size": (_runs(_FIRST, w("sz", val=28)), [f"{_BODY}字号应为三号（16磅），实为四号（14磅）"]),
    "size with its unit": (_runs(_FIRST, w("sz", val="16pt")), []),
    "size that is none": (_runs(_FIRST, w("sz", val="?")), [f"{_BODY}字号应为三号（16磅），实为0磅"]),
    "weight": (_runs(_FIRST, w("b")), [f"{_BODY}字形应为不加粗，实为加粗"]),
    "weight that is off": (_runs(_FIRST, w("b", val=0)), []),
    "slant": (_runs(_FIRST, w("i")), [f"{_BODY}字形应为不倾斜，实为倾斜"]),
    "colour": (
        _runs("二、存在的问题", w("color", val="FF0000")), [f"{_HEAD}颜色应为黑色，实为#FF0000"],
    ),
    "black by name": (_runs(_FIRST, w("color", val="000000")), []),
    "lines": (
        _paragraph(_SECOND, w("spacing", line=360, lineRule="auto")),
        [f"{_LAST}行距应为固定值28.95磅，实为1.5倍"],
    ),
    "room": (_paragraph(_SECOND, w("spacing", before=120)), [f"{_LAST}段前应为0磅，实为6磅"]),
    "no indent": (
        _paragraph(_SECOND, w("ind", firstLineChars=0, firstLine=0)), [f"{_LAST}首行缩进应为2字，实为0字"],
    ),
    "an indent in twips": (_paragraph(_SECOND, w("ind", firstLineChars=0, firstLine=640)), []),
    "an indent with its unit": (_paragraph(_SECOND, w("ind", firstLineChars=0, firstLine="32pt")), []),
    "alignment": (_paragraph(_SECOND, w("jc", val="center")), [f"{_LAST}对齐应为两端对齐，实为居中"]),
    "flush left": (_paragraph(_SECOND, w("jc", val="left")), []),
    "counted by Word": (
        _paragraph(_SECOND, w("numPr", w("ilvl", val=0), w("numId", val=1))),
        [f"{_LAST}层次序数应为直接写出，如“一、”“1.”，实为由程序自动编号"],
    ),
    "margins": (_margins(left=1800), ["页面左边距应为28毫米，实为31.7毫米"]),
    "margins within a millimetre": (_margins(top=2090, left=1600), []),
    "no page numbers": (
        _no_footer, [f"{side}页的页码页码应为有，写作“— 1 —”的样子，实为没有" for side in "单双"],
    ),
    "another level's look": (
        lambda root: find_paragraph(root, "二、存在的问题").find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Heading2"),
        [f"{_HEAD}字体应为黑体，实为楷体_GB2312"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _DAMAGES)
def test_exactly_what_was_changed_is_named(name: str, outline: bytes) -> None:
    damage, expected = _DAMAGES[name]
    words = [
        f"{one.place}{f'“{one.words}”' if one.words else ''}{one.what}应为{one.expected}，实为{one.found}"
        for one in check_format(change(outline, damage))
    ]
    assert words == expected


def test_a_file_from_nothing_is_read_through_styles_defaults_and_theme() -> None:
    centred = w("pPr", w("jc", val="center"))
    data = write_foreign([
        ("个人发言提纲", centred), ("一、存在的问题", w("pPr", w("pStyle", val="1"))), ("学习不够，共2次。", None),
    ])  # fmt: skip
    found = {(one.place, one.what): one.found for one in check_format(data)}
    assert found["页面", "纸张"] == "216×279毫米"
    assert found["页码", "位置"] == "单页、双页相同"
    assert found["第1段", "字体"] == "等线"
    assert found["第1段", "字号"] == "五号（10.5磅）"
    assert found["第2段", "字号"] == "二号（22磅）"
    assert found["第2段", "段前"] == "17磅"
    assert found["第3段", "数字、字母的字体"] == "Calibri"
    assert ("第1段", "对齐") not in found


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("一、存在的问题", "Heading1"), ("十二、其他", "Heading1"), ("（一）思想上", "Heading2"), ("1.学习", "Heading3"),
        ("（1）学习", "Heading4"), ("一、存在的问题是学习不够。", None), ("1.5倍", None), ("存在的问题", None),
        ("一、" + "长" * 60, None),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_mark(text: str, style: str | None) -> None:
    assert level_of(text) == style


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1、学习", "写作“1.”的样子"), ("(一)学习", "写作“（一）”的样子"), ("（一）、学习", "写作“（一）”的样子"),
        ("(1)学习", "写作“（1）”的样子"), ("一.学习", "写作“一、”的样子"), ("（2）、学习", "写作“（1）”的样子"),
        ("1．学习", "写作“1.”的样子"), ("一、学习", None), ("（一）学习", None), ("1.学习", None), ("（1）学习", None),
        ("2021年", None), ("3、4月间", None), ("一是学习", None),
    ],
)  # fmt: skip
def test_marks_of_other_kinds_are_named(text: str, found: str | None) -> None:
    fault = find_wrong_mark(text)
    assert (fault and fault.expected) == found


def test_numbers_follow_each_other_within_their_level() -> None:
    one, two = "Heading1", "Heading2"
    headings = [
        (one, "一、甲"), (two, "（一）乙"), (two, "（二）丙"), (one, "二、丁"), (two, "（一）戊"), (one, "四、己"),
    ]  # fmt: skip
    (gap,) = find_gaps(headings)
    assert (gap[0], gap[1].found, gap[1].expected) == (5, "四、", "“三、”")


def _damage_a_picture() -> bytes:
    """Return a file with a picture whose packed bytes are no more what they were."""
    picture = b"picture" * 99
    data = write_zip({"word/document.xml": b"<x/>", "word/media/picture.png": picture})
    place = data.index(b"picture.png") + len(b"picture.png")
    return data[:place] + b"\xff" * 8 + data[place + 8 :]


@pytest.mark.parametrize("data", [
    b"", b"PK", write_zip({"word/document.xml": b"<x"}), write_zip({"a": b""}), _damage_a_picture(),
])  # fmt: skip
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(NoWordFileError):
        open_word_file(data)


def test_papers_that_go_on_are_checked_and_the_rest_is_not(outline: bytes) -> None:
    assert is_handed_on(
        _CYCLE, CopyKey("rectification-list", "rectification-list-member", ("mayor",))
    )
    assert is_handed_on(_CYCLE, CopyKey("minutes", "minutes"))
    assert not is_handed_on(_CYCLE, CopyKey("talk-record", "talk-record", ("a", "b")))
    assert not is_handed_on(_CYCLE, CopyKey("unknown", "unknown"))
    damaged = change(outline, _DAMAGES["size"][0])
    came = collection(
        filled("outline", {}, ["mayor"]), filled("outline", {}, ["secretary"]),
        filled("talk-record", {}, ["mayor", "secretary"]), filled("report", {}),
    )  # fmt: skip
    files = {"outline-mayor-0.docx": damaged, "outline-secretary-0.docx": outline}
    found = check_formats(came, _CYCLE, lambda paper: files.get(paper.file))
    assert [one.deviations and len(one.deviations) for one in found] == [(), 1, None]
    html = format_section(found).html
    assert "字号应为三号（16磅），实为四号（14磅）" in html
    assert "符合" in html
    assert "文件不在手边" in html
    said = format_json(found)
    assert said[1]["deviations"][0]["place"] == "第7段"
    assert said[2]["deviations"] is None
    assert "还没有收到" in format_section(()).html


def test_what_hangs_on_a_paragraph_is_not_of_it(outline: bytes) -> None:
    def hang(root: Element) -> None:
        box = w("txbxContent", w("p", w("r", w("rPr", w("sz", val=60)), w("t"))))
        box.find(f".//{W}t").text = "框中的文字"
        next(find_paragraph(root, _FIRST).iter(f"{W}r")).append(w("pict", box))

    assert check_format(change(outline, hang)) == ()


@pytest.mark.parametrize(
    ("text", "centred", "size"),
    [
        ("个人发言提纲", False, "二号（22磅）"), ("某某同志", True, "二号（22磅）"), ("某某同志", False, "三号（16磅）"),
        ("同志们：", False, "三号（16磅）"),
    ],
)  # fmt: skip
def test_a_first_line_is_a_title_where_it_looks_like_one(
    text: str, centred: bool, size: str
) -> None:
    data = write_foreign(
        [(text, w("pPr", w("jc", val="center")) if centred else None), ("正文在这里。", None)]
    )
    (found,) = (one for one in check_format(data) if (one.place, one.what) == ("第1段", "字号"))
    assert found.expected == size
