"""One text of a Word file (its body, its notes) rewritten in the few elements that pandoc reads right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from huiqi.materials.word.graphics import MC, choose
from huiqi.materials.word.inline import SKIPPED, InlineReader, Paragraph, StoryContext
from huiqi.materials.word.math import M
from huiqi.materials.word.styles import value_of
from huiqi.word.ooxml import Element, W, w

HEADING = "Heading"


class StoryReader:
    """Rewrites one part; ``targets`` are its relationships."""

    def __init__(self, context: StoryContext, targets: Mapping[str, str]) -> None:
        self.context = context
        self._inline = InlineReader(context, targets, partial(self.read_blocks, headings=False))

    @property
    def links(self) -> dict[str, str]:
        """The relationships that came to be needed, by their addresses."""
        return self._inline.links

    def read_blocks(self, parent: Element, *, headings: bool = True) -> list[Element]:
        """Return the paragraphs and tables of an element, rewritten."""
        blocks: list[Element] = []
        pending = self._read_blocks(parent, blocks, None, headings)
        if pending is not None:
            blocks += self._close(pending, w("pPr"))
        return blocks

    def _read_blocks(
        self, parent: Element, blocks: list[Element], pending: Paragraph | None, headings: bool
    ) -> Paragraph | None:
        """Append the blocks of an element; return a paragraph that runs on behind it."""
        from huiqi.materials.word.tables import read_table

        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag == f"{W}p":
                pending = self._read_paragraph(child, blocks, pending, headings)
            elif tag == f"{W}tbl":
                if pending is not None:
                    blocks += self._close(pending, w("pPr"))
                    pending = None
                blocks += read_table(self, child)
            elif tag in (f"{W}altChunk", f"{W}subDoc"):
                blocks.append(
                    w("p", self._inline.write_text(self._inline.note_missing("插入的文件")))
                )
            elif tag == f"{MC}AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    pending = self._read_blocks(chosen, blocks, pending, headings)
            elif not is_contents_block(child):
                if tag.startswith(M) or tag == f"{W}r":
                    pending = pending or Paragraph("")
                    self._inline.read_inline(child, pending)
                else:
                    pending = self._read_blocks(child, blocks, pending, headings)
        return pending

    def _read_paragraph(
        self, element: Element, blocks: list[Element], pending: Paragraph | None, headings: bool
    ) -> Paragraph | None:
        styles = self.context.styles
        paragraph = pending or Paragraph("")
        paragraph.style = styles.style_of(element)
        contents = styles.is_contents(element)
        gone = styles.mark_is_gone(element)
        label = None if gone or contents else self.context.numbering.next_label(element)
        own = Paragraph(paragraph.style)
        self._inline.read_inlines(element, own)
        if contents:
            return pending
        paragraph.runs += own.runs
        paragraph.text += own.text
        paragraph.before += own.before
        paragraph.after += own.after
        if gone:
            return paragraph
        properties = w("pPr")
        if label and label.text:
            paragraph.runs.insert(0, self._inline.write_text(label.text))
            paragraph.text = label.text + paragraph.text
        elif label and label.bullet:
            number, level = label.bullet
            properties.append(w("numPr", w("ilvl", val=level), w("numId", val=number)))
        if label and label.unknown:
            self.context.formats.add(label.unknown)
        level = styles.heading_level(element) if headings and paragraph.text.strip() else 0
        if level:
            properties.insert(0, w("pStyle", val=f"{HEADING}{min(level, 6)}"))
        blocks += self._close(paragraph, properties)
        return None

    def _close(self, paragraph: Paragraph, properties: Element) -> list[Element]:
        return [*paragraph.before, w("p", properties, *paragraph.runs), *paragraph.after]


def is_contents_block(element: Element) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return value_of(gallery) == "Table of Contents"


def iterate_notes(root: Element, kind: str) -> Iterator[Element]:
    """Yield the notes of a part, without the lines that part them from the text."""
    for note in root.iter(f"{W}{kind}"):
        if value_of(note, "type") in ("", "normal"):
            yield note
