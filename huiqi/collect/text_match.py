"""Which paper a text is, by the fixed texts of the forms that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.collect.forms import Form
from huiqi.collect.known_forms import KnownForms
from huiqi.collect.model import CopyKey
from huiqi.materials.screening import tighten

_SHORTEST = 3  # shorter fixed texts, numbers above all, stand in any file
_START = 12  # lines at the head of a text, where its title stands
_ENOUGH, _CLEARLY, _FEW = 0.5, 0.15, 0.3


@dataclass(frozen=True)
class Match:
    """A form that a text fits: the copy that it was taken of, and which share of the form is there.

    ``titled`` says whether the title at the head of the text is that of this meeting.
    """

    key: CopyKey
    form: Form
    share: float
    titled: bool


def measure_share(lines: Sequence[str], form: Form) -> float:
    """Return which share of a form's fixed words stands in a text, from 0 to 1; ``lines`` are tight."""
    whole = "".join(lines)
    texts = {text for text in map(tighten, form.fixed_texts()) if len(text) >= _SHORTEST}
    total = sum(map(len, texts))
    return sum(len(text) for text in texts if text in whole) / total if total else 0.0


def match_forms(lines: Sequence[str], forms: KnownForms) -> list[Match]:
    """Return the forms that a text may be of, the one that fits best first."""
    start = "".join(lines[:_START])
    found = [
        Match(key, form, measure_share(lines, form), _find_title(form, forms.meeting) in start)
        for key, form in forms.list_present()
    ]
    return sorted(found, key=lambda one: (one.titled, one.share), reverse=True)


def _find_title(form: Form, meeting: str) -> str:
    """Return what a form's title says of the meeting: its name, else the first line."""
    texts = [tighten(text) for text in form.fixed_texts()[:_START]]
    return meeting if meeting in "".join(texts) else next(iter(texts), "")


def is_clear(matches: Sequence[Match]) -> bool:
    """Whether the first of the matches is the form beyond doubt."""
    if not matches or matches[0].share < _ENOUGH:
        return False
    others = [one.share for one in matches[1:] if one.titled == matches[0].titled]
    return all(matches[0].share - share >= _CLEARLY for share in others)


def is_foreign(share: float) -> bool:
    """Whether so little of a form is there that the text is hardly made from it."""
    return share < _FEW
