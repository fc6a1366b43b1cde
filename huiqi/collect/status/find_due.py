"""Which paper a person means who types its name and whose it is."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from huiqi.collect.model import MARKS, Due, Mark
from huiqi.errors import ExpectationError, HuiqiError
from huiqi.facts.date_forms import parse_day

_SHOWN = 8
_BETWEEN = re.compile(r"[\s、，,—]+")
_SHORTEST = 2


def find_due(due: Sequence[Due], words: Sequence[str]) -> Due:
    """Return the paper that all words fit: 谈心谈话记录表 赵一 钱二, or shorter 谈话记录 赵一 钱二.

    Raises:
        HuiqiError: none fits, or several do; it names them.
    """
    fitting = [_list_fitting(due, word) for word in words]
    found = [one for number, one in enumerate(due) if all(number in some for some in fitting)]
    if len(found) == 1:
        return found[0]
    said = " ".join(words)
    if not found:
        raise HuiqiError(
            f"没有“{said}”这份应交材料。改法：写材料的名称或编号，再写姓名或单位，"
            "如 个人发言提纲 赵一、发言提纲 赵一、D13 赵一；谈话写双方的姓名。"
        )
    raise HuiqiError(
        f"符合“{said}”的材料有{len(found)}份。改法：写到只符合一份，谈话写双方的姓名。\n{_list_named(found)}"
    )


def _list_named(found: Sequence[Due]) -> str:
    """Return a line for each of some papers; of many for each title, how many there are."""
    names = [name_due(one) for one in found]
    titles = Counter(one.title for one in found)
    if len(found) > _SHOWN and len(titles) > 1:
        names = [f"{title}（{count}份）" for title, count in titles.items()]
    listed = "\n".join(f"  {name}" for name in names[:_SHOWN])
    return listed + ("\n  ……" if len(names) > _SHOWN else "")


def find_named(due: Sequence[Due], name: str) -> Due:
    """Return the paper that ``name_due`` calls so, else the one that its words fit.

    Raises:
        HuiqiError: none fits, or several do; it names them.
    """
    exact = [one for one in due if name_due(one) == name.strip()]
    return exact[0] if len(exact) == 1 else find_due(due, [*filter(None, _BETWEEN.split(name))])


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


def _list_fitting(due: Sequence[Due], word: str) -> Collection[int]:
    """Return the numbers of the papers that a word fits: as a whole name, else as a part of one, else as its signs."""
    for fits in (_is_name, _is_part, _is_short):
        found = {number for number, one in enumerate(due) if fits(one, word)}
        if found:
            return found
    return ()


def _is_name(due: Due, word: str) -> bool:
    return word.casefold() in map(str.casefold, _names_of(due))


def _is_part(due: Due, word: str) -> bool:
    return len(word) >= _SHORTEST and any(word in name for name in (due.title, due.whose))


def _is_short(due: Due, word: str) -> bool:
    """Whether a title has all signs of a word in their order: 谈心记录 is 谈心谈话记录表."""
    signs = iter(due.title)
    return len(word) >= _SHORTEST and all(sign in signs for sign in word)


def _names_of(due: Due) -> Iterator[str]:
    whole = due.whose.split("—")
    yield from (due.number, due.title, due.key.document, due.key.paper, *due.key.people, *whole)
    for part in whole:
        name, _, posts = part.rstrip("）").partition("（")
        yield from (name, posts, *posts.split("、"))
