"""Reading within a paragraph: runs, fields, controls, notes, what a soft break ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from huiqi.collect.reading.document import Aside, Line, Position
from huiqi.collect.reading.echo import find_echo
from huiqi.collect.reading.inline import (
    MATH,
    Inline,
    OpenField,
    find_boxes,
    find_pictures,
    name_signs,
    pick_alternative,
    read_form_field,
    read_symbol,
)
from huiqi.collect.reading.mark_reader import MarkReader
from huiqi.word.ooxml import Element, W

Take = Callable[[Element], None]
DESCENT = frozenset(
    f"{W}{tag}"
    for tag in (
        "r", "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "rubyBase", "sdtContent",
    )
)  # fmt: skip
# What holds no text, or text that is not shown: what was deleted here or by somebody else at the same time.
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SKIPPED = frozenset(
    [*(f"{W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "rt", "rubyPr", "sdtPr", "sectPr")), f"{_W14}conflictDel"]
)  # fmt: skip
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PRIVATE = re.compile(r"[\uf000-\uf0ff]")


class ParagraphReader:
    """Reads what stands in paragraphs. ``notes`` are the texts of notes by kind and id."""

    def __init__(self, notes: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self.lines: list[Line] = []
        self.marks = MarkReader()
        self._pieces: list[Line] = []  # of the paragraph that is read
        self._notes = notes
        self._inline: Inline | None = None
        self._count = 0
        self._controls = 0  # open ones within the paragraph
        self._boxes = 0  # open ones
        self.echoed = False
        self._open_fields: frozenset[Element] = frozenset()
        self._fields: list[OpenField] = []
        self._into = self._make_inline_table()

    def _end_piece(self, inline: Inline) -> None:
        """End a paragraph, or the part of one before a soft break."""
        number, text = len(self.lines), inline.text
        echo = find_echo(text, inline.cuts) if len(inline.cuts) > 2 else None
        if echo is not None:
            self.echoed = True
            self.marks.move(lambda place: _shorten(place, number, *echo))
            text = text[: echo[0]] + text[echo[1] :]
        line = Line(
            number,
            text,
            inline.style,
            tuple(inline.asides),
            tuple(inline.pictures),
            inline.goes_on,
            self._boxes > 0,
        )
        self.lines.append(line)
        self._pieces.append(line)

    def _break_line(self, mark: Element) -> None:
        """Let a soft break begin a line that goes on with the paragraph; page breaks are no text."""
        inline = self._inline
        if (
            inline is not None
            and all(field.begun for field in self._fields)
            and mark.get(f"{W}type") in (None, "textWrapping")
        ):
            self._end_piece(inline)
            self._count += 1
            self._inline = Inline(inline.style, goes_on=True, boxes=inline.boxes)

    def _read_run(self, run: Element) -> None:
        inline, begin = self._inline, 0 if self._inline is None else self._inline.length
        self._read_inline(run)
        if self._controls and inline is not None and inline.length == begin:
            inline.cuts.append(begin)

    def _read_inline(self, parent: Element) -> None:
        for child in parent:
            read = self._into.get(child.tag)
            if read is not None:
                read(child)
            elif len(child) and child.tag not in SKIPPED:
                self._read_inline(child)  # of a kind that newer programs wrap round text

    def _make_inline_table(self) -> dict[str, Take]:
        def add(sign: str) -> Take:
            return lambda _: self._add(sign)

        found: dict[str, Take] = dict.fromkeys(DESCENT, self._read_inline)
        own: dict[str, Take] = {
            "r": self._read_run,
            "t": self._read_text,
            "tab": add("\t"), "ptab": add("\t"), "noBreakHyphen": add("-"),
            "cr": self._break_line, "br": self._break_line,
            "sym": lambda mark: self._add(read_symbol(mark)),
            "fldChar": self._read_field, "instrText": self._read_instruction, "ruby": self._read_ruby, "drawing": self._read_drawing,
            "pict": self._read_drawing, "object": self._read_drawing, "contentPart": self._read_drawing,
            "footnoteReference": lambda mark: self._add_note("footnote", mark),
            "endnoteReference": lambda mark: self._add_note("endnote", mark),
            "sdt": lambda control: self._read_control(control, self._read_inline),
            "bookmarkStart": lambda mark: self.marks.begin_bookmark(mark, self._here()),
            "bookmarkEnd": lambda mark: self.marks.end_bookmark(mark, self._here()),
        }  # fmt: skip
        found |= {f"{W}{tag}": read for tag, read in own.items()}
        found |= dict.fromkeys((f"{MATH}oMath", f"{MATH}oMathPara"), self._read_formula)
        found[ALTERNATIVES] = lambda both: self._read_inline(pick_alternative(both))
        return found

    def _read_text(self, mark: Element) -> None:
        text = mark.text or ""
        self._add(name_signs(text, mark.getparent()) if _PRIVATE.search(text) else text)

    def _add(self, text: str) -> None:
        if text and self._inline is not None and all(field.begun for field in self._fields):
            self._inline.add(text)
            for field in self._fields:
                field.said = True

    def _read_field(self, mark: Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._add(read_form_field(mark))
            if mark not in self._open_fields:
                self._fields.append(OpenField())
        elif self._fields and kind == "separate":
            self._fields[-1].begun = True
        elif self._fields and kind == "end":
            self._add(self._fields.pop().read_instruction())

    def _read_instruction(self, mark: Element) -> None:
        if self._fields and not self._fields[-1].begun:
            self._fields[-1].instruction += mark.text or ""

    def _read_formula(self, formula: Element) -> None:
        for mark in formula.iter(f"{MATH}t", f"{W}t"):
            self._add(mark.text or "")

    def _read_ruby(self, ruby: Element) -> None:
        self._read_inline(ruby)
        sound = "".join(
            mark.text or "" for part in ruby.findall(f"{W}rt") for mark in part.iter(f"{W}t")
        )
        self._hang([sound])

    def _add_note(self, kind: str, mark: Element) -> None:
        self._hang(self._notes.get(kind, {}).get(mark.get(f"{W}id"), ()))

    def _hang(self, texts: list[str] | tuple[str, ...]) -> None:
        if self._inline is not None:
            self._inline.asides += [Aside(self._inline.length, text) for text in texts if text]

    def _read_drawing(self, drawing: Element) -> None:
        if self._inline is not None:
            self._inline.boxes += find_boxes(drawing)
            if find_pictures(drawing):
                self._inline.pictures.append(self._inline.length)

    def _read_control(self, control: Element, take: Take) -> None:
        content, begin = control.find(f"{W}sdtContent"), self._here()
        inside = self._inline is not None
        self._controls += inside
        self._cut()
        if content is not None:
            take(content)
        self._cut()
        self._controls -= inside
        self.marks.end_control(control, begin, self._here())

    def _cut(self) -> None:
        if self._inline is not None:
            self._inline.cuts.append(self._inline.length)

    def _here(self) -> Position:
        return (self._count, 0) if self._inline is None else (self._count - 1, self._inline.length)


def _shorten(place: Position, line: int, begin: int, end: int) -> Position:
    """Return where a position is when a part of a line is taken out."""
    if place[0] != line or place[1] <= begin:
        return place
    return line, max(begin, place[1] - (end - begin))
