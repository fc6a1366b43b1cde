"""R24: braces in texts are references to what the facts name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from huiqi.chinese import IDEOGRAPH
from huiqi.errors import Finding
from huiqi.facts.leftovers import walk_texts, without_terms
from huiqi.facts.model.fields import REFERENCE
from huiqi.facts.model.parties import Roles
from huiqi.facts.reading.braces import advise_brace, find_loose_braces
from huiqi.facts.reading.referable import names_in_texts
from huiqi.rules.base import Case, fault, hint

_LATIN = re.compile(r"(?<![A-Za-z0-9_{/.-])[a-z][a-z0-9_-]*(?![A-Za-z0-9_}/.-])")
_SHORTEST = 4  # shorter words are chance
_BRACES = frozenset("{}｛｝")


def check_braces(case: Case) -> Iterator[Finding]:
    """R24: no brace is published as it was typed; terms that are allowed are passed over."""
    cycle = case.cycle
    allowed = [item.term for item in cycle.allow_terms]
    roles = {name: str(getattr(cycle.roles, name)) for name in Roles.model_fields}
    choices = roles | names_in_texts(cycle)
    for node in walk_texts(cycle):
        text = without_terms(node.value, allowed)
        loose = list(find_loose_braces(text)) if _BRACES.intersection(text) else []
        for brace, word in loose:
            yield fault(node.path, "已写明的名称的代号，写作 {代号}", f"“{brace}”",
                        advise_brace(word, choices))  # fmt: skip
        bare = None if loose else _find_bare_name(REFERENCE.sub("", text), choices)
        if bare and node.ref is None and node.path[-1] != "file":
            yield hint(node.path, f"写作 {{{bare}}} 的引用", f"没有花括号的“{bare}”",
                       f"改为 {{{bare}}}；确要写这个词的不必改")  # fmt: skip


def _find_bare_name(text: str, names: Collection[str]) -> str | None:
    """Return a name that texts refer to and that stands in Chinese text without braces."""
    if not IDEOGRAPH.search(text):
        return None
    words = _LATIN.findall(text)
    return next((word for word in words if len(word) >= _SHORTEST and word in names), None)
