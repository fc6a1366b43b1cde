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

from huiqi.templating.anchors import name_anchor

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "s", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "id"}, "img": {"src", "alt"}, "li": {"id"}, "sup": {"id"}, "ol": {"start"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
_COUNT = "[一二三四五六七八九十百]+"
_NUMBERED = {
    "h2": re.compile(f"第{_COUNT}[编章](\\s|$|[^条款项])"),
    "h3": re.compile(f"第{_COUNT}节|{_COUNT}、"),
    "h4": re.compile(f"（{_COUNT}）"),
}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PATH = re.compile(r"[\\/]|\.\w{3,4}$")  # what Word writes for want of a description
_LINE_ENDS = re.compile(
    r"</?(?:blockquote|br|caption|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)\b[^>]*>"
)
_ANY_TAG = re.compile(r"<[^>]*>")
_LONGEST = 50  # characters of a heading; a longer paragraph is text
_PREFIX = "m-"  # keeps the ids of a material apart from the theme's own


@dataclass(frozen=True)
class CleanText:
    """HTML as it may stand on a page, its headings for the contents, the pictures left out."""

    html: str
    headings: list[dict[str, Any]]
    dropped: list[str]


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
    headings = _set_headings(root)
    inner = escape(root.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in root
    )
    return CleanText(inner, _nest(headings), dropped)


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


def promote_headings(root: Any) -> None:
    """Make real headings of paragraphs numbered 第一章, 一、 and （一） where a text has no others."""
    if any(_HEADING.fullmatch(str(element.tag)) for element in root.iter()):
        return
    for paragraph in root.iter("p"):
        said = "".join(paragraph.itertext()).strip()
        if len(said) > _LONGEST or said.endswith(tuple("。；，：！？")):
            continue
        level = next((level for level, form in _NUMBERED.items() if form.match(said)), None)
        if level:
            paragraph.tag = level


def _set_headings(root: Any) -> list[tuple[int, str, str]]:
    """Give each heading its level and an anchor of its own; return level, anchor and text."""
    found = [element for element in root.iter() if _HEADING.fullmatch(str(element.tag))]
    top = min((int(element.tag[1]) for element in found), default=2)
    used: set[str] = set()
    headings = []
    for element in found:
        name = "".join(element.itertext()).strip()
        level = min(6, int(element.tag[1]) - top + 2)
        element.tag = f"h{level}"
        anchor = base = name_anchor(name) or "section"
        number = 1
        while anchor in used:
            number += 1
            anchor = f"{base}_{number}"
        used.add(anchor)
        element.set("id", anchor)
        # The theme writes the names of a table of contents as they are.
        headings.append((level, anchor, escape(name, quote=False)))
    return headings


def _nest(headings: list[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Return the headings as MkDocs takes them for a table of contents."""
    top: list[dict[str, Any]] = []
    open_ones: list[dict[str, Any]] = []
    for level, anchor, name in headings:
        item = {"level": level, "id": anchor, "name": name, "children": []}
        while open_ones and open_ones[-1]["level"] >= level:
            open_ones.pop()
        (open_ones[-1]["children"] if open_ones else top).append(item)
        open_ones.append(item)
    return top
