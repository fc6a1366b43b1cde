"""Reasons of the system, in Chinese."""

from __future__ import annotations

import errno
import re

import pytest

from huiqi.files.os_errors import explain_os_error


@pytest.mark.parametrize(("error", "said"), [
    (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
    (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
    (TimeoutError("timed out"), "连接超时"),
    (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), "名称中有不能用的字符"),
    (OSError(9999, "Strange"), "系统错误 9999"),
    (OSError("without a number"), "系统错误 不明"),
])  # fmt: skip
def test_reasons(error: OSError | UnicodeError, said: str) -> None:
    assert explain_os_error(error) == said


class _WindowsError(OSError):
    winerror = 32


def test_windows_says_more_than_its_number() -> None:
    assert explain_os_error(_WindowsError(errno.EACCES, "x")) == "正被其他程序使用"


def test_what_files_meet_has_a_word() -> None:
    for number in (errno.EROFS, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG, errno.EIO):
        assert re.fullmatch("[\u4e00-\u9fff，]+", explain_os_error(OSError(number, "x")))
