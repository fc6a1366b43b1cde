"""The prompt of a place in what stands there: unchanged, beside an answer, kept in part."""

from __future__ import annotations

import re

from huiqi.collect.model import Place
from huiqi.collect.reading.document import PROMPT
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.stretch import Stretch
from huiqi.collect.reading.text import fold

_LEAST = 4  # signs of a prompt that are taken for a part of it
_SHOWN = 12  # signs of it that a reason quotes
_OPENS, _CLOSES = "〔", "〕"
_BEGINS = re.compile(r"[^\w\s]?请填写")


def take_answer(place: Place, stretch: Stretch, begin: int, end: int, result: Result) -> None:
    """Take what stands between two folded places as the answer; its prompt is none of it."""
    prompt, rest = fold(place.prompt), begin
    for found in _find_left(place, prompt, stretch, (begin, end), result):
        if found > rest:
            _take_beside(place, prompt, stretch, rest, found, result)
        rest = found + len(prompt)
        result.take(stretch.cut(found, rest), PROMPT)
    if rest < end:
        _take_beside(place, prompt, stretch, rest, end, result)
    if rest > begin and result.has_answer(place.key):
        result.note(f"提示语未删：{place.label}")


def _find_left(
    place: Place, prompt: str, stretch: Stretch, region: tuple[int, int], result: Result
) -> list[int]:
    """Return where the prompt was left: not within a sentence, which speaks of it."""
    found: list[int] = []
    lines = list(stretch.lines(*region))
    for start in stretch.find_all(prompt, *region):
        behind = start + len(prompt)
        if found and start < found[-1] + len(prompt):
            continue
        if any(first < start and behind < last for first, last in lines):
            result.doubt(place.key, "文字中间有提示语")
        else:
            found.append(start)
    return found


def _take_beside(
    place: Place, prompt: str, stretch: Stretch, begin: int, end: int, result: Result
) -> None:
    """Take an answer beside which a part of the prompt may be left."""
    head = _common_head(prompt, stretch.folded[begin:end])
    tail = _common_head(prompt[::-1], stretch.folded[begin:end][::-1])
    least = min(_LEAST, len(prompt) - 1)
    head = head if head >= least and prompt.startswith(_OPENS) else 0
    tail = tail if tail >= least and prompt.endswith(_CLOSES) else 0
    if head + tail > min(len(prompt), end - begin):
        tail = 0
    if head + tail == end - begin:
        # What goes on like the prompt may be an answer that begins like it.
        head, tail = min(head, prompt.find(":") + 1), 0
    if head or tail:
        _leave_part(place, prompt, stretch, (begin, begin + head), (end - tail, end), result)
    elif _keeps_middle(prompt, stretch.folded[begin:end]):
        result.doubt(place.key, "可能留有提示语的一部分")
    result.take(stretch.cut(begin + head, end - tail), place.key)


def _leave_part(
    place: Place,
    prompt: str,
    stretch: Stretch,
    head: tuple[int, int],
    tail: tuple[int, int],
    result: Result,
) -> None:
    """Take the brackets of a prompt that was left in part; its words may be the answer's, and are unplaced."""
    frame = prompt.find(":") + 1 or len(prompt)
    opened = min(head[1], head[0] + frame)
    closed = max(tail[0], tail[1] - (len(_CLOSES) if ":" in prompt else frame))
    result.take(stretch.cut(head[0], opened), PROMPT)
    result.take(stretch.cut(closed, tail[1]), PROMPT)
    words = [stretch.original(*part) for part in ((opened, head[1]), (tail[0], closed))]
    said = "、".join(f"“{text[:_SHOWN]}{'…' * (len(text) > _SHOWN)}”" for text in words if text)
    why = f"提示语留了一部分；{said}也可能是答案，未归位" if said else "提示语留了一部分"
    result.doubt(place.key, why)


def _common_head(one: str, other: str) -> int:
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    return size


def _keeps_middle(prompt: str, text: str) -> bool:
    """Whether a text has brackets of the prompt with words at their side, alone or around it, or begins as prompts do."""
    if not prompt.startswith(_OPENS):
        return False
    if text.count(_OPENS) != text.count(_CLOSES) or _BEGINS.match(text):
        return True
    if text.startswith(_OPENS) and text.endswith(_CLOSES):
        return True
    return prompt[:3] in text or (prompt[-3:] in text and len(prompt) > _LEAST)
