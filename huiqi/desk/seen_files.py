"""The files of facts that open pages were made from, as they were then: what a conflict begins from."""

from __future__ import annotations

import threading

from huiqi.desk.keeping.entries import digest_of

_MOST = 24  # the tabs that one person has open, and some more


class SeenFiles:
    """The bytes of the last files that were shown, by their digests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[str, bytes] = {}

    def remember(self, content: bytes) -> None:
        """Keep a file that is shown now."""
        digest = digest_of(content)
        with self._lock:
            self._seen.pop(digest, None)
            self._seen[digest] = content
            while len(self._seen) > _MOST:
                del self._seen[next(iter(self._seen))]

    def recall(self, digest: str) -> bytes | None:
        """Return a file that was shown; None where that is too long ago."""
        with self._lock:
            return self._seen.get(digest)
