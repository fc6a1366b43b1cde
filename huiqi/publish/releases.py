"""Releases beside the live site: one is put in its place whole, the last ones stay at hand.

Where the system knows symbolic links, the live site is one, replaced in a single step. Elsewhere
(Windows shares) the live site is the folder itself and takes two renames; what a crash leaves
between them is put right by the next run.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from huiqi.errors import HuiqiError
from huiqi.files.checksums import refuse_differences, site_digest, verify
from huiqi.files.os_errors import explain_os_error
from huiqi.publish.release_names import list_releases, name_release
from huiqi.publish.site_copy import PART, copy_site

_STATE = "state.json"
KEEP = 3


@dataclass(frozen=True)
class Published:
    """What is live now, and the releases kept, oldest first; ``new`` unless it was live before."""

    live: str | None
    releases: tuple[str, ...]
    new: bool = True


def publish(public: Path, dest: Path, digest: str, *, keep: int = KEEP) -> Published:
    """Copy a site to a release, verify it and make it the live one; ``keep`` releases stay.

    ``digest`` is that of the manifest that was reviewed: nothing else goes out. What is live and
    whole already is not published again, as that would push out the release a rollback needs.

    Raises:
        HuiqiError: the site is not as its manifest says, somebody else is publishing, or the place
            cannot be written; the live site is then as it was.
    """
    refuse_differences("public/", verify(public))
    _refuse_inside(public, dest)
    with _open_shelf(dest, new=True) as shelf:
        before = _describe(dest, shelf)
        if before.live and _holds(dest, digest):
            return replace(before, new=False)
        name = name_release(before.releases, digest)
        copy_site(public, shelf / name, digest)
        _go_live(dest, shelf, name)
        _forget_old(dest, shelf, keep)
        return _describe(dest, shelf)


def look_at_place(public: Path, dest: Path) -> Published:
    """Return what stands at a place now, and leave it untouched.

    Raises:
        HuiqiError: nothing can be published there.
    """
    shelf = _shelf_of(dest)
    try:
        _refuse_inside(public, dest)
        _refuse_nowhere(dest)
        _refuse_strangers(dest, shelf)
        return _describe(dest, shelf) if shelf.is_dir() else Published(None, ())
    except OSError as error:
        raise HuiqiError(
            f"不能查看 {dest}（{explain_os_error(error)}）。改法：核对发布位置和权限。"
        ) from error


def roll_back(dest: Path, to: str | None = None) -> Published:
    """Make an older release the live one: that before it, or the one named ``to``.

    Raises:
        HuiqiError: there is none, or it is not as it was published.
    """
    with _open_shelf(dest) as shelf:
        live = _find_live(dest, shelf)
        older = [name for name in list_releases(shelf) if live is None or name < live]
        if not older:
            raise HuiqiError(f"{dest.name} 没有更早的一版。改法：重新生成，审查后发布。")
        if to is not None and to not in older:
            raise HuiqiError(f"{dest.name} 没有更早的这一版。改法：从保留的各版中另选一版。")
        chosen = to or older[-1]
        refuse_differences(f"{'这' if to else '上'}一版 {chosen}", verify(shelf / chosen))
        _go_live(dest, shelf, chosen)
        return _describe(dest, shelf)


def withdraw(dest: Path) -> None:
    """Take the live site away, and every release with it.

    Raises:
        HuiqiError: it was not published from here, or a file cannot be removed.
    """
    with _open_shelf(dest) as shelf:
        if _find_live(dest, shelf):
            # Away in one step; what takes time comes after.
            if dest.is_symlink():
                dest.unlink()
            else:
                dest.rename(shelf / f"{PART}withdrawn")
        for path in shelf.iterdir():
            _remove(path)


def _shelf_of(dest: Path) -> Path:
    return dest.with_name(f"{dest.name}.releases")


@contextmanager
def _open_shelf(dest: Path, *, new: bool = False) -> Iterator[Path]:
    """Lock the place, put right what an interrupted run left, and yield the folder of releases."""
    shelf = _shelf_of(dest)
    try:
        _refuse_nowhere(dest)
        if not shelf.is_dir():
            if not new:
                raise HuiqiError(f"{dest} 没有由会期发布过网站。改法：核对发布位置。")
            _refuse_strangers(dest, shelf)  # before anything is put beside somebody's folder
        lock = dest.with_name(f".{dest.name}.lock")
        with FileLock(lock, timeout=0):
            shelf.mkdir(exist_ok=True)
            try:
                _recover(dest, shelf)
                _refuse_strangers(dest, shelf)
                yield shelf
            finally:
                _clear_empty(shelf, lock)
    except Timeout as error:
        raise HuiqiError(f"另一个程序正在发布到 {dest.name}。改法：等它结束后再试。") from error
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {dest}（{explain_os_error(error)}）。改法：核对权限、剩余空间和是否有程序打开着那里的文件；现有网站没有改动。"
        ) from error


def _refuse_inside(public: Path, dest: Path) -> None:
    if dest == public or public in dest.parents or dest in public.parents:
        raise HuiqiError(f"{dest} 和 public/ 互相包含。改法：换一个发布位置。")


def _refuse_nowhere(dest: Path) -> None:
    if not dest.parent.is_dir():
        raise HuiqiError(f"没有文件夹 {dest.parent}。改法：核对发布位置，或者先建这个文件夹。")


def _clear_empty(shelf: Path, lock: Path) -> None:
    """Leave nothing beside a place where nothing is published."""
    with suppress(OSError):
        shelf.rmdir()  # one that holds something stays
        lock.unlink()


def _refuse_strangers(dest: Path, shelf: Path) -> None:
    """Refuse a place where something else stands, which a swap would take away."""
    strange = dest.exists() and not dest.is_symlink() and not (shelf / _STATE).is_file()
    if dest.is_symlink() and dest.resolve().parent != shelf.resolve():
        strange = True
    if strange and (dest.is_symlink() or not dest.is_dir() or any(dest.iterdir())):
        raise HuiqiError(
            f"{dest} 已有别的内容，不是由会期发布的。改法：换一个发布位置，或者先移走那里的内容。"
        )


def _holds(folder: Path, digest: str) -> bool:
    """Whether a folder is, file by file, the site of this manifest."""
    try:
        return site_digest(folder) == digest and not verify(folder)
    except HuiqiError:
        return False


def _go_live(dest: Path, shelf: Path, name: str) -> None:
    if dest.is_dir() and not dest.is_symlink() and not (shelf / _STATE).is_file():
        dest.rmdir()  # an empty folder, made for the site
    if not (shelf / _STATE).is_file() and _link(dest, shelf, name):
        return
    _swap_folders(dest, shelf, name)


def _link(dest: Path, shelf: Path, name: str) -> bool:
    """Replace the live link in one step; False where the system has no such step."""
    if os.name == "nt":
        return False  # it makes links, but does not replace one
    fresh = shelf / f"{PART}link"
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(Path(shelf.name) / name, target_is_directory=True)
    except OSError:
        return False
    fresh.replace(dest)
    return True


def _swap_folders(dest: Path, shelf: Path, name: str) -> None:
    """Rename the live folder away and the release into its place; the state says how far it got."""
    live = _find_live(dest, shelf)
    _write_state(shelf, live, name)
    try:
        if live:
            dest.rename(shelf / live)
        (shelf / name).rename(dest)
    except OSError:
        _recover(dest, shelf)
        raise
    _write_state(shelf, name, None)


def _recover(dest: Path, shelf: Path) -> None:
    """Put right what an interrupted run left: half a copy, or a swap between its two renames."""
    state = _read_state(shelf)
    live, coming = state.get("live"), state.get("next")
    if coming:
        if not dest.exists() and live and (shelf / live).is_dir():
            (shelf / live).rename(dest)
        arrived = dest.exists() and not (shelf / coming).is_dir()
        _write_state(shelf, coming if arrived else live, None)
    for path in shelf.glob(f"{PART}*"):
        _remove(path)


def _write_state(shelf: Path, live: str | None, coming: str | None) -> None:
    fresh = shelf / f"{PART}state"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"live": live, "next": coming}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(shelf / _STATE)


def _read_state(shelf: Path) -> dict[str, str | None]:
    try:
        state = json.loads((shelf / _STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def _find_live(dest: Path, shelf: Path) -> str | None:
    """Return the name of the release that is shown."""
    if dest.is_symlink():
        return dest.resolve().name
    return _read_state(shelf).get("live") if dest.is_dir() else None


def _forget_old(dest: Path, shelf: Path, keep: int) -> None:
    live = _find_live(dest, shelf)
    older = [name for name in list_releases(shelf) if name != live]
    for name in older[: max(0, len(older) - (keep - 1))]:
        shutil.rmtree(shelf / name)


def _describe(dest: Path, shelf: Path) -> Published:
    live = _find_live(dest, shelf)
    releases = sorted({*list_releases(shelf), *([live] if live else [])})
    return Published(live, tuple(releases))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
