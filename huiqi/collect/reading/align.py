"""The fixed texts of a form looked for in a filled paper: the two sequences aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from huiqi.collect.forms import Form, FormBlock, FormLine, FormTable
from huiqi.collect.reading.document import FIXED, Block, Document, Line, Table, lines_of
from huiqi.collect.reading.region import Element, Fixed, share_region
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.text import fold, fold_with_places

_LEAST = 4  # signs of a fixed text that is looked for in the middle of a paragraph


@dataclass(frozen=True)
class Found:
    """Where an element of the form may stand: number of the block, folded place in it, how well it fits."""

    element: int
    block: int
    place: int
    weight: float


def list_elements(form: Form, blocks: Sequence[FormBlock]) -> list[Element | FormTable]:
    """Return fixed texts, places and tables of a part of a form, in order."""
    found: list[Element | FormTable] = []
    for block in blocks:
        if isinstance(block, FormTable):
            found.append(block)
            continue
        for number, part in enumerate(block.parts):
            if part.key is not None:
                found.append(form.by_key[part.key])
            else:
                alone = len(block.parts) == 1
                found.append(Fixed(part.text, fold(part.text), number == 0, alone))
    return found


class Aligner:
    """Aligns one paper with its form; tables are handed to ``read_table``."""

    def __init__(self, document: Document, form: Form, result: Result) -> None:
        self.document, self.form, self.result = document, form, result

    def align(self, form_blocks: Sequence[FormBlock], blocks: Sequence[Block]) -> None:
        """Read a body or a cell against the part of the form that stands there."""
        elements = list_elements(self.form, form_blocks)
        chain = _choose(_list_candidates(elements, blocks))
        position, place, first = 0, 0, 0
        for found in chain:
            self._read_region(
                elements[first : found.element],
                blocks,
                (position, place),
                (found.block, found.place),
            )
            position, place = self._read_anchor(elements[found.element], blocks[found.block], found)
            first = found.element + 1
        self._read_region(elements[first:], blocks, (position, place), (len(blocks), 0))

    def _read_anchor(
        self, element: Element | FormTable, block: Block, found: Found
    ) -> tuple[int, int]:
        """Take what was found; return where the rest begins."""
        if isinstance(element, FormTable):
            from huiqi.collect.reading.tables import read_table

            read_table(self, element, cast("Table", block))
            return found.block + 1, 0
        block, element = cast("Line", block), cast("Fixed", element)
        stretch = Stretch([Slice(block, 0, len(block.text))])
        end = found.place + len(element.folded)
        self.result.take(stretch.cut(found.place, end), FIXED)
        return found.block, end

    def _read_region(
        self, elements: Sequence[Element | FormTable], blocks: Sequence[Block],
        begin: tuple[int, int], end: tuple[int, int],
    ) -> None:  # fmt: skip
        flat: list[Element] = []
        for element in elements:
            if isinstance(element, FormTable):
                inner = [cell for row in element.rows for cell in row]
                flat += [
                    one
                    for cell in inner
                    for one in list_elements(self.form, cell)
                    if not isinstance(one, FormTable)
                ]
            else:
                flat.append(element)
        slices = list[Slice]()
        for number in range(begin[0], min(end[0] + 1, len(blocks))):
            for line in lines_of((blocks[number],)):
                first = begin[1] if number == begin[0] else 0
                if number == end[0] and not end[1]:
                    continue
                places = fold_with_places(line.text)[1] if first or number == end[0] else None
                last = (
                    len(line.text)
                    if number != end[0] or places is None
                    else places[min(end[1], len(places) - 1)]
                )
                start = 0 if not first or places is None else places[min(first, len(places) - 1)]
                slices.append(Slice(line, start, last))
        share_region(flat, Stretch(slices), self.result)


def _list_candidates(
    elements: Sequence[Element | FormTable], blocks: Sequence[Block]
) -> list[list[Found]]:
    texts = [fold(block.text) if isinstance(block, Line) else "" for block in blocks]
    lines: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        if text:
            lines.setdefault(text, []).append(number)
    found: list[list[Found]] = []
    for number, element in enumerate(elements):
        if isinstance(element, FormTable):
            options = _find_tables(number, element, blocks)
        elif isinstance(element, Fixed):
            options = _find_fixed(number, element, texts, lines)
        else:
            continue
        found.append(options)
    return found


def _find_fixed(
    number: int, element: Fixed, texts: Sequence[str], lines: dict[str, list[int]]
) -> list[Found]:
    text, size = element.folded, len(element.folded)
    if element.alone and text in lines:
        return [Found(number, line, 0, 100 + size) for line in lines[text]]
    if element.starts:
        return [
            Found(number, line, 0, 50 + size)
            for line, said in enumerate(texts)
            if said.startswith(text)
        ]
    if size < _LEAST:
        return []
    return [
        Found(number, line, said.index(text), 20 + size)
        for line, said in enumerate(texts)
        if text in said
    ]


def _find_tables(number: int, element: FormTable, blocks: Sequence[Block]) -> list[Found]:
    wanted = {fold(text) for text in _cell_texts(element)}
    found = []
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            said = {fold(line.text) for line in lines_of((block,))}
            share = len(wanted & said) / max(1, len(wanted))
            if share > 0.3:
                found.append(Found(number, place, 0, 300 * share))
    return found


def _cell_texts(table: FormTable) -> list[str]:
    return [
        block.parts[0].text
        for row in table.rows
        for cell in row
        for block in cell
        if isinstance(block, FormLine) and len(block.parts) == 1 and block.parts[0].key is None
    ]


def _choose(candidates: list[list[Found]]) -> list[Found]:
    """Return the heaviest chain of candidates that runs forward in both."""
    best: list[tuple[float, int]] = []
    flat = [one for options in candidates for one in options]
    for number, one in enumerate(flat):
        before = max(
            (
                (best[other][0], other)
                for other in range(number)
                if flat[other].element < one.element
                and (flat[other].block, flat[other].place) < (one.block, one.place)
            ),
            default=(0.0, -1),
        )
        best.append((before[0] + one.weight, before[1]))
    chain: list[Found] = []
    at = max(range(len(best)), key=lambda number: best[number][0], default=-1)
    while at >= 0:
        chain.append(flat[at])
        at = best[at][1]
    return chain[::-1]
