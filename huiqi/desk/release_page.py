"""What stands on the page of review and publication: what would go out, who agreed, what is out there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from huiqi.desk.places import read_place
from huiqi.desk.settings import read_setting
from huiqi.errors import HuiqiError
from huiqi.facts.calendar import format_day
from huiqi.facts.templates import load_templates
from huiqi.files.checksums import MANIFEST, site_digest, verify
from huiqi.publish.outgoing import FILES, KINDS, Outgoing, list_public_changes, read_outgoing
from huiqi.publish.readiness import find_obstacle
from huiqi.publish.release_names import read_release
from huiqi.publish.releases import Published, look_at_place
from huiqi.publish.review import Review, Reviewed, find_last_review, find_review, list_news
from huiqi.site.site_record import list_site_records

_MOST = 5
_OBSTACLES = {
    "sample": "{}是样例，不审查、不发布。改法：新建本单位的会议，填写以后生成定稿。",
    "draft": "{}现在生成的是送审稿，不发布。改法：审核同意以后，生成定稿。",
    "stale": "{}的网站生成以后，会议事实或者页面又有改动。改法：重新生成定稿，再审查。",
}
AUDIENCE, NEWS = "发布范围", "与上次相比"
# What the reviewer confirms, one by one.
TICKS = (AUDIENCE, *KINDS, NEWS)


@dataclass(frozen=True)
class Row:
    """What one site tells of a kind; ``title`` is what its meeting is called."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A kind of things with what each site tells of it."""

    label: str
    rows: tuple[Row, ...]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(len(row.values) for row in self.rows)


@dataclass(frozen=True)
class ReleaseLine:
    """A release at the place of publication; ``older`` than the live one: one can go back to it."""

    name: str
    label: str
    live: bool
    older: bool


class ReleasePage:
    """What is to go out of one project now, and the place that it goes to."""

    def __init__(self, root: Path) -> None:
        self.root, self.public = root, root / "public"
        self.titles = {record.id: record.title for record in list_site_records(self.public)}
        self.place = read_setting(root, "place")
        self.stick = read_setting(root, "stick")

    @cached_property
    def obstacle(self) -> str:
        """Why nothing can be reviewed or published now; empty where it can."""
        if not self.titles or not (self.public / MANIFEST).is_file():
            return "还没有生成网站。改法：先生成定稿。"
        try:
            differences = verify(self.public)
        except HuiqiError:
            return "生成的网站不完整。改法：重新生成定稿。"
        names = [name for found in differences.values() for name in found]
        if names:
            more = "等" if len(names) > _MOST else ""
            said = "、".join(names[:_MOST]) + more
            return f"网站生成以后，其中的文件有变动：{said}。改法：重新生成定稿。"
        found = find_obstacle(self.root)
        return _OBSTACLES[found.kind].format(self._name(found.cycles)) if found else ""

    def _name(self, cycles: tuple[str, ...]) -> str:
        return "、".join(self.titles.get(cycle, cycle) for cycle in cycles)

    @cached_property
    def digest(self) -> str:
        """The digest of what would go out; empty where nothing can."""
        return "" if self.obstacle else site_digest(self.public)

    @cached_property
    def review(self) -> Review | None:
        """Who has reviewed what would go out now."""
        if self.obstacle:
            return None
        try:
            return find_review(self.root, self.public)
        except HuiqiError:
            return None

    @cached_property
    def last(self) -> tuple[Review, Reviewed] | None:
        """The last review of another site than the one of now."""
        return find_last_review(self.root, beside=self.digest)

    @property
    def outgoing(self) -> tuple[Outgoing, ...]:
        """What the sites would tell."""
        return _read_outgoing(self.root, self.digest) if self.digest else ()

    @property
    def kinds(self) -> Iterator[Shown]:
        """What the reviewer looks at, kind by kind, and what changed since the last time."""
        found = self.outgoing
        yield Shown(AUDIENCE, tuple(Row(self.titles[one.cycle], (one.audience,)) for one in found))
        for kind in KINDS:
            yield Shown(kind, tuple(
                Row(self.titles[one.cycle], _name_files(one.found[kind]) if kind == FILES else one.found[kind])
                for one in found
            ))  # fmt: skip
        yield Shown(NEWS, tuple(Row(self.titles[one.cycle], self._list_news(one)) for one in found))

    def _list_news(self, one: Outgoing) -> tuple[str, ...]:
        changes = list_public_changes(self.root, one.cycle)
        said = ["还没有发布过。"] if changes is None else [f"会议事实 {line}" for line in changes]
        seen = [*list_news(one, self.last[1])] if self.last else []
        return (*said, *(f"网站上的{line}" for line in seen))

    @cached_property
    def there(self) -> Published | None:
        """What is published at the place that is remembered; None where nothing can be."""
        try:
            return look_at_place(self.public, read_place(self.root, self.place))
        except HuiqiError:
            return None

    @property
    def releases(self) -> list[ReleaseLine]:
        """The releases at that place, the newest first."""
        there = self.there or Published(None, ())
        return [
            ReleaseLine(name, name_release(name), name == there.live, name < (there.live or ""))
            for name in reversed(there.releases)
        ]


def _name_files(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return files by what they are: papers by their titles, calendars by how many there are."""
    papers = {f"word/{name}.docx": one.head.title for name, one in load_templates().items()}
    papers["word/templates.zip"] = "全部材料的压缩包"
    calendars = sum(name.endswith(".ics") for name in names)
    said = [papers.get(name, name) for name in names if not name.endswith(".ics")]
    return (*said, *([f"日历文件 {calendars} 个"] if calendars else []))


def name_release(name: str | None) -> str:
    """Return what a release is called."""
    if not name:
        return "没有网站"
    release = read_release(name)
    return f"第 {release.number} 版（{format_day(release.day)}）"


def name_sites(place: Path) -> str:
    """Return the titles of the sites that are published at a place."""
    return "、".join(record.title for record in list_site_records(place)) or "没有网站"


@lru_cache(maxsize=4)
def _read_outgoing(root: Path, _digest: str) -> tuple[Outgoing, ...]:
    """Return what the sites tell; reading all pages takes a while, so it is kept by their digest."""
    return tuple(read_outgoing(root))
