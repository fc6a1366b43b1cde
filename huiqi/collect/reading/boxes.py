"""The form's own text boxes, as the copy block: they stand beside the text, and part no answer.

Programs double a control in a text box, so its places have bookmarks alone. What is written in a box beside the
form's lines is unplaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from huiqi.collect.reading.box_line import read_box_line
from huiqi.collect.reading.document import FIXED, Block, Cell, Line, Table, lines_of
from huiqi.collect.reading.forms import FormBlock, FormLine, FormTable
from huiqi.collect.reading.stretch import Slice
from huiqi.collect.reading.text import fold, is_blank

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner

_BESIDE = "文本框中另有文字"


def take_boxes(
    aligner: Aligner, form_blocks: Sequence[FormBlock], blocks: Sequence[Block]
) -> tuple[list[FormBlock], list[Block]]:
    """Read the text boxes of the form; return what form and paper have beside them."""
    own = [line for block in form_blocks for line in _list_boxed(block)]
    rest = [block for block in form_blocks if not any(_list_boxed(block))]
    lines = [line for block in blocks for line in lines_of((block,)) if line.boxed or line is block]
    taken: set[int] = set()
    for form_line in own:
        free = [line for line in lines if line.number not in taken and not is_blank(line.text)]
        line = _find_line(aligner, form_line, free)
        if line is not None:
            taken.add(line.number)
            _take_line(aligner, form_line, line)
        elif not _keys_of(form_line):
            # Programs may write it as a paragraph of the text.
            rest.append(form_line)
        else:
            aligner.result.note(f"缺少文本框：{'、'.join(_labels_of(aligner, form_line))}")
    taken |= _leave_beside(aligner, own, taken, lines)
    return rest, [left for block in blocks for left in _leave(block, taken)]


def _list_boxed(block: FormBlock) -> Iterator[FormLine]:
    """Yield the lines of a form that stand in a text box."""
    if isinstance(block, FormTable):
        for row in block.rows:
            for cell in row:
                for inner in cell:
                    yield from _list_boxed(inner)
    elif block.boxed:
        yield block


def _find_line(aligner: Aligner, form_line: FormLine, lines: Sequence[Line]) -> Line | None:
    """Return the line of a paper that a line of a text box became."""
    weights = {line.number: _weigh(aligner, form_line, line, lines[-1]) for line in lines}
    best = max(lines, key=lambda line: weights[line.number], default=None)
    return best if best is not None and weights[best.number] else None


def _weigh(aligner: Aligner, form_line: FormLine, line: Line, last: Line) -> int:
    """Return how well a line fits: by its marks, prompts and fixed words, in a box or as the last paragraph."""
    text, keys = fold(line.text), _keys_of(form_line)
    if not keys:
        return line.boxed and text == fold("".join(part.text for part in form_line.parts))
    marked = bool(keys & aligner.keys_between(line.number, line.number + 1))
    prompts = sum(fold(aligner.form.by_key[key].prompt) in text for key in keys)
    words = [fold(part.text) for part in form_line.parts if part.key is None]
    fixed = bool(words) and all(word in text for word in words)
    if not (prompts or (line.boxed and (marked or fixed)) or (fixed and (marked or line is last))):
        return 0
    return 8 * line.boxed + 4 * marked + 2 * prompts + fixed


def _take_line(aligner: Aligner, form_line: FormLine, line: Line) -> None:
    if _keys_of(form_line):
        read_box_line(aligner, form_line, line)
    else:
        aligner.result.take([Slice(line, 0, len(line.text))], FIXED)


def _leave_beside(
    aligner: Aligner, own: Sequence[FormLine], taken: set[int], lines: Sequence[Line]
) -> set[int]:
    """Return the lines that stand beside the form's own in its boxes: nobody gets them."""
    beside: set[int] = set()
    for boxed, group in groupby(lines, key=lambda line: line.boxed):
        numbers = {line.number: line.text for line in group}
        if boxed and numbers.keys() & taken:
            beside |= {one for one, text in numbers.items() if not is_blank(text)} - taken
    for form_line in own if beside else ():
        for key in _keys_of(form_line):
            aligner.result.doubt(key, _BESIDE)
    return beside


def _leave(block: Block, taken: set[int]) -> Iterator[Block]:
    """Yield a block without the lines that were taken."""
    if isinstance(block, Line):
        if block.number not in taken:
            yield block
    elif not any(line.number in taken for line in lines_of((block,))):
        yield block
    else:
        rows = [replace(row, cells=tuple(_leave_cells(row.cells, taken))) for row in block.rows]
        if any(
            not is_blank(line.text)
            for row in rows
            for cell in row.cells
            for line in lines_of(cell.blocks)
        ):
            yield Table(tuple(rows))


def _leave_cells(cells: Sequence[Cell], taken: set[int]) -> Iterator[Cell]:
    for cell in cells:
        left = (one for block in cell.blocks for one in _leave(block, taken))
        yield replace(cell, blocks=tuple(left))


def _keys_of(form_line: FormLine) -> set[str]:
    return {part.key for part in form_line.parts if part.key is not None}


def _labels_of(aligner: Aligner, form_line: FormLine) -> list[str]:
    keys = [part.key for part in form_line.parts]
    return [aligner.form.by_key[key].label for key in keys if key is not None]
