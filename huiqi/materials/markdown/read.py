"""From a Markdown text to HTML, the hints on its lines, and what it shows for the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from huiqi.materials.markdown.blocks import Blocks
from huiqi.materials.markdown.paragraphs import Hint
from huiqi.materials.markdown.visible import ShownLine, list_shown

if TYPE_CHECKING:
    from markdown import Markdown

_EXTENSIONS = ["tables", "footnotes", "sane_lists", "fenced_code", "pymdownx.tilde"]
_OPTIONS = {
    "footnotes": {"BACKLINK_TITLE": "回到正文第{}处注"},
    "pymdownx.tilde": {"subscript": False, "smart_delete": False},
}
_KEY = re.compile(r"[\w .-]+:(?:\s.*)?|\s+.*|- .*|#.*|")
_FRONT_MATTER = 60  # lines at most


@dataclass(frozen=True)
class MarkdownText:
    """The HTML of a text, its hints, and what a reader is to see of each line."""

    html: str
    hints: tuple[Hint, ...]
    shown: tuple[ShownLine, ...]


@lru_cache(maxsize=1)
def _open_converter() -> Markdown:
    """Return the converter of all texts: to set up its extensions takes longer than a short text."""
    from markdown import Markdown

    return Markdown(extensions=_EXTENSIONS, extension_configs=_OPTIONS)


# A check and the build after it read the same files.
@lru_cache(maxsize=64)
def read_markdown(text: str) -> MarkdownText:
    """Return what a page needs of a Markdown text."""
    lines = text.expandtabs(4).splitlines()
    start = _find_front_matter(lines)
    blocks = Blocks(lines[start:], start + 1)
    written = _open_converter().reset().convert("\n".join(blocks.rewrite()))
    hints = list(blocks.hints)
    shown = list_shown(lines[start:], start + 1, blocks.counted)
    if start:
        found = f"第1至{start}行是文件自身的说明，不显示"
        hints.insert(0, Hint(1, found, "要显示就移到正文里，去掉上下两行 ---"))
    return MarkdownText(written, tuple(hints), tuple(shown))


def _find_front_matter(lines: list[str]) -> int:
    """Return how many lines at the head say something of the file alone."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for at, line in enumerate(lines[1:_FRONT_MATTER], start=1):
        if line.rstrip() in ("---", "..."):
            return at + 1 if at > 1 and any(":" in item for item in lines[1:at]) else 0
        if not _KEY.fullmatch(line):
            return 0
    return 0
