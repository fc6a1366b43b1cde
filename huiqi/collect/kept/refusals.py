"""Refusals that stay: of a file that was not read, its name and the reason are kept, and nothing else of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from pathlib import Path, PurePosixPath

from huiqi.collect.kept.store import KeptRefusal, load_store, lock_store, save_store


def keep_earlier(
    earlier: Iterable[KeptRefusal], folders: Set[str], here: Set[str], *, uploaded: bool
) -> list[KeptRefusal]:
    """Return the refusals of earlier collectings that are to stay.

    Those of folders that are looked at again are found again, or mended. What was ``uploaded`` lies nowhere
    afterwards: its refusals stay. A file that is here again, under its name in ``here``, is judged anew.
    """
    return [
        one
        for one in earlier
        if (uploaded or (one.folder and one.folder not in folders))
        and not is_within(one.file, here)
    ]


def is_within(file: str, names: Set[str]) -> bool:
    """Whether a file is one of those, or lies in an archive that is one of them."""
    path = PurePosixPath(file)
    return any(str(one) in names for one in (path, *path.parents))


def drop_replaced(refusals: Sequence[KeptRefusal], taken: Iterable[str]) -> list[KeptRefusal]:
    """Return the refusals but for files that came in rightly now: 提纲.docx in the place of 提纲.doc.

    One that comes alone, without the folder or the archive that it was in, is known by its name where only one
    refused file has that name.
    """
    stems = {PurePosixPath(file).with_suffix("") for file in taken}
    alone = {stem.name for stem in stems if len(stem.parts) == 1}
    names = Counter(PurePosixPath(one.file).stem for one in refusals)
    return [
        one
        for one in refusals
        if (path := PurePosixPath(one.file).with_suffix("")) not in stems
        and not (path.name in alone and names[path.name] == 1)
    ]


def dismiss(root: Path, cycle: str, file: str | None = None) -> int:
    """Forget a file's refusals, or all; return how many there were.

    Raises:
        HuiqiError: a collecting is running, or the index is damaged or cannot be written.
    """
    with lock_store(root, cycle):
        store = load_store(root, cycle)
        kept = tuple(one for one in store.refused if file is not None and one.file != file)
        if kept != store.refused:
            save_store(root, replace(store, refused=kept))
    return len(store.refused) - len(kept)
