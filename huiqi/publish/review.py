"""Review before publishing: the record of who looked at what is about to go out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_atomically
from huiqi.files.checksums import site_digest
from huiqi.files.os_errors import explain_os_error
from huiqi.publish.outgoing import Outgoing, list_outgoing

REVIEWS = "reviews"
_CYCLE = re.compile(r"([0-9]{4}-[a-z0-9-]+)（\d+个页面）")
_VALUES = re.compile(r"  (\w+)（\d+）：(.+)")

# What was reviewed: the values of each kind by cycle.
Reviewed = Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True)
class Review:
    """Who looked at which site, and when; ``digest`` is that of its manifest."""

    reviewer: str
    date: dt.date
    digest: str


def write_review(root: Path, review: Review, outgoing: Iterable[Outgoing] = ()) -> Path:
    """Write the record, and what the reviewer saw, beside the sites, never into them.

    Raises:
        HuiqiError: it cannot be written.
    """
    path = root / REVIEWS / f"{review.digest[:16]}.txt"
    lines = (
        f"审查人：{' '.join(review.reviewer.split())}",
        f"审查日期：{review.date.isoformat()}",
        f"清单校验值：{review.digest}",
        *list_outgoing(outgoing),
    )
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {REVIEWS}/{path.name}（{explain_os_error(error)}）。改法：核对文件夹的权限和剩余空间。"
        ) from error
    return path


def find_review(root: Path, public: Path) -> Review:
    """Return the record for what stands in public/ now.

    Raises:
        HuiqiError: nobody has reviewed it, or it has changed since.
    """
    digest = site_digest(public)
    path = root / REVIEWS / f"{digest[:16]}.txt"
    review = _read_review(path)
    if review is None:
        raise HuiqiError(
            f"public/ 现在的内容没有审查记录（清单校验值 {digest[:16]}）。"
            "改法：先审查、后发布：运行 huiqi review。"
        )
    if review.digest != digest or not review.reviewer.strip():
        raise HuiqiError(
            f"{REVIEWS}/{path.name} 不是 public/ 现在内容的审查记录。改法：运行 huiqi review。"
        )
    return review


def find_last_review(root: Path, *, beside: str) -> tuple[Review, Reviewed] | None:
    """Return the last review of another site than that with the digest ``beside``, if there was one."""
    found = [
        (review.date, path.stat().st_mtime_ns, path, review)
        for path in (root / REVIEWS).glob("*.txt")
        if (review := _read_review(path)) is not None and review.digest != beside
    ]
    if not found:
        return None
    *_, path, review = max(found, key=lambda one: one[:3])
    return review, _read_reviewed(_read_lines(path))


def _read_review(path: Path) -> Review | None:
    facts = dict(
        line.split("：", 1) for line in _read_lines(path) if line[:1].strip() and "：" in line
    )
    try:
        return Review(
            facts["审查人"], dt.date.fromisoformat(facts["审查日期"]), facts["清单校验值"]
        )
    except (KeyError, ValueError):
        return None


def _read_reviewed(lines: list[str]) -> Reviewed:
    """Return what a record says was seen; older records say nothing of it."""
    reviewed: dict[str, dict[str, frozenset[str]]] = {}
    values: dict[str, frozenset[str]] = {}
    for line in lines:
        if cycle := _CYCLE.fullmatch(line):
            values = reviewed.setdefault(cycle[1], {})
        elif match := _VALUES.fullmatch(line):
            values[match[1]] = frozenset(match[2].split("、"))
    return reviewed


def list_news(one: Outgoing, reviewed: Reviewed) -> Iterator[str]:
    """Yield what a site tells that the last reviewer did not see, and what it tells no more."""
    before = reviewed.get(one.cycle)
    for kind, values in one.found.items() if before is not None else ():
        # A record joins the values of a kind: a place with such a sign in it is several there.
        now = frozenset("、".join(values).split("、")) - {""}
        then = (before or {}).get(kind, frozenset())
        if fresh := sorted(now - then):
            yield f"{kind}：新增 {'、'.join(fresh)}"
        if gone := sorted(then - now):
            yield f"{kind}：不再有 {'、'.join(gone)}"


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
