"""What one run of the desk is: its project, its addresses, its secrets; handlers reach it by the app."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from huiqi.desk.activity import Presence, Work
from huiqi.desk.keeping.place import find_cycle_folder
from huiqi.desk.making.background import Making
from huiqi.desk.seen_files import SeenFiles

HOST = "127.0.0.1"


def make_secret() -> str:
    """Return a secret of 256 bits."""
    return secrets.token_urlsafe(32)


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True)
class DeskContext:
    """One run of the desk in one project.

    ``session`` is the cookies' value, ``page_token`` what changing requests carry beside it;
    ``remarks`` are what was said, by cycle and sort, of the papers that were made last: they stay on the page.
    ``redeem`` says whether a token of the redirect file is good, ``stop`` ends the server.
    """

    root: Path
    port: int
    preview_port: int
    session: str = field(default_factory=make_secret, repr=False)
    page_token: str = field(default_factory=make_secret, repr=False)
    redeem: Callable[[str], bool] = field(default=_never, repr=False)
    presence: Presence = field(default_factory=Presence)
    work: Work = field(default_factory=Work)
    seen: SeenFiles = field(default_factory=SeenFiles, repr=False)
    making: Making = field(init=False, repr=False)
    remarks: dict[str, dict[str, list[str]]] = field(default_factory=dict, repr=False)
    now: Callable[[], dt.datetime] = dt.datetime.now
    stop: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        """Let everything that is made in the background count as work."""
        object.__setattr__(self, "making", Making(self.root, self.work))

    @property
    def origin(self) -> str:
        """The desk's origin."""
        return f"http://{HOST}:{self.port}"

    @property
    def preview_origin(self) -> str:
        """The preview's origin."""
        return f"http://{HOST}:{self.preview_port}"

    def preview_folder(self, cycle: str) -> Path:
        """Return where the preview of a cycle's site stands, once it is made."""
        return find_cycle_folder(self.root, cycle) / "preview"

    def busy(self) -> tuple[str, ...]:
        """Return what must not be cut off now, in words; empty where the server may end."""
        return self.work.list()


def context_of(request: Request) -> DeskContext:
    """Return the context of the app that answers a request."""
    context: DeskContext = request.app.state.context
    return context
