"""What people and their autocorrect do to the fixed words of a form, and to the paragraphs round them."""

from __future__ import annotations

import re
from collections.abc import Callable

from huiqi.word.ooxml import Element, W, text_element, text_of, w
from tests.collect.stranger_kinds.sheet import (
    Sheet,
    headings,
    plain_paragraphs,
    run,
    set_text,
)  # fmt: skip

Edit = Callable[[Sheet], None]
_NARROW = str.maketrans({"（": "(", "）": ")", "：": ":", "，": ",", "“": '"', "”": '"', "；": ";", "、": "､"})  # fmt: skip
_WIDE = str.maketrans({"1": "１", "2": "２", "3": "３", ".": "．", "(": "（", ":": "："})


def flow_of(sheet: Sheet) -> list[Element | str]:
    """Return fixed paragraphs and keys in the order of the file."""
    spots = {id(spot.control): key for key, spot in sheet.spots.items()}
    plain = {id(item): item for item in plain_paragraphs(sheet)}
    found: list[Element | str] = []
    for item in sheet.body.iter(f"{W}p", f"{W}sdt"):
        if id(item) in spots:
            found.append(spots[id(item)])
        elif id(item) in plain:
            found.append(item)
    return found


def neighbours(sheet: Sheet, paragraph: Element) -> list[str]:
    """Return the keys right before and behind a fixed paragraph."""
    flow = flow_of(sheet)
    place = flow.index(paragraph)
    return [item for item in (*flow[max(place - 1, 0) : place], *flow[place + 1 : place + 2]) if isinstance(item, str)]  # fmt: skip


def delete_heading(sheet: Sheet) -> None:
    """Delete a heading."""
    found = headings(sheet)
    if not found:
        return
    item = sheet.chance.choice(found)
    keys = neighbours(sheet, item)
    if len(keys) == 2:
        sheet.doubt(keys, always=True)
    sheet.remarks.append(text_of(item))
    item.getparent().remove(item)


def reword_heading(sheet: Sheet) -> None:
    """Say a heading in other words."""
    found = headings(sheet)
    if not found:
        return
    item = sheet.chance.choice(found)
    sheet.doubt(neighbours(sheet, item), always=True)
    text = text_of(item)
    sheet.remarks.append(text)
    half = len(text) // 2
    set_text(item, sheet.chance.choice((text[:half] + "等有关情况", text + "（补充）", "关于" + text[-half:])))  # fmt: skip


def renumber_headings(sheet: Sheet) -> None:
    """Give the headings other numbers."""
    sheet.doubt(sheet.spots)
    for item in headings(sheet):
        text = text_of(item)
        for number, sign in enumerate("一二三四五六七八", 1):
            text = text.replace(f"（{sign}）", f"{number}.", 1) if "（" in text[:1] else text
            if text.startswith(f"{sign}、"):
                text = f"第{sign}部分 {text[2:]}"
                break
        set_text(item, text)


def number_headings_by_word(sheet: Sheet) -> None:
    """Let Word number the headings: the numbers that were typed are gone from the words."""
    for item in headings(sheet):
        text = text_of(item)
        plain = re.sub(
            r"^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、])", "", text
        )
        if plain != text:
            set_text(item, plain)
            place = w("numPr", w("ilvl", val=0), w("numId", val=1))
            item.find(f"{W}pPr/{W}pStyle").addnext(place)


def narrow_signs(sheet: Sheet) -> None:
    """Turn the punctuation of the fixed words half as wide, as autocorrect does."""
    for item in plain_paragraphs(sheet):
        for text in item.iter(f"{W}t"):
            text.text = (text.text or "").translate(_NARROW)


def wide_signs(sheet: Sheet) -> None:
    """Turn digits and dots of the fixed words full as wide."""
    for item in plain_paragraphs(sheet):
        for text in item.iter(f"{W}t"):
            text.text = (text.text or "").translate(_WIDE)


def space_out(sheet: Sheet) -> None:
    """Put blanks of all widths between the signs of headings and labels."""
    for item in plain_paragraphs(sheet):
        text = text_of(item)
        if len(text) < 30 and sheet.chance.random() < 0.6:
            set_text(item, sheet.chance.choice((" ", "\u00a0", "\u3000", "  ")).join(text))


def reword_lines(sheet: Sheet) -> None:
    """Change the words round the places within a line."""
    for spot in sheet.spots.values():
        if spot.kind != "inline" or sheet.chance.random() < 0.5:
            continue
        for item in spot.paragraph.findall(f"{W}r"):
            text = text_of(item)
            if len(text) > 3 and item in sheet.fixed_runs:
                for mark in item.findall(f"{W}t"):
                    item.remove(mark)
                item.append(text_element(f"{text[:-2]}等{text[-1]}"))
        near = [key for key, other in sheet.spots.items() if other.paragraph is spot.paragraph]
        sheet.doubt(near, always=True)


def half_prompts(sheet: Sheet) -> None:
    """Delete half of some prompts and write nothing."""
    for spot in sheet.spots.values():
        if spot.key not in sheet.answers and len(spot.prompt.strip()) > 8:
            spot.content[:] = [run(spot.prompt[sheet.chance.randint(3, len(spot.prompt) // 2) :])]
            sheet.flagged.add(spot.key)


def delete_prompts(sheet: Sheet) -> None:
    """Delete the prompts of what is left open."""
    for spot in sheet.spots.values():
        if spot.key not in sheet.answers and sheet.chance.random() < 0.7:
            spot.content[:] = []


EDITS: dict[str, Edit] = {
    "heading deleted": delete_heading,
    "heading reworded": reword_heading,
    "headings renumbered": renumber_headings,
    "headings numbered by Word": number_headings_by_word,
    "punctuation half as wide": narrow_signs,
    "digits full as wide": wide_signs,
    "blanks between the signs": space_out,
    "words round places changed": reword_lines,
    "half prompts left": half_prompts,
    "prompts deleted": delete_prompts,
}
