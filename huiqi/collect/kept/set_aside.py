"""What is kept of a cycle and cannot be read is put aside under another name, so that the office can go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from huiqi.collect.kept.choosing import CHOICES_FILE, load_choices
from huiqi.collect.kept.kept_json import DamagedFileError, put_aside, show
from huiqi.collect.kept.keyed_list import lock_lists
from huiqi.collect.kept.marks import MARKS_FILE, load_marks
from huiqi.collect.kept.originals import ORIGINALS
from huiqi.collect.kept.store import INDEX, find_folder, load_store, lock_store

_REMEDIES = {
    MARKS_FILE: "重新登记纸质件、扫描件、免交、缓交",
    CHOICES_FILE: "重新选用同一份材料的几个文件",
}


def set_damaged_aside(root: Path, cycle: str) -> Iterator[str]:
    """Give each damaged file another name, under which it stays, and yield what to do now.

    Raises:
        HuiqiError: a newer program wrote one, it is open in another program, or there is no right to write.
    """
    # Looked at under the locks: what another window has mended meanwhile is damaged no more.
    with lock_store(root, cycle), lock_lists(find_folder(root, cycle)):
        for path in list_damaged(root, cycle):
            if path.name in _REMEDIES:
                yield f"{show(path)} 已改名为 {put_aside(path).name}。请{_REMEDIES[path.name]}。"
            else:
                yield _set_index_aside(path)


def list_damaged(root: Path, cycle: str) -> list[Path]:
    """Return the files of a cycle whose content is not as it was written.

    Raises:
        HuiqiError: a newer program wrote one, or it cannot be read.
    """
    return [
        find_folder(root, cycle) / name
        for name, check in _checks(root, cycle).items()
        if _fails(check)
    ]


def _set_index_aside(path: Path) -> str:
    # The originals first: without the index the next collecting would drop them.
    originals = path.with_name(ORIGINALS)
    kept = put_aside(originals) if originals.exists() else None
    index = put_aside(path)
    also = f"，收到的原件在 {show(kept)}/" if kept else ""
    rest = "；找不到的，收这些原件" if kept else ""
    return f"{show(path)} 已改名为 {index.name}{also}。请把交回的文件重新收一次{rest}。"


def _checks(root: Path, cycle: str) -> dict[str, Callable[[], object]]:
    folder = find_folder(root, cycle)
    return {
        INDEX: lambda: load_store(root, cycle),
        MARKS_FILE: lambda: load_marks(folder),
        CHOICES_FILE: lambda: load_choices(folder),
    }


def _fails(check: Callable[[], object]) -> bool:
    try:
        check()
    except DamagedFileError:
        return True
    return False
