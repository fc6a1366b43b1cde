"""The files that were read: ``collected/<cycle>/originals/<digest>.docx``, unchanged.

Anonymous ones are kept without what tells of their authors.
"""

from __future__ import annotations

from pathlib import Path

from huiqi.collect.kept.store import INDEX, Store, find_folder, say_unwritable
from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_atomically

ORIGINALS = "originals"
_REPORT = "index.html"  # written behind the index


def find_left(root: Path, cycle: str) -> Path | None:
    """Return the folder of originals whose index somebody deleted; None where there is an index, or was none.

    A collecting that was killed before its first index has made no report.
    """
    folder = find_folder(root, cycle)
    is_lost = (folder / _REPORT).exists() and not (folder / INDEX).exists()
    return folder / ORIGINALS if is_lost and list_originals(root, cycle) else None


def drop_originals(root: Path, store: Store) -> None:
    """Drop the originals that a store does not refer to: replaced whole or refused, or left by a killed collecting.

    Raises:
        HuiqiError: one is open in another program.
    """
    wanted = {one.paper.digest for one in store.papers}
    folder = find_folder(root, store.cycle) / ORIGINALS
    try:
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.stem not in wanted:
                path.unlink()
    except OSError as error:
        raise HuiqiError(say_unwritable(store.cycle, error)) from error


def keep_original(root: Path, cycle: str, digest: str, data: bytes, *, anew: bool = False) -> None:
    """Keep a file that was read; ``anew`` in the place of the one that is kept.

    Raises:
        HuiqiError: there is no room, or no right to write.
    """
    path = find_original(root, cycle, digest)
    try:
        if anew or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
    except OSError as error:
        raise HuiqiError(say_unwritable(cycle, error)) from error


def find_original(root: Path, cycle: str, digest: str) -> Path:
    """Return where a file that was read is kept."""
    return find_folder(root, cycle) / ORIGINALS / f"{digest}.docx"


def list_originals(root: Path, cycle: str) -> set[str]:
    """Return the digests of the files that are kept, as they came in."""
    return {path.stem for path in (find_folder(root, cycle) / ORIGINALS).glob("*.docx")}
