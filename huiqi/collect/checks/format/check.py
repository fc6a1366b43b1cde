"""How a paper deviates from the house style, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.collect.checks.format.fonts import Slot, list_same_fonts, slot_of
from huiqi.collect.checks.format.formatting import ParagraphFormat, RunFormat
from huiqi.collect.checks.format.levels import find_gaps, find_wrong_mark
from huiqi.collect.checks.format.pages import Deviation, check_pages
from huiqi.collect.checks.format.roles import Block, list_blocks, runs_of
from huiqi.collect.checks.format.sheets import house_sheet, sheet_of
from huiqi.collect.checks.format.sizes import say_align, say_indent, say_line, say_size
from huiqi.collect.checks.format.style_sheet import StyleSheet
from huiqi.collect.checks.format.word_file import WordFile, open_word_file
from huiqi.word.house_style import HouseStyle, load_house_style
from huiqi.word.ooxml import Element, W

_FIRST_WORDS = 12
_SIZE, _LINE, _ROOM, _CHARACTERS = 0.26, 0.6, 1.0, 0.3  # points, points, points, characters
_SCRIPTS: Mapping[Slot, str] = {
    "eastAsia": "字体", "ascii": "数字、字母的字体", "hAnsi": "引号、破折号等的字体",
}  # fmt: skip
# Whose room and indents are set one by one, by the length of their words.
_PLACED = (
    "Signature",
    "IssueDate",
    "Masthead",
    "LetterMasthead",
    "CopyBlock",
    "CopyList",
    "LetterRule",
)
_BLANKS = " \u00a0\u3000"
_SHRUNK = ("Masthead", "LetterMasthead")  # a long one is set smaller, to keep to one line
_HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")


def check_format(data: bytes) -> tuple[Deviation, ...]:
    """Return how a Word file deviates from the house style: the page first, then its paragraphs in order.

    Raises:
        NoWordFileError: it cannot be read.
    """
    return check_word_file(open_word_file(data), load_house_style())


def check_word_file(file: WordFile, house: HouseStyle) -> tuple[Deviation, ...]:
    """Return how an opened file deviates."""
    sheet = sheet_of(file)
    blocks = list(list_blocks(file.body, sheet, house))
    found = [*check_pages(file, house)]
    marks = dict(_check_marks(blocks, sheet))
    for number, block in enumerate(blocks):
        found += check_block(block, sheet, house)
        found += [marks[number]] if number in marks else []
    return tuple(found)


def check_block(block: Block, sheet: StyleSheet, house: HouseStyle) -> list[Deviation]:
    """Return how one paragraph deviates from the style that it ought to have."""
    return [*_check_runs(block, sheet, house), *_check_layout(block, sheet, house)]


def _note(
    block: Block, what: str, found: str, expected: str, *, mendable: bool = True
) -> Deviation:
    words = block.text.strip()
    shown = words[:_FIRST_WORDS].replace("\n", "") + ("…" if len(words) > _FIRST_WORDS else "")
    return Deviation(block.place, shown, what, found, expected, mendable)


def _check_runs(block: Block, sheet: StyleSheet, house: HouseStyle) -> Iterator[Deviation]:
    """Yield what runs deviate in, each kind once, with all that was found of it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for run in runs_of(block.element):
        # Not what a text box that hangs on the run says.
        text = "".join(mark.text or "" for mark in run.findall(f"{W}t"))
        if not text.strip():
            continue
        wanted = _wanted_run(block.role, run, sheet, house)
        actual = sheet.run_format(block.style, run)
        words = () if block.role in _SHRUNK else _compare_words(actual, wanted)
        for what, seen, expected in (*_compare_fonts(text, run, actual, wanted, house), *words):
            found.setdefault((what, expected), {})[seen] = None
    for (what, expected), seen_ones in found.items():
        yield _note(block, what, "、".join(seen_ones), expected)


def _wanted_run(role: str, run: Element, sheet: StyleSheet, house: HouseStyle) -> RunFormat:
    """Return how a run ought to look: as its paragraph's style has it, or a style of words of the house."""
    own, names = house_sheet(house), {one.name: key for key, one in house.styles.characters.items()}
    style = run.find(f"{W}rPr/{W}rStyle")
    key = "" if style is None else names.get(sheet.name_of(style.get(f"{W}val")), "")
    return own.style_format(role, key)


def _compare_fonts(
    text: str, run: Element, actual: RunFormat, wanted: RunFormat, house: HouseStyle
) -> Iterator[tuple[str, str, str]]:
    fonts = run.find(f"{W}rPr/{W}rFonts")
    hinted = fonts is not None and fonts.get(f"{W}hint") == "eastAsia"
    same = list_same_fonts(house)
    for slot in dict.fromkeys(slot_of(sign, hinted=hinted) for sign in text if not sign.isspace()):
        seen, expected = actual.fonts.get(slot, "没有写明"), wanted.fonts[slot]
        if same.get(seen, seen) != expected:
            yield _SCRIPTS[slot], seen, expected


def _compare_words(actual: RunFormat, wanted: RunFormat) -> Iterator[tuple[str, str, str]]:
    if abs(actual.size - wanted.size) > _SIZE:
        yield "字号", say_size(actual.size), say_size(wanted.size)
    if actual.bold and not wanted.bold:
        yield "字形", "加粗", "不加粗"
    if actual.italic and not wanted.italic:
        yield "字形", "倾斜", "不倾斜"
    black = ("auto", "000000")
    if actual.color != wanted.color and not (actual.color in black and wanted.color in black):
        yield "颜色", _say_color(actual.color), _say_color(wanted.color)


def _say_color(color: str) -> str:
    return "黑色" if color in ("auto", "000000") else f"#{color}"


def _check_layout(block: Block, sheet: StyleSheet, house: HouseStyle) -> Iterator[Deviation]:
    actual = sheet.paragraph_format(block.style, block.element)
    wanted = house_sheet(house).paragraph_format(block.role, None)
    if block.role in _PLACED:
        return
    if actual.rule != wanted.rule or abs(actual.line - wanted.line) > _LINE:
        yield _note(
            block, "行距", say_line(actual.line, actual.rule), say_line(wanted.line, wanted.rule)
        )
    for what, value in (("段前", "before"), ("段后", "after")):
        seen, expected = getattr(actual, value), getattr(wanted, value)
        if abs(seen - expected) > _ROOM:
            yield _note(block, what, f"{seen:g}磅", f"{expected:g}磅")
    yield from _check_sides(block, actual, wanted)


def _check_sides(
    block: Block, actual: ParagraphFormat, wanted: ParagraphFormat
) -> Iterator[Deviation]:
    # Of Chinese text flush left and justified differ in the last signs of a line; both are in use.
    flush = ("left", "both")
    if actual.align != wanted.align and not (actual.align in flush and wanted.align in flush):
        yield _note(block, "对齐", say_align(actual.align), say_align(wanted.align))
    if actual.numbered:
        yield _note(block, "层次序数", "由程序自动编号", "直接写出，如“一、”“1.”", mendable=False)
        return
    for what, seen, expected in (
        ("首行缩进", actual.first, find_first_indent(block.text, wanted.first)),
        ("左缩进", actual.left, wanted.left),
        ("右缩进", actual.right, wanted.right),
    ):
        if abs(seen - expected) > _CHARACTERS:
            yield _note(block, what, say_indent(seen), say_indent(expected))
    if wanted.first > 0 and block.text[0] in _BLANKS:
        yield _note(block, "首行缩进", "段首有空格", "不用空格缩进", mendable=False)


def find_first_indent(text: str, wanted: float) -> float:
    """Return the indent that the first line needs beside the blanks that somebody typed there."""
    blanks = text[: len(text) - len(text.lstrip(_BLANKS))]
    typed = sum(1 if blank == "\u3000" else 0.5 for blank in blanks)
    return max(0.0, wanted - typed) if wanted > 0 else wanted


def _check_marks(blocks: list[Block], sheet: StyleSheet) -> Iterator[tuple[int, Deviation]]:
    """Yield by the number of its paragraph each mark of a level that is wrongly written or out of order."""
    placed = [(n, block) for n, block in enumerate(blocks) if block.place.endswith("段")]
    for number, block in placed:
        numbered = sheet.paragraph_format(block.style, block.element).numbered
        fault = None if numbered else find_wrong_mark(block.text)
        if fault is not None:
            yield (
                number,
                _note(block, "层次序数", f"“{fault.found}”", fault.expected, mendable=False),
            )
    headings = [(n, block) for n, block in placed if block.role in _HEADINGS[:2]]
    for place, gap in find_gaps([(block.role, block.text) for _, block in headings]):
        number, block = headings[place]
        yield number, _note(block, "层次序数", f"“{gap.found}”", gap.expected, mendable=False)
