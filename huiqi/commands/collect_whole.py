"""What ``huiqi collect`` does to all that was collected of a cycle: wipe it, put aside what cannot be read."""

from __future__ import annotations

from pathlib import Path

import click

from huiqi.errors import HuiqiError


def forget_all(root: Path, cycle: str, *, sure: bool) -> None:
    """Wipe all, once that is confirmed.

    Raises:
        HuiqiError: there is no such cycle, or a file is open in another program.
    """
    from huiqi.collect.kept.store import FOLDER, find_folder, forget

    check_cycle(cycle)
    place = f"{FOLDER}/{cycle}/"
    if not find_folder(root, cycle).exists():
        click.echo(f"{place} 中没有收回的材料。")
        return
    if not sure:
        click.confirm(f"清除 {place} 中收回的全部内容，不能恢复。清除吗", abort=True)
    forget(root, cycle)
    click.echo(f"已清除 {place}。交回来的原文件不受影响。")


def set_aside(root: Path, cycle: str) -> None:
    """Give what cannot be read another name.

    Raises:
        HuiqiError: there is no such cycle, a newer program wrote a file, or it is open in another program.
    """
    from huiqi.collect.kept.set_aside import set_damaged_aside
    from huiqi.collect.kept.store import FOLDER

    check_cycle(cycle)
    lines = list(set_damaged_aside(root, cycle))
    for line in lines or [f"{FOLDER}/{cycle}/ 中没有读不出来的文件。"]:
        click.echo(line)


def check_cycle(cycle: str) -> None:
    """Refuse what is no name of a cycle; its facts may be gone or wrong meanwhile.

    Raises:
        HuiqiError: it is none.
    """
    # A colon would name another drive of Windows.
    if any(sign in cycle for sign in "/\\:") or cycle in ("", ".", ".."):
        raise HuiqiError(f"没有周期“{cycle}”。改法：核对周期的名称。")
