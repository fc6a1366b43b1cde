"""How many personal Word files a second of processor makes, and what many members cost.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.pack_speed
The files are those that the office gets, in pack/<cycle>/, all of them new: nothing is kept from
before. 40 members with all talks and every document; then, of a cycle without the forms in which each
member writes of all others, 40 members with all talks and 200 with those of the chair alone.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from huiqi.facts.reading.load import Facts
from huiqi.word.copies import all_copies
from huiqi.word.pack_folder import make_pack_folder
from tests.support.projects import copy_project
from tests.support.samples import FIRST, make_facts, read_sample

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_ROUNDS = 3
_FEW = {"plan", "talk-record", "outline", "chair-script", "report", "explanation"}
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


def make_crowd(count: int, kinds: list[str], *, few: bool) -> Facts:
    """Return the first sample with so many members and these kinds of talks; ``few`` documents."""
    documents = read_sample(FIRST).data["documents"]
    return make_facts(
        FIRST,
        (("members",), write_members(count)),
        (("documents",), [item for item in documents if not few or item["id"] in _FEW]),
        (("preparation", "talks", "kinds"), kinds),
    )


def time_pack(root: Path, facts: Facts, out: Path) -> tuple[int, int, float]:
    """Return how many files a pack has, how many of them are personal, and its seconds of processor."""
    copies = all_copies(facts.cycle)
    before = _used()
    make_pack_folder(root, facts, out, draft=True)
    return len(copies), sum(copy.is_personal for copy in copies), _used() - before


def _used() -> float:
    times = os.times()
    return float(times.user + times.system + times.children_user + times.children_system)


def main() -> None:
    """Print the figures."""
    everyone = ["chair-member", "member-member"]
    crowds = {
        "40 members, all talks": (40, everyone, False),
        "40 members, all talks, few documents": (40, everyone, True),
        "200 members, the chair's talks, few documents": (200, ["chair-member"], True),
    }
    costs: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, (count, kinds, few) in crowds.items():
            root = copy_project(Path(scratch) / str(len(costs)))
            rates = []
            for number in range(_ROUNDS):
                shutil.rmtree(root / ".cache", ignore_errors=True)
                facts = make_crowd(count, kinds, few=few)
                rates.append(time_pack(root, facts, root / f"made-{number}"))
            files, personal, _ = rates[0]
            seconds = statistics.median(seconds for *_, seconds in rates)
            costs.append(seconds / files)
            print(
                f"{name}: {files} Word files, {personal} of them personal, {seconds:.2f} s of processor"
            )
    print(f"Word files a second of processor, 40 members: {1 / costs[0]:.0f} (at least 300)")
    all_documents, few_documents, crowd = costs
    print(f"200 members over 40, processor a file: {crowd / all_documents:.2f} (at most 1.3)")
    print(
        f"200 members over 40 with the few documents, nearly all of them talk records: {crowd / few_documents:.2f}"
    )


if __name__ == "__main__":
    main()
