"""What a reader sees of a material's page, as one text."""

from __future__ import annotations

from typing import Any

from lxml import etree

PICTURE = "\ufffc"  # stands for a picture that is shown
_NOTE = "m-fn"  # the ids of notes and of the places that refer to them


def read_page_text(root: Any) -> str:
    """Return the text of a page: with the numbers that a browser counts, without marks of notes."""
    said: list[str] = []
    counts: list[int] = []
    muted = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag, note = element.tag, _is_note_mark(element)
        if event == "start":
            muted += note
            if tag == "ol":
                counts.append(_read_start(element))
            elif tag == "li" and _is_counted(element) and counts:
                said.append(f"\n{counts[-1]}.")
                counts[-1] += 1
            if tag == "img":
                said.append(PICTURE)
            said.append("" if muted else element.text or "")
        else:
            muted -= note
            if tag == "ol":
                counts.pop()
            said.append("" if muted or element is root else element.tail or "")
    return "".join(said)


def _is_note_mark(element: Any) -> bool:
    """Whether it is the number of a note, or the arrow that leads back from one."""
    return element.tag == "a" and (element.get("href") or "").startswith(f"#{_NOTE}")


def _is_counted(element: Any) -> bool:
    parent = element.getparent()
    return (
        parent is not None
        and parent.tag == "ol"
        and not (element.get("id") or "").startswith(_NOTE)
    )


def _read_start(element: Any) -> int:
    start = element.get("start") or ""
    return int(start) if start.isdecimal() else 1
