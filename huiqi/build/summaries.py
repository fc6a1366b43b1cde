"""Reading the facts of every cycle, for what one tells the others; read once, then remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiqi.build.digests import Digests
from huiqi.build.json_store import CACHE, read_json_store, write_json_store
from huiqi.errors import FindingsError, HuiqiError
from huiqi.facts.fingerprints import (
    Fingerprints,
    find_owners,
    keep_words_in,
    select_relevant,
    take_fingerprints,
)
from huiqi.facts.folders import FACTS_FILE

if TYPE_CHECKING:
    from huiqi.build.processes import ProcessPool

_FILE = CACHE / "summaries.json"


@dataclass(frozen=True)
class CycleSummary:
    """What is known of a cycle before it is built; ``text`` is all that its facts say."""

    fingerprints: Fingerprints
    text: str
    archived: bool


def summarize_cycle(folder: Path) -> CycleSummary | FindingsError:
    """Read one cycle's facts."""
    from huiqi.facts.leftovers import join_texts
    from huiqi.facts.reading.load import load_cycle

    try:
        cycle = load_cycle(folder).cycle
    except FindingsError as error:
        return error
    return CycleSummary(take_fingerprints(cycle), join_texts(cycle), cycle.archived_on is not None)


def summarize_cycles(
    root: Path, folders: Iterable[Path], engine: str, digests: Digests, pool: ProcessPool
) -> dict[str, CycleSummary | HuiqiError]:
    """Return each cycle's summary, or what is wrong with its facts, by its name.

    ``engine`` is the digest of the program: it may read the same file otherwise.
    """
    from huiqi.build.processes import WorkerDied

    keys = {path: _find_key(path, engine, digests) for path in folders}
    store = read_json_store(root / _FILE)
    found: dict[str, CycleSummary | HuiqiError] = {}
    for path, key in keys.items():
        known = _recall(store.get(path.name), key)
        if known:
            found[path.name] = known
    unread = [path for path in keys if path.name not in found]
    for path, read in pool.work(summarize_cycle, unread):
        found[path.name] = read.explain() if isinstance(read, WorkerDied) else read
    kept = {
        path.name: asdict(summary) | {"key": key}
        for path, key in keys.items()
        if isinstance(summary := found[path.name], CycleSummary)
    }
    if kept != store:
        write_json_store(root / _FILE, kept)
    return {path.name: found[path.name] for path in keys}


def recall_fingerprints(
    root: Path, folders: Iterable[Path], engine: str, digests: Digests
) -> Iterator[tuple[Path, Fingerprints]]:
    """Yield the folders with the fingerprints that a build left of the very same facts."""
    store = read_json_store(root / _FILE)
    for folder in folders:
        if known := _recall(store.get(folder.name), _find_key(folder, engine, digests)):
            yield folder, known.fingerprints


def _find_key(folder: Path, engine: str, digests: Digests) -> str:
    return f"{engine} {digests.of_file(folder / FACTS_FILE)}"


def _recall(data: Any, key: str) -> CycleSummary | None:
    """Return a summary that was kept of the same file, if it is one."""
    try:
        if data["key"] != key:
            return None
        fingerprints = Fingerprints(
            data["fingerprints"]["id"],
            tuple(data["fingerprints"]["words"]),
            tuple(data["fingerprints"]["facts"]),
        )
        summary = CycleSummary(fingerprints, data["text"], data["archived"])
    except (KeyError, TypeError):
        return None
    texts = (summary.text, fingerprints.id, *fingerprints.words, *fingerprints.facts)
    sound = all(isinstance(text, str) for text in texts) and isinstance(summary.archived, bool)
    return summary if sound else None


def find_relevant(
    summaries: Mapping[str, CycleSummary | HuiqiError], read_pages: Callable[[], str]
) -> dict[str, tuple[Fingerprints, ...]]:
    """Return for each cycle what of the others can change what is found in it, and no more.

    ``read_pages`` returns all that pages and templates say.
    """
    sound = [summary for summary in summaries.values() if isinstance(summary, CycleSummary)]
    everyone = [summary.fingerprints for summary in sound]
    common = keep_words_in(everyone, read_pages()) if len(everyone) > 1 else ()
    found: dict[str, tuple[Fingerprints, ...]] = {}
    owners: dict[str, str] = {}
    for summary in sorted(sound, key=lambda one: one.fingerprints.id):
        found[summary.fingerprints.id] = select_relevant(
            summary.fingerprints, summary.text, everyone, common, owners
        )
        owners |= find_owners([summary.fingerprints])
    return found
