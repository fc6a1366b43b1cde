"""The single values of a YAML file: texts, numbers, true and false, nothing."""

from __future__ import annotations

from typing import Any

from huiqi.chinese import close_gaps
from huiqi.facts.reading.yaml_compose import Node

_MOST_DIGITS = 18  # Python itself refuses thousands


def join_lines(node: Node) -> str:
    """Return a scalar's text; where YAML joins two lines of Chinese, no blank comes between."""
    text = str(node.value)
    style = getattr(node, "style", None)
    if style == "|" or node.start_mark.line == node.end_mark.line:
        return text
    # The parser marks each joint of a folded text by a bell; the file itself can hold none.
    text = text.replace("\a", "") if style == ">" else text
    return close_gaps(text)


def build_scalar(tag: str, text: str) -> Any:
    """Return the value that a scalar's tag and text stand for; dates stay texts."""
    # A tag that somebody wrote may contradict the text: then it is just a text.
    if tag == "null" and text.lower() in ("", "~", "null"):
        return None
    if tag == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    digits = text.replace("_", "").lstrip("+-")
    plain = digits.isdecimal() and (digits == "0" or not digits.startswith("0"))
    if tag == "int" and plain and len(digits) <= _MOST_DIGITS:
        return int(text.replace("_", ""))
    return float(text) if tag == "float" and _is_float(text) else text


def _is_float(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
