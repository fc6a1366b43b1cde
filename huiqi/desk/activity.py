"""Whether anybody is at the desk, and what must not be cut off when nobody is."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds without a sign of life from any tab. Browsers wake a tab in the background once a minute.
LIMIT = 180.0
# Until the first tab shows itself, and while one has text that it could not hand in.
PATIENCE = 1800.0


class Work:
    """What runs or is not yet saved."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: Counter[str] = Counter()

    @contextmanager
    def hold(self, what: str) -> Iterator[None]:
        """Keep the server from ending by itself; ``what`` is said to people: 正在生成预览."""
        with self._lock:
            self._running[what] += 1
        try:
            yield
        finally:
            with self._lock:
                self._running[what] -= 1

    def list(self) -> tuple[str, ...]:
        """Return what runs, in the order in which it first began."""
        with self._lock:
            return tuple(what for what, count in self._running.items() if count > 0)


class Presence:
    """How long no tab has given a sign of life."""

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit
        self._allowed = max(limit, PATIENCE)
        self._idle = 0.0

    def beat(self, *, unsaved: bool = False) -> None:
        """Note that a tab is there; ``unsaved``: it holds what it has not handed in."""
        self._idle = 0.0
        self._allowed = max(self.limit, PATIENCE) if unsaved else self.limit

    def pass_time(self, seconds: float, *, busy: bool) -> bool:
        """Let time pass and return whether the desk has been left."""
        self._idle = 0.0 if busy else self._idle + seconds
        return self._idle > self._allowed
