"""Taking away what a program does not know: controls, tags, bookmarks."""

from __future__ import annotations

from huiqi.word.ooxml import Element, W


def unwrap(control: Element) -> None:
    """Put what a control holds in its place, the controls within too."""
    for inner in reversed(list(control.iterdescendants(f"{W}sdt"))):
        _unwrap_one(inner)
    _unwrap_one(control)


def _unwrap_one(control: Element) -> None:
    content = control.find(f"{W}sdtContent")
    for item in list(content) if content is not None else []:
        control.addprevious(item)
    control.getparent().remove(control)


def unwrap_all(root: Element) -> None:
    """Take away every control and keep what they hold."""
    for control in reversed(list(root.iter(f"{W}sdt"))):
        _unwrap_one(control)


def drop_bookmarks(root: Element) -> None:
    """Take away every bookmark."""
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)


def drop_tags(root: Element) -> None:
    """Take away what names a control, as LibreOffice and WPS do."""
    for mark in list(root.iter(f"{W}tag", f"{W}alias", f"{W}lock")):
        mark.getparent().remove(mark)
