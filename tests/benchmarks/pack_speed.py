"""How many personal Word files a second of processor makes, and what many members cost.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.pack_speed
The files are those that the office gets, in pack/<cycle>/, all of them new: nothing is kept from
before. 40 members with all talks, and 200 members with the talks of the chair alone.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from huiqi.facts.reading.load import Facts
from huiqi.word.copies import all_copies
from huiqi.word.pack_folder import make_pack_folder
from tests.support.projects import copy_project
from tests.support.samples import FIRST, make_facts, read_sample

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_NUMBERS = "甲乙丙丁戊己庚辛壬癸"


def write_members(count: int) -> list[dict[str, Any]]:
    """Return the sample's members and as many more, plainly fictional, as make up the count."""
    members = list(read_sample(FIRST).data["members"])
    for number in range(len(members), count):
        name = _SURNAMES[number % 20] + _NUMBERS[number // 20]
        members.append(
            {"id": f"m{number}", "name": name, "post": f"市委委员{name}", "oversees": ()}
        )
    return members[:count]


def make_crowd(count: int, kinds: list[str]) -> Facts:
    """Return the first sample with so many members and these kinds of talks."""
    members = write_members(count)
    return make_facts(FIRST, (("members",), members), (("preparation", "talks", "kinds"), kinds))


def time_pack(root: Path, facts: Facts, out: Path) -> tuple[int, int, float]:
    """Return how many files a pack has, how many of them are personal, and its seconds of processor."""
    copies = all_copies(facts.cycle)
    before = _used()
    make_pack_folder(root, facts, out, draft=True)
    return len(copies), sum(copy.is_personal for copy in copies), _used() - before


def _used() -> float:
    times = __import__("os").times()
    return float(times.user + times.system + times.children_user + times.children_system)


def main() -> None:
    """Print the figures."""
    crowds = {
        "40 members, all talks": (40, ["chair-member", "member-member"]),
        "200 members, the chair's talks": (200, ["chair-member"]),
    }
    with tempfile.TemporaryDirectory() as scratch:
        costs = []
        for name, (count, kinds) in crowds.items():
            root = copy_project(Path(scratch) / str(count))
            facts = make_crowd(count, kinds)
            start = time.perf_counter()
            files, personal, seconds = time_pack(root, facts, root / "made")
            costs.append(seconds / files)
            print(
                f"{name}: {files} files, {personal} personal, {seconds:.2f} s of processor,"
                f" {files / seconds:.0f} a second ({time.perf_counter() - start:.1f} s)"
            )
    print(f"200 members over 40, processor a file: {costs[1] / costs[0]:.2f} (at most 1.3)")


if __name__ == "__main__":
    main()
