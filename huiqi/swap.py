"""Putting a finished folder, or file, in the place of the one that is shown."""

from __future__ import annotations

from pathlib import Path

from huiqi.errors import HuiqiError


def swap_in(fresh: Path, live: Path, old: Path) -> None:
    """Put a fresh folder in the place of the live one, which moves to ``old``.

    Raises:
        HuiqiError: another program holds a file of it open; the live folder is then as it was.
    """
    try:
        if live.exists():
            live.rename(old)
        fresh.rename(live)
    except OSError as error:
        if old.exists() and not live.exists():
            old.rename(live)
        where = f"{live.parent.name}/{live.name}/"
        raise HuiqiError(
            f"不能更换 {where}（{error.strerror}）。改法：关闭打开着 {where} 的窗口和程序，再生成一次。"
        ) from error


def write_whole(path: Path, data: bytes, *, beside: Path | None = None) -> None:
    """Write a file whole, in the place of the old one.

    Until it is complete it waits in the folder ``beside``, else in its own.
    """
    fresh = (beside or path.parent) / f".{path.name}.part"
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
