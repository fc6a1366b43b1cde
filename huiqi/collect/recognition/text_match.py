"""Which paper a text is, by the fixed texts of the forms that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.collect.model import CopyKey
from huiqi.collect.reading.forms import Form
from huiqi.collect.recognition.known_forms import KnownForms
from huiqi.collect.recognition.names_in_text import HEAD_LINES
from huiqi.materials.screening import tighten

_SHORTEST = 3  # shorter fixed texts, numbers above all, stand in any file
_ENOUGH, _CLEARLY, _FEW = 0.5, 0.15, 0.3
_NEARLY, _WHOLE = 0.9, 0.995


@dataclass(frozen=True)
class Match:
    """A form that a text fits: the copy that it was taken of, and which share of the form is there.

    ``titled`` is 0 where the title at the head of the text is not that of this meeting, 2 where it is the form's
    to its second line, else 1.
    """

    key: CopyKey
    form: Form
    share: float
    titled: int


def measure_share(lines: Sequence[str], form: Form, names: Sequence[str] = ()) -> float:
    """Return which share of a form's fixed words stands in a text, from 0 to 1; ``lines`` are tight.

    Words with one of the names are another copy's and do not count.
    """
    whole = "".join(lines)
    texts = {text for text in map(tighten, form.fixed_texts()) if len(text) >= _SHORTEST}
    counted = [text for text in texts if not any(name in text for name in names)]
    total = sum(map(len, counted))
    return sum(len(text) for text in counted if text in whole) / total if total else 0.0


def match_forms(lines: Sequence[str], forms: KnownForms) -> list[Match]:
    """Return the forms that a text may be of, the one that fits best first."""
    found = []
    for key, form in forms.list_present():
        names = [name for one in key.people if (name := forms.people.names.get(one))]
        titled = _compare_titles(form, forms.meeting, lines[:HEAD_LINES])
        found.append(Match(key, form, measure_share(lines, form, names), titled))
    # A paper that has another one as its annex holds all of that one too.
    apart = [
        one for one in found if not any(_is_whole(other) and _holds(other, one) for other in found)
    ]
    return sorted(apart, key=lambda one: (one.titled, one.share), reverse=True)


def _is_whole(match: Match) -> bool:
    return match.titled > 0 and match.share > _WHOLE


def _holds(match: Match, other: Match) -> bool:
    """Whether a form holds nearly all of another one's texts and more."""
    texts = [tighten(text) for text in match.form.fixed_texts()]
    more = len(match.form.fixed_texts()) > len(other.form.fixed_texts())
    return more and measure_share(texts, other.form) > _NEARLY


def _compare_titles(form: Form, meeting: str, start: Sequence[str]) -> int:
    texts = [tighten(text) for text in form.fixed_texts()[:HEAD_LINES]]
    named = meeting if meeting in "".join(texts) else "".join(texts[:1])
    if named not in "".join(start):
        return 0
    # The title begins a line: another paper's title may quote it.
    title = "".join(texts[:2])
    begins = ("".join(start[number : number + 3]) for number in range(len(start)))
    return 2 if any(begin.startswith(title) for begin in begins) else 1


def is_clear(matches: Sequence[Match]) -> bool:
    """Whether the first of the matches is the form beyond doubt."""
    if not matches or matches[0].share < _ENOUGH:
        return False
    best = matches[0]
    near = [one for one in matches[1:] if one.titled and best.share - one.share < _CLEARLY]
    return not any(one.titled == best.titled or _holds(one, best) for one in near)


def is_foreign(share: float) -> bool:
    """Whether so little of a form is there that the text is hardly made from it."""
    return share < _FEW
