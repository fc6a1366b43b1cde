"""A mended copy of a paper: the look of the house, the same words, the same bytes each time."""

from __future__ import annotations

from dataclasses import dataclass

from huiqi.collect.checks.format.check import (
    check_block,
    check_format,
    check_word_file,
    find_first_indent,
)
from huiqi.collect.checks.format.mend_pages import mend_numbers, mend_sections
from huiqi.collect.checks.format.mend_styles import put_in_styles
from huiqi.collect.checks.format.pages import Deviation
from huiqi.collect.checks.format.roles import Block, list_blocks, runs_of
from huiqi.collect.checks.format.sheets import house_sheet
from huiqi.collect.checks.format.style_sheet import StyleSheet
from huiqi.collect.checks.format.word_file import WordFile, open_word_file
from huiqi.files.zip_archive import write_zip
from huiqi.word.house_style import HouseStyle, load_house_style
from huiqi.word.ooxml import Element, W, all_of, to_bytes, w

MENDED = "（版式已改）"
_PARAGRAPH = (
    "spacing",
    "ind",
    "jc",
    "snapToGrid",
    "contextualSpacing",
    "textAlignment",
    "shd",
)
# What follows an indent in a paragraph's properties (ECMA-376-1, 17.3.1.26).
_BEHIND_INDENT = tuple(f"{W}{name}" for name in (
    "mirrorIndents", "suppressOverlap", "textDirection", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
))  # fmt: skip
_RUN = (
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "color",
    "spacing",
    "w",
    "kern",
    "sz",
    "szCs",
    "highlight",
    "shd",
)


@dataclass(frozen=True)
class Mended:
    """A mended copy: the file, what deviated before, and what still deviates."""

    document: bytes
    before: tuple[Deviation, ...]
    after: tuple[Deviation, ...]


class WordsChangedError(Exception):
    """Mending changed words: a bug, and the copy is not to be used."""


def mend(data: bytes) -> Mended:
    """Return a copy that has the look of the house as far as that takes no change of words.

    Raises:
        NoWordFileError: it cannot be read.
        WordsChangedError: the words would be others; this is a bug.
    """
    house, file = load_house_style(), open_word_file(data)
    before = check_word_file(file, house)
    words = _list_words(file)
    parts = dict(file.parts)
    ids = _mend_styles(file, parts, house)
    mend_sections(file.body, house)
    if any(found.place.endswith("页码") for found in before):
        mend_numbers(file, parts, house)
    _mend_paragraphs(file, parts, ids, house)
    parts[file.name] = to_bytes(file.document)
    if words != _list_words(file):
        raise WordsChangedError
    mended = write_zip(parts)
    return Mended(mended, before, check_format(mended))


def _list_words(file: WordFile) -> list[tuple[str, ...]]:
    """Return the words of each paragraph with what stands between them, in text boxes too."""
    kinds = {
        f"{W}{name}"
        for name in ("t", "delText", "instrText", "tab", "br", "cr", "noBreakHyphen", "sym")
    }
    return [
        tuple(mark.text or mark.tag for mark in paragraph.iter() if mark.tag in kinds)
        for paragraph in all_of(file.document, "p")
    ]


def _mend_styles(file: WordFile, parts: dict[str, bytes], house: HouseStyle) -> dict[str, str]:
    name, styles = file.name_part("styles"), file.find_part("styles")
    if name is None or styles is None:
        return {}
    ids = put_in_styles(styles, house)
    parts[name] = to_bytes(styles)
    return ids


def _mend_paragraphs(
    file: WordFile, parts: dict[str, bytes], ids: dict[str, str], house: HouseStyle
) -> None:
    """Take away direct formatting from each paragraph that deviates under the house's styles."""
    name = file.name_part("styles")
    now = WordFile(parts, file.name, file.document, file.relations)
    sheet = StyleSheet(None if name is None else now.read_part(name), file.find_part("theme"))
    for block in list(list_blocks(file.body, sheet, house)):
        if any(found.mendable for found in check_block(block, sheet, house)):
            _mend_block(block, ids, sheet, house)


def _mend_block(block: Block, ids: dict[str, str], sheet: StyleSheet, house: HouseStyle) -> None:
    properties = block.element.find(f"{W}pPr")
    if properties is None:
        properties = w("pPr")
        block.element.insert(0, properties)
    for name in (*_PARAGRAPH, "pStyle"):
        for old in properties.findall(f"{W}{name}"):
            properties.remove(old)
    properties.insert(0, w("pStyle", val=ids.get(block.role, block.role)))
    _mend_indent(block, properties, house)
    known = {style.name.lower() for style in house.styles.characters.values()}
    for run in runs_of(block.element):
        if run.find(f"{W}rPr") is not None:
            _mend_run(run.find(f"{W}rPr"), known, sheet)


def _mend_indent(block: Block, properties: Element, house: HouseStyle) -> None:
    """Take back the indent where blanks do its work already: they are words, and stay."""
    wanted = house_sheet(house).paragraph_format(block.role, None).first
    needed = find_first_indent(block.text, wanted)
    if needed != wanted:
        indent = w("ind", firstLineChars=round(needed * 100), firstLine=round(needed * 320))
        later = [one for one in properties if one.tag in _BEHIND_INDENT]
        later[0].addprevious(indent) if later else properties.append(indent)


def _mend_run(properties: Element, known: set[str], sheet: StyleSheet) -> None:
    """Take away what says how words look; what they mean by it (raised, struck, underlined) stays."""
    for name in _RUN:
        for old in properties.findall(f"{W}{name}"):
            hint = old.get(f"{W}hint")
            if name == "rFonts" and hint:
                old.attrib.clear()
                old.set(f"{W}hint", hint)
            else:
                properties.remove(old)
    style = properties.find(f"{W}rStyle")
    if style is not None and sheet.name_of(style.get(f"{W}val")).lower() not in known:
        properties.remove(style)
