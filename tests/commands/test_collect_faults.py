"""A fault of the program says where it arose, and nothing of what somebody wrote."""

from __future__ import annotations

import errno

import click
import pytest

from huiqi.commands.collect_faults import hide_words
from huiqi.errors import HuiqiError

_SENTENCE = "对基层情况了解不深"


def test_a_fault_is_told_without_its_message() -> None:
    with pytest.raises(HuiqiError) as raised, hide_words():
        int(_SENTENCE)
    said = str(raised.value)
    assert said.startswith("程序出错：\n")
    assert said.endswith("ValueError\n改法：把这段话转给维护人员。")
    assert "test_collect_faults.py" in said
    assert _SENTENCE not in said
    assert raised.value.__suppress_context__


def test_what_the_system_refuses_is_told_in_chinese_and_without_the_name_of_the_file() -> None:
    with pytest.raises(HuiqiError) as raised, hide_words():
        raise PermissionError(errno.EACCES, "Permission denied", "/交回/韩一.docx")
    assert str(raised.value) == (
        "读写文件时出错（没有权限）。改法：关闭打开着这些材料的程序，核对权限和剩余空间，再运行一次。"
    )
    assert raised.value.__suppress_context__


@pytest.mark.parametrize(
    "meant", [HuiqiError("没有。"), click.Abort(), BrokenPipeError(32, "pipe")]
)
def test_what_people_are_to_be_told_passes(meant: Exception) -> None:
    with pytest.raises(type(meant)) as raised, hide_words():
        raise meant
    assert raised.value is meant
