"""Where the project is."""

from __future__ import annotations

from pathlib import Path

from huiqi.errors import HuiqiError


def find_root() -> Path:
    """Return the project's folder: where mkdocs.yml stands, here or above.

    Raises:
        HuiqiError: this is no folder of a project.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "cycles").is_dir():
            return folder
    raise HuiqiError("这里不是会期的项目文件夹。改法：进入有 mkdocs.yml 和 cycles 的文件夹再运行。")
