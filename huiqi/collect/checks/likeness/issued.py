"""What nobody wrote himself: the words of the facts, the templates, the plan and the study materials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from huiqi.collect.checks.likeness.normal import BREAK, normal_text
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import walk
from huiqi.facts.templates import TEMPLATES, load_templates
from macros.scope import Rendition, Scope

# A run of this many signs that stands in an issued text is that text's. Shorter ones are everybody's words.
RUN = 8
_CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\.[^}]*\}|<[^>]*>", re.DOTALL)
_TITLE = re.compile(r"《[^《》]{2,80}》")
_PARTS = TEMPLATES.parent / "docs" / "parts"


class IssuedTexts:
    """The runs of issued texts; they are no likeness between two people who quote them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: set[int] = set()
        for text in texts:
            self._add(normal_text(text))

    def _add(self, text: str) -> None:
        self._runs.update(hash(text[i : i + RUN]) for i in range(len(text) - RUN + 1))

    def mark_own(self, text: str) -> bytearray:
        """Return 1 for each sign of a normal text that is its author's own, 0 for what was issued."""
        own = bytearray(sign != BREAK for sign in text)
        for i in range(len(text) - RUN + 1):
            if hash(text[i : i + RUN]) in self._runs:
                own[i : i + RUN] = bytes(RUN)
        return own


def list_quoted_titles(text: str) -> Iterator[str]:
    """Yield the titles in a text: two who name one document have not copied from each other."""
    yield from _TITLE.findall(text)


def list_templates_and_plan() -> Iterator[str]:
    """Yield the fixed texts and prompts of the templates, and the words of the plan."""
    for template in load_templates().values():
        yield from _CALL.split(template.text)
    for part in sorted(_PARTS.rglob("*.md")):
        yield from _CALL.split(part.read_text("utf-8"))


def list_facts(cycle: Cycle) -> Iterator[str]:
    """Yield the texts of the facts with their references followed."""
    scope = Scope(cycle, Rendition.office())
    for node in walk(cycle):
        if isinstance(node.value, str) and not node.marks.code and not node.ref:
            yield node.value if "{" not in node.value else _follow(scope, node.value)
    yield _follow(scope, cycle.title)
    yield _follow(scope, cycle.formal_title)


def _follow(scope: Scope, text: str) -> str:
    """Return a text of the facts with its references followed, where all of them are known."""
    try:
        return unescape(scope.write(text))
    except (AttributeError, KeyError):
        return text
