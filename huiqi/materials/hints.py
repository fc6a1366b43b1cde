"""What ``huiqi check`` and a build say of a material's page: what it cannot show, what differs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from huiqi.materials.ledger import compare, tighten

if TYPE_CHECKING:
    from huiqi.materials.docx import WordText
    from huiqi.materials.markdown.read import MarkdownText
    from huiqi.materials.pdf.read import PdfText

HintText = tuple[str, str, str]
_PICTURE = "\ufffc"
_MOST = 20  # of one file: who made it knows by then
_SHOWABLE = "能在网页上显示的内容"
_SAME = "与原文件一致的文字"
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DRAWN_REMEDY = "改成文字、表格或 PNG、JPEG 图片，或者用文字写明其中的内容"
_WORD_REMEDY = "打开原文件核对这一处，改为普通文字后另存"
_LINE_REMEDY = "核对这一行的写法"


def hint_word(name: str, word: WordText, page: str) -> list[HintText]:
    """Return what is to be said of a Word file's page."""
    hints = [
        (
            _SHOWABLE,
            f"“{name}”{_place(item.after)}有{item.what}，网页上以〔图形〕代替",
            _DRAWN_REMEDY,
        )
        for item in word.missing
    ]
    if word.formats:
        found = (
            f"“{name}”的自动编号用了不常用的格式（{'、'.join(word.formats)}），网页上写作 1、2、3"
        )
        hints.append(("常用的编号格式", found, "在 Word 中换成常用的编号格式"))
    differing = compare(word.shown, page)
    hints += [(_SAME, f"“{name}”{item}", _WORD_REMEDY) for item in differing]
    return _limit(name, [*hints, *_hint_private(name, page)])


def hint_markdown(name: str, text: MarkdownText, page: str) -> list[HintText]:
    """Return what is to be said of a Markdown text's page, with its lines."""
    from huiqi.materials.markdown.visible import drop_marks

    hints = [
        ("写法明确的 Markdown", f"“{name}”第{item.line}行：{item.found}", item.remedy)
        for item in text.hints
    ]
    # A picture that is not shown is named for itself.
    lines = [line.text.replace(_PICTURE, "") for line in text.shown]
    differing = compare(lines, drop_marks(page.replace(_PICTURE, "")))
    if differing:
        starts = list(accumulate((len(tighten(line)) for line in lines), initial=0))
        for item in differing:
            line = (
                text.shown[min(bisect_right(starts, item.at), len(lines)) - 1].number
                if lines
                else 1
            )
            hints.append((_SAME, f"“{name}”第{line}行：{item}", _LINE_REMEDY))
    return _limit(name, [*hints, *_hint_private(name, page)])


def hint_pdf(name: str, pdf: PdfText, page: str) -> list[HintText]:
    """Return what is to be said of a PDF's page."""
    hints = [(item.expected, f"“{name}”{item.found}", item.remedy) for item in pdf.notes]
    hints += [
        (
            _SAME,
            f"“{name}”{f'第{number}页' if number else '全文'}缺“{words}”",
            "打开原版页面核对这一处",
        )
        for number, words in pdf.find_lost(page)
    ]
    return _limit(name, [*hints, *_hint_private(name, page)])


def _place(after: str) -> str:
    return f"“{after}”之后" if after else "开头"


def _hint_private(name: str, page: str) -> Iterator[HintText]:
    """Name signs that only the maker's own font can show."""
    for match in islice(_PRIVATE.finditer(page), 1):
        count = len(_PRIVATE.findall(page))
        after = tighten(page[max(0, match.start() - 10) : match.start()])
        found = f"“{name}”{_place(after)}有自造字（U+{ord(match[0]):04X}），全文共{count}个"
        yield "通用字库里的字", found, "换成通用的字，或者用图片"


def _limit(name: str, hints: Iterable[HintText]) -> list[HintText]:
    every = list(hints)
    if len(every) <= _MOST:
        return every
    more = (_SAME, f"“{name}”另有{len(every) - _MOST}处", "先改正上面的，再检查一遍")
    return [*every[:_MOST], more]
