"""Files spoilt at random: always findings in Chinese with a line of the file, never anything else."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from huiqi.errors import Finding, FindingsError, KeyPath
from huiqi.facts.reading.load import load_cycle
from huiqi.facts.reading.messages import describe
from huiqi.facts.reading.yaml_source import Source, read_source
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND

SIGNS = [
    "{", "}", "[", "]", ":", "：", "，", '"', "'", "- ", "\n", "  ", "\t", "&a ", "*a", "!x ", "|", ">", "# ", "null", "true",
    "1.5", "{team}", "{nobody}", "{province}", "---\n", "? ", "%", "@", "`", "\u3000", "\ufeff", "<<: *a", "\u200b", "\x07",
    "\u2028", "\r", "é", "😀", "2021-13-45", "会前", "~",
]  # fmt: skip


def _spoil(text: str, chance: random.Random) -> str:
    """Change a text in a few places, as slips of the hand do."""
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        at, lines = chance.randrange(len(text)), text.split("\n")
        one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.choice([1, 2, 10, 40]) :]
            case 2:
                lines[one], lines[two] = lines[two], lines[one]
                text = "\n".join(lines)
            case 3:
                text = "\n".join([*lines[:two], lines[one], *lines[two:]])
            case _:
                lines[one] = " " * chance.randrange(6) + lines[one].lstrip()
                text = "\n".join(lines)
    return text


def _load(folder: Path, text: str) -> tuple[Finding, ...]:
    (folder / "cycle.yml").write_bytes(text.encode())
    try:
        load_cycle(folder)
    except FindingsError as error:
        return error.findings
    return ()


# English that the user wrote, or must write, stands in quotes or behind the words for it.
_GIVEN = re.compile(
    "“.*”|可用的.*|以下之一：.*|改为 .*|不认识的键 .*|已写过 .*|已用过.*|见 .*|代号 .*|（如 [^）]*）|YAML 标记 .*"
)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_a_spoilt_file(name: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(f"{name}{seed}")
    folder = tmp_path / "cycles" / name
    folder.mkdir(parents=True)
    sound = (ROOT / "cycles" / name / "cycle.yml").read_text("utf-8")
    refused = 0
    for _ in range(12):
        text = _spoil(sound, chance)
        started = time.process_time()
        findings = _load(folder, text)
        assert time.process_time() - started < 5
        refused += bool(findings)
        last = len(re.split("\r\n|\n|\r", text))
        for finding in findings:
            assert 1 <= finding.line <= last, str(finding)
            for said in (finding.expected, finding.found, finding.remedy):
                assert not re.search("None|Error|input|should|expected", _GIVEN.sub("", said)), said
            assert "\x07" not in str(finding)
    assert refused > 4


LINES: dict[KeyPath, int] = {
    (): 2, ("id",): 2, ("team",): 4, ("team", "name"): 5, ("members", 0): 8, ("members", 0, "post"): 9,
    ("members", 1, "id"): 11, ("theme",): 13, ("team", "unit"): 4, ("members", 7, "name"): 7, ("none",): 2,
}  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_lines_of_keys(end: str, tmp_path: Path) -> None:
    text = (
        "# 注释\nid: 2026-sample\nkind: 年度\nteam:\n  name: 班子\n\nmembers:\n  - id: one\n    post: 书记\n"
        "  # 第二人\n  - {id: two,\n     post: 副书记}\ntheme: |\n  主题\n  第二行\n"
    )
    source = _read(tmp_path, text.replace("\n", end))
    assert {path: source.line_of(path) for path in LINES} == LINES


def _read(folder: Path, text: str) -> Source:
    path = folder / "cycle.yml"
    path.write_bytes(text.encode())
    return read_source(path, "cycle.yml")


VALUES = {
    "1": 1, "-1": -1, "0": 0, "007": "007", "1_000": 1000, "0x1f": "0x1f", "1.5": 1.5, "1e3": 1000.0, ".inf": ".inf",
    "true": True, "False": False, "yes": "yes", "on": "on", "null": None, "~": None, "": None, "'1'": "1", '"true"': "true",
    "2021-01-02": "2021-01-02", "12:30": "12:30", "甲": "甲", "[一, 二]": ("一", "二"), "{甲: 乙}": {"甲": "乙"}, "[]": (), "{}": {},
    "!!str 5": "5", "9" * 18: int("9" * 18), "9" * 19: "9" * 19,
}  # fmt: skip


@pytest.mark.parametrize("written", VALUES)
def test_values_stay_what_was_written(written: str, tmp_path: Path) -> None:
    """No date, time or number of another notation is made of a text behind its writer's back."""
    source = _read(tmp_path, f"key: {written}\n")
    value = source.data["key"]
    assert (type(value), value) == (type(VALUES[written]), VALUES[written])
    assert source.findings == []


LONG = {
    "one: |\n  甲\n  乙\n": "甲\n乙\n", "one: |-\n  甲 乙\n": "甲 乙", "one: >\n  甲，\n  乙\n": "甲，乙\n",
    "one: >-\n  甲\n  乙\n\n  丙\n": "甲乙\n丙", "one: >-\n  甲\n  be\n  see\n": "甲 be see", "one: 甲\n  乙\n": "甲乙",
    "one: 甲 乙\n": "甲 乙", 'one: "甲，\n  乙 \\\n  丙"\n': "甲，乙丙", "one: '甲\n\n  乙'\n": "甲\n乙", "one: 甲\n  2026 乙\n": "甲 2026 乙",
}  # fmt: skip


@pytest.mark.parametrize("written", LONG)
def test_a_text_over_several_lines(written: str, tmp_path: Path) -> None:
    """Lines of Chinese are joined without a blank, others with one; a literal block stays."""
    source = _read(tmp_path, written)
    assert (source.data, source.findings) == ({"one": LONG[written]}, [])


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "cycle.yml").mkdir()
    with pytest.raises(FindingsError) as caught:
        read_source(tmp_path / "cycle.yml", "cycles/a/cycle.yml")
    assert str(caught.value) == (
        "错误 [facts] cycles/a/cycle.yml：应为能读取的文件，实为不能读取。"
        "改法：关闭正在使用它的程序，核对它是文件并允许读取。"
    )


WRITTEN = {"1_000_000": "1_000_000", "3.10": "3.10", "12e5": "12e5", "+5": "+5", "7": "7"}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_refused_number_is_shown_as_it_was_written(written: str, tmp_path: Path) -> None:
    source = _read(tmp_path, f"one:\n  - two: {written}\n")
    path = ("one", 0, "two")
    found = describe(source.data["one"][0]["two"])
    finding = source.place(Finding("facts", "文字", found, "加引号", path))
    assert finding.found == f"数字 {written}"
