"""One line of a text box: its places have bookmarks alone; where these are lost, the blanks between tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from huiqi.collect.model import Place
from huiqi.collect.reading.document import FIXED, Line
from huiqi.collect.reading.forms import FormLine
from huiqi.collect.reading.prompts import take_answer
from huiqi.collect.reading.several import share_among
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.text import fold

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner

_BY_BLANKS = "按文字之间的空白分开"


def read_box_line(aligner: Aligner, form_line: FormLine, line: Line) -> None:
    """Read the places of a line; fixed words may stand before and behind them."""
    texts = [None if part.key else part.text for part in form_line.parts]
    head, tail = texts[0] or "", texts[-1] or ""
    inner = form_line.parts[bool(head) : len(texts) - bool(tail)]
    if any(part.key is None for part in inner):
        aligner.align((form_line,), (line,))
        return
    places = [aligner.form.by_key[part.key] for part in inner if part.key is not None]
    aligner.doubt_pictures([line], places)
    begin = _take_fixed(aligner, line, head, places, behind=False)
    end = _take_fixed(aligner, line, tail, places, behind=True)
    if begin < end:
        _share(aligner, places, Slice(line, begin, end))


def _take_fixed(
    aligner: Aligner, line: Line, text: str, places: Sequence[Place], *, behind: bool
) -> int:
    """Take the fixed words at one end of a line; return where the places begin or end."""
    stretch, folded = Stretch([Slice(line, 0, len(line.text))]), fold(text)
    fits = stretch.folded.endswith(folded) if behind else stretch.folded.startswith(folded)
    start = len(stretch) - len(folded) if behind else 0
    taken = list(stretch.cut(start, start + len(folded))) if fits else []
    if folded and not taken:
        aligner.result.note(f"缺少固定文字：{text.strip()}")
        place = places[-1] if behind else places[0]
        why = f"同段的固定文字“{text.strip()}”缺失或者改过"
        aligner.result.doubt(place.key, why)
    aligner.result.take(taken, FIXED)
    if behind:
        return taken[0].begin if taken else len(line.text)
    return taken[-1].end if taken else 0


def _share(aligner: Aligner, places: Sequence[Place], rest: Slice) -> None:
    """Share what stands between the fixed words: a tab parts the places, else their marks, else other blanks."""
    stretch, result = Stretch([rest]), aligner.result
    pieces = rest.text.split("\t")
    if len(pieces) != len(places):
        pieces = rest.text.split()
        if len(pieces) != len(places) or any(aligner.spans.get(place.key) for place in places):
            share_among(places, stretch, (0, len(stretch)), aligner.spans, result)
            return
        for place in places:
            result.doubt(place.key, _BY_BLANKS)
    cuts = accumulate(len(fold(piece)) for piece in ["", *pieces])
    for place, (first, last) in zip(places, pairwise(cuts), strict=True):
        if first < last:
            take_answer(place, stretch, first, last, result)
