"""The Jinja environment in which pages and Word templates are rendered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


def make_environment(vocabulary: Mapping[str, Any], *folders: Path) -> Environment:
    """Return a strict environment that knows a vocabulary and includes files of the folders."""
    # Markdown, not HTML: the vocabulary escapes every value itself.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(folders), undefined=StrictUndefined
    )
    environment.globals.update(vocabulary)
    return environment


@lru_cache(maxsize=8)
def open_environment(*folders: Path) -> Environment:
    """Return the environment of these folders, the same each time, without a vocabulary.

    What it compiled serves every rendition; a file that changed is compiled again.
    """
    return make_environment({}, *folders)


@lru_cache(maxsize=1024)
def compile_text(environment: Environment, text: str) -> Template:
    """Return a text as a template of an environment, compiled once.

    Raises:
        TemplateSyntaxError: it is malformed.
    """
    return environment.from_string(text)
