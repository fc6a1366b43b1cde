"""Paragraphs and the items of lists of a Markdown text, and how what is rewritten is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from huiqi.chinese import CJK, IDEOGRAPH
from huiqi.materials.markdown.inline import mend_line, tick_box
from huiqi.materials.markdown.lists import ListStack, read_item

_REFERENCE = re.compile(r" {0,3}\[([^\]^]+)\]:\s*(\S+)")
_ADDRESS = re.compile(r"<?([a-zA-Z][\w+.-]*:|[./#]|[\w./%-]+\.[A-Za-z]{2,4}\b)")
# Lines that begin a paragraph of their own though no blank line stands before them.
_OWN_LINE = re.compile(
    r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[、．.](?!\d)|[（(](?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[0-9０-９]{1,2}[)）]|[①-⑳㈠-㈩⑴-⒇⒈-⒛]|第[一二三四五六七八九十百千零〇]{1,8}[条章节编款](?:之[一二三四五六七八九十]{1,3})?[\s\u3000]|[-+•·●■◆▪○□☐☑★](?=[\u3400-\u9fff])"
)
_ENDS = tuple("。！？；：")
_SHORT = 0.6  # a line shorter than this share of the longest did not end for want of room
_JOIN = re.compile(rf"[{CJK}]")
_BREAK = ("  ", "\\")


@dataclass
class Hint:
    """A line that may be meant otherwise than it is read."""

    line: int
    found: str
    remedy: str


@dataclass
class Paragraphs:
    """What is written so far, and the paragraph that is being read; lines are counted from ``first``."""

    lines: Sequence[str]
    first: int = 1
    out: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    counted: dict[int, int] = field(default_factory=dict)  # by its line, the number an item gets
    stack: ListStack = field(default_factory=ListStack)
    open: list[tuple[int, str]] = field(default_factory=list)  # lines of a paragraph, by number
    _counts: dict[int, int] = field(default_factory=dict)  # by its depth, the last item's number
    _below_item: bool = False  # the last block of the list is a paragraph below its item

    def ends_sentence(self) -> bool:
        """Whether the last line of the paragraph ends a sentence."""
        return self.open[-1][1].rstrip().endswith(_ENDS)

    def begins_list(self, number: int | None) -> bool:
        """A number other than 1 within a paragraph begins no list: it may be a year."""
        return not self.open or bool(self.stack.indents) or number in (None, 1)

    def add_item(self, at: int, typed: bool) -> None:
        """Begin a paragraph with an item of a list; ``typed`` are items whose numbers are text."""
        item = read_item(self.lines[at])
        if item is None:
            return
        was_open = bool(self.stack.indents)
        self.end()
        depth, same = self.stack.place(item)
        text = mend_line(tick_box(item.text))
        if typed:
            self.put("")
            self._append(
                at, "    " * depth + item.mark.replace(".", "\\.").replace(")", "\\)") + " " + text
            )
            return
        # Another kind of list at the same place is another list; behind a paragraph an item needs a blank line.
        if not was_open or (not same and not depth) or self._below_item:
            self.put("")
        self._below_item = False
        if item.number is not None:
            goes_on = was_open and same and depth in self._counts
            self._counts[depth] = self._counts[depth] + 1 if goes_on else item.number
            self.counted[self.first + at] = self._counts[depth]
        self._counts = {key: count for key, count in self._counts.items() if key <= depth}
        mark = item.mark if item.number is None else f"{item.number}."
        self._append(at, f"{'    ' * depth}{mark} {text}")

    def _append(self, at: int, text: str) -> None:
        self.open.append((at, "\1" + text))

    def add_text(self, at: int) -> None:
        """Append a line to its paragraph, or begin one."""
        line = self.lines[at]
        text = line.strip(" ") if line.rstrip(" ") == line else line.lstrip(" ")
        text = mend_reference(text)
        if re.match(r"#+\d", text):
            text = "\\" + text
        item = read_item(line)
        if item is not None and item.number is not None:
            text = item.mark[:-1] + "\\" + item.mark[-1] + text[len(item.mark) :]
        own = bool(_OWN_LINE.match(text)) or item is not None
        if self.open and own:
            self.end()
            if self.stack.indents and not line.startswith("  "):
                self.stack.close()
            self.put("")
        if not self.open and self.stack.indents:
            depth = self.stack.depth_of(indent_of(line))
            if depth:
                text, self._below_item = "    " * depth + text, True
            else:
                self.stack.close()
                self.put("")
        self.open.append((at, mend_line(text)))

    def leave(self) -> None:
        """End the paragraph and all lists."""
        self.end()
        self.stack.close()
        self.put("")

    def put_apart(self, text: str) -> None:
        """Append a line between blank ones."""
        self.put("")
        self.out += [text, ""]

    def put(self, text: str) -> None:
        """Append a line; one blank line parts as well as many."""
        if text or (self.out and self.out[-1]):
            self.out.append(text)

    def end(self) -> None:
        """Write a paragraph: lines of Chinese are joined, a break that is typed is kept."""
        lines, self.open = self.open, []
        if not lines:
            return
        longest = max(len(text.strip()) for _, text in lines)
        said = lines[0][1].removeprefix("\1")
        for (at, before), (_, text) in pairwise(lines):
            if text.startswith("\0"):
                said += "\n" + text[1:]
            elif before.endswith(_BREAK):
                said = f"{said.rstrip(' ').removesuffix(chr(92))}  \n{text}"
            else:
                self._hint_joined(at, before, text, longest)
                joined = _JOIN.match(before.rstrip()[-1:]) and _JOIN.match(text.lstrip()[:1])
                said += text if joined else "\n" + text
        self.out += said.split("\n")

    def _hint_joined(self, at: int, before: str, text: str, longest: int) -> None:
        if before.startswith("\1") and not self.lines[at + 1].startswith(" "):
            found = f"“{text.strip()[:10]}”之前没有空行，接在上一行的列表项后面"
            self.hint(at + 1, found, "不属于这一项就在之前空一行，属于就缩进两格")
            return
        short = len(before.strip()) < _SHORT * longest
        if short and before.rstrip().endswith(_ENDS) and IDEOGRAPH.match(text.lstrip()[:1]):
            self.hint(
                at,
                f"“{before.strip()[-10:]}”之后没有空行，与下一行连成一段",
                "要分段就在两行之间空一行",
            )

    def hint(self, at: int, found: str, remedy: str) -> None:
        """Note a line, counted from the first of these."""
        self.hints.append(Hint(self.first + at, found, remedy))


def mend_reference(text: str) -> str:
    """Return a line that begins ``[注]: 说明`` so that it is not taken for the address of a link."""
    reference = _REFERENCE.match(text)
    return f"\\{text}" if reference and not _ADDRESS.match(reference[2]) else text


def indent_of(line: str) -> int:
    """Return the blanks before a line."""
    return len(line) - len(line.lstrip(" "))
