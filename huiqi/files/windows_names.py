"""Names of files as Windows sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_UNSEEN = ("Cc", "Cf", "Cs")


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device, with whatever follows a dot in it."""
    return _DEVICES.fullmatch(name.partition(".")[0].strip()) is not None


def drop_unseen(name: str) -> str:
    """Return a name without signs that cannot be seen: line ends, those that turn the direction of writing."""
    return "".join(sign for sign in name if unicodedata.category(sign) not in _UNSEEN)


def fold_name(name: str) -> str:
    """Return what is the same for all names that a system may take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def find_same(name: str, names: Iterable[str]) -> str | None:
    """Return the one of some names that a system may take for the same file."""
    return next((other for other in names if fold_name(other) == fold_name(name)), None)
