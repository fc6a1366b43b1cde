"""What it costs to hold 110 outlines against each other, and against as many of last year.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.likeness_speed
Processor seconds and the greatest memory of the process; each outline has 4,500 invented signs, one of them 200
of another's, all of them a formula of 60.
"""

from __future__ import annotations

import random
import resource
import time

from huiqi.collect.checks.likeness.compare import Archive, find_likeness
from huiqi.collect.model import CollectedPaper
from tests.collect.first_sample import collection, filled
from tests.support.samples import FIRST, SECOND, make_cycle

_OUTLINES, _PLACES, _LENGTH = 110, 9, 500
_SIGNS = [chr(0x4E00 + number) for number in range(3000)]
# Few signs are frequent and most are rare, as in any text.
_WEIGHTS = [1 / (rank + 5) for rank in range(len(_SIGNS))]
_BAR = 5.0  # seconds


def main() -> None:
    """Print the figures."""
    rng = random.Random(1)
    formula = _invent(rng, 60)
    now, older = (
        [_outline(rng, year, number, formula) for number in range(_OUTLINES)] for year in "ab"
    )
    copied = now[7].reading.answers["problems_2"][0][100:300]
    now[3] = filled(
        "outline",
        {**now[3].reading.answers, "problems_1": copied + _invent(rng, 300)},
        now[3].key.people,
    )
    archive = Archive(collection(*now), make_cycle(FIRST))
    last_year = Archive(collection(*older, cycle=SECOND), make_cycle(SECOND))
    for name, others in (("this year's", []), ("and last year's", [last_year])):
        start = time.process_time()
        found = find_likeness(archive, others)
        spent = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        assert [one.own for one in found.passages] == [200]
        print(f"{name} {_OUTLINES} outlines: {spent:.2f} s (at most {_BAR:.0f}), {memory:.0f} MB")


def _invent(rng: random.Random, length: int) -> str:
    return "".join(rng.choices(_SIGNS, _WEIGHTS, k=length))


def _outline(rng: random.Random, year: str, number: int, formula: str) -> CollectedPaper:
    answers = {f"problems_{place}": _invent(rng, _LENGTH) for place in range(1, _PLACES)}
    answers["last_rectification"] = _invent(rng, _LENGTH) + formula
    return filled("outline", answers, [f"{year}{number}"])


if __name__ == "__main__":
    main()
