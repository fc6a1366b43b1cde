"""What stands inside a paragraph of a Word file, rewritten in the few elements that pandoc reads right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from huiqi.materials.word.fields import FieldStack, draw_field, is_silent_code
from huiqi.materials.word.graphics import MC, Drawn, choose, find_drawn, write_picture
from huiqi.materials.word.math import M, read_formula
from huiqi.materials.word.numbering import Numbering
from huiqi.materials.word.signs import MARK, is_line_to_fill, read_sym, read_text
from huiqi.materials.word.styles import Styles, value_of
from huiqi.word.ooxml import Element, R, W, text_element, w

# Deleted, moved away, or about the text and no part of it.
SKIPPED = {
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr",
        "smartTagPr", "fldData", "footnoteRef", "endnoteRef", "annotationRef", "softHyphen", "separator",
        "continuationSeparator", "lastRenderedPageBreak", "rubyPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr",
    )
}  # fmt: skip
_GAP, _LINE = "\u3000", "________"  # a tab, and one that is underlined
_KEPT_FLAGS = ("b", "i", "strike")


@dataclass(frozen=True)
class Missing:
    """Something that cannot be shown, and the words before it."""

    what: str
    after: str


@dataclass
class Paragraph:
    """One paragraph while it is read: its runs, and the boxes that are anchored in it."""

    style: str
    runs: list[Element] = field(default_factory=list)
    text: str = ""
    before: list[Element] = field(default_factory=list)
    after: list[Element] = field(default_factory=list)


@dataclass
class StoryContext:
    """What the texts of one file share, and what the rewriting finds out."""

    styles: Styles
    numbering: Numbering
    parts: Mapping[str, bytes]
    missing: list[Missing] = field(default_factory=list)
    formats: set[str] = field(default_factory=set)
    pictures: int = 0


class InlineReader:
    """Rewrites what paragraphs of one part hold; the blocks of a text box are read by ``read_blocks``."""

    def __init__(
        self,
        context: StoryContext,
        targets: Mapping[str, str],
        read_blocks: Callable[[Element], list[Element]],
    ) -> None:
        self.context = context
        self.targets = targets
        self.links: dict[str, str] = {}
        self._read_blocks = read_blocks
        self._fields = FieldStack()
        self._said = ""

    def read_inlines(self, parent: Element, paragraph: Paragraph) -> None:
        """Append what an element holds to a paragraph."""
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in SKIPPED:
                self.read_inline(child, paragraph)

    def read_inline(self, child: Element, paragraph: Paragraph) -> None:
        """Append one element to a paragraph."""
        tag = child.tag
        if tag == f"{W}r":
            self._read_run(child, paragraph)
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            self._add(paragraph, child, read_formula(child))
        elif tag == f"{MC}AlternateContent":
            chosen = choose(child)
            if chosen is not None:
                self.read_inlines(chosen, paragraph)
        elif tag == f"{W}hyperlink":
            self._read_link(child, paragraph)
        elif tag == f"{W}fldSimple":
            code, before = value_of(child, "instr"), len(paragraph.runs)
            if not is_silent_code(code):
                self.read_inlines(child, paragraph)
                if len(paragraph.runs) == before:
                    self._add(paragraph, child, draw_field(code))
        elif tag == f"{W}subDoc":
            self._add(paragraph, child, MARK, missing="插入的文件")
        else:
            self.read_inlines(child, paragraph)

    def _read_link(self, element: Element, paragraph: Paragraph) -> None:
        start, relation = len(paragraph.runs), element.get(f"{R}id")
        self.read_inlines(element, paragraph)
        if relation and relation in self.targets:
            link = w("hyperlink", *paragraph.runs[start:])
            link.set(f"{R}id", relation)
            paragraph.runs[start:] = [link]

    def _read_run(self, run: Element, paragraph: Paragraph) -> None:
        if self.context.styles.is_hidden(run, paragraph.style):
            # The marks of a field count even where they are hidden.
            for mark in run.iter(f"{W}fldChar", f"{W}instrText"):
                self._read_field_part(mark)
            return
        self._read_run_parts(run, run, paragraph)

    def _read_run_parts(self, parent: Element, run: Element, paragraph: Paragraph) -> None:
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in SKIPPED:
                continue
            tag = child.tag
            if tag in (f"{W}fldChar", f"{W}instrText"):
                self._add(paragraph, run, self._read_field_part(child))
            elif tag in _SIGNS:
                self._add(paragraph, run, _SIGNS[tag](child, run))
            elif tag in (f"{W}br", f"{W}cr"):
                self._add_element(paragraph, run, w("br"))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                name = tag.removeprefix(W)
                self._add_element(paragraph, run, w(name, id=value_of(child, "id")))
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._read_drawn(child, run, paragraph)
            elif tag == f"{W}ruby":
                self._read_ruby(child, run, paragraph)
            elif tag == f"{MC}AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    self._read_run_parts(chosen, run, paragraph)
            elif tag.startswith(M):
                self._add(paragraph, run, read_formula(child))
            elif tag == f"{W}r":
                self._read_run(child, paragraph)
            else:
                self._read_run_parts(child, run, paragraph)

    def _read_field_part(self, mark: Element) -> str:
        if mark.tag == f"{W}instrText":
            self._fields.read_code(mark.text or "")
            return ""
        return self._fields.change(mark)

    def _read_ruby(self, ruby: Element, run: Element, paragraph: Paragraph) -> None:
        base, reading = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
        if base is not None:
            self.read_inlines(base, paragraph)
        said = "" if reading is None else "".join(t.text or "" for t in reading.iter(f"{W}t"))
        self._add(paragraph, run, f"（{said}）" if said.strip() else "")

    def _read_drawn(self, element: Element, run: Element, paragraph: Paragraph) -> None:
        if self._fields.is_silent:
            return
        for drawn in find_drawn(element, self.targets, self.context.parts):
            if drawn.box is not None:
                beside = paragraph.after if paragraph.text.strip() else paragraph.before
                beside += self._read_box(drawn.box)
            elif drawn.picture:
                self._add_picture(drawn, run, paragraph)
            elif drawn.text:
                self._add(paragraph, run, drawn.text)
            else:
                self._add(paragraph, run, MARK, missing=drawn.missing)

    def _read_box(self, box: Element) -> list[Element]:
        """Return the blocks of a text box; its fields are its own."""
        outer, self._fields = self._fields, FieldStack()
        blocks = self._read_blocks(box)
        self._fields = outer
        return [block for block in blocks if block.tag == f"{W}tbl" or len(block) > 1]

    def _add_picture(self, drawn: Drawn, run: Element, paragraph: Paragraph) -> None:
        self.context.pictures += 1
        self._add_element(paragraph, run, write_picture(drawn, self.context.pictures))

    def note_missing(self, what: str) -> str:
        """Remember what cannot be shown, and return the mark of its place."""
        self.context.missing.append(Missing(what, self._said.strip()[-12:]))
        return MARK

    def _add(
        self, paragraph: Paragraph, run: Element, text: str, *, missing: str = "认不出的符号或公式"
    ) -> None:
        if not text or self._fields.is_silent:
            return
        if MARK in text:
            self.note_missing(missing)
        if text == _GAP:
            lined = is_line_to_fill(run, " ")
            text = _LINE if lined else _GAP if paragraph.text else ""
        elif is_line_to_fill(run, text):
            text = "_" * max(len(text), 2)
        if text:
            self._add_element(paragraph, run, text_element(text))
            paragraph.text += text
            self._said = (self._said + text)[-24:]

    def _add_element(self, paragraph: Paragraph, run: Element, element: Element) -> None:
        if self._fields.is_silent:
            return
        self._fields.note_shown()
        made = w("r", self._properties(run, paragraph.style), element)
        if self._fields.address:
            link = w("hyperlink", made)
            link.set(
                f"{R}id", self.links.setdefault(self._fields.address, f"huiqi{len(self.links)}")
            )
            made = link
        paragraph.runs.append(made)

    def _properties(self, run: Element, style: str) -> Element:
        styles = self.context.styles
        flags = [name for name in _KEPT_FLAGS if styles.run_flag(run, name)]
        struck = styles.run_flag(run, "dstrike", style) or styles.run_flag(run, "strike", style)
        if struck and "strike" not in flags:
            flags.append("strike")
        line, raised = run.find(f"{W}rPr/{W}u"), run.find(f"{W}rPr/{W}vertAlign")
        return w(
            "rPr", *(w(name) for name in flags),
            w("u", val="single") if line is not None and value_of(line) != "none" else None,
            w("vertAlign", val=value_of(raised)) if raised is not None else None,
        )  # fmt: skip

    def write_text(self, text: str) -> Element:
        """Return a run with a text that the file does not hold as such."""
        self._said = (self._said + text)[-24:]
        return w("r", w("rPr"), text_element(text))


_SIGNS: dict[str, Callable[[Element, Element], str]] = {
    f"{W}t": read_text,
    f"{W}sym": lambda sign, _: read_sym(sign),
    f"{W}tab": lambda *_: _GAP,
    f"{W}ptab": lambda *_: _GAP,
    f"{W}noBreakHyphen": lambda *_: "-",
}
