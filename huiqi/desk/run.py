"""One run of the desk, from its start to its end; or the way to the one that runs already."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from socket import socket

from huiqi.desk.activity import LIMIT, Presence
from huiqi.desk.collected.received import forget_unread
from huiqi.desk.context import HOST, DeskContext
from huiqi.desk.instance import claim_desk, find_private_folder
from huiqi.desk.redirect_file import NAME, RedirectFile, read_origin
from huiqi.desk.sockets import bind, port_of
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error

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
            _interrupt_by_signals()
            forget_unread(root)
            with suppress(KeyboardInterrupt):  # the usual way to end it in a terminal
                _serve(root, folder, port, announce)
            return
    file = folder / NAME
    announce(file, _wait_for_origin(file), True)


def _serve(root: Path, folder: Path, port: int, announce: Announce) -> None:
    with suppress(OSError):
        (folder / NAME).unlink()  # a killed desk left it, and a second start would follow it
    with closing(bind(port)) as desk, closing(bind()) as preview:
        file = RedirectFile(folder, f"http://{HOST}:{port_of(desk)}")
        try:
            _write(file)
            # The sockets listen already: a browser that is starting waits for what comes next.
            announce(file.path, file.origin, False)
            _answer(root, file, desk, preview)
        finally:
            file.remove()


def _write(file: RedirectFile) -> None:
    try:
        file.write()
    except OSError as error:
        raise HuiqiError(
            f"不能写入工作台的打开凭证（{explain_os_error(error)}）。改法：核对文件夹的权限和剩余空间。"
        ) from error


def _interrupt_by_signals() -> None:
    """Let the signals that would end the program at once do what Ctrl+C does: what it made is taken away.

    Ctrl+C itself too: a shell has jobs in the background ignore it.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _answer(root: Path, file: RedirectFile, desk: socket, preview: socket) -> None:
    """Load the desk and all that its pages need, which takes most of the start, and serve it."""
    from huiqi.desk.app import create_app
    from huiqi.desk.preview import create_preview
    from huiqi.desk.server import DeskServer

    server = DeskServer()
    context = DeskContext(
        root, port_of(desk), port_of(preview), redeem=file.redeem, stop=server.stop,
        presence=Presence(_read_limit()),
    )  # fmt: skip
    apps = {context.port: create_app(context), context.preview_port: create_preview(context)}
    try:
        server.run(apps, [desk, preview], context)
    finally:
        context.making.close()


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
    opening = threading.Thread(target=_show, args=(file,), daemon=True)
    opening.start()
    if wait:
        opening.join(5)


def _show(file: Path) -> None:
    if sys.platform == "win32":
        # As by a double click: an address would have to be decoded again, Chinese user names in it too.
        with suppress(OSError):
            os.startfile(file)  # noqa: S606 - a file of ours
    else:
        webbrowser.open(file.as_uri())
