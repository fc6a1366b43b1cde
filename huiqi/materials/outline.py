"""The outline of a material's page: headings, articles of a statute, and the links to them."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from huiqi.templating.anchors import name_anchor

_HEADING = re.compile(r"h[1-6]")
_COUNT = "[一二三四五六七八九十百]+"
_NUMBERED = {
    "h2": re.compile(f"第{_COUNT}[编章](\\s|$|[^条款项])"),
    "h3": re.compile(f"第{_COUNT}节|{_COUNT}、"),
    "h4": re.compile(f"（{_COUNT}）"),
}
_ARTICLE = re.compile(
    "第[一二三四五六七八九十百千零〇0-9０-９]{1,8}条(之[一二三四五六七八九十]{1,3})?(?![约规款项例])"
)
_BACK = "↩"
_LONGEST = 50  # characters of a heading; a longer paragraph is text


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


def set_headings(root: Any) -> list[tuple[int, str, str]]:
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


def set_articles(root: Any) -> None:
    """Give the articles of a statute anchors, so that 第十条 can be linked to."""
    used = {element.get("id") for element in root.iter() if element.get("id")}
    for paragraph in root.iter("p", "li"):
        match = _ARTICLE.match("".join(paragraph.itertext()).lstrip())
        if match and match[0] not in used and not paragraph.get("id"):
            used.add(match[0])
            paragraph.set("id", match[0])


def drop_dead_links(root: Any) -> None:
    """Leave the words of a link whose place is not on the page; an arrow back to it goes too."""
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for link in list(root.iter("a")):
        if (link.get("href") or "").startswith("#") and link.get("href")[1:] not in ids:
            if (link.text or "").startswith(_BACK):
                link.drop_tree()
            else:
                del link.attrib["href"]


def nest_headings(headings: list[tuple[int, str, str]]) -> list[dict[str, Any]]:
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
