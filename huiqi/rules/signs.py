"""Signs that are easily typed or pasted wrong; part of R19, all hints."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = r"\u3400-\u9fff"
# Pattern, what was expected, what the sign is, what to do.
_SIGNS: tuple[tuple[re.Pattern[str], str, str, str], ...] = (
    (
        re.compile("[\u00ad\u034f\u180e\u200c\u200d\u2061-\u2064\ufe00-\ufe0f]"),
        "没有看不见的字符的文字",
        "看不见的字符",
        "删去前后几个字后重新输入",
    ),
    (
        re.compile("[\u2e80-\u2fdf\uf900-\ufaff]"),
        "通用的汉字",
        "形似的部首或兼容字",
        "重新输入这个字；它搜索不到",
    ),
    (re.compile("[０-９Ａ-Ｚａ-ｚ]+"), "半角的数字和字母", "全角", "改为半角"),
    (re.compile(rf"(?<=[{_HAN}])[ \u3000\u00a0]+(?=[{_HAN}])"), "汉字之间没有空格", "空格", "删去空格；分成几项的改用顿号"),
    (re.compile(r"[，、；]\s*$"), "完整的文字", "末尾的标点", "删去末尾的标点，或补上后面的内容"),
    (re.compile("[，、；：][，、；：。]+|。[，、；：]+"), "一个标点", "重叠的标点", "只留一个"),
    (re.compile(rf"(?<=[{_HAN}])[.．](?=[{_HAN}]|$)"), "中文标点", "西文句点", "改为“。”；姓名中的改为“·”"),
)  # fmt: skip
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("〔", "〕"), ("【", "】"), ("「", "」"))


def find_sign_faults(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield expected, found and remedy for each kind of doubtful sign in a text."""
    for pattern, expected, what, remedy in _SIGNS:
        match = pattern.search(text)
        if match:
            around = text[max(0, match.start() - 6) : match.end() + 6].strip()
            yield expected, f"“{around}”中的{what}“{match[0].strip() or match[0]}”", remedy
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            lone = left if text.count(left) > text.count(right) else right
            place = text.index(lone)
            around = text[max(0, place - 6) : place + 8]
            yield f"成对的“{left}{right}”", f"“{around}”中的“{lone}”不成对", "补上另一半，或删去"
