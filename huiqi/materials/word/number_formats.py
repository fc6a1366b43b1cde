"""A number in the formats in which Word counts, see ECMA-376 part 1, 17.18.59 (ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_IN_CIRCLES = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"


def format_number(number: int, kind: str) -> str | None:
    """Return a number as Word writes it; None for a format that is not known."""
    form = _FORMATS.get(kind)
    return form(number) if form else None


def enclose(text: str) -> str:
    """Return a short text in a circle, as far as there is a sign for it."""
    if text.isdecimal() and 1 <= int(text) <= len(_CIRCLES):
        return _CIRCLES[int(text) - 1]
    if len(text) == 1 and text in _DIGITS[1:] + "十":
        return _IN_CIRCLES[(_DIGITS[1:] + "十").index(text)]
    return f"（{text}）"


def count_chinese(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千") -> str:
    """Return 一百零五 for 105; 十二, not 一十二, for 12."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1000 else ""
        return f"{count_chinese(high, digits, units)}万{gap}" + (
            count_chinese(low, digits, units) if low else ""
        )
    if number == 0:
        return digits[0]
    said, zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            said += (digits[0] if zero and said else "") + digits[digit]
            said += units[power - 1] if power else ""
        zero = not digit
    return said.removeprefix(digits[1]) if 10 <= number < 20 and digits[1] == "一" else said


def _by_digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _count_below_hundred(number: int) -> str:
    """See chineseCounting: counted up to ninety-nine, by digits from there on."""
    return count_chinese(number) if number < 100 else _by_digits(number).replace("〇", "○")


def _japanese(number: int) -> str:
    """Return 百五 for 105: neither a one nor a zero before the unit, see japaneseCounting."""
    said = count_chinese(number).replace("零", "")
    return "".join(
        sign for at, sign in enumerate(said) if sign != "一" or said[at + 1 : at + 2] not in tuple("十百千")
    )  # fmt: skip


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def _letters(number: int) -> str:
    """Return A … Z, AA, BB …: Word repeats the letter."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _from(signs: str, beyond: Callable[[int], str] = str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else beyond(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": _count_below_hundred,
    "taiwaneseCounting": _count_below_hundred,
    "japaneseCounting": _japanese,
    "koreanCounting": count_chinese,
    "ideographDigital": _by_digits,
    "japaneseDigitalTenThousand": _by_digits,
    "taiwaneseDigital": lambda number: _by_digits(number).replace("〇", "○"),
    "koreanDigital2": _by_digits,
    "chineseLegalSimplified": lambda number: count_chinese(number, _LEGAL[0], "拾佰仟"),
    "ideographLegalTraditional": lambda number: count_chinese(number, _LEGAL[1], "拾佰仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda number: (
        _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    ),
    "decimalEnclosedCircle": _from(_CIRCLES),
    "decimalEnclosedCircleChinese": _from(_CIRCLES),
    "decimalEnclosedFullstop": _from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _from("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
    "chineseCountingThousand": count_chinese,
    "taiwaneseCountingThousand": count_chinese,
}  # fmt: skip
