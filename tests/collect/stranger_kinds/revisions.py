"""Changes that Word tracks: words inserted, deleted, moved, and made to look otherwise."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from huiqi.word.ooxml import Element, W, w
from tests.collect.stranger_kinds import words
from tests.collect.stranger_kinds.insertions import REVISED_BY, answered_spots, runs_of, wrap
from tests.collect.stranger_kinds.sheet import Sheet, run


def _deleted(text: str) -> Element:
    made = run(text)
    for item in made.iter(f"{W}t"):
        item.tag = f"{W}delText"
    return w("del", made, **REVISED_BY)


def track_insertions(sheet: Sheet) -> None:
    """Have typed with changes tracked: the prompt deleted, the answer inserted, older words deleted."""
    for spot in answered_spots(sheet):
        for item in runs_of(spot):
            wrap(item, "ins", **REVISED_BY)
        gone = words.sentence(sheet.chance)
        spot.content.insert(0, _deleted(spot.prompt))
        spot.content.append(_deleted(gone))
        sheet.forbidden.append(gone)
        for item in list(spot.control.iter(f"{W}p"))[1:]:
            for some in item.findall(f"{W}r"):
                wrap(some, "ins", **REVISED_BY)
    sheet.remarks.append("修订")


def track_moves(sheet: Sheet) -> None:
    """Have moved words with changes tracked."""
    for spot in answered_spots(sheet):
        for item in runs_of(spot):
            old = deepcopy(item)
            for text in old.iter(f"{W}t"):
                text.text = "旧" + (text.text or "")
                sheet.forbidden.append(text.text)
            spot.content.append(w("moveFrom", old, **REVISED_BY))
            wrap(item, "moveTo", **REVISED_BY)
    sheet.remarks.append("修订")


def track_formats(sheet: Sheet) -> None:
    """Have changed looks with changes tracked."""
    for spot in answered_spots(sheet):
        for item in runs_of(spot):
            item.insert(0, w("rPr", w("b"), w("rPrChange", w("rPr"), **REVISED_BY)))
        properties = spot.paragraph.find(f"{W}pPr")
        if properties is not None:
            properties.append(w("pPrChange", deepcopy(w("pPr")), **REVISED_BY))


def track_deleted_paragraph(sheet: Sheet) -> None:
    """Have deleted a paragraph, its end too, with changes tracked."""
    for spot in answered_spots(sheet):
        if spot.kind != "block":
            continue
        gone = words.sentence(sheet.chance)
        mark = w("rPr", w("del", **REVISED_BY))
        properties = deepcopy(spot.paragraph.find(f"{W}pPr"))
        properties.append(mark)
        spot.paragraph.addprevious(w("p", properties, _deleted(gone)))
        sheet.forbidden.append(gone)


REVISIONS: dict[str, Callable[[Sheet], None]] = {
    "insertions tracked": track_insertions,
    "moves tracked": track_moves,
    "formats tracked": track_formats,
    "deleted paragraph tracked": track_deleted_paragraph,
}
