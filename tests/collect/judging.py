"""What became of a stranger's paper: each answer, each open place, each word, against what was written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from huiqi.collect.model import Reading
from huiqi.word.ooxml import Element, W
from tests.collect.stranger_kinds.sheet import DOCUMENT, parse_shown
from tests.collect.strangers import Variant

# ``exact?``: the right words, shown as 请核对. ``doubted``: nobody could know, and it is shown or unplaced.
COLUMNS = ("answers", "exact", "exact?", "doubted", "unsure", "unplaced", "inexact", "wrong", "wrong?", "lost", "invented", "ghost", "revived", "unnamed")  # fmt: skip
ERRORS = ("unsure", "unplaced", "inexact", "wrong", "wrong?", "lost", "invented", "ghost", "revived", "unnamed")  # fmt: skip
_BLANK = re.compile(r"[\s\u200b\u3000]+")
_LONG = 8


@dataclass
class Verdict:
    """Counts by column, and a line for each thing that went wrong: column, key, wanted, read."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, column: str, key: str = "", wanted: object = "", read: object = "") -> None:
        """Count one."""
        self.counts[column] += 1
        if column in ERRORS:
            self.faults.append((column, key, str(wanted)[:160], str(read)[:160]))


def lines(texts: Iterable[str]) -> list[str]:
    """Return the lines of an answer: soft breaks and paragraphs count the same, blanks at ends not."""
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _flat(texts: Iterable[str]) -> str:
    return _BLANK.sub("", "".join(texts))


def judge(variant: Variant, reading: Reading) -> Verdict:
    """Compare what was read with what was written."""
    verdict = Verdict()
    for key, texts in variant.expected.answers.items():
        verdict.add("answers")
        _judge_answer(verdict, variant, reading, key, lines(texts))
    _judge_open(verdict, variant, reading)
    _judge_rows(verdict, variant, reading)
    _judge_places(verdict, variant, reading)
    _judge_words(verdict, variant, reading)
    _judge_names(verdict, variant, reading)
    return verdict


def _judge_answer(verdict: Verdict, variant: Variant, reading: Reading, key: str, want: list[str]) -> None:  # fmt: skip
    expected = variant.expected
    read = lines(reading.answers.get(key, ()))
    unsure = key in reading.unsure
    if _same(read, want, expected.either) or (key in expected.loose and _flat(read) == _flat(want)):
        verdict.add("exact?" if unsure else "exact")
    elif not read or unsure:
        column = "unsure" if read else "unplaced"
        verdict.add("doubted" if key in expected.doubtful else column, key, want, read or reading.unplaced)  # fmt: skip
    else:
        verdict.add("inexact", key, want, read)


def _same(read: list[str], want: list[str], either: Sequence[str]) -> bool:
    """Compare, whether or not brackets of the prompt that were left and words set beside count as the answer's."""
    if read == want:
        return True
    bare = [line.strip("〔〕") for line in read]
    for text in either:
        bare = [line.replace(text, "").strip("〔〕：　") for line in bare]
    return [line for line in bare if line] == [line.strip("〔〕") for line in want]


def _judge_open(verdict: Verdict, variant: Variant, reading: Reading) -> None:
    for key in variant.expected.open:
        read = reading.answers.get(key, ())
        if lines(read) and _same(lines(read), [], variant.expected.either):
            continue
        if lines(read) and key not in reading.unsure:
            verdict.add("ghost", key, "open", read)
        elif key not in reading.open and key not in reading.unsure and not lines(read):
            verdict.add("unnamed", key, "open", "neither open nor unsure")


def _judge_rows(verdict: Verdict, variant: Variant, reading: Reading) -> None:
    """Look for each row of a list whose rows moved: whole under one number, or shown."""
    rows: dict[str, dict[str, list[str]]] = {}
    for key, texts in reading.answers.items():
        stem, _, number = key.rpartition("_")
        rows.setdefault(number, {})[stem] = lines(texts)
    either = variant.expected.either

    def fits(found: dict[str, list[str]], stem: str, texts: Sequence[str]) -> bool:
        return _same(found.get(stem, []), lines(texts), either)

    shown = _flat([*reading.unplaced, *(_flat(reading.answers.get(key, ())) for key in reading.unsure)])  # fmt: skip
    for row in variant.expected.rows:
        verdict.add("answers")
        if any(all(fits(found, *one) for one in row.items()) for found in rows.values()):
            verdict.add("exact")
        elif all(_flat(texts) in shown for texts in row.values()):
            verdict.add("doubted")
        else:
            near = [
                found for found in rows.values() if any(fits(found, *one) for one in row.items())
            ]
            verdict.add("wrong" if near else "inexact", "row", row, near)


def _judge_places(verdict: Verdict, variant: Variant, reading: Reading) -> None:
    """Look for words of one place, or of none, in another one's answer."""
    answers = variant.expected.answers
    rows = [lines(texts) for row in variant.expected.rows for texts in row.values()]
    for key, read in reading.answers.items():
        if key in variant.expected.free or not lines(read) or lines(read) in rows:
            continue
        own, got = _flat(answers.get(key, ())), _flat(read)
        column = "wrong?" if key in reading.unsure else "wrong"
        for other, texts in answers.items():
            foreign = [text for text in map(_flat, texts) if len(text) >= _LONG and text in got and text not in own]  # fmt: skip
            if other != key and (foreign or (got == _flat(texts) and got != own)):
                verdict.add(column, key, f"without {other}", read)
                break
        for stray in variant.expected.strays:
            if _flat([stray]) in got:
                verdict.add(column, key, "without a stray", read)


def _judge_words(verdict: Verdict, variant: Variant, reading: Reading) -> None:
    expected = variant.expected
    kept = [*(text for texts in reading.answers.values() for text in texts), *reading.unplaced]
    told, noted = _flat(kept), _flat([*kept, *reading.notes])
    written = [*(text for texts in expected.answers.values() for text in texts)]
    written += [text for row in expected.rows for texts in row.values() for text in texts]
    for text in (*written, *expected.strays, *expected.either):
        for line in map(_flat, text.split("\n")):
            if line.rstrip("。") not in told and line not in noted:
                verdict.add("lost", "", text, "")
    for text in expected.forbidden:
        if _flat([text]) in told:
            verdict.add("revived", "", text, "")
    seen = _count(_see(variant.data))
    blank = _count(_see(variant.blank.data))
    vanished = seen - _count(kept) - _count(reading.notes) - _times(blank, expected.copies)  # fmt: skip
    invented = _count(kept) - seen
    if expected.rows:  # the numbers in front of rows that came in
        vanished = Counter({sign: many for sign, many in vanished.items() if not sign.isdigit()})
    if any(
        "重复写出" in note for note in reading.notes
    ):  # the echo of a control, taken out and said
        vanished = Counter()
    if vanished:
        verdict.add("lost", "", "characters", "".join(sorted(vanished.elements())))
    if invented:
        verdict.add("invented", "", "characters", "".join(sorted(invented.elements())))


def _judge_names(verdict: Verdict, variant: Variant, reading: Reading) -> None:
    """Look for what has to be named: rests of prompts, headings gone or changed, revisions."""
    notes = "".join(reading.notes)
    for key in variant.expected.flagged - variant.expected.free:
        prompt = variant.expected.prompts[key].strip("〔〕")[:6]
        if key not in reading.unsure and key not in notes and prompt not in notes:
            verdict.add("unnamed", key, "rest of a prompt", notes)
    remarks = variant.expected.remarks
    if remarks and not any(remark[:6] in notes or remark[2:8] in notes for remark in remarks):
        verdict.add("unnamed", "", remarks, notes)


def _times(counted: Counter[str], times: int) -> Counter[str]:
    return Counter({sign: number * times for sign, number in counted.items()})


def _count(texts: Iterable[str]) -> Counter[str]:
    """Count signs in one form: autocorrect changes widths of fixed words."""
    plain = unicodedata.normalize("NFKC", _flat(texts))
    return Counter(_BLANK.sub("", plain.translate(str.maketrans("“”､", '""、'))))


def _see(data: bytes) -> list[str]:
    """Return all texts of a file that stand in it as they are to be: no deleted ones, no second forms of boxes."""
    roots = parse_shown(data)
    names = [DOCUMENT, *(name for name in ("word/footnotes.xml", "word/endnotes.xml") if name in roots)]  # fmt: skip
    return [text for name in names for text in _texts(roots[name])]


def _texts(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag == f"{W}moveFrom":
        return
    if element.tag.endswith("}Fallback"):
        return
    if element.tag.endswith("}t"):
        yield element.text or ""
    elif element.tag == f"{W}noBreakHyphen":
        yield "-"
    for child in element:
        yield from _texts(child)


def show_table(title: str, counted: dict[str, Counter[str]]) -> str:
    """Return a table of counts by kind."""
    width = max(map(len, counted), default=0)
    head = f"{title:{width}} files " + " ".join(f"{column:>8}" for column in COLUMNS)
    rows = [
        f"{kind:{width}} {counts['files']:5} "
        + " ".join(f"{counts[column]:8}" for column in COLUMNS)
        for kind, counts in sorted(counted.items())
    ]
    return "\n".join([head, *rows])


def share_exact(counts: Sequence[Counter[str]]) -> float:
    """Return the share of exact answers, of those that could be known."""
    total: Counter[str] = sum(counts, Counter())
    known = total["answers"] - total["doubted"]
    return (total["exact"] + total["exact?"]) / known if known else 1.0
