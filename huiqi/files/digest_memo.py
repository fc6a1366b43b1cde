"""What was found in a content, remembered by the content's digest: a server builds the same again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class DigestMemo(Generic[T]):
    """Results by the digest of what they were made from; ``size`` of them, the oldest go first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: dict[bytes, T] = {}

    def find(self, make: Callable[[], T], *parts: bytes) -> T:
        """Return the result that is known for these parts, or make it."""
        digest = hashlib.sha256()
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        key = digest.digest()
        if key in self._known:
            self._known[key] = self._known.pop(key)
        else:
            self._known[key] = make()
            if len(self._known) > self._size:
                del self._known[next(iter(self._known))]
        return self._known[key]
