"""The theme's templates: compiled once in a process, and listed without the folders that no site takes."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme


class CompiledTemplates(BytecodeCache):
    """Keeps the code of templates, each for as long as its source is the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self._kept[bucket.key] = bucket.checksum, bucket.code


@cache
def keep_compiled() -> CompiledTemplates:
    """Return what this process has compiled of the theme: it is the same for every site."""
    return CompiledTemplates()


class _ShownTemplates(FileSystemLoader):
    """Lists no file in a folder whose name begins with a dot; each loads by its name as before."""

    def list_templates(self) -> list[str]:
        found = set()
        for place in self.searchpath:
            for folder, inner, files in os.walk(place):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found |= {Path(folder, name).relative_to(place).as_posix() for name in files}
        return sorted(found)


def pass_over_hidden_folders(theme: Theme) -> None:
    """Let the environment of a theme list what MkDocs takes of it: Material hides 14,000 icons.

    MkDocs looks at every name and takes none of those.
    """
    make = theme.get_env

    def get_env() -> Environment:
        environment = make()
        environment.loader = _ShownTemplates(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]
