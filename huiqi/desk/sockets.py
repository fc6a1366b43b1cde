"""The sockets of the desk: ports of this machine alone."""

from __future__ import annotations

import socket
import sys

from huiqi.desk.context import HOST
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error


def bind(port: int = 0) -> socket.socket:
    """Return a socket that listens on a port of this machine alone; 0: any that is free.

    Raises:
        HuiqiError: the port cannot be had.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There another program could else bind the same port and receive what is meant for us.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(64)
    except OSError as error:
        listener.close()
        raise HuiqiError(
            f"不能使用端口 {port or '（任意）'}（{explain_os_error(error)}）。改法：换一个端口，或者不写 --port。"
        ) from error
    return listener


def port_of(listener: socket.socket) -> int:
    """Return the port that a socket listens on."""
    port: int = listener.getsockname()[1]
    return port
