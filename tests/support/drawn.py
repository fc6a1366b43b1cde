"""Drawing from what is too much for every run: the seed is printed, and everything can be asked for.

`make test EVERY=1` (or HUIQI_EVERY=1) takes all; HUIQI_SEED=… draws the same again.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

# Pages of these folders come of one template each; how many of them are drawn.
_MANY = {"word": 3, "materials": 2, "areas": 1}
EVERY = bool(os.environ.get("HUIQI_EVERY"))


def open_chance() -> random.Random:
    """Return chance under a seed that is printed."""
    seed = int(os.environ.get("HUIQI_SEED") or random.randrange(10**9))
    print("seed", seed)
    return random.Random(seed)


def draw_pages(pages: Iterable[Path], chance: random.Random) -> list[Path]:
    """Return pages of every kind, each of one cycle; of kinds with many pages, several."""
    kinds: dict[str, list[Path]] = defaultdict(list)
    for path in pages:
        kinds[path.parent.name if path.parent.name in _MANY else path.name].append(path)
    drawn = [
        path
        for kind, alike in kinds.items()
        for path in (alike if EVERY else chance.sample(alike, min(len(alike), _MANY.get(kind, 1))))
    ]
    return sorted(drawn)
