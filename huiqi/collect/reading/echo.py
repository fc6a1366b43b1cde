"""What LibreOffice 7.4 writes more than once when it saves.

Words in a control round a paragraph that has no second control inside come back as fields, one for each portion of
one script or look, and each field brings the whole text: of a text in the portions a, b, c it writes abc, b abc,
c abc, abc; of one in a single portion its text four times. At first each piece is in a control of its own; after
another save they follow each other in one, with empty runs between them; by way of .doc they are paragraphs:
abc, a abc, b abc, c abc, abc. Nobody types so: repetitions of a member's
own are no such pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise


def find_echo(text: str, cuts: Iterable[int]) -> tuple[int, int] | None:
    """Return begin and end of what stands there once more, of a paragraph that is cut into pieces."""
    edges = sorted({0, *cuts, len(text)})
    pieces = list(pairwise(edges))
    for first, (begin, end) in enumerate(pieces):
        said, portions = text[begin:end], ""
        for low, high in pieces[first + 1 :]:
            piece = text[low:high]
            if not piece.endswith(said):
                break
            if piece == said and portions and said.endswith(portions):
                return end, high
            portions += piece.removesuffix(said)
    return None


def drop_echoed(texts: Sequence[str]) -> list[str]:
    """Return the paragraphs of an answer without those that say all of one once more, portion by portion."""
    found: list[str] = []
    place = 0
    while place < len(texts):
        found.append(texts[place])
        place = _end_of_echo(texts, place)
    return found


def _end_of_echo(texts: Sequence[str], first: int) -> int:
    """Return the number of the paragraph behind the echo of one; the next one where there is no echo."""
    said, portions = texts[first], ""
    for number in range(first + 1, len(texts)):
        if portions and _is_same(portions, said):
            return number + 1 if texts[number] == said else first + 1
        portion = texts[number].removesuffix(said)
        if portion == texts[number] or not portion:
            break
        portions += portion
    return first + 1


def _is_same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
