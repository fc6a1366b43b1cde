"""How sizes, lines, indents and alignment are said in Chinese."""

from __future__ import annotations

# The named sizes of Chinese type (GB/T 9704—2012 uses some of them), in points.
_NAMED = {
    42.0: "初号", 36.0: "小初", 26.0: "一号", 24.0: "小一", 22.0: "二号", 18.0: "小二", 16.0: "三号", 15.0: "小三",
    14.0: "四号", 12.0: "小四", 10.5: "五号", 9.0: "小五",
}  # fmt: skip
_ALIGN = {
    "left": "左对齐",
    "both": "两端对齐",
    "center": "居中",
    "right": "右对齐",
    "distribute": "分散对齐",
}


def say_size(points: float) -> str:
    """Return a size of type: 三号（16磅）."""
    name = _NAMED.get(points)
    return f"{name}（{points:g}磅）" if name else f"{points:g}磅"


def say_line(line: float, rule: str) -> str:
    """Return a distance of lines: 固定值28.95磅, or 1.5倍."""
    if rule == "auto":
        return f"{round(line, 2):g}倍"
    return f"{'固定值' if rule == 'exact' else '最小值'}{round(line, 2):g}磅"


def say_indent(characters: float) -> str:
    """Return an indent in characters; one that hangs says so."""
    count = f"{round(abs(characters), 1):g}字"
    return f"悬挂{count}" if characters < 0 else count


def say_align(align: str) -> str:
    """Return an alignment as Word's menu calls it."""
    return _ALIGN.get(align, align)
