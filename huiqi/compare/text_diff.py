"""Two texts, piece by piece: what both say, and what only one of them says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Pieces of so few characters between two differences are chance, not what was kept.
_CHANCE = 2
_ALIKE = 0.3


@dataclass(frozen=True)
class DiffPiece:
    """A piece of both texts; where they say the same, ``before`` equals ``after``."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether both texts say this."""
        return self.before == self.after


def diff_texts(before: str, after: str) -> list[DiffPiece]:
    """Return two texts as pieces, in order; texts that have little in common as a single one."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return [DiffPiece(before, after)]
    pieces: list[DiffPiece] = []
    for piece in _cut(matcher, before, after):
        if pieces and pieces[-1].same == piece.same:
            last = pieces.pop()
            piece = DiffPiece(last.before + piece.before, last.after + piece.after)
        pieces.append(piece)
    return pieces


def _cut(matcher: SequenceMatcher[str], before: str, after: str) -> Iterator[DiffPiece]:
    codes = matcher.get_opcodes()
    for place, (kind, one, two, three, four) in enumerate(codes):
        piece = DiffPiece(before[one:two], after[three:four])
        inside = 0 < place < len(codes) - 1
        if kind == "equal" and inside and len(piece.before) < _CHANCE:
            # Told as left out and put in again: the differences around it become one.
            yield DiffPiece(piece.before, "")
            yield DiffPiece("", piece.after)
        else:
            yield piece
