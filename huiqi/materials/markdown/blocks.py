"""The lines of a Markdown text, rewritten so that each block is what it is meant to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from huiqi.chinese import CJK, IDEOGRAPH
from huiqi.materials.markdown.inline import mend_line, tick_box
from huiqi.materials.markdown.lists import ListStack, find_typed, read_item
from huiqi.materials.markdown.tables import find_table_end, write_table

_FENCE = re.compile(r" *(`{3,}|~{3,})([^`]*)")
_RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *")
_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)(?!\d)(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *")
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_REFERENCE = re.compile(r" {0,3}\[([^\]^]+)\]:\s*(\S+)")
_ADDRESS = re.compile(r"<?([a-zA-Z][\w+.-]*:|[./#]|[\w./%-]+\.[A-Za-z]{2,4}\b)")
_HTML = re.compile(
    r" {0,3}<(?:[!?]|/?(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figure|form|h[1-6]|hr|iframe|ol"
    r"|p|pre|script|section|style|summary|svg|table|tbody|td|th|thead|tr|ul)\b)",
    re.IGNORECASE,
)
_INDENTED = re.compile(r"(?: {4,}|\u3000{2,})")
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
class Blocks:
    """The lines as they are written for Markdown, and the hints; counted from ``first``."""

    lines: Sequence[str]
    first: int = 1
    out: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    counted: dict[int, int] = field(default_factory=dict)  # by its line, the number an item gets
    _counts: dict[int, int] = field(default_factory=dict)  # by its depth, the last item's number
    _stack: ListStack = field(default_factory=ListStack)
    _paragraph: list[tuple[int, str]] = field(default_factory=list)
    _in_paragraph: bool = False  # the last block of the list is a paragraph below its item

    def rewrite(self) -> list[str]:
        """Return the lines, each block set off from the next."""
        typed, at = find_typed(self.lines), 0
        while at < len(self.lines):
            at = self._read_block(at, at in typed)
        self._end_paragraph()
        return self.out

    def _read_block(self, at: int, typed: bool) -> int:
        line = self.lines[at]
        if not line.strip():
            self._end_paragraph()
            self._put("")
            return at + 1
        for read in (self._read_fence, self._read_indented, self._read_table, self._read_quote):
            end = read(at)
            if end > at:
                return end
        item = read_item(line)
        if item is not None and self._begins_list(item.number):
            self._read_item(at, typed)
        elif match := _HEADING.fullmatch(line):
            self._leave()
            self._own(f"{match[1]} {mend_line(match[2].strip())}")
        elif _UNDERLINE.fullmatch(line) and len(self._paragraph) == 1 and not self._ends_sentence():
            self._paragraph.append((at, "\0" + line.strip()))
            self._end_paragraph()
        elif _RULE.fullmatch(line):
            self._leave()
            self._own("---")
        elif _NOTE.match(line):
            return self._read_note(at)
        elif _HTML.match(line) and not self._paragraph:
            return self._read_html(at)
        else:
            self._read_text(at)
        return at + 1

    def _ends_sentence(self) -> bool:
        return self._paragraph[-1][1].rstrip().endswith(_ENDS)

    def _begins_list(self, number: int | None) -> bool:
        """A number other than 1 within a paragraph begins no list: it may be a year."""
        return not self._paragraph or bool(self._stack.indents) or number in (None, 1)

    def _read_fence(self, at: int) -> int:
        match = _FENCE.fullmatch(self.lines[at])
        if not match:
            return at
        self._leave()
        end = at + 1
        mark = match[1]
        closing = re.compile(rf" *{re.escape(mark[0])}{{{len(mark)},}} *")
        while end < len(self.lines) and not closing.fullmatch(self.lines[end]):
            end += 1
        if end == len(self.lines):
            self._hint(at, "代码框没有结束的一行", f"在结束处另起一行写 {mark}")
        self._put("")
        self.out += [mark, *self.lines[at + 1 : end], mark, ""]
        return end + 1

    def _read_indented(self, at: int) -> int:
        """Read an indent as the indent of a Chinese paragraph, unless what it holds is code."""
        line = self.lines[at]
        if not _INDENTED.match(line) or (read_item(line.lstrip(" ")) and self._stack.indents):
            return at
        if (
            self._stack.indents
            and line.startswith(" ")
            and not line.lstrip(" ").startswith("\u3000")
        ):
            return at
        end = at
        while end < len(self.lines) and self.lines[end].startswith("    "):
            end += 1
        code = self.lines[at:end]
        if code and not self._paragraph and not any(map(IDEOGRAPH.search, code)):
            self._put("")
            self.out += [*code, ""]
            return end
        self._leave()
        self._paragraph.append((at, line.strip(" ")))
        return at + 1

    def _read_table(self, at: int) -> int:
        end = find_table_end(self.lines, at)
        if end > at:
            depth = self._stack.depth_of(_indent(self.lines[at]))
            self._end_paragraph()
            if not depth:
                self._stack.close()
            self._put("")
            rows = write_table([mend_line(line) for line in self.lines[at:end]])
            self.out += [*("    " * depth + row for row in rows), ""]
        return end

    def _read_quote(self, at: int) -> int:
        end = at
        while (
            end < len(self.lines)
            and self.lines[end].lstrip(" ").startswith(">")
            and _indent(self.lines[end]) < 4
        ):
            end += 1
        if end > at:
            self._leave()
            inner = [re.sub(r"^ *> ?", "", line) for line in self.lines[at:end]]
            blocks = Blocks(inner, self.first + at)
            self._put("")
            self.out += [f"> {line}" for line in blocks.rewrite()] + [""]
            self.hints += blocks.hints
            self.counted |= blocks.counted
        return end

    def _read_item(self, at: int, typed: bool) -> None:
        item = read_item(self.lines[at])
        if item is None:
            return
        was_open = bool(self._stack.indents)
        self._end_paragraph()
        depth, same = self._stack.place(item)
        text = mend_line(tick_box(item.text))
        if typed:
            self._put("")
            self._paragraph_at(
                at, "    " * depth + item.mark.replace(".", "\\.").replace(")", "\\)") + " " + text
            )
            return
        # Another kind of list at the same place is another list; behind a paragraph an item needs a blank line.
        if not was_open or (not same and not depth) or self._in_paragraph:
            self._put("")
        self._in_paragraph = False
        if item.number is not None:
            goes_on = was_open and same and depth in self._counts
            self._counts[depth] = self._counts[depth] + 1 if goes_on else item.number
            self.counted[self.first + at] = self._counts[depth]
        self._counts = {key: count for key, count in self._counts.items() if key <= depth}
        mark = item.mark if item.number is None else f"{item.number}."
        self._paragraph_at(at, f"{'    ' * depth}{mark} {text}")

    def _paragraph_at(self, at: int, text: str) -> None:
        self._paragraph.append((at, "\1" + text))

    def _read_note(self, at: int) -> int:
        self._leave()
        self._put("")
        self.out.append(mend_line(self.lines[at]))
        end = find_note_end(self.lines, at)
        for line in self.lines[at + 1 : end]:
            own = line.startswith("    ") or not line.strip()
            said = mend_line(_mend_reference(line.strip()))
            self.out.append(mend_line(line) if own else f"    {said}")
        self._put("")
        return end

    def _read_html(self, at: int) -> int:
        """Leave HTML as it is, up to the next blank line."""
        self._leave()
        self._put("")
        end = at
        while end < len(self.lines) and self.lines[end].strip():
            self.out.append(mend_line(self.lines[end]))
            end += 1
        return end

    def _read_text(self, at: int) -> None:
        line = self.lines[at]
        text = line.strip(" ") if line.rstrip(" ") == line else line.lstrip(" ")
        text = _mend_reference(text)
        if re.match(r"#+\d", text):
            text = "\\" + text
        item = read_item(line)
        if item is not None and item.number is not None:
            text = item.mark[:-1] + "\\" + item.mark[-1] + text[len(item.mark) :]
        own = bool(_OWN_LINE.match(text)) or item is not None
        if self._paragraph and own:
            self._end_paragraph()
            if self._stack.indents and not line.startswith("  "):
                self._stack.close()
            self._put("")
        if not self._paragraph and self._stack.indents:
            depth = self._stack.depth_of(_indent(line))
            if depth:
                text, self._in_paragraph = "    " * depth + text, True
            else:
                self._stack.close()
                self._put("")
        self._paragraph.append((at, mend_line(text)))

    def _leave(self) -> None:
        self._end_paragraph()
        self._stack.close()
        self._put("")

    def _own(self, text: str) -> None:
        self._put("")
        self.out += [text, ""]

    def _put(self, text: str) -> None:
        """Append a line; one blank line parts as well as many."""
        if text or (self.out and self.out[-1]):
            self.out.append(text)

    def _end_paragraph(self) -> None:
        """Write a paragraph: lines of Chinese are joined, a break that is typed is kept."""
        lines, self._paragraph = self._paragraph, []
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
            self._hint(at + 1, found, "不属于这一项就在之前空一行，属于就缩进两格")
            return
        short = len(before.strip()) < _SHORT * longest
        if short and before.rstrip().endswith(_ENDS) and IDEOGRAPH.match(text.lstrip()[:1]):
            self._hint(
                at,
                f"“{before.strip()[-10:]}”之后没有空行，与下一行连成一段",
                "要分段就在两行之间空一行",
            )

    def _hint(self, at: int, found: str, remedy: str) -> None:
        self.hints.append(Hint(self.first + at, found, remedy))


def _mend_reference(text: str) -> str:
    """Return a line that begins ``[注]: 说明`` so that it is not taken for the address of a link."""
    reference = _REFERENCE.match(text)
    return f"\\{text}" if reference and not _ADDRESS.match(reference[2]) else text


def find_note_end(lines: Sequence[str], at: int) -> int:
    """Return where a note ends: its lines need no indent, its further paragraphs do."""
    end, blank = at + 1, False
    while end < len(lines):
        line = lines[end]
        if line.strip() and not line.startswith("    ") and (blank or _begins_other(line)):
            break
        blank = not line.strip()
        end += 1
    return end


def _begins_other(line: str) -> bool:
    """Whether a line is no words that go on with a note."""
    forms = (_NOTE.match, _HEADING.fullmatch, _FENCE.fullmatch, read_item)
    return line.lstrip().startswith((">", "|", "<")) or any(form(line) for form in forms)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
