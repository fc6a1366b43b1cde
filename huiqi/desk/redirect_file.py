"""The file that opens the desk: it hands a token to the browser, and to nothing else.

The browser posts the token from a file that only the user can read, so that it stands in no address:
not on a command line, not in the history, not in a Referer. Each token is good once. Then the file
holds the next one, so that the same file opens another tab, or the browser after a restart.
"""

from __future__ import annotations

import os
import re
import threading
import time
from contextlib import suppress
from pathlib import Path

from huiqi.desk.access import OPEN, is_same
from huiqi.desk.context import make_secret

NAME = "desk.html"
# Seconds in which a used token is still good: who clicks twice opens two tabs with the same file.
GRACE = 10.0
_ADDRESS = re.compile(rf'action="(http://127\.0\.0\.1:\d+){OPEN}"')
_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>打开工作台</title>
</head>
<body>
<form method="post" action="{origin}{path}">
<input type="hidden" name="token" value="{token}">
<p><button>打开工作台</button></p>
</form>
<script>document.forms[0].submit();</script>
</body>
</html>
"""


class RedirectFile:
    """The redirect file of a desk that runs at ``origin``."""

    def __init__(self, folder: Path, origin: str) -> None:
        self.path = folder / NAME
        self.origin, self._lock = origin, threading.Lock()
        self._token, self._used, self._until = make_secret(), "", 0.0

    def write(self) -> None:
        """Write the file with the token that is good now."""
        self._put(self._token)

    def redeem(self, token: str) -> bool:
        """Whether a token is good; a good one is used up, and the file holds the next."""
        with self._lock:
            again = time.monotonic() < self._until and is_same(token, self._used)
            if not is_same(token, self._token):
                return again
            fresh = make_secret()
            with suppress(OSError):  # then the file still holds the old one, and that stays good
                self._put(fresh)
                self._token, self._used = fresh, token
                self._until = time.monotonic() + GRACE
            return True

    def remove(self) -> None:
        """Take the file away: the desk ends."""
        with suppress(OSError):
            self.path.unlink()

    def _put(self, token: str) -> None:
        part = self.path.with_name(f".{NAME}.part")
        part.unlink(missing_ok=True)
        number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(_PAGE.format(origin=self.origin, path=OPEN, token=token))
        part.replace(self.path)


def read_origin(path: Path) -> str | None:
    """Return where the desk runs that a redirect file leads to; None where there is no such file."""
    try:
        match = _ADDRESS.search(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return match[1] if match else None
