"""Two texts, piece by piece: what both say, and what only one of them says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Pieces of so few characters between two differences are chance, not what was kept.
_CHANCE = 2
_ALIKE = 0.3


@dataclass(frozen=True)
class Piece:
    """A piece of both texts; where they say the same, ``before`` equals ``after``."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether both texts say this."""
        return self.before == self.after


def split_pieces(before: str, after: str) -> list[Piece]:
    """Return two texts as pieces, in order; texts that have little in common as a single one."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return [Piece(before, after)]
    pieces: list[Piece] = []
    for piece in _cut(matcher, before, after):
        if pieces and pieces[-1].same == piece.same:
            last = pieces.pop()
            piece = Piece(last.before + piece.before, last.after + piece.after)
        pieces.append(piece)
    return pieces


def _cut(matcher: SequenceMatcher[str], before: str, after: str) -> Iterator[Piece]:
    codes = matcher.get_opcodes()
    for place, (kind, one, two, three, four) in enumerate(codes):
        piece = Piece(before[one:two], after[three:four])
        inside = 0 < place < len(codes) - 1
        if kind == "equal" and inside and len(piece.before) < _CHANCE:
            # Told as left out and put in again: the differences around it become one.
            yield Piece(piece.before, "")
            yield Piece("", piece.after)
        else:
            yield piece
