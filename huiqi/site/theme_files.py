"""What a site takes of its theme: templates, compiled once in a process, and the files that it loads.

Material brings 14,000 icons, which its templates include one by one, and 2 MB that only its own search
and developers' tools load, on every published site.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

# The search has a worker of its own; source maps are for those who write scripts and styles.
_UNUSED = ("assets/javascripts/lunr/*", "assets/javascripts/workers/*", "*.map")


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
    """Let the environment of a theme list what MkDocs may take of it: of the icons it takes none."""
    make = theme.get_env

    def get_env() -> Environment:
        environment = make()
        environment.loader = _ShownTemplates(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]


def leave_out_unused(files: Files, folders: Collection[str]) -> None:
    """Leave out the files of a theme's folders that no page of ours loads."""
    for file in list(files):
        if file.src_dir in folders and any(fnmatch(file.src_uri, kind) for kind in _UNUSED):
            files.remove(file)
