"""Where a site offers a paper: what the download page links to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperLink:
    """One paper on the site. Addresses are relative to the site; the size is in bytes."""

    title: str
    word: str
    page: str
    save_as: str
    size: int
