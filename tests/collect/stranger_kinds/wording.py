"""What people and their autocorrect do to the fixed words of a form, and to the paragraphs round them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from copy import deepcopy

from huiqi.word.ooxml import Element, W, text_element, text_of, w
from tests.collect.stranger_kinds import words
from tests.collect.stranger_kinds.marks import unwrap
from tests.collect.stranger_kinds.sheet import (
    Sheet,
    Spot,
    headings,
    paragraph_like,
    plain_paragraphs,
    run,
    set_text,
)  # fmt: skip

Edit = Callable[[Sheet], None]
_NARROW = str.maketrans({"（": "(", "）": ")", "：": ":", "，": ",", "“": '"', "”": '"', "；": ";", "、": "､"})  # fmt: skip
_WIDE = str.maketrans({"1": "１", "2": "２", "3": "３", ".": "．", "(": "（", ":": "："})


def _flow(sheet: Sheet) -> list[Element | str]:
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


def _neighbours(sheet: Sheet, paragraph: Element) -> list[str]:
    """Return the keys right before and behind a fixed paragraph."""
    flow = _flow(sheet)
    place = flow.index(paragraph)
    return [item for item in (*flow[max(place - 1, 0) : place], *flow[place + 1 : place + 2]) if isinstance(item, str)]  # fmt: skip


def delete_heading(sheet: Sheet) -> None:
    """Delete a heading."""
    found = headings(sheet)
    if not found:
        return
    item = sheet.chance.choice(found)
    keys = _neighbours(sheet, item)
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
    sheet.doubt(_neighbours(sheet, item), always=True)
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


def split_headings(sheet: Sheet) -> None:
    """Break headings in two, by Enter or by Shift+Enter."""
    for item in headings(sheet):
        text = text_of(item)
        if sheet.chance.random() < 0.5 or len(text) < 4:
            continue
        cut = sheet.chance.randint(2, len(text) - 2)
        if sheet.chance.random() < 0.5:
            set_text(item, f"{text[:cut]}\n{text[cut:]}")
        else:
            item.addnext(paragraph_like(item, text[cut:]))
            set_text(item, text[:cut])


def _standing(sheet: Sheet) -> list[tuple[Spot, Element]]:
    """Return the block places that follow a heading, with it."""
    found = []
    for spot in sheet.spots.values():
        before = spot.control.getprevious()
        heading = None if before is None else before.getprevious()
        if spot.kind == "block" and heading is not None and heading in headings(sheet):
            found.append((spot, heading))
    return found


def join_heading(sheet: Sheet) -> None:
    """Delete the end of the heading's line: the answer goes on in it."""
    for spot, heading in _standing(sheet):
        if sheet.chance.random() < 0.5 and spot.key in sheet.answers:
            unwrap(spot.control)
            paragraph = spot.paragraph
            for item in list(paragraph):
                if item.tag != f"{W}pPr":
                    heading.append(item)
            paragraph.getparent().remove(paragraph)


def join_next_heading(sheet: Sheet) -> None:
    """Delete the end of the answer's line: the next heading follows in it."""
    pairs = _standing(sheet)
    for (spot, _), (_, heading) in itertools.pairwise(pairs):
        end = spot.control.getnext()
        if end is None or end.getnext() is not heading or sheet.chance.random() < 0.5:
            continue
        last = list(spot.control.iter(f"{W}p"))[-1]
        unwrap(spot.control)
        for item in list(heading):
            if item.tag != f"{W}pPr":
                last.append(item)
        heading.getparent().remove(heading)


def blank_lines(sheet: Sheet) -> None:
    """Put empty lines and page breaks between the paragraphs."""
    for item in list(sheet.root.iter(f"{W}p")):
        if sheet.chance.random() < 0.4:
            made = w("p", w("r", w("br", type="page"))) if item.getparent() is sheet.body else w("p")  # fmt: skip
            item.addnext(made)


def move_section(sheet: Sheet) -> None:
    """Cut out a section with its heading and paste it at the end."""
    starts = [item for item in headings(sheet) if item.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading1"]  # fmt: skip
    if len(starts) < 2:
        return
    number = sheet.chance.randrange(len(starts) - 1)
    block, item = [starts[number]], starts[number].getnext()
    while item is not starts[number + 1]:
        block.append(item)
        item = item.getnext()
    inside = {id(part) for part in block for part in part.iter(f"{W}sdt")}
    moved = [key for key, spot in sheet.spots.items() if id(spot.control) in inside]
    sheet.doubt([*moved, list(sheet.spots)[-1], *_neighbours(sheet, starts[number]), *_neighbours(sheet, starts[number + 1])])  # fmt: skip
    end = sheet.body.find(f"{W}sectPr")
    for part in block:
        if end is not None:
            end.addprevious(part)
        else:
            sheet.body.append(part)


def twice_in_one_file(sheet: Sheet) -> None:
    """Have the whole form twice: the second one is a copy of what is filled in."""
    end = sheet.body.find(f"{W}sectPr")
    for item in [deepcopy(part) for part in sheet.body if part.tag != f"{W}sectPr"]:
        if end is not None:
            end.addprevious(item)
        else:
            sheet.body.append(item)
    sheet.doubt(sheet.spots, always=True)
    sheet.copies *= 2


def add_to_title(sheet: Sheet) -> None:
    """Write behind the title."""
    flow = _flow(sheet)
    for item, after in itertools.pairwise(flow):
        if not isinstance(item, str) and not isinstance(after, str):
            item.append(run("（征求意见第二稿）"))
            sheet.strays.append("征求意见第二稿")
            return


def write_between(sheet: Sheet) -> None:
    """Write paragraphs where no place is: before the title, and between two headings."""
    plain = plain_paragraphs(sheet)
    note = f"已阅，{words.phrase(sheet.chance)}交办公室存。"
    plain[0].addprevious(w("p", run(note)))
    sheet.strays.append(note)
    flow = _flow(sheet)
    for first, second in itertools.pairwise(flow):
        if isinstance(first, str) or isinstance(second, str) or first.getnext() is not second:
            continue
        if first in headings(sheet) and second in headings(sheet):
            between = words.paragraph(sheet.chance, 1)
            first.addnext(paragraph_like(second, between))
            sheet.strays.append(between)
            return


def write_into_heading(sheet: Sheet) -> None:
    """Leave the prompt and write the answer into the heading's line."""
    for spot, heading in _standing(sheet):
        if spot.key not in sheet.answers and sheet.chance.random() < 0.7:
            text = words.sentence(sheet.chance)
            heading.append(run(sheet.chance.choice(("", "：", "　")) + text))
            sheet.either.append(text)
            sheet.doubt([spot.key], always=True)


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
    "headings split": split_headings,
    "answer joined to its heading": join_heading,
    "answer joined to the next heading": join_next_heading,
    "blank lines and page breaks": blank_lines,
    "section moved to the end": move_section,
    "two copies in one file": twice_in_one_file,
    "title added to": add_to_title,
    "written where no place is": write_between,
    "written into the heading": write_into_heading,
    "words round places changed": reword_lines,
    "half prompts left": half_prompts,
    "prompts deleted": delete_prompts,
}
