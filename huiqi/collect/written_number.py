"""How many somebody wrote: the one way in which numbers in answers are read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from huiqi.facts.date_forms import read_number

# 12, １２, 十二, each with 人 and the like behind it; a number with anything else beside it is a doubtful one.
_COUNT = re.compile(
    r"(?:共计|共)?\s*([0-9]{1,6}|[〇零一二两三四五六七八九十百]+)\s*[人名位个份张票条次场]?[。.]?"
)


@dataclass(frozen=True)
class WrittenNumber:
    """A number as it was written; ``value`` is None where nobody wrote, or where it says none for certain (约12)."""

    written: str
    value: int | None

    @property
    def is_doubtful(self) -> bool:
        """Whether something is written that is no certain number."""
        return bool(self.written) and self.value is None


def read_written(text: str) -> WrittenNumber:
    """Return the number that an answer is."""
    written = " ".join(text.split())
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", written))
    return WrittenNumber(written, read_number(found[1]) if found else None)
