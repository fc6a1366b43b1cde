"""From a material's HTML to what may stand on a page: nothing runs, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

import nh3
from lxml import etree, html

from huiqi.materials.outline import (
    drop_dead_links,
    nest_headings,
    promote_headings,
    set_articles,
    set_headings,
)
from huiqi.materials.page_text import read_page_text

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "s", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "id"}, "img": {"src", "alt"}, "li": {"id"}, "sup": {"id"}, "ol": {"start"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}  # fmt: skip
# Beside them: marks that turn the order of signs around, and tags, which nobody sees.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_PATH = re.compile(r"[\\/]|\.\w{3,4}$")  # what Word writes for want of a description
_LINE_ENDS = re.compile(
    r"</?(?:blockquote|br|caption|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)\b[^>]*>"
)
_ANY_TAG = re.compile(r"<[^>]*>")
_PREFIX = "m-"  # keeps the ids of a material apart from the theme's own


@dataclass(frozen=True)
class CleanText:
    """HTML as it may stand on a page, its headings for the contents, the pictures left out.

    ``text`` is what a reader sees of it, numbers of lists included, marks of notes left out.
    """

    html: str
    headings: list[dict[str, Any]]
    dropped: list[str]
    text: str = ""


def clean_html(
    text: str, pictures: Mapping[str, str] | None = None, *, numbered: bool = True
) -> CleanText:
    """Return a material's HTML as it may stand on a page.

    Headings begin at the second level: the first is the page's own; ``numbered`` paragraphs
    become headings where a text has no others. Links lead to places on the page or, where the
    reader follows them, to a web address; all other addresses are dropped. ``pictures`` are the
    addresses on the site of those that the HTML names; others are left out.
    """
    safe = nh3.clean(
        _UNWRITABLE.sub("", text), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"},
        url_relative="pass_through", link_rel="noopener noreferrer",
    )  # fmt: skip
    # References to signs are resolved by now; nesting of any depth is read to its end.
    parser = html.HTMLParser(huge_tree=True)
    root = html.fragment_fromstring(_UNWRITABLE.sub("", safe), create_parent="div", parser=parser)
    _set_ids(root)
    dropped = _set_pictures(root, pictures or {})
    if numbered:
        promote_headings(root)
    headings = set_headings(root)
    set_articles(root)
    drop_dead_links(root)
    inner = escape(root.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in root
    )
    return CleanText(inner, nest_headings(headings), dropped, read_page_text(root))


def list_lines(text: str) -> list[str]:
    """Return the lines that a reader sees of a cleaned text."""
    lines = unescape(_ANY_TAG.sub("", _LINE_ENDS.sub("\n", text))).splitlines()
    return [line for line in lines if line.strip()]


def _set_ids(root: Any) -> None:
    """Prefix ids and the links to them; take away links to files, which are not there."""
    for element in root.iter("a", "li", "sup"):
        if element.get("id"):
            element.set("id", _PREFIX + element.get("id"))
        href = element.get("href")
        if href and href.startswith("#"):
            element.set("href", f"#{_PREFIX}{href[1:]}")
        elif href and not re.match("https?://", href):
            del element.attrib["href"]


def _set_pictures(root: Any, pictures: Mapping[str, str]) -> list[str]:
    dropped = []
    for image in list(root.iter("img")):
        source = unquote(image.attrib.pop("src", ""))
        address = pictures.get(source)
        if address is None:
            image.drop_tree()
            dropped.append(source)
        else:
            image.set("src", address)
            alt = image.get("alt") or ""
            image.set("alt", "" if _PATH.search(alt) else alt)
    return dropped
