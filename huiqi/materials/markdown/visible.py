"""What a reader of a Markdown text is to see, line by line: the ledger's side of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from huiqi.materials.markdown.blocks import find_note_end
from huiqi.materials.markdown.inline import is_html_tag, split_code, tick_box
from huiqi.materials.markdown.lists import read_item
from huiqi.materials.markdown.tables import is_rule

_FENCE = re.compile(r" *(`{3,}|~{3,})[^`]*")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_COMMENT = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ *(?P=fence) *$|\Z)"
    r"|<!--.*?-->|<(?P<tag>script|style)\b.*?</(?P=tag)>",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(
    r"\[([^\[\]]*)\]\((?:<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_REFERENCE = re.compile(
    r" {0,3}\[[^\]^]+\]:\s*<?([a-zA-Z][\w+.-]*:|[./#]|[\w./%-]+\.[A-Za-z]{2,4}\b).*"
)
_NOTE = re.compile(r"\[\^([^\]]+)\](:?)")
_DEFINED = re.compile(r" {0,3}\[\^([^\]]+)\]:")
_ANY_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
_UNSEEN = re.compile(
    r"[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e\\]"
)  # any of them may be a mark of Markdown


@dataclass(frozen=True)
class ShownLine:
    """The words of one line, without marks of Markdown."""

    number: int
    text: str


def drop_marks(text: str) -> str:
    """Return a text without the signs that Markdown may take for its own."""
    return _UNSEEN.sub("", text)


def list_shown(lines: Sequence[str], first: int, counted: Mapping[int, int]) -> Iterator[ShownLine]:
    """Yield the words of each line in the order of the page: notes come last.

    ``counted`` are the numbers that a list counts itself, by their lines.
    """
    notes: dict[str, list[ShownLine]] = {}
    referred: list[str] = []
    open_note, until = "", 0
    defined_notes = {match[1] for line in lines if (match := _DEFINED.match(line))}
    for number, text, literal in _read_lines(lines, first, counted):
        match = None if literal else _DEFINED.match(text)
        if match:
            open_note, until = match[1], first + find_note_end(lines, number - first)
            text = text[match.end() :]
        elif open_note and number >= until:
            open_note = ""
        if not literal:
            referred += [note[1] for note in _NOTE.finditer(text)]
        shown = ShownLine(number, drop_marks(text if literal else _read_line(text, defined_notes)))
        if open_note:
            notes.setdefault(open_note, []).append(shown)
        else:
            yield shown
    defined = [name for name in dict.fromkeys(referred) if name in notes]
    for name in [*defined, *(name for name in notes if name not in defined)]:
        yield from notes[name]


def _read_lines(
    lines: Sequence[str], first: int, counted: Mapping[int, int]
) -> Iterator[tuple[int, str, bool]]:
    """Yield number and text of each line, and whether it is code; marks of blocks are gone."""
    fence = ""
    lines = _without_comments(lines)
    for at, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if match and (not fence or (match[1][0] == fence[0] and len(match[1]) >= len(fence))):
            fence = "" if fence else match[1]
            continue
        if fence:
            yield first + at, line, True
            continue
        if is_rule(line) or _REFERENCE.fullmatch(line):
            continue
        line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
        item = read_item(line)
        if item is not None:
            number = counted.get(first + at, item.number)
            line = f"{'' if number is None else number} {tick_box(item.text)}"
        yield first + at, line, False


def _without_comments(lines: Sequence[str]) -> list[str]:
    if not any("<" in line for line in lines):
        return list(lines)
    text = _COMMENT.sub(_drop_comment, "\n".join(lines))
    return text.split("\n")


def _drop_comment(found: re.Match[str]) -> str:
    """Return the line ends of a comment; code is no comment."""
    return found[0] if found["fence"] else "\n" * found[0].count("\n")


def _read_line(text: str, notes: set[str]) -> str:
    return "".join(part if mark else _read_words(part, notes) for part, mark in split_code(text))


def _read_words(text: str, notes: set[str]) -> str:
    text = _IMAGE.sub("", text)
    text = _NOTE.sub(lambda note: "" if note[1] in notes else note[0], text)
    for _ in range(2):
        text = _LINK.sub(r"\1", text)
    return unescape(_ANY_TAG.sub(lambda tag: "" if is_html_tag(tag[1]) else tag[0], text))
