"""Papers for tests that somebody has written in, as Word would save them."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy

from huiqi.word.ooxml import Element, W, to_bytes, w


def find_control(root: Element, key: str) -> Element:
    """Return the control with a key."""
    (tag,) = (one for one in root.iter(f"{W}tag") if one.get(f"{W}val") == key)
    return tag.getparent().getparent()


def write_into(control: Element, paragraphs: list[str]) -> None:
    """Write into a control as Word does: the prompt goes, Enter makes paragraphs of the same style."""
    for mark in list(control.iter(f"{W}showingPlcHdr")):
        mark.getparent().remove(mark)
    (paragraph,) = control.iter(f"{W}p")
    properties = paragraph.find(f"{W}pPr")
    (inner,) = paragraph.iter(f"{W}sdt")
    inner.find(f"{W}sdtContent")[:] = [_run(paragraphs[0])]
    for text in reversed(paragraphs[1:]):
        paragraph.addnext(w("p", deepcopy(properties), _run(text)))


def _run(text: str) -> Element:
    words = w("t")
    words.text = text
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), words)


def add_rows(root: Element, count: int) -> None:
    """Add rows to the list as Word does with Tab: without controls."""
    row = list(root.iter(f"{W}tr"))[-1]
    for number in range(count, 0, -1):
        more = deepcopy(row)
        for mark in [*more.iter(f"{W}bookmarkStart"), *more.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        for control in list(more.iter(f"{W}sdt")):
            around, content = control.getparent(), control.find(f"{W}sdtContent")
            around[around.index(control) : around.index(control) + 1] = list(content)
        for text in more.iter(f"{W}t"):
            text.text = f"第{number}条新增的内容"
        row.addnext(more)


def pack_again(data: bytes, root: Element) -> bytes:
    """Return a Word file with another document.xml."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = to_bytes(root)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()
