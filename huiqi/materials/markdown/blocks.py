"""The lines of a Markdown text, rewritten so that each block is what it is meant to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiqi.chinese import IDEOGRAPH
from huiqi.materials.markdown.inline import mend_line
from huiqi.materials.markdown.lists import find_typed, read_item
from huiqi.materials.markdown.paragraphs import Hint, Paragraphs, indent_of, mend_reference
from huiqi.materials.markdown.tables import find_table_end, write_table

_FENCE = re.compile(r" *(`{3,}|~{3,})([^`]*)")
_RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *")
_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)(?!\d)(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *")
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_HTML = re.compile(
    r" {0,3}<(?:[!?]|/?(?:address|article|aside|blockquote|center|details|div|dl|fieldset|figure|form|h[1-6]|hr|iframe|ol"
    r"|p|pre|script|section|style|summary|svg|table|tbody|td|th|thead|tr|ul)\b)",
    re.IGNORECASE,
)
_INDENTED = re.compile(r"(?: {4,}|\u3000{2,})")


class Blocks:
    """The lines as they are written for Markdown, and the hints; counted from ``first``."""

    def __init__(self, lines: Sequence[str], first: int = 1) -> None:
        self.lines = lines
        self._text = Paragraphs(lines, first)

    @property
    def hints(self) -> list[Hint]:
        """Lines that may be meant otherwise than they are read."""
        return self._text.hints

    @property
    def counted(self) -> dict[int, int]:
        """The number that an item of a list gets, by its line."""
        return self._text.counted

    def rewrite(self) -> list[str]:
        """Return the lines, each block set off from the next."""
        typed, at = find_typed(self.lines), 0
        while at < len(self.lines):
            at = self._read_block(at, at in typed)
        self._text.end()
        return self._text.out

    def _read_block(self, at: int, typed: bool) -> int:
        line = self.lines[at]
        if not line.strip():
            self._text.end()
            self._text.put("")
            return at + 1
        for read in (self._read_fence, self._read_indented, self._read_table, self._read_quote):
            end = read(at)
            if end > at:
                return end
        item = read_item(line)
        if item is not None and self._text.begins_list(item.number):
            self._text.add_item(at, typed)
        elif match := _HEADING.fullmatch(line):
            self._text.leave()
            self._text.put_apart(f"{match[1]} {mend_line(match[2].strip())}")
        elif (
            _UNDERLINE.fullmatch(line)
            and len(self._text.open) == 1
            and not self._text.ends_sentence()
        ):
            self._text.open.append((at, "\0" + line.strip()))
            self._text.end()
        elif _RULE.fullmatch(line):
            self._text.leave()
            self._text.put_apart("---")
        elif _NOTE.match(line):
            return self._read_note(at)
        elif _HTML.match(line) and not self._text.open:
            return self._read_html(at)
        else:
            self._text.add_text(at)
        return at + 1

    def _read_fence(self, at: int) -> int:
        match = _FENCE.fullmatch(self.lines[at])
        if not match:
            return at
        self._text.leave()
        end = at + 1
        mark = match[1]
        closing = re.compile(rf" *{re.escape(mark[0])}{{{len(mark)},}} *")
        while end < len(self.lines) and not closing.fullmatch(self.lines[end]):
            end += 1
        if end == len(self.lines):
            self._text.hint(at, "代码框没有结束的一行", f"在结束处另起一行写 {mark}")
        self._text.put("")
        self._text.out += [mark, *self.lines[at + 1 : end], mark, ""]
        return end + 1

    def _read_indented(self, at: int) -> int:
        """Read an indent as the indent of a Chinese paragraph, unless what it holds is code."""
        line = self.lines[at]
        if not _INDENTED.match(line) or (read_item(line.lstrip(" ")) and self._text.stack.indents):
            return at
        if (
            self._text.stack.indents
            and line.startswith(" ")
            and not line.lstrip(" ").startswith("\u3000")
        ):
            return at
        end = at
        while end < len(self.lines) and self.lines[end].startswith("    "):
            end += 1
        code = self.lines[at:end]
        if code and not self._text.open and not any(map(IDEOGRAPH.search, code)):
            self._text.put("")
            self._text.out += [*code, ""]
            return end
        self._text.leave()
        self._text.open.append((at, line.strip(" ")))
        return at + 1

    def _read_table(self, at: int) -> int:
        end = find_table_end(self.lines, at)
        if end > at:
            depth = self._text.stack.depth_of(indent_of(self.lines[at]))
            self._text.end()
            if not depth:
                self._text.stack.close()
            self._text.put("")
            rows = write_table([mend_line(line) for line in self.lines[at:end]])
            self._text.out += [*("    " * depth + row for row in rows), ""]
        return end

    def _read_quote(self, at: int) -> int:
        end = at
        while (
            end < len(self.lines)
            and self.lines[end].lstrip(" ").startswith(">")
            and indent_of(self.lines[end]) < 4
        ):
            end += 1
        if end > at:
            self._text.leave()
            inner = [re.sub(r"^ *> ?", "", line) for line in self.lines[at:end]]
            blocks = Blocks(inner, self._text.first + at)
            self._text.put("")
            self._text.out += [f"> {line}" for line in blocks.rewrite()] + [""]
            self._text.hints += blocks.hints
            self._text.counted |= blocks.counted
        return end

    def _read_note(self, at: int) -> int:
        self._text.leave()
        self._text.put("")
        self._text.out.append(mend_line(self.lines[at]))
        end = find_note_end(self.lines, at)
        for line in self.lines[at + 1 : end]:
            own = line.startswith("    ") or not line.strip()
            said = mend_line(mend_reference(line.strip()))
            self._text.out.append(mend_line(line) if own else f"    {said}")
        self._text.put("")
        return end

    def _read_html(self, at: int) -> int:
        """Leave HTML as it is, up to the next blank line."""
        self._text.leave()
        self._text.put("")
        end = at
        while end < len(self.lines) and self.lines[end].strip():
            self._text.out.append(mend_line(self.lines[end]))
            end += 1
        return end


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
