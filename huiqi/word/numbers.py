"""Numbers, years and telephone numbers that no line's end parts.

Word and WPS keep the characters that settings.xml names from a line's end or beginning; digits, 年, 月 and 日 are
among them, so that a date holds together. LibreOffice 7.4 does not read those. It breaks digits as their language
has it: as Chinese between any two of them, as English nowhere (styles.xml says English for all that is not
Chinese, as Word itself does). There a date may still part before 年, 月 or 日.

A hyphen is a place to break, in Word too: in a number it becomes the one that does not break. LibreOffice 7.4
breaks behind that as well.
"""

from __future__ import annotations

import re

from huiqi.word.ooxml import XML_SPACE, Element, all_of, text_element, w

_NUMBER = re.compile(r"(?<=[0-9])-(?=[0-9])")
# What ends no line, and what begins none (ECMA-376-1, 17.15.1.58 and 59): Word's own sets for Chinese, and what
# numbers, dates and telephone numbers consist of.
ENDS_NO_LINE = "$(£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
BEGINS_NO_LINE = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
    "0123456789-年月日号"
)


def hold_numbers(body: Element) -> None:
    """Write the hyphens in numbers, as those of telephones, as hyphens that do not break."""
    for text in list(all_of(body, "t")):
        if "-" in (text.text or ""):
            _join(text, _NUMBER.split(text.text))


def _join(text: Element, parts: list[str]) -> None:
    text.text = parts[0]
    text.set(XML_SPACE, "preserve")
    for part in reversed(parts[1:]):
        text.addnext(text_element(part))
        text.addnext(w("noBreakHyphen"))
