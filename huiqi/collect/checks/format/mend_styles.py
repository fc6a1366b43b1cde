"""Giving a file the styles of the house, under the ids that its own styles of the same names have."""

from __future__ import annotations

from copy import deepcopy

from huiqi.collect.checks.format.style_sheet import StyleSheet
from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import Element, W, parse
from huiqi.word.style_parts import write_styles

_REFERENCES = ("basedOn", "next", "link")


def put_in_styles(styles: Element, house: HouseStyle) -> dict[str, str]:
    """Put the house's styles into a file's; return the id that each has there by its key in the house.

    A style of the same name gives way and keeps its id, so that whatever refers to it finds the new one.
    Styles of other names stay as they are.
    """
    own = parse(write_styles(house))
    ids = _match_ids(StyleSheet(styles), StyleSheet(own))
    _put_in_defaults(styles, own)
    for style in own.findall(f"{W}style"):
        _put_in_style(styles, deepcopy(style), ids)
    return ids


def _match_ids(sheet: StyleSheet, own: StyleSheet) -> dict[str, str]:
    """Return for each style of the house the id that it has in the file, or will have."""
    ids: dict[str, str] = {}
    for key in own.styles:
        there = sheet.ids.get(own.name_of(key).lower())
        # An id that another style has would change the looks of whatever refers to it.
        free = key if key not in sheet.styles else f"huiqi-{key}"
        ids[key] = there or free
    default = sheet.default
    return ids | ({"Normal": default} if default else {})


def _put_in_defaults(styles: Element, own: Element) -> None:
    old, new = styles.find(f"{W}docDefaults"), deepcopy(own.find(f"{W}docDefaults"))
    if old is None:
        styles.insert(0, new)
    else:
        styles.replace(old, new)


def _put_in_style(styles: Element, style: Element, ids: dict[str, str]) -> None:
    key = ids[style.get(f"{W}styleId")]
    style.set(f"{W}styleId", key)
    for name in _REFERENCES:
        reference = style.find(f"{W}{name}")
        if reference is not None:
            reference.set(f"{W}val", ids[reference.get(f"{W}val")])
    there = [one for one in styles.findall(f"{W}style") if one.get(f"{W}styleId") == key]
    if there and there[0].get(f"{W}type") == "table":
        return  # tables keep their rules
    if there:
        styles.replace(there[0], style)
    else:
        styles.append(style)
