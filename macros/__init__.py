"""The words of pages and Word templates, and their adapter for mkdocs-macros."""

from __future__ import annotations

from typing import Any

from macros.vocabulary import build_vocabulary


def define_env(env: Any) -> None:
    """Give mkdocs-macros the vocabulary of the cycle that is being built."""
    for name, value in build_vocabulary(env.conf["extra"]["huiqi"].scope).items():
        if callable(value):
            env.macro(value, name)
        else:
            env.variables[name] = value


def on_pre_page_macros(env: Any) -> None:
    """Note which page is being rendered, so that an open slot can name the pages that use it."""
    env.conf["extra"]["huiqi"].scope.place = f"docs/{env.page.file.src_uri}"
