"""What a reader of a Markdown text is to see, line by line: the ledger's side of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from huiqi.materials.markdown.inline import is_html_tag, tick_box
from huiqi.materials.markdown.lists import ListStack, find_typed, read_item
from huiqi.materials.markdown.tables import is_rule

_FENCE = re.compile(r" *(`{3,}|~{3,})[^`]*")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|svg|math)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_CODE = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(
    r"\[([^\[\]]*)\]\((?:<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_REFERENCE = re.compile(
    r" {0,3}\[[^\]^]+\]:\s*<?([a-zA-Z][\w+.-]*:|[./#]|[\w./%-]+\.[A-Za-z]{2,4}\b).*"
)
_NOTE = re.compile(r"\[\^([^\]]+)\](:?)")
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


def list_shown(lines: Sequence[str], first: int = 1) -> Iterator[ShownLine]:
    """Yield the words of each line in the order of the page: notes come last."""
    notes: dict[str, list[ShownLine]] = {}
    referred: list[str] = []
    open_note = ""
    for number, text, literal in _read_lines(lines, first):
        match = None if literal else re.match(r" {0,3}\[\^([^\]]+)\]:", text)
        if match:
            open_note = match[1]
            text = text[match.end() :]
        elif open_note and text.strip() and not text.startswith("    "):
            open_note = ""
        if not literal:
            referred += [note[1] for note in _NOTE.finditer(text)]
        shown = ShownLine(number, drop_marks(text if literal else _read_line(text)))
        if open_note:
            notes.setdefault(open_note, []).append(shown)
        else:
            yield shown
    defined = [name for name in dict.fromkeys(referred) if name in notes]
    for name in [*defined, *(name for name in notes if name not in defined)]:
        yield from notes[name]


def _read_lines(lines: Sequence[str], first: int) -> Iterator[tuple[int, str, bool]]:
    """Yield number and text of each line, and whether it is code; marks of blocks are gone."""
    fence = ""
    lines = _without_comments(lines)
    counted = _count_items(lines)
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
            number = counted.get(at, item.number)
            line = f"{'' if number is None else number} {tick_box(item.text)}"
        yield first + at, line, False


def _without_comments(lines: Sequence[str]) -> list[str]:
    if not any("<" in line for line in lines):
        return list(lines)
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), "\n".join(lines))
    return text.split("\n")


def _count_items(lines: Sequence[str]) -> dict[int, int]:
    """Return the numbers of items that all say the same: 1. 1. 1. is counted by the page."""
    typed, stack = find_typed(lines), ListStack()
    counts: dict[int, tuple[int, int]] = {}
    found = {}
    for at, line in enumerate(lines):
        item = read_item(line)
        if item is None or item.number is None or at in typed:
            continue
        depth, same = stack.place(item)
        said, last = counts.get(depth, (item.number, item.number - 1))
        goes_on = same and item.number in (said, last + 1)
        count = last + 1 if goes_on else item.number
        counts = {key: value for key, value in counts.items() if key < depth}
        counts[depth] = (item.number, count)
        found[at] = count
    return found


def _read_line(text: str) -> str:
    codes: list[str] = []

    def keep(code: re.Match[str]) -> str:
        codes.append(code[2])
        return f"\0{len(codes) - 1}\0"

    text = _CODE.sub(keep, text)
    text = _IMAGE.sub("", text)
    text = _NOTE.sub("", text)
    for _ in range(2):
        text = _LINK.sub(r"\1", text)
    text = unescape(_ANY_TAG.sub(lambda tag: "" if is_html_tag(tag[1]) else tag[0], text))
    return re.sub("\0(\\d+)\0", lambda code: codes[int(code[1])], text)
