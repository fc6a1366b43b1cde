"""Word's formulas as one line of text: x ≥ 2/3."""

from __future__ import annotations

import re
from collections.abc import Callable

from huiqi.word.ooxml import Element

_M_URI = "http://schemas.openxmlformats.org/officeDocument/2006/math"
M = f"{{{_M_URI}}}"
_RELATIONS = re.compile(r"\s*([=≥≤≠≈<>≡∈→])\s*")
_SIMPLE = re.compile(r"[\w.√%（）()]*|（.*）|\(.*\)")
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def read_formula(element: Element) -> str:
    """Return a formula in one line."""
    return _RELATIONS.sub(r" \1 ", _read(element)).strip()


def _read(element: Element | None) -> str:
    if element is None:
        return ""
    name = str(element.tag).removeprefix(M)
    if not str(element.tag).startswith(M):
        return (
            ""
            if name.endswith("Pr")
            else "".join(part.text or "" for part in element.iter() if str(part.tag).endswith("}t"))
        )
    if name == "t":
        return element.text or ""
    special = _SHAPES.get(name)
    if special:
        return special(element)
    return "" if name.endswith("Pr") else "".join(map(_read, element))


def _part(element: Element, name: str) -> str:
    return _read(element.find(f"{M}{name}"))


def _property(element: Element, place: str, default: str) -> str:
    found = element.find("/".join(f"{M}{name}" for name in place.split("/")))
    return default if found is None else found.get(f"{M}val") or ""


def _group(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _raise(text: str) -> str:
    known = text and all(ord(sign) in _RAISED for sign in text)
    return text.translate(_RAISED) if known else f"^{_group(text)}"


def _lower(text: str) -> str:
    known = text and all(ord(sign) in _LOWERED for sign in text)
    return text.translate(_LOWERED) if known else f"_{_group(text)}"


def _fraction(element: Element) -> str:
    return f"{_group(_part(element, 'num'))}/{_group(_part(element, 'den'))}"


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return f"{_raise(degree) if degree else ''}√{_group(_part(element, 'e'))}"


def _delimited(element: Element) -> str:
    inner = _property(element, "dPr/sepChr", "|").join(
        _read(part) for part in element.findall(f"{M}e")
    )
    begin = _property(element, "dPr/begChr", "(")
    return f"{begin}{inner}{_property(element, 'dPr/endChr', ')')}"


def _sum(element: Element) -> str:
    sign = _property(element, "naryPr/chr", "∫")
    below, above = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{_group(below)}" if below else "") + (f"^{_group(above)}" if above else "")
    return f"{sign}{limits} {_part(element, 'e')}"


def _rows(element: Element) -> str:
    return "；".join(_read(row) for row in element if row.tag in (f"{M}e", f"{M}mr"))


_SHAPES: dict[str, Callable[[Element], str]] = {
    "f": _fraction, "rad": _root, "d": _delimited, "nary": _sum, "eqArr": _rows, "m": _rows,
    "sSup": lambda element: _part(element, "e") + _raise(_part(element, "sup")),
    "sSub": lambda element: _part(element, "e") + _lower(_part(element, "sub")),
    "sSubSup": lambda element: (
        _part(element, "e") + _lower(_part(element, "sub")) + _raise(_part(element, "sup"))
    ),
}  # fmt: skip
