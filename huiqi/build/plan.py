"""What each cycle is made from, as one key: with the same key the same site comes of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from huiqi.build.digests import Digests, digest_program, list_program
from huiqi.build.processes import ProcessPool
from huiqi.build.summaries import CycleSummary, find_relevant, summarize_cycles
from huiqi.compare.history import FOLDER as PUBLISHED
from huiqi.compare.history import find_earlier
from huiqi.errors import HuiqiError
from huiqi.facts.fingerprints import Fingerprints
from huiqi.facts.folders import find_cycles, select_folders
from huiqi.site.gates.sources import read_sources

PAGES = ("docs", "theme", "mkdocs.yml")


@dataclass(frozen=True)
class Plan:
    """The cycles to bring up to date, by their names, and what is known of them beforehand.

    ``errors`` has the cycles whose facts are wrong, ``archived`` those that no longer change,
    ``relevant`` what of the others matters to each. ``keys`` are those at the beginning.
    """

    root: Path
    names: tuple[str, ...]
    draft: bool
    digests: Digests
    errors: Mapping[str, HuiqiError]
    archived: Collection[str]
    relevant: Mapping[str, tuple[Fingerprints, ...]]
    keys: dict[str, str]

    def is_draft(self, name: str) -> bool:
        """Whether a cycle is built as a draft; an archived one is final."""
        return self.draft and name not in self.archived

    def key(self, name: str) -> str:
        """Return the key of a cycle, as its files were when the build began."""
        return self.keys[name]

    def find_key(self, name: str, shared: str | None = None) -> str:
        """Return the key of a cycle, as its files are now; ``shared`` is the digest of the rest."""
        folder = self.root / "cycles" / name
        earlier = find_earlier(folder)
        parts = (
            shared or self.digest_shared(),
            # What was published since counts only where the home page compares itself with it.
            self.digests.of_tree(folder, leave=(PUBLISHED,)),
            self.digests.of_file(earlier) if earlier else "",
            self.is_draft(name),
            [asdict(one) for one in self.relevant[name]],
        )
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def digest_shared(self) -> str:
        """Return the digest of what all cycles are made from."""
        places = (*(self.root / place for place in PAGES), *list_program(self.root))
        pages = self.digests.of_tree(*places)
        return f"{digest_program(self.digests)} {pages}"


def make_plan(
    root: Path, names: tuple[str, ...], digests: Digests, pool: ProcessPool, *, draft: bool
) -> Plan:
    """Read the facts of all cycles, as far as they changed, and plan the named ones, or all.

    Raises:
        HuiqiError: a name that no cycle has.
    """
    chosen = tuple(folder.name for folder in select_folders(root / "cycles", names))
    program = digest_program(digests)
    summaries = summarize_cycles(root, find_cycles(root / "cycles"), program, digests, pool)
    sound = {name: one for name, one in summaries.items() if isinstance(one, CycleSummary)}
    plan = Plan(
        root, chosen, draft, digests,
        errors={name: one for name, one in summaries.items() if isinstance(one, HuiqiError)},
        archived={name for name, one in sound.items() if one.archived},
        relevant=find_relevant(summaries, lambda: _read_pages(root)),
        keys={},
    )  # fmt: skip
    shared = plan.digest_shared()
    plan.keys.update({name: plan.find_key(name, shared) for name in chosen if name in sound})
    return plan


def _read_pages(root: Path) -> str:
    sources = read_sources(root).values()
    return "\0".join(data.decode("utf-8-sig", "replace") for data in sources)
