"""A JSON file of the office in ``collected/<cycle>/``: read, written, and put aside where it cannot be read.

What is wrong with it is told without a word of it, since it may hold what somebody wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_durably
from huiqi.files.os_errors import explain_os_error


class WrongContentError(ValueError):
    """What a file should hold, and what it holds instead, in Chinese."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected)
        self.expected, self.found = expected, found


class DamagedFileError(HuiqiError):
    """A file is not as it was written: half of it, edited by hand, another one."""


def read_json(path: Path) -> Any:
    """Return what a file holds; None where there is no file.

    Raises:
        HuiqiError: it cannot be opened.
        WrongContentError: it is no JSON: half written, or edited by hand.
    """
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise HuiqiError(
            f"读不出 {show(path)}（{explain_os_error(error)}）。改法：关闭正在使用它的程序，核对权限。"
        ) from error
    except json.JSONDecodeError as error:
        line = error.lineno
        raise WrongContentError("完整的 JSON", f"第 {line} 行写法不对或者不完整") from None
    except UnicodeDecodeError:
        raise WrongContentError("UTF-8 的文字", "别的编码") from None
    except (ValueError, RecursionError):
        raise WrongContentError("完整的 JSON", "数字过大或者嵌套过深") from None
    if data is None:
        # Else it would pass for a file that is not there.
        raise WrongContentError("完整的 JSON", "空值")
    return data


def write_json(path: Path, data: Any) -> None:
    """Write a file whole, in the place of the old one.

    Raises:
        HuiqiError: there is no room, or no right to write.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1)
    with explain_writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, f"{text}\n".encode("utf-8", "replace"))


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold a lock, waiting for whoever holds it.

    Raises:
        HuiqiError: there is no room, or no right to write.
    """
    lock = FileLock(path)
    with explain_writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def explain_writing(path: Path) -> Iterator[None]:
    """Tell people why a file cannot be written.

    Raises:
        HuiqiError: the system refuses.
    """
    try:
        yield
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {show(path)}（{explain_os_error(error)}）。改法：关闭打开着它的程序，核对权限和剩余空间。"
        ) from error


def explain_damage(path: Path, wrong: WrongContentError) -> DamagedFileError:
    """Return what people are told of a file whose content is wrong."""
    cycle = path.parent.name
    return DamagedFileError(
        f"{show(path)}：应为{wrong.expected}，实为{wrong.found}。改法：有备份的，从备份中恢复；"
        f"没有的，运行 huiqi collect {cycle} --set-aside，把它改名留着，再重新做。"
    )


def explain_newer(path: Path) -> HuiqiError:
    """Return what people are told of a file that a newer program wrote."""
    return HuiqiError(f"{show(path)} 由较新的会期写成。改法：用写它的那一版，或者更新会期。")


def put_aside(path: Path) -> Path:
    """Give a file or a folder a name of its own, under which nothing reads it, and return where it is now.

    Raises:
        HuiqiError: it is open in another program, or there is no right to write.
    """
    number = 1
    while (aside := path.with_name(f"{path.stem}-旧{number}{path.suffix}")).exists():
        number += 1
    with explain_writing(path):
        path.rename(aside)
    return aside


def show(path: Path) -> str:
    """Return how messages call a file of a cycle."""
    return "/".join(path.parts[-3:])
