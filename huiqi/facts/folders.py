"""Which cycles there are: the folders of cycles/, and which of them are samples."""

from __future__ import annotations

import re
from pathlib import Path

from huiqi.errors import HuiqiError

FACTS_FILE = "cycle.yml"
_SAMPLE = re.compile(r"^sample[ \t]*:[ \t]*true\b.*\n?", re.MULTILINE | re.IGNORECASE)


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


def is_sample(folder: Path) -> bool:
    """Whether a cycle is a fictional sample; asked of the text, as its facts may not load."""
    try:
        text = (folder / FACTS_FILE).read_text("utf-8-sig", errors="replace")
    except OSError:
        return False
    return bool(_SAMPLE.search(text))


def unmark_sample(text: str) -> str:
    """Return the text of a sample's facts as those of a cycle of the office's own."""
    return _SAMPLE.sub("", text)


def list_own(folders: list[Path]) -> list[Path]:
    """Return the office's own cycles; the samples where there is no other."""
    return [folder for folder in folders if not is_sample(folder)] or folders


def refuse_samples(cycles: Path, names: tuple[str, ...]) -> None:
    """Refuse to build a named sample beside cycles of the office's own.

    Raises:
        HuiqiError: names the samples.
    """
    if not names:
        return  # a build of all leaves samples out by itself
    folders = find_cycles(cycles)
    own = list_own(folders)
    samples = [path.name for path in folders if path.name in names and path not in own]
    if samples:
        raise HuiqiError(
            f"{'、'.join(samples)} 是样例，不和本单位的会议一起生成。"
            f"改法：生成本单位的会议：{'、'.join(path.name for path in own)}；"
            "仿照样例新建的，运行 huiqi new 代号 --from 样例代号。"
        )


def select_folders(cycles: Path, names: tuple[str, ...]) -> list[Path]:
    """Return the folders of the named cycles, or of all, oldest first.

    Samples stand among all only where the office has no cycle of its own.

    Raises:
        HuiqiError: a name that no cycle has.
    """
    folders = {folder.name: folder for folder in find_cycles(cycles)}
    unknown = [name for name in names if name not in folders]
    if unknown:
        raise HuiqiError(
            f"没有会议周期 {'、'.join(unknown)}。改法：从现有的周期中选：{'、'.join(folders)}。"
        )
    return [folders[name] for name in names] or list_own([*folders.values()])
