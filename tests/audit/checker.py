"""The Nu HTML checker: what is wrong in the HTML of all pages."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.audit.tools import TOOLS, AuditError

_TOGGLE = (
    '<input class="md-toggle" data-md-toggle="{0}" type="checkbox" id="__{0}" autocomplete="off">'
)
# What the theme itself writes wrongly on every page, seen in a stock `mkdocs build` of one plain
# page, by message and markup. It stands in base.html outside of any block, so that only a copy of
# that file could mend it; browsers obey autocomplete="off" on a checkbox all the same.
KNOWN = frozenset(
    ("Attribute “autocomplete” is only allowed when the input type is", _TOGGLE.format(name))
    for name in ("drawer", "search")
)


@dataclass(frozen=True)
class Remark:
    """What the checker says about a place of a page; lines count from 1."""

    page: str
    line: int
    text: str
    markup: str
    error: bool

    def __str__(self) -> str:
        return f"{self.page}:{self.line}：{self.text}\n    {self.markup}"


@dataclass(frozen=True)
class Findings:
    """The remarks about all pages, sorted out; ``unused`` are known errors that no page had."""

    errors: list[Remark]
    known: int
    warnings: Counter[str]
    unused: list[str]


def check_pages(folder: Path) -> Findings:
    """Check every HTML file below a folder.

    Raises:
        AuditError: the checker itself failed.
    """
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    options = ["--stdout", "--format", "json", "--exit-zero-always", "--skip-non-html"]
    command = ["java", "-jar", str(jar), *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout:
        raise AuditError(f"HTML 检查程序（vnu）没有得出结果：\n{done.stderr}")
    return sort_remarks(read_remarks(done.stdout, folder))


def read_remarks(text: str, folder: Path) -> list[Remark]:
    """Read the checker's JSON; a page that it could not read at all counts as an error."""
    base = f"{folder.resolve()}/"
    return [_read_remark(message, base) for message in json.loads(text)["messages"]]


def _read_remark(message: dict[str, Any], base: str) -> Remark:
    start = message.get("hiliteStart", 0)
    return Remark(
        page=unquote(urlsplit(message.get("url", "")).path).removeprefix(base),
        line=message.get("lastLine", 0),
        text=message["message"],
        markup=message.get("extract", "")[start : start + message.get("hiliteLength", 0)],
        error=message["type"] != "info",
    )


def sort_remarks(remarks: Iterable[Remark]) -> Findings:
    """Tell the theme's known errors, other errors and warnings apart."""
    errors: list[Remark] = []
    seen: Counter[tuple[str, str]] = Counter()
    warnings: Counter[str] = Counter()
    for remark in remarks:
        match = next((known for known in KNOWN if _is_known(remark, known)), None)
        if match:
            seen[match] += 1
        elif remark.error:
            errors.append(remark)
        else:
            warnings[remark.text] += 1
    unused = sorted(markup for text, markup in KNOWN - seen.keys())
    return Findings(errors, seen.total(), warnings, unused)


def _is_known(remark: Remark, known: tuple[str, str]) -> bool:
    text, markup = known
    return remark.text.startswith(text) and remark.markup == markup
