"""Which paper a person means who types its name and whose it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from huiqi.collect.model import MARKS, Due, Mark
from huiqi.errors import ExpectationError, HuiqiError
from huiqi.facts.date_forms import parse_day

_SHOWN = 8


def find_due(due: Iterable[Due], words: Sequence[str]) -> Due:
    """Return the paper that all words fit: 谈心谈话记录表 赵一 钱二. Titles, numbers and names are typed whole.

    Raises:
        HuiqiError: none fits, or several do; it names them.
    """
    found = [one for one in due if set(words) <= _names_of(one)]
    if len(found) == 1:
        return found[0]
    said = " ".join(words)
    if not found:
        raise HuiqiError(
            f"没有“{said}”这份应交材料。改法：写材料的名称或编号，再写姓名或单位，"
            "如 个人发言提纲 赵一；谈话写双方的姓名。"
        )
    listed = "\n".join(f"  {name_due(one)}" for one in found[:_SHOWN])
    more = "\n  ……" if len(found) > _SHOWN else ""
    raise HuiqiError(
        f"符合“{said}”的材料有{len(found)}份。改法：写到只符合一份，谈话写双方的姓名。\n{listed}{more}"
    )


def find_named(due: Sequence[Due], name: str) -> Due:
    """Return the paper that ``name_due`` calls so, else the one that its words fit.

    Raises:
        HuiqiError: none fits, or several do; it names them.
    """
    exact = [one for one in due if name_due(one) == name.strip()]
    return exact[0] if len(exact) == 1 else find_due(due, name.split())


def name_due(due: Due) -> str:
    """Return a paper as the office types it."""
    return " ".join(
        (due.title, *(part.partition("（")[0] for part in due.whose.split("—") if part))
    )


def read_mark(word: str) -> Mark:
    """Return the mark that a person typed: 已收纸质件, or 纸质件 alone.

    Raises:
        HuiqiError: there is no such mark.
    """
    for mark, name in MARKS.items():
        if word in (name, name.removeprefix("已收")):
            return mark
    raise HuiqiError(f"没有“{word}”这种登记。改法：写{'、'.join(MARKS.values())}中的一种。")


def read_day(text: str) -> dt.date:
    """Return the day that a person typed, in any clear form.

    Raises:
        HuiqiError: it is no date.
    """
    try:
        return parse_day(text.strip())
    except ExpectationError:
        raise HuiqiError(
            f"登记日期应为日期，实为“{text.strip()}”。改法：写成 2026-01-08 的样子。"
        ) from None


def _names_of(due: Due) -> set[str]:
    whole = due.whose.split("—")
    short = [part.partition("（")[0] for part in whole]
    return {due.number, due.title, due.key.document, due.key.paper, *due.key.people, *whole, *short}
