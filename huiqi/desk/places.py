"""Places outside the project that a clerk types."""

from __future__ import annotations

import os
from pathlib import Path

from huiqi.errors import HuiqiError

_EXAMPLE = "D:\\网站\\minzhu" if os.name == "nt" else "/srv/www/minzhu"


def read_place(root: Path, typed: str) -> Path:
    """Return the place that was typed; one that is a link stays one.

    Raises:
        HuiqiError: it is no whole path, or lies in the project, where it would be taken for a part of it.
    """
    text = typed.strip().strip("\"'“”").strip()
    if not text:
        raise HuiqiError(f"还没有填写位置。改法：写出完整的位置，如 {_EXAMPLE}。")
    path = Path(text)
    if not text.isprintable() or not path.is_absolute():
        raise HuiqiError(f"“{text}”不是完整的位置。改法：从磁盘写起，如 {_EXAMPLE}。")
    place = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays one
    if place == root or root in place.parents:
        raise HuiqiError(f"{text} 在会期自己的文件夹中。改法：换一个位置。")
    return place
