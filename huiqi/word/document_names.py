"""Finding documents as people call them: by title, number or id."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from huiqi.errors import HuiqiError
from huiqi.facts.documents import list_documents
from huiqi.facts.model.cycle import Cycle
from huiqi.word.copies import blank_copies
from macros.scope import Rendition, Scope


def find_documents(cycle: Cycle, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the documents and papers that are called so.

    Raises:
        HuiqiError: names that nothing bears, with the nearest one and all that there are.
    """
    called: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for name, title, number in _list_names(cycle):
        titles.setdefault(title, name)
        for spoken in {_fold(name), _fold(title), _fold(number)} - {""}:
            called.setdefault(spoken, []).append(name)
    unknown = [name for name in names if _fold(name) not in called]
    if unknown:
        raise HuiqiError("\n".join(_refuse(name, titles) for name in unknown))
    return tuple(dict.fromkeys(one for name in names for one in called[_fold(name)]))


def _list_names(cycle: Cycle) -> Iterator[tuple[str, str, str]]:
    """Yield id, title and number of every document, then of every paper."""
    scope = Scope(cycle, Rendition.office())
    for document in list_documents(cycle):
        yield document.id, html.unescape(scope.write(document.title)), document.number
    for copy in blank_copies(cycle):
        if not copy.extra:
            head = copy.template.head
            yield copy.template.id, html.unescape(scope.write(head.paper or head.title)), ""


def _fold(name: str) -> str:
    return "".join(name.split()).strip("《》").casefold()


def _refuse(name: str, titles: dict[str, str]) -> str:
    near = get_close_matches(name, [*titles, *titles.values()], 1)
    hint = f"写作 {near[0]}；或" if near else ""
    listed = "、".join(f"{title}（{one}）" for title, one in titles.items())
    return f"没有材料 {name}。改法：{hint}从本次会议的材料中选：{listed}。"
