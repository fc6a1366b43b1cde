"""What stands in WordprocessingML is read as Word shows it: one case a construct, small documents, exact answers."""

from __future__ import annotations

import pytest

from huiqi.collect.model import Reading
from huiqi.collect.reading.forms import Form, take_form
from huiqi.collect.reading.read import read_filled

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_PROMPT = "〔请填写：写明情况〕"


def t(text: str) -> str:
    """Return a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{inner}</w:p>"


def control(key: str, inner: str) -> str:
    """Return a control round anything."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{key}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def document(*blocks: str) -> bytes:
    """Return a document.xml."""
    return f"<w:document {_NAMES}><w:body>{''.join(blocks)}</w:body></w:document>".encode()


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of cells."""
    cells = (
        "".join(cell if "<w:tc>" in cell else f"<w:tc>{cell}</w:tc>" for cell in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


STYLE = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
HEAD, NEXT = p(STYLE + t("一、总体情况")), p(STYLE + t("二、下一步打算"))
FORM = take_form(
    document(HEAD, control("first", p(t(_PROMPT))), NEXT, control("second", p(t(_PROMPT)))),
    document_id="d", paper="p", title="材料",
)  # fmt: skip


def read(*blocks: str, form: Form = FORM, **notes: bytes) -> Reading:
    """Read a paper of some blocks."""
    return read_filled(document(*blocks), form, **notes)


_BOX = f"<w:txbxContent>{p(t('框中的字'))}</w:txbxContent>"
_ECHO = "".join(
    f"<w:sdt><w:sdtContent>{t(text)}</w:sdtContent></w:sdt>"
    for text in ("甲2乙", "2甲2乙", "乙甲2乙", "甲2乙")
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
_SHOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{}</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
).format
_OLD_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar>'
    '<w:instrText> FORM </w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
).format
CASES = {
    "plain": (p(t("甲")), ["甲"]),
    "remarks of XML within words": (p(t("甲<!-- x -->乙<?x y?>丙")), ["甲乙丙"]),
    "a field that never ends": (p(t("甲") + FIELD("begin") + t("乙")) + p(t("丙")), ["甲乙", "丙"]),
    "a field that never ends round one that does": (
        p(FIELD("begin") + t("甲") + FIELD("begin") + t("码") + FIELD("separate") + t("乙") + FIELD("end")), ["甲乙"],
    ),
    "what others wrote at the same time": (
        p(f'<x:conflictIns>{t("甲")}</x:conflictIns><x:conflictDel>{t("乙")}</x:conflictDel>'), ["甲"],
    ),
    "a wrapper that nobody knows": ('<x:any>' + p(f'<x:any>{t("甲")}</x:any>') + '</x:any>', ["甲"]),
    "text within a formula": (p(f"<m:oMath><m:r><m:t>x=1</m:t></m:r>{t('米')}</m:oMath>"), ["x=1米"]),
    "signs in a circle and joined": (
        p(t("甲") + _SHOWN(r" eq \o\ac(○,1)") + _SHOWN(r" EQ \* jc0 \* hps10 \o(\s\up 5(乙),\s\do 2(丙))")), ["甲○1乙丙"],
    ),
    "words on a button": (p(_SHOWN("MACROBUTTON NoMacro 甲乙")), ["甲乙"]),
    "instructions that are no words": (p(t("甲") + _SHOWN(" PAGEREF _a ") + _SHOWN(" SEQ 图 ")), ["甲"]),
    "old form fields": (
        p(_OLD_FIELD('<w:ddList><w:result w:val="1"/><w:listEntry w:val="无"/><w:listEntry w:val="有"/></w:ddList>')
          + _OLD_FIELD("<w:checkBox><w:checked/></w:checkBox>")
          + _OLD_FIELD('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>')), ["有☑□"],
    ),
    "several paragraphs": (p(t("甲")) + p("") + p(t("乙")), ["甲", "乙"]),
    "a soft break": (p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"), ["甲\n乙"]),
    "a tab and a hyphen": (p("<w:r><w:t>甲</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>"), ["甲\t1-2"]),
    "a symbol": (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + t("有")), ["☑有"]),
    "a symbol as text": (p('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0fe</w:t></w:r>'), ["☑"]),
    "an insertion and a deletion": (p(f'<w:ins>{t("甲")}</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>'), ["甲"]),
    "a move": (p(f"<w:moveFrom>{t('甲')}</w:moveFrom>") + p(f"<w:moveTo>{t('甲')}</w:moveTo>"), ["甲"]),
    "a deleted paragraph mark": ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + t("甲") + "</w:p>" + p(t("乙")), ["甲乙"]),
    "a field": (p(FIELD("begin") + '<w:r><w:instrText>DATE</w:instrText></w:r>' + FIELD("separate") + t("5日") + FIELD("end")), ["5日"]),
    "a simple field and a link": (p(f"<w:fldSimple>{t('甲')}</w:fldSimple><w:hyperlink>{t('乙')}</w:hyperlink>"), ["甲乙"]),
    "a formula": (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
    "a table of one's own": (table((p(t("甲")), p(t("乙"))), (p(t("丙")), p(t("丁")))), ["甲", "乙", "丙", "丁"]),
    "a text box, once": (
        p(f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{_BOX}</w:drawing></mc:Choice>"
          f"<mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"), ["框中的字"],
    ),
    "an echo": (p(_ECHO), ["甲2乙"]),
    "a repetition of one's own": (p(t("好。好。好。好。")) + p(t("好。")) + p(t("好。")), ["好。好。好。好。", "好。", "好。"]),
    "controls within each other": (control("first", p(control("", control("", t("甲"))))), ["甲"]),
    "a prompt kept": (p(t(_PROMPT + "甲")), ["甲"]),
    "an answer before the prompt": (p(t("甲" + _PROMPT)), ["甲"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_answer_is_what_word_shows(case: str) -> None:
    blocks, said = CASES[case]
    reading = read(HEAD, blocks, NEXT, p(t("其他")))
    assert {key: list(lines) for key, lines in reading.answers.items()} == {
        "first": said,
        "second": ["其他"],
    }
    assert (reading.unsure, reading.unplaced, reading.open) == ({}, (), ())


def test_sounds_and_notes_are_not_lost() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{t('yi')}</w:rt><w:rubyBase>{t('一')}</w:rubyBase></w:ruby></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    part = f'<w:footnotes xmlns:w="{_W}"><w:footnote w:id="2">{p(t("脚注的话"))}</w:footnote></w:footnotes>'
    reading = read(HEAD, p(ruby + t("句") + note), NEXT, footnotes=part.encode())
    assert reading.answers == {"first": ("一句", "yi", "脚注的话")}


@pytest.mark.parametrize(
    "drawn",
    [
        "<w:contentPart/>",
        "<mc:AlternateContent><mc:Choice><w:drawing><x:contentPart/></w:drawing></mc:Choice></mc:AlternateContent>",
        '<w:pict><v:shape><v:textpath string="甲"/></v:shape></w:pict>',
        "<w:drawing><a:r><a:t>甲</a:t></a:r></w:drawing>",
    ],
)
def test_what_was_drawn_is_named(drawn: str) -> None:
    reading = read(HEAD, p(f"<w:r>{drawn}</w:r>"), NEXT)
    assert reading.unsure == {"first": "有图片，图片中的文字未读"}
    assert reading.notes == ("含图片：图片中的文字未读",)


def test_what_is_beside_the_words_is_said() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    changed = f"<w:ins>{t('甲')}</w:ins>"
    reading = read(HEAD, p(changed + "<w:commentRangeStart/>"), NEXT, p(picture))
    assert reading.notes == (
        "含修订痕迹：插入的文字计入，删除的文字不计入", "含批注：批注的文字不计入", "含图片：图片中的文字未读",
    )  # fmt: skip
    assert reading.unsure == {"second": "有图片，图片中的文字未读"}
    assert reading.open == ()


def _marked(key: str, number: int, *inner: str, ends: bool = True) -> str:
    end = f'<w:bookmarkEnd w:id="{number}"/>' if ends else ""
    return f'<w:bookmarkStart w:id="{number}" w:name="{key}"/>{"".join(inner)}{end}'


DOUBTS = {
    "a heading deleted, nothing tells the answers apart": (
        [HEAD, p(t("甲")), p(t("乙"))], {},
        dict.fromkeys(("first", "second"), "与相邻填写处之间的固定文字缺失，分不清各写了什么"),
        ("甲", "乙"), ("缺少固定文字：二、下一步打算",),
    ),
    "a heading deleted, controls tell": (
        [HEAD, control("first", p(t("甲"))), control("second", p(t("乙")))],
        {"first": ("甲",), "second": ("乙",)}, {}, (), ("缺少固定文字：二、下一步打算",),
    ),
    "a heading deleted, of a bookmark two starts and one end": (
        [HEAD, _marked("first", 1, p(t("甲")), ends=False), _marked("first", 1, p(t("乙"))), _marked("second", 2, p(t("丙")))],
        {"first": ("甲", "乙"), "second": ("丙",)}, {}, (), ("缺少固定文字：二、下一步打算",),
    ),
    "a heading changed": (
        [HEAD, p(t("甲")), p(t("三、下一步打算")), p(t("乙"))], {"first": ("甲",), "second": ("乙",)}, {},
        ("三、下一步打算",), ("固定文字改过：“二、下一步打算”，现为“三、下一步打算”",),
    ),
    "sections that changed places": (
        [NEXT, p(t("乙")), HEAD, p(t("甲"))], {"first": ("甲",), "second": ("乙",)}, {}, (), ("各部分的顺序改过",),
    ),
    "another's control": (
        [HEAD, control("second", p(t("乙"))), NEXT, p(t(_PROMPT))], {},
        {"first": "控件或者书签指向另一处：二、下一步打算", "second": "内容可能写在另一处：一、总体情况"}, ("乙",), (),
    ),
    "a part of the prompt": (
        [HEAD, p(t("〔请填写：写明甲")), NEXT, p(t(_PROMPT))], {"first": ("甲",)},
        {"first": "提示语留了一部分；“写明”也可能是答案，未归位"}, ("写明",), (),
    ),
    "the end of the prompt": (
        [HEAD, p(t("甲明情况〕")), NEXT, p(t(_PROMPT))], {"first": ("甲",)},
        {"first": "提示语留了一部分；“明情况”也可能是答案，未归位"}, ("明情况",), (),
    ),
    "a bracket of the prompt": (
        [HEAD, p(t("甲〕")), NEXT, p(t(_PROMPT))], {"first": ("甲〕",)}, {"first": "可能留有提示语的一部分"}, (), (),
    ),
    "other brackets round the prompt": (
        [HEAD, p(t("[请填写：写明情况]甲")), NEXT, p(t(_PROMPT))], {"first": ("[请填写：写明情况]甲",)},
        {"first": "可能留有提示语的一部分"}, (), (),
    ),
    "the prompt's brackets alone": (
        [HEAD, p(t("〔请填写：甲")), NEXT, p(t(_PROMPT))], {"first": ("甲",)}, {"first": "提示语留了一部分"}, (), (),
    ),
    "words before the form": ([p(t("前言")), HEAD, p(t("甲")), NEXT], {"first": ("甲",)}, {}, ("前言",), ()),
    "a word beside a heading": (
        [HEAD.replace("情况", "情况说明"), p(t("甲")), NEXT], {"first": ("甲",)}, {"first": "标题的同一段里有别的文字"},
        ("说明",), ("固定文字改过：“一、总体情况”，旁边有“说明”",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DOUBTS)
def test_what_is_not_sure_is_shown(case: str) -> None:
    blocks, answers, unsure, unplaced, notes = DOUBTS[case]
    reading = read(*blocks)
    assert (reading.answers, reading.unsure) == (answers, unsure)
    assert (reading.unplaced, reading.notes) == (unplaced, notes)


def _listed(*rows: tuple[str, ...]) -> str:
    return table(
        *(tuple(cell if cell.startswith("<") else p(t(cell)) for cell in row) for row in rows)
    )


_LIST_HEAD = ("序号", "谈话人", "时间")
LIST = take_form(
    document(_listed(
        _LIST_HEAD,
        *((str(number), name, f"<w:tc>{control(f'when_{number}', p(t(_PROMPT)))}</w:tc>") for number, name in enumerate(("甲某", "乙某"), 1)),
    )),
    document_id="d", paper="p", title="材料",
)  # fmt: skip


def test_a_head_that_a_table_says_again_is_no_row() -> None:
    filled = _listed(_LIST_HEAD, ("1", "甲某", "周一"), _LIST_HEAD, ("2", "乙某", "周二"))
    reading = read(filled, form=LIST)
    assert reading.answers == {"when_1": ("周一",), "when_2": ("周二",)}
    assert (reading.unsure, reading.unplaced, reading.notes) == ({}, (), ())


def test_rows_are_told_by_their_other_labels_when_a_column_is_gone() -> None:
    filled = _listed(_LIST_HEAD[1:], ("乙某", "周二"), ("甲某", "周一"))
    reading = read(filled, form=LIST)
    assert reading.answers == {"when_1": ("周一",), "when_2": ("周二",)}
    assert (reading.unsure, reading.unplaced) == ({}, ())
    assert "表格缺少一列：序号" in reading.notes


def _dates(*keys: str) -> list[tuple[str, str, str]]:
    names = ("甲某", "乙某")
    return [
        (str(number), name, f"<w:tc>{control(key, p(t(_PROMPT)))}</w:tc>")
        for number, (name, key) in enumerate(zip(names, keys, strict=True), 1)
    ]


LISTS = take_form(
    document(
        p(t("一、第一轮")), _listed(_LIST_HEAD, *_dates("when_1", "when_2")),
        p(t("二、第二轮")), _listed(_LIST_HEAD, *_dates("again_1", "again_2")),
    ),
    document_id="d", paper="p", title="材料",
)  # fmt: skip


def test_a_table_like_two_of_the_form_is_the_one_in_its_turn() -> None:
    first, second = (
        _listed(_LIST_HEAD[1:], ("甲某", f"周{day}"), ("乙某", f"周{day}晚")) for day in "一二"
    )
    for heads in (("一、第一轮", "二、第二轮"), ("", "")):
        reading = read(p(t(heads[0])), first, p(t(heads[1])), second, form=LISTS)
        assert reading.answers == {
            "when_1": ("周一",), "when_2": ("周一晚",), "again_1": ("周二",), "again_2": ("周二晚",),
        }  # fmt: skip


def test_a_table_that_was_joined_to_a_longer_one_keeps_its_rows() -> None:
    """LibreOffice joins tables between which a heading was deleted."""
    pair = [("填表人", f"<w:tc>{control('author', p(t(_PROMPT)))}</w:tc>"), ("填表日期", f"<w:tc>{control('date', p(t(_PROMPT)))}</w:tc>")]  # fmt: skip
    form = take_form(
        document(_listed(*pair), p(t("一、名单")), _listed(_LIST_HEAD, *_dates("when_1", "when_2"))),
        document_id="d", paper="p", title="材料",
    )  # fmt: skip
    joined = _listed(
        ("填表人", "丙某"),
        ("填表日期", "周五"),
        _LIST_HEAD,
        ("1", "甲某", "周一"),
        ("2", "乙某", "周二"),
    )
    assert read(joined, form=form).answers == {
        "author": ("丙某",), "date": ("周五",), "when_1": ("周一",), "when_2": ("周二",),
    }  # fmt: skip


def test_rows_behind_a_second_head_are_doubted_where_no_label_tells_them() -> None:
    head = ("列席人员", "备注")
    cells = [f"<w:tc>{control(key, p(t(_PROMPT)))}</w:tc>" for key in ("observer_1", "note_1")]
    form = take_form(document(_listed(head, tuple(cells))), document_id="d", paper="p", title="材料")  # fmt: skip
    reading = read(_listed(head, ("甲某", "第一处"), head, ("乙某", "第二处")), form=form)
    said = [text for texts in reading.answers.values() for text in texts]
    assert sorted(said) == ["乙某", "甲某", "第一处", "第二处"]
    assert reading.unsure.keys() == reading.answers.keys()


def test_an_added_row_may_have_fewer_cells_than_the_head() -> None:
    head = ("列席人员", "备注", "说明")
    cells = [f"<w:tc>{control(key, p(t(_PROMPT)))}</w:tc>" for key in ("observer_1", "note_1")]
    form = take_form(document(_listed(head, tuple(cells))), document_id="d", paper="p", title="材料")  # fmt: skip
    reading = read(_listed(head, ("甲某", "第一处"), ("乙某", "第二处")), form=form)
    said = [text for texts in reading.answers.values() for text in texts]
    assert sorted(said) == ["乙某", "甲某", "第一处", "第二处"]
