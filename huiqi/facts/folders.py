"""Which cycles there are: the folders of cycles/."""

from __future__ import annotations

from pathlib import Path

from huiqi.errors import HuiqiError

FACTS_FILE = "cycle.yml"


def find_cycles(cycles: Path) -> list[Path]:
    """Return the folders of all cycles, oldest first.

    Raises:
        HuiqiError: there is none.
    """
    folders = sorted(
        path for path in (cycles.iterdir() if cycles.is_dir() else ())
        if path.is_dir() and not path.name.startswith((".", "_"))
    )  # fmt: skip
    if not folders:
        raise HuiqiError(
            f"{cycles.name}/ 下没有会议周期。改法：新建 {cycles.name}/<代号>/cycle.yml。"
        )
    return folders


def select_folders(cycles: Path, names: tuple[str, ...]) -> list[Path]:
    """Return the folders of the named cycles, or of all, oldest first.

    Raises:
        HuiqiError: a name that no cycle has.
    """
    folders = {folder.name: folder for folder in find_cycles(cycles)}
    unknown = [name for name in names if name not in folders]
    if unknown:
        raise HuiqiError(
            f"没有会议周期 {'、'.join(unknown)}。改法：从现有的周期中选：{'、'.join(folders)}。"
        )
    return [folders[name] for name in names or folders]
