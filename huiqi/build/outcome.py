"""What became of a cycle in a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from huiqi.errors import Finding, HuiqiError

Way = Literal["built", "kept", "archived", "removed", "sample"]


@dataclass(frozen=True)
class Outcome:
    """What became of one cycle: its hints, or the error for which its old site stays.

    ``way``: built anew; kept, for nothing changed; archived and found as it was; or removed from
    public/, for its facts are gone, or as a sample, for there are sites of the office's own.
    """

    cycle: str
    hints: tuple[Finding, ...] = ()
    error: HuiqiError | None = None
    way: Way = "built"
