"""What is done on the page of review and publication, and what is said before it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from huiqi.desk.release_bundle import announce_copy, do_copy
from huiqi.desk.release_page import TICKS, ReleasePage, name_release, name_sites
from huiqi.desk.release_request import Announced, Request, remember, require_reviewed
from huiqi.errors import HuiqiError
from huiqi.publish.releases import KEEP, Published, look_at_place, publish, roll_back, withdraw
from huiqi.publish.review import Review, write_review
from huiqi.publish.reviewed import note_published

_CHANGED = "在您查看以后，要发布的内容或者那里的网站又有变动，没有做。改法：再查看一次。"


def sign(request: Request, digest: str, reviewer: str, ticked: Collection[str]) -> str:
    """Record a review of what was shown with a digest, and return what came of it.

    Raises:
        HuiqiError: it is no longer that, something is not confirmed, or the name is missing.
    """
    page = ReleasePage(request.root)
    if page.obstacle:
        raise HuiqiError(page.obstacle)
    if page.digest != digest:
        raise HuiqiError("网站在您查看以后又有变动，没有记录。改法：重新打开这一页，再审查一次。")
    missing = [label for label in TICKS if label not in ticked]
    faults = [f"还没有确认：{'、'.join(missing)}。"] if missing else []
    faults += [] if reviewer.strip() else ["还没有填写审查人姓名。"]
    if faults:
        raise HuiqiError("\n".join(faults))
    write_review(request.root, Review(reviewer.strip(), request.today, digest), page.outgoing)
    return f"已记录审查，审查人：{reviewer.strip()}。现在可以发布。"


def look(request: Request) -> str:
    """Remember a place, and say what is there now.

    Raises:
        HuiqiError: nothing can be published there.
    """
    there = look_at_place(request.public, request.path)
    remember(request, "place")
    return f"那里现在：{_say_there(there, request.path)}。"


def announce_publication(request: Request) -> Announced:
    """Say what a publication would do.

    Raises:
        HuiqiError: it cannot be done.
    """
    review, page = require_reviewed(request), ReleasePage(request.root)
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
    review = require_reviewed(request)
    done = publish(request.public, request.path, review.digest)
    remember(request, "place")
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


def _say_there(there: Published, place: Path) -> str:
    if there.live is None:
        return "没有网站"
    return f"{name_release(there.live)}：{name_sites(place)}"


def _stamp(digest: str, there: Published) -> str:
    return f"{digest} {there.live} {' '.join(there.releases)}"
