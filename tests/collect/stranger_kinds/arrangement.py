"""What people do to the order of a paper: paragraphs split, joined, moved, doubled, set between."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from copy import deepcopy

from huiqi.word.ooxml import Element, W, text_of, w
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
from tests.collect.stranger_kinds.wording import flow_of, neighbours


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
    sheet.doubt([*moved, list(sheet.spots)[-1], *neighbours(sheet, starts[number]), *neighbours(sheet, starts[number + 1])])  # fmt: skip
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
    flow = flow_of(sheet)
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
    flow = flow_of(sheet)
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


ARRANGEMENTS: dict[str, Callable[[Sheet], None]] = {
    "headings split": split_headings,
    "answer joined to its heading": join_heading,
    "answer joined to the next heading": join_next_heading,
    "blank lines and page breaks": blank_lines,
    "section moved to the end": move_section,
    "two copies in one file": twice_in_one_file,
    "title added to": add_to_title,
    "written where no place is": write_between,
    "written into the heading": write_into_heading,
}
