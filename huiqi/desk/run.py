"""One run of the desk, from its start to its end; or the way to the one that runs already."""

from __future__ import annotations

import os
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from huiqi.desk.activity import LIMIT, Presence
from huiqi.desk.app import create_app
from huiqi.desk.context import DeskContext
from huiqi.desk.instance import claim_desk, find_private_folder
from huiqi.desk.preview import create_preview
from huiqi.desk.redirect_file import NAME, RedirectFile, read_origin
from huiqi.desk.server import DeskServer, bind, port_of
from huiqi.errors import HuiqiError

# Seconds until the desk ends by itself after its last tab is gone.
IDLE = "HUIQI_DESK_IDLE"
# Seconds in which a desk that is just starting must have written its redirect file.
_START = 10.0

# Told the redirect file, where the desk runs, and whether it ran before.
Announce = Callable[[Path, str, bool], None]


def run_desk(root: Path, port: int, announce: Announce) -> None:
    """Serve a project's desk until it ends; where it runs already, only announce that.

    Raises:
        HuiqiError: the port is taken, or there is no place for the redirect file.
    """
    folder = find_private_folder(root)
    with claim_desk(folder) as ours:
        if ours:
            _serve(root, folder, port, announce)
            return
    file = folder / NAME
    announce(file, _wait_for_origin(file), True)


def _serve(root: Path, folder: Path, port: int, announce: Announce) -> None:
    (folder / NAME).unlink(missing_ok=True)  # a killed desk left it
    with closing(bind(port)) as desk, closing(bind()) as preview:
        server = DeskServer()
        context = DeskContext(root, port_of(desk), port_of(preview))
        file = RedirectFile(folder, context.origin)
        context = DeskContext(
            root, context.port, context.preview_port, redeem=file.redeem, stop=server.stop,
            presence=Presence(_read_limit()),
        )  # fmt: skip
        apps = {context.port: create_app(context), context.preview_port: create_preview(context)}
        try:
            file.write()
            announce(file.path, context.origin, False)
            server.run(apps, [desk, preview], context)
        finally:
            context.making.close()
            file.remove()


def _read_limit() -> float:
    try:
        return max(float(os.environ.get(IDLE, LIMIT)), 0.1)
    except ValueError:
        return LIMIT


def _wait_for_origin(file: Path) -> str:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        origin = read_origin(file)
        if origin:
            return origin
        time.sleep(0.05)
    raise HuiqiError("工作台正在打开或者关闭。改法：等几秒钟再打开。")


def open_browser(file: Path, *, wait: bool) -> None:
    """Show a file in the user's browser; some browsers return only when they are closed."""
    opening = threading.Thread(target=webbrowser.open, args=(file.as_uri(),), daemon=True)
    opening.start()
    if wait:
        opening.join(5)
