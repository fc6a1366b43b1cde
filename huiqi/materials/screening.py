"""What must not be published: filled-in papers of the pack, and classified files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from huiqi.facts.documents import list_documents, list_templates
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.templates import load_templates

_FIRST_LINES = 12
_SHORT_TITLE = 6
_LEVEL = "(?:绝密|絕密|机密|機密|秘密)级?"
_STAR = "[★☆⭐✩-✰*·]"
# A mark alone on its line, with the number of the copy before and the urgency behind it.
_MARK = re.compile(
    rf"[(【\[★☆]*(?:\d{{1,6}})?(?:密级:)?{_LEVEL}(?:{_STAR}.*|\d+年|长期|启用前)?"
    r"(?:特急|加急|急件|第?\d+号)?[)】\]★☆]*"
)
# In the midst of a line, but not quoted.
_MARK_INSIDE = re.compile(rf"(?<![“‘「『\"'])(?:{_LEVEL}{_STAR}(?=\d|长期|启用前|$)|★{_LEVEL})")
_REFERENCE = re.compile(r"\{[a-z_-]+\}")
_KEY = re.compile(r"\{\.fill[^}]*#([a-z][a-z0-9_]*)(\{\{)?")
_MANY = 2  # a key like "date" may stand in any file, two of them hardly
REMEDY = "从 materials/ 中移走：它不能公开"


@dataclass(frozen=True)
class MaterialText:
    """What a file says of itself, whatever its kind.

    ``lines`` is its text in order, ``heads`` that of its headers and footers; ``keys`` are the
    names of its bookmarks and controls; ``properties`` the names of its custom properties.
    """

    lines: tuple[str, ...]
    heads: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()


class RefusedError(Exception):
    """A file that cannot become a page: what was expected, what was found, the remedy."""


def refuse_secrets(cycle: Cycle, name: str, said: MaterialText) -> None:
    """Refuse a filled-in paper of the pack and a file with a classification mark.

    Raises:
        RefusedError: it is one.
    """
    found = next(_find_reasons(cycle, name, said), None)
    if found:
        raise RefusedError("可以公开的材料", f"“{name}”{found}", REMEDY)


def _find_reasons(cycle: Cycle, name: str, said: MaterialText) -> Iterator[str]:
    if any(key.startswith("huiqi-") for key in said.properties):
        yield "是会期生成的会议材料"
    if sum(map(_is_key, said.keys)) >= _MANY:
        yield "带有会议材料的填写处"
    heads = [tighten(line) for line in said.heads]
    lines = [line for line in map(tighten, said.lines) if line]
    start = lines[:_FIRST_LINES]
    # A long title is broken over two lines.
    joined = [one + two for one, two in pairwise(lines[: _FIRST_LINES + 1])]
    title = next(_find_titles(cycle, [tighten(name), *heads, *start, *joined]), None)
    if title:
        text = "".join([tighten(name), *heads, *lines])
        names = (tighten(person.name or "") for person in cycle.people)
        if any(len(person) > 1 and person in text for person in names):
            yield f"像是填写后的{title}：写有成员姓名"
    if _has_mark(heads, lines):
        yield "带有密级标志"


def is_secrecy_mark(line: str) -> bool:
    """Whether a line is a classification mark and nothing else."""
    return _MARK.fullmatch(tighten(line)) is not None


def holds_secrecy_mark(line: str) -> bool:
    """Whether a line holds a classification mark with its star."""
    return _MARK_INSIDE.search(tighten(line)) is not None


def _has_mark(heads: list[str], lines: list[str]) -> bool:
    """Whether a file bears a mark: in its headers and footers, at its head, or with a star."""
    marked = any(map(is_secrecy_mark, [*heads, *lines[:_FIRST_LINES]]))
    return marked or any(map(holds_secrecy_mark, [*heads, *lines]))


@cache
def _known_keys() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the keys of all places to fill: whole ones, and the beginnings of repeated ones."""
    found = [match for item in load_templates().values() for match in _KEY.findall(item.text)]
    starts = sorted({key for key, more in found if more})
    return frozenset(key for key, more in found if not more), tuple(starts)


def _is_key(name: str) -> bool:
    whole, starts = _known_keys()
    return name in whole or name.startswith(starts)


def _find_titles(cycle: Cycle, lines: Iterable[str]) -> Iterator[str]:
    """Yield the titles of papers that carry names, as far as one of the lines is such a title."""
    titles = {_plain(title) for title in _list_titles(cycle)}
    for line in lines:
        for title in sorted(titles, key=len, reverse=True):
            if len(title) > 3 and _is_titled(line, title):
                yield title


def _is_titled(line: str, title: str) -> bool:
    """Whether a line is this title; a short one must end the line, since prose holds it too."""
    if len(title) <= _SHORT_TITLE:
        return bool(re.search(rf"{re.escape(title)}(\(.*\))?(\.\w+)?$", line))
    return title in line and len(line) < len(title) + 40


def _list_titles(cycle: Cycle) -> Iterator[str]:
    for head in (item.head for item in list_templates(cycle).values()):
        if head.personal or head.filled_internal:
            yield from (head.paper or head.title, head.title)
    ids = {item.id for item in load_templates().values() if item.head.personal}
    yield from (item.title for item in list_documents(cycle) if item.id in ids)


def _plain(title: str) -> str:
    return tighten(_REFERENCE.sub("", title))


def tighten(text: str) -> str:
    """Return a text without blanks and invisible signs, and each sign in its usual form.

    Names and marks are often written with blanks; a PDF may hold look-alikes of Chinese signs.
    """
    usual = "".join(unicodedata.normalize("NFKC", text).split())
    # What is invisible cannot be printed either: nearly every text is done with that one question.
    if usual.isprintable():
        return usual
    return "".join(sign for sign in usual if unicodedata.category(sign) != "Cf")
