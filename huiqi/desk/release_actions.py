"""What is done on the page of review and publication, and what is said before it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from huiqi.desk.keeping.place import DESK
from huiqi.desk.places import read_place
from huiqi.desk.release_page import TICKS, ReleasePage, name_release, name_sites
from huiqi.desk.settings import Setting, keep_setting
from huiqi.errors import HuiqiError
from huiqi.publish.bundle import FOLDER, START_PAGE, copy_bundle, find_bundle, write_bundle
from huiqi.publish.releases import (
    KEEP,
    Published,
    look_at_place,
    publish,
    roll_back,
    withdraw,
)
from huiqi.publish.review import Review, write_review
from huiqi.publish.reviewed import note_published, require_review

_CHANGED = "在您查看以后，要发布的内容或者那里的网站又有变动，没有做。改法：再查看一次。"


@dataclass(frozen=True)
class Announced:
    """What would be done, in words, before it is; ``stamp`` changes where that is no longer true.

    ``sites`` names what would go away, where that is asked once more.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    stamp: str
    button: str
    sites: str = ""


@dataclass(frozen=True)
class Request:
    """What is asked for: the place as it was typed, and the release to go back to."""

    root: Path
    today: dt.date
    place: str = ""
    to: str = ""

    @property
    def path(self) -> Path:
        """The place.

        Raises:
            HuiqiError: it is none.
        """
        return read_place(self.root, self.place)

    @property
    def public(self) -> Path:
        """The sites as they are built."""
        return self.root / "public"


def sign(root: Path, today: dt.date, digest: str, reviewer: str, ticked: list[str]) -> str:
    """Record a review of what was shown with a digest, and return what came of it.

    Raises:
        HuiqiError: it is no longer that, something is not confirmed, or the name is missing.
    """
    page = ReleasePage(root)
    if page.obstacle:
        raise HuiqiError(page.obstacle)
    if page.digest != digest:
        raise HuiqiError("网站在您查看以后又有变动，没有记录。改法：重新打开这一页，再审查一次。")
    missing = [label for label in TICKS if label not in ticked]
    faults = [f"还没有确认：{'、'.join(missing)}。"] if missing else []
    faults += [] if reviewer.strip() else ["还没有填写审查人姓名。"]
    if faults:
        raise HuiqiError("\n".join(faults))
    write_review(root, Review(reviewer.strip(), today, digest), page.outgoing)
    return f"已记录审查，审查人：{reviewer.strip()}。现在可以发布。"


def announce_publication(request: Request) -> Announced:
    """Say what a publication would do.

    Raises:
        HuiqiError: it cannot be done.
    """
    review, page = _require_review(request), ReleasePage(request.root)
    there = look_at_place(request.public, request.path)
    same = there.live is not None and there.live.endswith(review.digest[:12])
    oldest = [name for name in there.releases if name != there.live]
    gone = oldest[: max(0, len(oldest) - (KEEP - 2))] if there.live and not same else []
    after = "换成新的一版" if there.live else "放上这些网站"
    if there.live and not same:
        after += f"；{name_release(there.live)}保留，可以退回"
    after += f"；{'、'.join(map(name_release, gone))}删去" if gone else ""
    lines = (
        ("发布的网站", "、".join(page.titles.values())),
        ("审查人", review.reviewer),
        ("发布到", str(request.path)),
        ("那里现在", _say_there(there, request.path)),
        ("将要做的", "那里已经是这一版，完好的，不再发布" if same else after),
    )
    return Announced("发布", lines, _stamp(review.digest, there), "发布")


def do_publish(request: Request) -> str:
    """Publish what was reviewed, and return what came of it."""
    review = _require_review(request)
    done = publish(request.public, request.path, review.digest)
    _remember(request, "place")
    note_published(request.root, request.today)
    what = "已发布" if done.new else "那里已是这一版，没有变化"
    return f"{what}：现在是{name_release(done.live)}，另保留 {len(done.releases) - 1} 版。"


def announce_return(request: Request) -> Announced:
    """Say what going back to an older release would do."""
    there = look_at_place(request.public, request.path)
    if request.to not in there.releases:
        raise HuiqiError("那里没有保留这一版。改法：重新打开这一页，另选一版。")
    lines = (
        ("位置", str(request.path)),
        ("那里现在", _say_there(there, request.path)),
        ("将要做的", f"换成{name_release(request.to)}；现在的一版保留"),
    )
    return Announced("退回", lines, _stamp("", there), "退回")


def do_return(request: Request) -> str:
    """Go back to an older release."""
    return f"已退回：现在是{name_release(roll_back(request.path, request.to).live)}。"


def announce_withdrawal(request: Request) -> Announced:
    """Say what withdrawing would do."""
    there = look_at_place(request.public, request.path)
    if not there.releases:
        raise HuiqiError(f"{request.path} 没有由会期发布过网站。改法：核对位置。")
    lines = (
        ("位置", str(request.path)),
        ("那里现在", _say_there(there, request.path)),
        ("将要做的", f"撤下那里的网站，连同保留的 {len(there.releases)} 版一起删去，不能再退回"),
    )
    return Announced("撤下", lines, _stamp("", there), "继续撤下", name_sites(request.path))


def do_withdraw(request: Request) -> str:
    """Take a site away."""
    sites = name_sites(request.path)
    withdraw(request.path)
    return f"已撤下：{sites}。"


def announce_copy(request: Request) -> Announced:
    """Say what copying to a folder, such as a stick's, would do."""
    review, page = _require_review(request), ReleasePage(request.root)
    there = find_bundle(request.path)
    lines = (
        ("复制的网站", "、".join(page.titles.values())),
        ("审查人", review.reviewer),
        ("复制到", str(request.path)),
        ("那里现在", f"有“{FOLDER}”文件夹：{name_sites(request.path / FOLDER)}" if there else f"没有“{FOLDER}”"),
        ("将要做的", f"{'换成' if there else '放上'}“{FOLDER}”文件夹和“{START_PAGE}”"),
    )  # fmt: skip
    return Announced("复制到文件夹", lines, f"{review.digest} {there}", "复制")


def do_copy(request: Request) -> str:
    """Copy what was reviewed to a folder."""
    copy_bundle(request.public, request.path, _require_review(request).digest)
    _remember(request, "stick")
    note_published(request.root, request.today)
    return f"已复制。打开那里的“{START_PAGE}”就能看。"


def pack(root: Path, today: dt.date) -> Path:
    """Pack what was reviewed as one ZIP file, for the browser to save, and return it."""
    _require_review(Request(root, today))
    path = root / DESK / "bundle" / f"{FOLDER}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bundle(root / "public", path)
    note_published(root, today)
    return path


@dataclass(frozen=True)
class Action:
    """Something that is said before it is done; ``work`` is what is said while it runs."""

    announce: Callable[[Request], Announced]
    do: Callable[[Request], str]
    work: str


ACTIONS = {
    "publish": Action(announce_publication, do_publish, "正在发布"),
    "return": Action(announce_return, do_return, "正在退回"),
    "withdraw": Action(announce_withdrawal, do_withdraw, "正在撤下"),
    "copy": Action(announce_copy, do_copy, "正在复制"),
}


def carry_out(action: Action, request: Request, stamp: str) -> str:
    """Do what was said, if that is still true.

    Raises:
        HuiqiError: it no longer is, or it cannot be done.
    """
    if action.announce(request).stamp != stamp:
        raise HuiqiError(_CHANGED)
    return action.do(request)


def _require_review(request: Request) -> Review:
    page = ReleasePage(request.root)
    if page.obstacle:
        raise HuiqiError(page.obstacle)
    if page.review is None:
        raise HuiqiError("现在的网站还没有审查。改法：先在上面审查、署名，再发布。")
    return require_review(request.root)


def _say_there(there: Published, place: Path) -> str:
    if there.live is None:
        return "没有网站"
    return f"{name_release(there.live)}：{name_sites(place)}"


def _stamp(digest: str, there: Published) -> str:
    return f"{digest} {there.live} {' '.join(there.releases)}"


def _remember(request: Request, name: Setting) -> None:
    keep_setting(request.root, name, str(request.path))
