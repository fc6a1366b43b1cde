"""Places to fill, as content controls that hold several paragraphs and show their prompt again.

How a filled paper is read back, and what must therefore stay as it is:

* Every place has a key, unique in its paper: ``{.fill #key}`` in the template.
* A bookmark of that name lies round the answer. LibreOffice 7.4 keeps it, and drops tags. Of an answer of several
  paragraphs it writes the beginning twice, and has the bookmark round the last paragraph alone when it saves a second
  time: the answer is what stands between the fixed text before it and the end of its bookmark.
* A control has the key as its ``w:tag``. Where a place fills its paragraph or its cell, two controls stand
  inside each other: the outer one, round the paragraph or the cell, has the tag and takes further paragraphs;
  the inner one, in the paragraph, has no tag and shows the prompt.
* A date, a choice and a place beside other words are one control in the paragraph. Where nothing stands behind
  it, the bookmark ends behind the paragraph, and so behind further ones that Enter makes of it.
* ``w:showingPlcHdr`` says that nobody has written there yet. LibreOffice keeps that mark on controls that have
  been filled: what decides is whether the text is the prompt.
* Rows of a list have keys that end in ``_1``, ``_2`` …; one table is one list. A row that somebody added has
  no key: it is read by its place, cell under cell of the row with the keys.

Why two controls (tried through LibreOffice's API, 7.4): words in a control round their paragraph become a text
field there, saved five times over; where a second control inside holds all of them, that one is read, Enter and a
pasted text of several paragraphs become line breaks inside it, and they survive saving. In a control in a paragraph the
schema has no place for a second paragraph (ECMA-376-1, 17.5.2.36); round paragraphs and round cells it has
(17.5.2.34, 17.5.2.33), and Word and WPS write both forms themselves.

Repeating rows (``w15:repeatingSection``) are not used: LibreOffice turns what they hold besides controls into
fields, and plain rows can be inserted, copied and deleted everywhere.
"""

from __future__ import annotations

import zlib

from huiqi.word.ooxml import Element, W, all_of, text_of, w

# Kinds of control that hold one value.
_SINGLE = ("date", "dropDownList")


def name_controls(body: Element) -> None:
    """Give each control the id that follows from its key, and each distinct prompt a number."""
    numbers: dict[tuple[str, str], int] = {}
    for control in all_of(body, "sdt"):
        properties = control[0]
        key = properties.find(f"{W}tag").get(f"{W}val")
        properties.find(f"{W}id").set(f"{W}val", _make_id(key))
        number = numbers.setdefault(_prompt_of(control), len(numbers) + 1)
        properties.find(f"{W}placeholder")[0].set(f"{W}val", _name_prompt(number))


def list_prompts(body: Element) -> list[tuple[str, str, str]]:
    """Return name, style and text of each distinct prompt of a body, in order."""
    found: dict[str, tuple[str, str]] = {}
    for mark in all_of(body, "placeholder"):
        found.setdefault(mark[0].get(f"{W}val"), _prompt_of(mark.getparent().getparent()))
    return [(name, *prompt) for name, prompt in found.items()]


def _name_prompt(number: int) -> str:
    return f"huiqi-prompt-{number}"


def _prompt_of(control: Element) -> tuple[str, str]:
    style = control.find(f".//{W}rStyle")
    return "" if style is None else style.get(f"{W}val"), text_of(control)


def _make_id(key: str) -> str:
    return str(zlib.crc32(key.encode()) & 0x7FFFFFFF or 1)


def hold_paragraphs(body: Element) -> None:
    """Put a control that takes several paragraphs round each that fills its paragraph or its cell."""
    for control in list(all_of(body, "sdt")):
        paragraph = control.getparent()
        place = paragraph.getparent()
        if not _ends(control) or _is_single(control):
            continue
        if place is body:
            _hold_paragraph(control, paragraph)
        elif place.tag == f"{W}tc" and _begins(control) and len(place) == 2:
            _wrap(control, place)


def _ends(control: Element) -> bool:
    """Whether a control is the only one of its paragraph, and nothing stands behind it."""
    end = control.getnext()
    only = len(control.getparent().findall(f"{W}sdt")) == 1
    return only and end is not None and end.getnext() is None


def _begins(control: Element) -> bool:
    before = control.getprevious().getprevious()
    return before is None or before.tag == f"{W}pPr"


def _is_single(control: Element) -> bool:
    return any(control[0].find(f"{W}{kind}") is not None for kind in _SINGLE)


def _hold_paragraph(control: Element, paragraph: Element) -> None:
    """Let the bookmark end behind the paragraph; where the place fills it, put a control round it."""
    start, end = control.getprevious(), control.getnext()
    if _begins(control):
        paragraph = _wrap(control, paragraph)
        paragraph.addprevious(start)
    paragraph.addnext(end)


def _wrap(control: Element, block: Element) -> Element:
    inner = control[0]
    tag, lock = inner.find(f"{W}tag"), inner.find(f"{W}lock")
    key, name = tag.get(f"{W}val"), inner.find(f"{W}alias").get(f"{W}val")
    inner.remove(tag)
    inner.find(f"{W}id").set(f"{W}val", _make_id(f"{key}/text"))
    properties = w(
        "sdtPr", w("alias", val=name), w("tag", val=key), w("id", val=_make_id(key)),
        None if lock is None else w("lock", val="sdtLocked"),
    )  # fmt: skip
    content = w("sdtContent")
    outer = w("sdt", properties, content)
    block.getparent().replace(block, outer)
    content.append(block)
    return outer
