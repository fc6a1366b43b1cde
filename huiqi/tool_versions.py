"""The tools that a result depends on, by their versions."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import zlib
from functools import cache
from pathlib import Path


@cache
def describe_tool_versions() -> str:
    """Return Python, its compression, pandoc and every installed package with its version."""
    installed = {info.name for folder in sys.path for info in Path(folder).glob("*.dist-info")}
    own = (sys.version, platform.machine(), zlib.ZLIB_RUNTIME_VERSION, _describe_pandoc())
    return "\n".join([*own, *sorted(installed)])


def _describe_pandoc() -> str:
    """Return what tells a pandoc of the system's; pypandoc takes the newest that it finds."""
    path = os.environ.get("PYPANDOC_PANDOC") or shutil.which("pandoc")
    if not path or not Path(path).is_file():
        return ""
    state = Path(path).stat()
    return f"{path} {state.st_size} {state.st_mtime_ns}"
