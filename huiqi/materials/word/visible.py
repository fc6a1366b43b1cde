"""What a reader of a Word file sees, read straight from it: the ledger's side of the source.

It shares with the rewriting what a sign, a number or a field means, but not the way through the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.materials.page_text import PICTURE
from huiqi.materials.word.fields import FieldStack, draw_field, is_silent_code
from huiqi.materials.word.graphics import MC, choose, find_drawn
from huiqi.materials.word.inline import SKIPPED
from huiqi.materials.word.math import M, read_formula
from huiqi.materials.word.numbering import Numbering
from huiqi.materials.word.rewrite import find_targets
from huiqi.materials.word.signs import MARK, is_line_to_fill, read_sym, read_text
from huiqi.materials.word.story import is_contents_block, iterate_notes
from huiqi.materials.word.styles import Styles, is_on, value_of
from huiqi.word.ooxml import Element, W

_DOCUMENT = "word/document.xml"
_NOTES = {
    "footnoteReference": ("word/footnotes.xml", "footnote"),
    "endnoteReference": ("word/endnotes.xml", "endnote"),
}
_GONE_ROWS = {f"{W}tr": ("del", "moveFrom", "hidden"), f"{W}tc": ("cellDel",)}


def list_shown(roots: Mapping[str, Element], parts: Mapping[str, bytes]) -> list[str]:
    """Return what Word shows of body and notes, a paragraph an item, in reading order."""
    styles = Styles(roots.get("word/styles.xml"))
    walker = _Walker(styles, Numbering(roots.get("word/numbering.xml"), styles), roots, parts)
    body = roots[_DOCUMENT].find(f"{W}body")
    lines = [] if body is None else list(walker.walk(body))
    for note in walker.notes:
        lines += walker.read_note(*note)
    return [line for line in lines if line.strip()]


class _Walker:
    def __init__(
        self, styles: Styles, numbering: Numbering, roots: Mapping[str, Element], parts: Mapping[str, bytes],
    ) -> None:  # fmt: skip
        self.styles, self.numbering, self.roots, self.parts = styles, numbering, roots, parts
        self.notes: list[tuple[str, str]] = []
        self._part = _DOCUMENT
        self._targets = find_targets(roots, _DOCUMENT)
        self._fields = FieldStack()
        self._boxes: list[tuple[bool, Element]] = []
        self._line = ""

    def read_note(self, kind: str, number: str) -> Iterator[str]:
        part, name = _NOTES[kind]
        if part not in self.roots:
            return
        self._part, self._targets = part, find_targets(self.roots, part)
        for note in iterate_notes(self.roots[part], name):
            if value_of(note, "id") == number:
                yield from self.walk(note)

    def walk(self, parent: Element) -> Iterator[str]:
        """Yield the paragraphs below an element; one that runs on is yielded with the next."""
        carried = ""
        for paragraph in self._paragraphs(parent):
            if isinstance(paragraph, str):
                yield paragraph
                continue
            contents, gone = self.styles.is_contents(paragraph), self.styles.mark_is_gone(paragraph)
            label = None if contents or gone else self.numbering.next_label(paragraph)
            outer, self._line, self._boxes = (self._line, self._boxes), "", []
            self._read(paragraph, self.styles.style_of(paragraph))
            line, boxes = self._line, self._boxes
            self._line, self._boxes = outer
            if contents:
                continue
            yield from self._read_boxes(box for early, box in boxes if early)
            if gone:
                carried += line
            else:
                yield (label.text if label else "") + carried + line
                carried = ""
            yield from self._read_boxes(box for early, box in boxes if not early)
        if carried:
            yield carried

    def _read_boxes(self, boxes: Iterator[Element]) -> Iterator[str]:
        for box in boxes:
            outer, self._fields = self._fields, FieldStack()
            yield from self.walk(box)
            self._fields = outer

    def _paragraphs(self, parent: Element) -> Iterator[Element | str]:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED or is_contents_block(child):
                continue
            if tag == f"{W}p":
                yield child
            elif tag in (f"{W}altChunk", f"{W}subDoc"):
                yield MARK
            elif tag == f"{MC}AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    yield from self._paragraphs(chosen)
            elif not self._is_gone_row(child):
                yield from self._paragraphs(child)

    def _is_gone_row(self, element: Element) -> bool:
        properties = f"{element.tag}Pr"
        marks = (
            element.find(f"{properties}/{W}{name}") for name in _GONE_ROWS.get(element.tag, ())
        )
        return any(mark is not None and is_on(mark) for mark in marks)

    def _say(self, text: str) -> None:
        if not self._fields.is_silent:
            if text.strip():
                self._fields.note_shown()
            self._line += text

    def _read(self, parent: Element, style: str, run: Element | None = None) -> None:
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in SKIPPED:
                self._read_one(child, style, run)

    def _read_one(self, child: Element, style: str, run: Element | None) -> None:
        tag = child.tag
        name = tag.removeprefix(W)
        if name == "fldChar":
            self._line += self._fields.change(child)
        elif name == "instrText":
            self._fields.read_code(child.text or "")
        elif name == "r":
            if self.styles.is_hidden(child, style):
                for mark in child.iter(f"{W}fldChar", f"{W}instrText"):
                    self._read_one(mark, style, run)
            else:
                self._read(child, style, child)
        elif tag.startswith(M):
            self._say(read_formula(child))
        elif name == "fldSimple":
            if not is_silent_code(value_of(child, "instr")):
                before = self._line
                self._read(child, style, run)
                self._say(draw_field(value_of(child, "instr")) if self._line == before else "")
        elif tag == f"{MC}AlternateContent":
            chosen = choose(child)
            if chosen is not None:
                self._read(chosen, style, run)
        elif name == "subDoc":
            self._say(MARK)
        elif run is not None:
            self._read_sign(child, name, style, run)
        else:
            self._read(child, style, run)

    def _read_sign(self, child: Element, name: str, style: str, run: Element) -> None:
        if name == "t":
            text = read_text(child, run)
            self._say("_" * max(len(text), 2) if is_line_to_fill(run, text) else text)
        elif name == "sym":
            self._say(read_sym(child))
        elif name in ("tab", "ptab"):
            self._say("________" if is_line_to_fill(run, " ") else " ")
        elif name == "noBreakHyphen":
            self._say("-")
        elif name in _NOTES:
            self.notes.append((name, value_of(child, "id")))
        elif name == "ruby":
            self._read_ruby(child, style, run)
        elif name in ("drawing", "pict", "object"):
            self._read_drawn(child)
        else:
            self._read(child, style, run)

    def _read_ruby(self, ruby: Element, style: str, run: Element) -> None:
        for base in ruby.findall(f"{W}rubyBase"):
            self._read(base, style, run)
        reading = "".join(t.text or "" for rt in ruby.findall(f"{W}rt") for t in rt.iter(f"{W}t"))
        self._say(f"（{reading}）" if reading.strip() else "")

    def _read_drawn(self, element: Element) -> None:
        if self._fields.is_silent:
            return
        for drawn in find_drawn(element, self._targets, self.parts):
            if drawn.box is not None:
                self._boxes.append((not self._line.strip(), drawn.box))
            else:
                self._say(drawn.text or (PICTURE if drawn.picture else MARK))
