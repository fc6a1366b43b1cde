"""Whether what was read and made of papers is what would be read and made of them now.

One rule: whatever takes part counts with all of its bytes. Nobody has to know which module or which file matters
for what: a change that does not matter costs a reading too much, one that was overlooked would cost the truth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from huiqi.build.digests import Digests, digest_program, list_paths
from huiqi.collect.issued.handed_out import FOLDER as HANDED_OUT
from huiqi.collect.kept.store import load_store
from huiqi.collect.receiving.incoming import is_passed_over
from huiqi.compare.history import FOLDER as PUBLISHED


def digest_inputs(root: Path, cycle: str) -> str:
    """Return the digest of all that decides how the files of a cycle are read.

    That is the program with its templates and tools, the cycle's folder, what papers include, and the blank papers:
    those handed out, those of the pack, those of the site.
    """
    places = (
        *list_cycle_files(root, cycle), root / "docs" / "parts", root / HANDED_OUT / cycle, root / "pack" / cycle,
        *sorted((root / "public" / cycle).rglob("*.docx")),
    )  # fmt: skip
    return digest_texts(digest_program(_open_digests(root), leave=()), digest_places(root, places))


def is_outdated(root: Path, cycle: str) -> bool:
    """Whether what is kept was read as it would not be read now.

    Raises:
        HuiqiError: what is kept is damaged.
    """
    store = load_store(root, cycle)
    return bool(store.papers) and store.context != digest_inputs(root, cycle)


def list_cycle_files(root: Path, cycle: str) -> list[Path]:
    """Return the facts and materials of a cycle; what was published of it is history."""
    folder = root / "cycles" / cycle
    return [path for path in folder.iterdir() if path.name != PUBLISHED] if folder.is_dir() else []


def digest_places(root: Path, places: Iterable[Path]) -> str:
    """Return the digest of files, and of all that folders hold, with their names in the project.

    A file that is open in Word leaves another one beside it, which says nothing.
    """
    digests = _open_digests(root)
    files = {path for place in places for path in list_paths(place)}
    return digest_texts(
        *(
            f"{path.relative_to(root).as_posix()}\n{digests.of_file(path)}"
            for path in sorted(files)
            if not is_passed_over(path.name)
        )
    )


@lru_cache(maxsize=8)
def _open_digests(root: Path) -> Digests:
    """Return the digests of a project's files: one command asks for most of them twice."""
    return Digests(root)


def digest_texts(*texts: str) -> str:
    """Return the digest of some texts in order."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogateescape")).hexdigest()
