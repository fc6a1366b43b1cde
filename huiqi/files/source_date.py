"""The hour of the day, kept out of what tools write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_NAME = "SOURCE_DATE_EPOCH"


@contextmanager
def fixed_source_date() -> Iterator[None]:
    """Let the tools that ask for it believe that it is always the same moment."""
    before = os.environ.get(_NAME)
    os.environ[_NAME] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_NAME]
        else:
            os.environ[_NAME] = before
