"""Pack the project and its locked wheels into a ZIP that installs without any network.

Run as ``python -m huiqi.windows [--platform linux|windows] [--out DIR]``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.windows.wheels import WINDOWS, Target, fetch_wheels, running_target

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = Path("requirements/runtime.txt")
CACHE = Path(".cache/wheels")
OUTPUTS = ("public/", "pack/", "dist/", "collected/", "handed-out/", ".desk/", ".cache/")
WINDOWS_FILES = "offline/windows/"
EPOCH = (1980, 1, 1, 0, 0, 0)


def tracked_files(root: Path) -> list[str]:
    """List the files under version control, without generated folders."""
    done = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True)
    names = [name for name in done.stdout.decode().split("\0") if not name.startswith(OUTPUTS)]
    present = sorted(name for name in names if name and (root / name).is_file())
    if not present:
        raise HuiqiError(f"{root} 里没有受 git 管理的文件。改法：先 git add，再 make offline")
    return present


def project_entries(root: Path) -> Iterator[tuple[str, bytes, int]]:
    """Yield name, content and mode of each of the project's files in the ZIP."""
    for name in tracked_files(root):
        path = root / name
        mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
        yield name, path.read_bytes(), mode
        if name.startswith(WINDOWS_FILES):
            yield name.removeprefix(WINDOWS_FILES), for_windows(path), mode


def for_windows(path: Path) -> bytes:
    """Return a text with CRLF; what Notepad opens also with a BOM, which cmd would stumble over."""
    text = "\r\n".join(path.read_text(encoding="utf-8").split("\n"))
    return text.encode("utf-8-sig" if path.suffix == ".txt" else "utf-8")


def write_zip(path: Path, entries: Iterable[tuple[str, bytes, int]]) -> None:
    """Write a ZIP, whole or not at all, with the same bytes for the same entries."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as temporary:
        fresh = Path(temporary) / path.name
        with zipfile.ZipFile(fresh, "w") as archive:
            for name, content, mode in sorted(entries):
                info = zipfile.ZipInfo(name, EPOCH)
                info.create_system = 3  # Unix, so that the mode counts
                info.external_attr = mode << 16
                packed = name.endswith(".whl")
                info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        fresh.replace(path)


def build_bundle(root: Path, target: Target, out: Path) -> Path:
    """Write the target's ZIP into a folder and return its path."""
    wheels = fetch_wheels((root / LOCK).read_text(encoding="utf-8"), target, root / CACHE)
    entries = [(f"wheels/{file.name}", file.read_bytes(), 0o644) for file in wheels.iterdir()]
    path = out / f"huiqi-offline-{target.name}.zip"
    write_zip(path, [*entries, *project_entries(root)])
    return path


def main(arguments: list[str] | None = None) -> int:
    """Run ``make offline``."""
    parser = argparse.ArgumentParser(prog="python -m huiqi.windows", description=__doc__)
    parser.add_argument("--platform", choices=["windows", "linux"], default="windows")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    options = parser.parse_args(arguments)
    target = WINDOWS if options.platform == "windows" else running_target()
    try:
        path = build_bundle(ROOT, target, options.out)
    except HuiqiError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1
    print(f"已生成 {path}（{path.stat().st_size / 1e6:.0f} MB）")
    return 0
