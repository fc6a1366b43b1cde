"""Errors that are meant for people: Chinese, complete, with a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "hint"]
KeyPath = tuple[str | int, ...]


# What a terminal would obey or hide: control characters, marks of direction, half characters.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def _show_unseen(match: re.Match[str]) -> str:
    return " " if match[0] in "\n\t" else f"\\u{ord(match[0]):04x}"


def show_plain(text: str) -> str:
    """Return a text without what a terminal would obey or hide: names of files may hold anything."""
    return _UNSEEN.sub(_show_unseen, text)


def format_key(path: KeyPath) -> str:
    """Write a key path as people read it: ``areas[0].text``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, with its place and its remedy.

    ``rule`` is a rule's id (``R06``), ``slot`` for an open slot, ``ids`` for ids that the file leaves
    out, ``facts`` for a malformed file, ``gate`` for what a final build refuses. ``unfilled`` is an error of a fact in which
    nobody wrote anything yet, which a form calls open. ``line`` counts from 1; 0 means the whole file.
    """

    rule: str
    expected: str
    found: str
    remedy: str
    key: KeyPath = ()
    file: str = ""
    line: int = 0
    severity: Severity = "error"
    unfilled: bool = False

    def at(self, file: str, line: int) -> Finding:
        """Return the finding with its place filled in."""
        return replace(self, file=file, line=line)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {format_key(self.key)}" if self.key else ""
        mark = "提示" if self.severity == "hint" else "错误"
        said = f"{place}{key}：应为{self.expected}，实为{self.found}。改法：{self.remedy}。"
        return _UNSEEN.sub(_show_unseen, f"{mark} [{self.rule}] {said}")

    def as_data(self) -> dict[str, str | int]:
        """Return plain data for the JSON output of ``huiqi check``."""
        data: dict[str, str | int] = {
            "rule": self.rule,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "key": format_key(self.key),
            "expected": self.expected,
            "found": self.found,
            "remedy": self.remedy,
        }
        return {
            name: _UNSEEN.sub(_show_unseen, value) if isinstance(value, str) else value
            for name, value in data.items()
        }


class HuiqiError(Exception):
    """An error whose text is for people; only the command line catches it."""


class FindingsError(HuiqiError):
    """Everything that is wrong, at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[FindingsError], tuple[tuple[Finding, ...]]]:
        """Let it travel from one process to another with its findings."""
        return FindingsError, (self.findings,)


class ExpectationError(ValueError):
    """A value that a field refuses: what was expected and the remedy, for a Finding."""

    def __init__(self, expected: str, remedy: str, found: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.remedy = remedy
        self.found = found
