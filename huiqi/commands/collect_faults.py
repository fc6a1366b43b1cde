"""Faults of the program while it works on filled papers: told without a word of these."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import click

from huiqi.errors import HuiqiError

_MEANT = (HuiqiError, click.ClickException, click.Abort, click.exceptions.Exit, OSError)


@contextmanager
def hide_words() -> Iterator[None]:
    """Tell where a fault arose, and not what of: its message may hold what somebody wrote.

    Raises:
        HuiqiError: the program is at fault.
    """
    try:
        yield
    except _MEANT:
        raise
    except Exception as bug:
        place = "".join(traceback.format_tb(bug.__traceback__))
        raise HuiqiError(
            f"程序出错：\n{place}{type(bug).__name__}\n改法：把这段话转给维护人员。"
        ) from None
