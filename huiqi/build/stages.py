"""How far the making of a cycle has come, told to whoever listens in the same process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CHECKING, PAGES, PAPERS, PLACING = "核对会议事实", "生成网页", "生成材料", "换上新的"
STAGES = (CHECKING, PAGES, PAPERS, PLACING)
_LOG = logging.getLogger(__name__)


def begin_stage(name: str) -> None:
    """Tell that a stage begins; nobody hears it unless somebody listens."""
    _LOG.info(name)


class _Listener(logging.Handler):
    def __init__(self, hear: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        self._hear(record.getMessage())


@contextmanager
def listen_to_stages(hear: Callable[[str], None]) -> Iterator[None]:
    """Call ``hear`` with each stage that begins."""
    listener, level = _Listener(hear), _LOG.level
    _LOG.addHandler(listener)
    _LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        _LOG.removeHandler(listener)
        _LOG.setLevel(level)
