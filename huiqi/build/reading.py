"""Reading the facts of every cycle, for what one tells the others; read once, then remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from huiqi.build.crew import Crew, Died
from huiqi.build.digests import Digests
from huiqi.build.lock import CACHE
from huiqi.build.store import read_store, write_store
from huiqi.cycle import FACTS_FILE, load_cycle
from huiqi.errors import FindingsError, HuiqiError
from huiqi.leftovers import say_all
from huiqi.told import Told, concerning, find_owners, narrow_words, tell

_FILE = CACHE / "readings.json"


@dataclass(frozen=True)
class Reading:
    """What is known of a cycle before it is built; ``text`` is all that its facts say."""

    told: Told
    text: str
    archived: bool


def read_cycle(folder: Path) -> Reading | FindingsError:
    """Read one cycle's facts."""
    try:
        cycle = load_cycle(folder).cycle
    except FindingsError as error:
        return error
    return Reading(tell(cycle), say_all(cycle), cycle.archived_on is not None)


def read_cycles(
    root: Path, folders: Iterable[Path], engine: str, digests: Digests, crew: Crew
) -> dict[str, Reading | HuiqiError]:
    """Return each cycle's reading, or what is wrong with its facts, by its name.

    ``engine`` is the digest of the program: it may read the same file otherwise.
    """
    keys = {path: f"{engine} {digests.of_file(path / FACTS_FILE)}" for path in folders}
    store = read_store(root / _FILE)
    found: dict[str, Reading | HuiqiError] = {}
    for path, key in keys.items():
        known = _recall(store.get(path.name), key)
        if known:
            found[path.name] = known
    unread = [path for path in keys if path.name not in found]
    for path, read in crew.work(read_cycle, unread):
        found[path.name] = read.explain() if isinstance(read, Died) else read
    kept = {
        path.name: asdict(reading) | {"key": key}
        for path, key in keys.items()
        if isinstance(reading := found[path.name], Reading)
    }
    if kept != store:
        write_store(root / _FILE, kept)
    return {path.name: found[path.name] for path in keys}


def _recall(data: Any, key: str) -> Reading | None:
    """Return a reading that was kept of the same file, if it is one."""
    try:
        if data["key"] != key:
            return None
        told = Told(data["told"]["id"], tuple(data["told"]["words"]), tuple(data["told"]["facts"]))
        reading = Reading(told, data["text"], data["archived"])
    except (KeyError, TypeError):
        return None
    texts = (reading.text, told.id, *told.words, *told.facts)
    sound = all(isinstance(text, str) for text in texts) and isinstance(reading.archived, bool)
    return reading if sound else None


def find_concerns(
    readings: Mapping[str, Reading | HuiqiError], read_pages: Callable[[], str]
) -> dict[str, tuple[Told, ...]]:
    """Return for each cycle what of the others can change what is found in it, and no more.

    ``read_pages`` returns all that pages and templates say.
    """
    sound = [reading for reading in readings.values() if isinstance(reading, Reading)]
    everyone = [reading.told for reading in sound]
    common = narrow_words(everyone, read_pages()) if len(everyone) > 1 else ()
    found: dict[str, tuple[Told, ...]] = {}
    owners: dict[str, str] = {}
    for reading in sorted(sound, key=lambda one: one.told.id):
        found[reading.told.id] = concerning(reading.told, reading.text, everyone, common, owners)
        owners |= find_owners([reading.told])
    return found
