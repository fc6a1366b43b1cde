"""What follows from a cycle's facts, worked out once for each cycle."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import finalize

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


def once_per_cycle(function: Callable[[M], T]) -> Callable[[M], T]:
    """Remember what a function of a cycle returns for as long as the cycle lives.

    A cycle is frozen; to compare or hash all of its facts would cost more than the function.
    """
    known: dict[int, T] = {}

    @wraps(function)
    def remember(cycle: M) -> T:
        key = id(cycle)
        if key not in known:
            known[key] = function(cycle)
            finalize(cycle, known.pop, key, None)
        return known[key]

    return remember
