"""The theme's style sheets without the rules that no page of a site can use, ours without comments.

Two thirds of a first page were the theme's sheets and scripts; members read on phones, and not every
server compresses. A rule goes only if one of its names stands neither in a page nor in a script.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

import tinycss2
from tinycss2.ast import LiteralToken, Node

_NAME = re.compile(r"[\w-]+", re.ASCII)
_SHEETS, _OURS = "assets/stylesheets/*.min.css", "assets/*.css"
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_READ = ("**/*.html", "assets/*.js", "assets/javascripts/*.js")
_GROUPS = {"media", "supports"}  # rules that hold rules


def trim_css(site: Path) -> None:
    """Trim the sheets of a finished site."""
    names = find_names(site)
    for path in sorted(site.glob(_SHEETS)):
        path.write_text(trim_sheet(path.read_text("utf-8"), names), "utf-8", newline="\n")
    for path in sorted(site.glob(_OURS)):
        path.write_text(_COMMENT.sub("", path.read_text("utf-8")), "utf-8", newline="\n")


def find_names(site: Path) -> set[str]:
    """Return every word of the pages and of the scripts, which may add tags of their own."""
    texts = (path.read_text("utf-8") for pattern in _READ for path in site.glob(pattern))
    # Pages share most of their lines, and no name goes over the end of one.
    lines = {line for text in texts for line in text.splitlines()}
    return {name for line in lines for name in _NAME.findall(line)}


def trim_sheet(text: str, names: Collection[str]) -> str:
    """Return a style sheet without the selectors whose classes or attributes are not among names."""
    return _trim_sheet(text, frozenset(_NAME.findall(text)).intersection(names))


@lru_cache(maxsize=8)
def _trim_sheet(text: str, names: frozenset[str]) -> str:
    """Trim once for a theme and the names that matter to it: most pages and cycles use the same."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return str(tinycss2.serialize(list(_trim(rules, names))))


def _trim(rules: list[Node], names: Collection[str]) -> Iterator[Node]:
    for rule in rules:
        if rule.type == "qualified-rule":
            rule.prelude = _trim_selectors(rule.prelude, names)
            if not rule.prelude:
                continue
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = list(_trim(inner, names))
            if not rule.content:
                continue
        yield rule


def _trim_selectors(prelude: list[Node], names: Collection[str]) -> list[Node]:
    kept: list[Node] = []
    for selector in _split(prelude):
        if all(name in names for name in _find_needed(selector)):
            kept += [LiteralToken(0, 0, ","), *selector] if kept else selector
    return kept


def _split(prelude: list[Node]) -> list[list[Node]]:
    selectors: list[list[Node]] = [[]]
    for part in prelude:
        if part == ",":
            selectors.append([])
        else:
            selectors[-1].append(part)
    return selectors


def _find_needed(selector: list[Node]) -> Iterator[str]:
    """Yield the names without which a selector matches nothing.

    What stands in brackets after a colon, as in ``:not(.md-nav)``, is not looked into.
    """
    for before, part in zip([None, *selector], selector, strict=False):
        if part.type == "ident" and before == ".":
            yield part.value
        elif part.type == "[] block":
            attribute, *rest = (inner for inner in part.content if inner.type != "whitespace")
            yield attribute.value
            if rest and rest[0] == "=":
                yield from _NAME.findall(rest[1].value)
