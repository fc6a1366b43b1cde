"""Bugs of the desk, as the terminal is told of them."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import huiqi
from huiqi.errors import HuiqiError

_SAID = "程序出错，没有做成；已经保存的内容没有变。请再试一次；还是这样的，关闭工作台再打开。"
_HOME = Path(huiqi.__file__).parent.parent


def describe_bug(error: BaseException) -> str:
    """Return where a bug arose, without its message: that may hold facts and paths."""
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        inside = path.is_relative_to(_HOME)
        name = path.relative_to(_HOME).as_posix() if inside else path.name
        lines.append(f"  {name}:{frame.lineno} {frame.name}")
    return "\n".join(["工作台内部错误：", *lines, f"  {type(error).__name__}"])


def say_bug(described: str) -> HuiqiError:
    """Tell the terminal of a bug, and return what people are told."""
    sys.stderr.write(f"{described}\n")
    return HuiqiError(_SAID)


def tell_bug(error: BaseException) -> HuiqiError:
    """Do the same for a bug of this process."""
    return say_bug(describe_bug(error))
