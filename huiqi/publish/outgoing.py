"""What the built sites would tell: names, days, places, numbers and files, as found in their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from huiqi.compare.history import find_last_published
from huiqi.errors import HuiqiError
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle, open_facts
from huiqi.site.site_record import list_site_records

_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d+号")
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}-\d{7,8}|1\d{10})(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s\"'<>）)]+")
_PAGES = {".html", ".js", ".css", ".svg", ".png", ".xml", ".json", ".map", ".txt", ".gz"}
# What a reviewer looks at, in this order.
FILES = "供下载的文件"
KINDS = ("姓名", "日期", "地点", "文号", "电话", "网址", FILES)


@dataclass(frozen=True)
class Outgoing:
    """What the site of one cycle would tell; ``found`` has the values of each of the ``KINDS``."""

    cycle: str
    pages: int
    internal: bool
    found: Mapping[str, tuple[str, ...]]

    @property
    def audience(self) -> str:
        """Who is to read it."""
        return "内部" if self.internal else "公开"


def read_outgoing(root: Path) -> Iterator[Outgoing]:
    """Yield what the sites in public/ would tell, oldest first."""
    return collect_outgoing(root / "public", _read_built(root))


def collect_outgoing(public: Path, cycles: Iterable[Cycle]) -> Iterator[Outgoing]:
    """Yield what the built sites of some cycles would tell."""
    from huiqi.site.gates.leaks import read_plain

    for cycle in cycles:
        site = public / cycle.id
        if not (site / "index.html").is_file():
            continue
        texts = [(name, text) for name, text in read_plain(site) if _is_read(name)]
        files = sorted(path for path in site.rglob("*") if path.is_file())
        found = _find_values(cycle, "\n".join(text for _, text in texts))
        offered = [path for path in files if path.suffix.lower() not in _PAGES]
        found[FILES] = [path.relative_to(site).as_posix() for path in offered]
        yield Outgoing(
            cycle.id, sum(path.suffix == ".html" for path in files), cycle.audience == "internal",
            {kind: tuple(found[kind]) for kind in KINDS},
        )  # fmt: skip


def _find_values(cycle: Cycle, whole: str) -> dict[str, list[str]]:
    place = cycle.meeting.place
    return {
        "姓名": [person.name for person in cycle.people if person.name and person.name in whole],
        "日期": _sorted_days(whole),
        "地点": [place] if place and place in whole else [],
        "文号": sorted(set(_NUMBER.findall(whole))),
        "电话": sorted(set(_PHONE.findall(whole))),
        "网址": sorted(set(_ADDRESS.findall(whole))),
    }


def list_outgoing(outgoing: Iterable[Outgoing]) -> Iterator[str]:
    """Yield, line by line, what the sites would tell."""
    for one in outgoing:
        yield f"{one.cycle}（{one.pages}个页面）"
        yield f"  发布范围：{one.audience}"
        for kind in KINDS:
            values = one.found[kind]
            count = f"（{len(values)}）：{'、'.join(values)}" if values else "：没有"
            yield f"  {kind}{count}"


def list_public_changes(root: Path, cycle: str) -> list[str] | None:
    """Return what readers find changed since a cycle was last published; None where it never was."""
    from huiqi.compare.changes import compare
    from huiqi.compare.text_report import show_change
    from huiqi.facts.kinds import say_label
    from macros.scope import Rendition

    folder = root / "cycles" / cycle
    last = find_last_published(folder)
    if last is None or not (folder / FACTS_FILE).is_file():
        return None
    try:
        old, new = (open_facts(folder.parent, str(path)).cycle for path in (last, folder))
    except HuiqiError:
        return None  # written for an older edition of the program
    names = old.publish_names and new.publish_names
    changes = compare(old, new, Rendition(internal=False, names=names))
    return [say_label(new, show_change(change)) for change in changes]


def _is_read(name: str) -> bool:
    """Whether readers see the text of a file: not that of scripts and style sheets."""
    return not name.startswith("assets/") and "（" not in name.partition(".zip")[2]


def _sorted_days(text: str) -> list[str]:
    found = set(_DAY.findall(text))
    return sorted(found, key=lambda day: [int(number) for number in re.findall(r"\d+", day)][-3:])


def _read_built(root: Path) -> Iterator[Cycle]:
    """Yield the facts of the cycles that have a site; those of an archived one may no longer be sound."""
    for record in list_site_records(root / "public"):
        with suppress(HuiqiError):
            yield load_cycle(root / "cycles" / record.id).cycle
