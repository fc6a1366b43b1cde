"""What a double click on one of the .bat files runs: asks what the command needs, then runs it.

Run by offline/run.bat in the environment that 安装.bat has made.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def huiqi(*arguments: str) -> int:
    """Run a command of the project and return its status."""
    return subprocess.call([sys.executable, "-m", "huiqi", *arguments], cwd=ROOT)


def ask(question: str, otherwise: str = "") -> str:
    """Return what is typed; ``otherwise`` for a bare Enter, or the question once more."""
    while True:
        # A path that is dragged into the window comes in quotes.
        answer = input(question).strip().strip('"').strip()
        if answer or otherwise:
            return answer or otherwise
        print("请输入内容；不做了就关闭窗口。")


def list_cycles() -> list[str]:
    """Return the names of the cycles, the newest first."""
    folders = (path.parent.name for path in (ROOT / "cycles").glob("*/cycle.yml"))
    return sorted(folders, reverse=True)


def new() -> int:
    """Begin a cycle, from an older one or empty."""
    cycles = list_cycles()
    print("现有的会议周期：" + ("、".join(cycles) or "没有"))
    name = ask("新周期的代号（四位年份、连字符、小写字母，如 2025-loyalty）：")
    old = ask("沿用哪一个周期（输入代号；直接回车，新建空的）：", "-")
    status = huiqi("new", name, *(() if old == "-" else ("--from", old)))
    facts = ROOT / "cycles" / name / "cycle.yml"
    if status == 0:
        open_file(facts)
    return status


def check() -> int:
    """Check the facts of all cycles."""
    return huiqi("check")


def build(*options: str) -> int:
    """Build the sites and the papers, and show the front page."""
    status = huiqi("build", *options)
    if status == 0:
        open_file(ROOT / "public" / "index.html")
    return status


def draft() -> int:
    """Build drafts."""
    return build("--draft")


def review() -> int:
    """Show what goes out, then ask for the name of who has looked at it."""
    status = huiqi("review")
    if status != 0:
        return status
    name = ask("看过以上内容，同意公开的，输入审查人姓名（不同意就关闭窗口）：")
    return huiqi("review", "--reviewer", name)


def publish() -> int:
    """Publish the reviewed sites into a folder."""
    place = ask("发布到哪个文件夹（输入路径，或把文件夹拖到这里）：")
    return huiqi("publish", place)


def bundle() -> int:
    """Pack the reviewed sites into a ZIP."""
    name = ask("压缩包的名称（直接回车：网站.zip）：", "网站.zip")
    return huiqi("publish", "--bundle", name if name.lower().endswith(".zip") else f"{name}.zip")


def desk() -> int:
    """Run the desk until it is closed in its page."""
    print("工作台在浏览器里打开。用完后在网页上点“关闭工作台”，这个窗口会自己结束。")
    return huiqi("desk")


def open_file(path: Path) -> None:
    """Open a file with the program that Windows has for it."""
    if hasattr(os, "startfile"):
        os.startfile(path)  # noqa: S606


COMMANDS: dict[str, Callable[[], int]] = {
    "desk": desk, "new": new, "check": check, "draft": draft, "build": build, "review": review,
    "publish": publish, "bundle": bundle,
}  # fmt: skip


def main() -> int:
    """Run the command that is named."""
    try:
        return COMMANDS[sys.argv[1]]()
    except (KeyboardInterrupt, EOFError):
        print("\n已中断。")
        return 130


if __name__ == "__main__":
    sys.exit(main())
