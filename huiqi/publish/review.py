"""Review before publishing: what is about to go out, and the record of who looked at it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.facts.model.cycle import Cycle
from huiqi.files.checksums import site_digest
from huiqi.site.gates.leaks import read_plain

REVIEWS = "reviews"
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d+号")
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}-\d{7,8}|1\d{10})(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s\"'<>）)]+")
_PAGES = {".html", ".js", ".css", ".svg", ".png", ".xml", ".json", ".map", ".txt", ".gz"}


@dataclass(frozen=True)
class Review:
    """Who looked at which site, and when; ``digest`` is that of its manifest."""

    reviewer: str
    date: dt.date
    digest: str


def list_outgoing(public: Path, cycles: Iterable[Cycle]) -> Iterator[str]:
    """Yield, line by line, what the built sites would tell: as found in their files."""
    for cycle in cycles:
        site = public / cycle.id
        if not (site / "index.html").is_file():
            continue
        texts = [(name, text) for name, text in read_plain(site) if _is_read(name)]
        whole = "\n".join(text for _, text in texts)
        files = sorted(path for path in site.rglob("*") if path.is_file())
        pages = sum(path.suffix == ".html" for path in files)
        offered = [path for path in files if path.suffix.lower() not in _PAGES]
        yield f"{cycle.id}（{pages}个页面）"
        yield f"  发布范围：{'内部' if cycle.audience == 'internal' else '公开'}"
        yield from _list(
            "姓名", [person.name for person in cycle.people if person.name and person.name in whole]
        )
        yield from _list("日期", _sorted_days(whole))
        place = cycle.meeting.place
        yield from _list("地点", [place] if place and place in whole else [])
        yield from _list("文号", sorted(set(_NUMBER.findall(whole))))
        yield from _list("电话", sorted(set(_PHONE.findall(whole))))
        yield from _list("网址", sorted(set(_ADDRESS.findall(whole))))
        yield from _list("供下载的文件", [path.relative_to(site).as_posix() for path in offered])


def _is_read(name: str) -> bool:
    """Whether readers see the text of a file: not that of scripts and style sheets."""
    return not name.startswith("assets/") and "（" not in name.partition(".zip")[2]


def _sorted_days(text: str) -> list[str]:
    found = set(_DAY.findall(text))
    return sorted(found, key=lambda day: [int(number) for number in re.findall(r"\d+", day)][-3:])


def _list(label: str, values: list[str]) -> Iterator[str]:
    yield f"  {label}（{len(values)}）：{'、'.join(values)}" if values else f"  {label}：没有"


def write_review(root: Path, review: Review) -> Path:
    """Write the record beside the sites, never into them, and return its file."""
    path = root / REVIEWS / f"{review.digest[:16]}.txt"
    path.parent.mkdir(exist_ok=True)
    lines = (
        f"审查人：{review.reviewer}",
        f"审查日期：{review.date.isoformat()}",
        f"清单校验值：{review.digest}",
    )
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    return path


def find_review(root: Path, public: Path) -> Review:
    """Return the record for what stands in public/ now.

    Raises:
        HuiqiError: nobody has reviewed it, or it has changed since.
    """
    digest = site_digest(public)
    path = root / REVIEWS / f"{digest[:16]}.txt"
    facts = dict(line.split("：", 1) for line in _read_lines(path) if "：" in line)
    try:
        review = Review(
            facts["审查人"], dt.date.fromisoformat(facts["审查日期"]), facts["清单校验值"]
        )
    except (KeyError, ValueError) as error:
        raise HuiqiError(
            f"public/ 现在的内容没有审查记录（清单校验值 {digest[:16]}）。"
            "改法：先审查、后发布：运行 huiqi review。"
        ) from error
    if review.digest != digest or not review.reviewer.strip():
        raise HuiqiError(
            f"{REVIEWS}/{path.name} 不是 public/ 现在内容的审查记录。改法：运行 huiqi review。"
        )
    return review


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
