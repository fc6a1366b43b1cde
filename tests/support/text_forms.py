"""The forms in which an editor may save one and the same text, and a text's comments."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND

_PLACES = {name: ROOT / "cycles" / name / "cycle.yml" for name in (FIRST, SECOND, BRANCH)}
_PLACES["comments-everywhere"] = ROOT / "tests" / "data" / "edits" / "comments-everywhere.yml"
TEXTS = {name: path.read_text("utf-8") for name, path in _PLACES.items()}
_COMMENT = re.compile(r"(?:^|(?<=\s))#[ -].*", re.MULTILINE)

FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "mark": lambda text: f"\ufeff{text}",
    "no final line end": lambda text: text.rstrip("\n"),
    "mark, crlf, no final line end": lambda text: (
        "\ufeff" + text.rstrip("\n").replace("\n", "\r\n")
    ),
    "tabs in comments": lambda text: _COMMENT.sub(lambda match: match[0] + "\t制表符\t", text),
}


def list_comments(text: str) -> list[str]:
    """Return what looks like comments in a text, in order of the alphabet."""
    return sorted(match[0].strip() for match in _COMMENT.finditer(text.replace("\r", "")))
