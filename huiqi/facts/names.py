"""Names of persons: one form for all the ways in which they are typed, and what is in doubt."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from huiqi.chinese import IDEOGRAPH

DOT = "·"
# What stands for the dot of a name, on keyboards, in fonts and in copied text.
_DOTS = ".•・‧∙⋅･．"
_ANY_DOT = re.compile(rf"\s*[{re.escape(_DOTS)}{DOT}]\s*")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# Radicals and doubles that text copied from a PDF has in the place of the characters.
_COPIED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_COMPOUND = frozenset(
    ["欧阳", "太史", "上官", "端木", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "令狐"]
)  # fmt: skip
_LONGEST = 4  # a name without a dot
_UNSETTLED_DOT = re.compile(rf"[{re.escape(_DOTS)}]|{DOT}.*{DOT}$|^{DOT}|{DOT}$")
_LETTERS = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_PEOPLE = ("members", "staff")
_SEVERAL = re.compile("[、，,；;/／&]|和|与")
_NO_NAME = re.compile(r"[（(\[【〔）)\]】〕0-9０-９：:。]|同志|书记|主任|部长|局长|委员")


def settle_name(typed: str) -> str:
    """Return a name in its one form, where only one can be meant; else without unseen signs.

    赵 一 is 赵一, 阿力 • 买买提 is 阿力·买买提; 赵一 钱二 stays: it may be two.
    """
    plain = _COPIED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), typed)
    name = " ".join(_UNSEEN.sub("", plain).split())
    if not IDEOGRAPH.search(name):
        return name
    pieces = _ANY_DOT.split(name)
    if all(_LETTERS.fullmatch(piece.replace(" ", "")) for piece in pieces):
        # Beside a dot blanks mean nothing; without one they may part two names.
        if len(pieces) > 1:
            return DOT.join(piece.replace(" ", "") for piece in pieces)
        return name.replace(" ", "") if _is_one(name.split(" ")) else name
    return name


def _is_one(parts: list[str]) -> bool:
    if sum(map(len, parts)) > _LONGEST:
        return False
    return sum(len(part) > 1 for part in parts) <= 1 or parts[0] in _COMPOUND


def spell_name(name: str) -> list[str]:
    """Return the spellings by which a settled name is recognised, blanks and unseen signs aside.

    The name itself is the first. Blanks and signs without width between the characters are not
    spelled out: whoever compares leaves them out.
    """
    if DOT not in name:
        return [name]
    return [name.replace(DOT, dot) for dot in (DOT, *dict.fromkeys(_DOTS), "")]


def settle_names(data: dict[str, Any]) -> dict[str, Any]:
    """Return facts as read with the names of members and staff in their one form."""
    return data | {group: _settle_group(data[group]) for group in _PEOPLE if group in data}


def _settle_group(group: Any) -> Any:
    if not isinstance(group, tuple):
        return group
    return tuple(
        item | {"name": settle_name(item["name"])}
        if isinstance(item, dict) and isinstance(item.get("name"), str) and item["name"].strip()
        else item
        for item in group
    )


def doubt_name(name: str) -> tuple[str, str] | None:
    """Return what is doubtful about a settled name, and the remedy."""
    if not IDEOGRAPH.search(name) or "{" in name:
        return None
    if _SEVERAL.search(name):
        return "可能是几个人", "每人写一项"
    if _NO_NAME.search(name):
        return "除姓名外还有别的内容", "只写姓名；职务写入 post"
    if " " in name:
        remedy = f"一个人的去掉空格；少数民族和外国人姓名中间写“{DOT}”；几个人的每人写一项"
        return "中间有空格", remedy
    if _UNSETTLED_DOT.search(name):
        return f"间隔号没有写作“{DOT}”", f"改为“{DOT}”"
    return None
