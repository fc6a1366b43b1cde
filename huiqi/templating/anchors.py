"""The anchors of headings, as pymdownx.slugs.slugify makes them for MkDocs."""

from __future__ import annotations

import re


def name_anchor(heading: str) -> str:
    """Return the anchor that a heading has as a rule; the search worker does the same."""
    return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-").lower()
