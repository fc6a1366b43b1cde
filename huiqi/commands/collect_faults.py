"""Faults of the program while it works on filled papers: told without a word of these."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import click

from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error

_MEANT = (HuiqiError, click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError)


@contextmanager
def hide_words() -> Iterator[None]:
    """Tell where a fault arose, and not what of: its message may hold what somebody wrote.

    Raises:
        HuiqiError: the program is at fault, or the system refuses a file.
    """
    try:
        yield
    except _MEANT:
        raise
    except OSError as error:
        # Which file it is would name people.
        raise HuiqiError(
            f"读写文件时出错（{explain_os_error(error)}）。改法：关闭打开着这些材料的程序，核对权限和剩余空间，再运行一次。"
        ) from None
    except Exception as bug:
        place = "".join(traceback.format_tb(bug.__traceback__))
        raise HuiqiError(
            f"程序出错：\n{place}{type(bug).__name__}\n改法：把这段话转给维护人员。"
        ) from None
