"""The Jinja environment in which pages and Word templates are rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def make_environment(vocabulary: Mapping[str, Any], *folders: Path) -> Environment:
    """Return a strict environment that knows a vocabulary and includes files of the folders."""
    # Markdown, not HTML: the vocabulary escapes every value itself.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(folders), undefined=StrictUndefined
    )
    environment.globals.update(vocabulary)
    return environment
