"""Where the project is."""

from __future__ import annotations

from pathlib import Path

from huiqi.errors import HuiqiError


def find_root() -> Path:
    """Return the project's folder: where mkdocs.yml stands, here or above; it may have no cycle yet.

    Raises:
        HuiqiError: this is no folder of a project.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        known = any((folder / name).is_dir() for name in ("cycles", "templates"))
        if known and (folder / "mkdocs.yml").is_file():
            return folder
    raise HuiqiError("这里不是会期的项目文件夹。改法：进入有 mkdocs.yml 和 cycles 的文件夹再运行。")
