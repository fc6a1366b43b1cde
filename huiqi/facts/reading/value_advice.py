"""What to do about a value of the wrong kind: the remedy names the slip and what to write."""

from __future__ import annotations

import re
import unicodedata

from huiqi.facts.date_forms import read_number

_YES_NO = {"是": "true", "否": "false", "有": "true", "无": "false", "yes": "true", "no": "false"}
_UNITS = re.compile(r"(?:公元)?(.+?) ?(?:年度?|号|期|人|次|条|份|项|场|小时|学时|个|组|第)?$")


def advise_value(kind: str, found: object) -> str | None:
    """Return the remedy for a whole number, a yes or no, or a list that is written otherwise."""
    if kind == "int_type":
        return _advise_number(found)
    if kind == "bool_type" and isinstance(found, str):
        word = _YES_NO.get(found.strip().lower())
        return f"写 {word}，不加引号" if word else None
    if kind == "tuple_type" and isinstance(found, str):
        return _advise_list(found)
    return None


def _advise_number(found: object) -> str | None:
    if isinstance(found, float) and found.is_integer() and abs(found) < 10**9:
        return f"写成 {int(found)}，不带小数点"
    if not isinstance(found, str) or len(found) > 20:
        return None
    typed = unicodedata.normalize("NFKC", found).strip()
    if re.fullmatch(r"0\d+", typed):
        return f"去掉开头的 0，写成 {int(typed)}"
    match = _UNITS.fullmatch(typed.removeprefix("第"))
    number = _read(match[1]) if match else None
    return f"写成 {number}" if number is not None else None


def _read(text: str) -> int | None:
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    if re.fullmatch("[〇零○一二三四五六七八九]{4}", text):
        return int(
            "".join(
                str("〇一二三四五六七八九".index(sign if sign not in "零○" else "〇"))
                for sign in text
            )
        )
    return read_number(text) if re.fullmatch("[〇零一二两三四五六七八九十百]{1,5}", text) else None


def _advise_list(found: str) -> str | None:
    if re.match(r"[-－–—•·]\S", found):
        return "在行首的横线后加一个空格，每项一行"
    if found.startswith(("［", "【", "〔")):
        return "用半角方括号 [ ]，几项之间用半角逗号和空格分开"
    parts = [part for part in re.split("[，、；,;]", found) if part.strip()]
    if len(parts) > 1:
        return "用方括号，几项之间用半角逗号和空格分开；或每项一行，以“- ”开头"
    return None
