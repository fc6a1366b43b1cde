"""What is asked for on the page of review and publication, and what is said before it is done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from huiqi.desk.places import read_place
from huiqi.desk.release_page import ReleasePage
from huiqi.desk.settings import Setting, keep_setting
from huiqi.errors import HuiqiError
from huiqi.publish.review import Review
from huiqi.publish.reviewed import require_review


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


def require_reviewed(request: Request) -> Review:
    """Return the review of what would go out.

    Raises:
        HuiqiError: it may not go out, or nobody has reviewed it.
    """
    page = ReleasePage(request.root)
    if page.obstacle:
        raise HuiqiError(page.obstacle)
    if page.review is None:
        raise HuiqiError("现在的网站还没有审查。改法：先在上面审查、署名，再发布。")
    return require_review(request.root)


def remember(request: Request, name: Setting) -> None:
    """Remember the place that was used, for the next time.

    Raises:
        HuiqiError: it cannot be written.
    """
    keep_setting(request.root, name, str(request.path))
