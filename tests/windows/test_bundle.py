"""The ZIP for PCs without network: its wheels, its bytes, and an installation from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from huiqi.errors import HuiqiError
from huiqi.windows.bundle import CACHE, LOCK, ROOT, build_bundle, write_zip
from huiqi.windows.wheels import WINDOWS, fetch_wheels, parse_lock, running_target, select_pins
from tests.support.desks import make_desk_project
from tests.support.drawn import EVERY
from tests.support.samples import BRANCH, SECOND

COMMANDS = {
    "工作台.bat": "desk", "新建.bat": "new", "检查.bat": "check", "草稿.bat": "draft", "生成.bat": "build",
    "审查.bat": "review", "发布.bat": "publish", "打包.bat": "bundle",
}  # fmt: skip
SCRIPTS = ("安装.bat", *COMMANDS)
DEAD = "http://127.0.0.1:9/simple"


@pytest.fixture(scope="module")
def windows_wheels() -> Path:
    return fetch_wheels((ROOT / LOCK).read_text(encoding="utf-8"), WINDOWS, ROOT / CACHE)


@pytest.fixture(scope="module")
def windows_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_bundle(ROOT, WINDOWS, tmp_path_factory.mktemp("windows"))


def windows_tags(python: str) -> set[Tag]:
    version = tuple(int(part) for part in python.split("."))
    interpreter = f"cp{python.replace('.', '')}"
    return {
        *cpython_tags(version, platforms=["win_amd64"]),
        *compatible_tags(version, interpreter, ["win_amd64"]),
    }


@pytest.mark.slow
@pytest.mark.parametrize("python", WINDOWS.pythons)
def test_every_locked_package_runs_on_windows(windows_wheels: Path, python: str) -> None:
    tags = windows_tags(python)
    files = [parse_wheel_filename(path.name) for path in windows_wheels.glob("*.whl")]
    found = {(name, str(version)) for name, version, _, supported in files if supported & tags}
    lock = (windows_wheels / f"requirements-{python}.txt").read_text(encoding="utf-8")
    wanted = {
        (canonicalize_name(pin.requirement.name), str(pin.requirement.specifier)[2:])
        for pin in parse_lock(lock)
    }
    assert len(wanted) > 30
    assert wanted <= found


@pytest.mark.slow
def test_a_package_without_a_windows_wheel_is_named(tmp_path: Path) -> None:
    lock = f"uvloop==0.21.0 --hash=sha256:{'0' * 64}\n"
    with pytest.raises(HuiqiError, match=r"(?s)Python 3\.11.*uvloop==0\.21\.0.*改法"):
        fetch_wheels(lock, WINDOWS, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_markers_are_judged_for_the_target() -> None:
    digest = f"sha256:{'a' * 64}"
    pins = parse_lock(
        f'one==1 ; sys_platform == "win32" \\\n    --hash={digest}\n'
        f'two==2 ; python_full_version < "3.12" \\\n    --hash={digest} \\\n    --hash={digest}\n'
        f'three==3 ; platform_system == "Linux" \\\n    --hash={digest}\n'
        f"four==4 \\\n    --hash={digest}\n"
    )
    one, two, four = (
        f"{name} --hash={digest}" for name in ("one==1", f"two==2 --hash={digest}", "four==4")
    )
    assert select_pins(pins, WINDOWS, "3.11").splitlines() == [one, two, four]
    assert select_pins(pins, WINDOWS, "3.13").splitlines() == [one, four]


@pytest.mark.slow
def test_the_zip_holds_the_project_and_the_commands(windows_zip: Path) -> None:
    with zipfile.ZipFile(windows_zip) as archive:
        names = archive.namelist()
        flags = {info.filename: info.flag_bits & 0x800 for info in archive.infolist()}
    assert {
        *SCRIPTS,
        "使用说明.txt",
        "pyproject.toml",
        "offline/install.py",
        "offline/run.bat",
        "offline/run.py",
    } <= set(names)
    assert {f"wheels/requirements-{python}.txt" for python in WINDOWS.pythons} <= set(names)
    assert names == sorted(names)
    assert all(flags[name] for name in names if not name.isascii())
    generated = (".git/", ".venv/", ".cache/", "public/", "pack/", "dist/")
    assert not [name for name in names if name.startswith(generated)]


@pytest.mark.slow
def test_the_same_checkout_gives_the_same_bytes(windows_zip: Path, tmp_path: Path) -> None:
    again = build_bundle(ROOT, WINDOWS, tmp_path)
    assert again.read_bytes() == windows_zip.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", SCRIPTS)
def test_windows_can_read_the_commands(windows_zip: Path, name: str) -> None:
    with zipfile.ZipFile(windows_zip) as archive:
        content = archive.read(name)
        files = set(archive.namelist())
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    # cmd reads bytes in the code page of the moment: nothing but ASCII before chcp, and Chinese
    # nowhere but in echo lines.
    chinese = [line for line in lines if not line.isascii()]
    assert all(line.startswith(b"echo ") for line in chinese)
    assert lines.index(b"chcp 65001 >nul") < lines.index(chinese[0])
    jumps = {line.split(b"goto ")[1] for line in lines if b"goto " in line}
    assert {b":" + jump for jump in jumps} <= set(lines)
    if name in COMMANDS:
        assert f'call "%~dp0offline\\run.bat" {COMMANDS[name]}'.encode() in lines
    used = {word.strip('"') for word in content.decode().split() if word.startswith('"offline\\')}
    assert {word.replace("\\", "/") for word in used} <= files


def test_a_double_click_asks_what_the_command_needs(tmp_path: Path) -> None:
    project = make_desk_project(tmp_path / "会 期")
    shutil.copytree(ROOT / "offline", project / "offline")

    def click(command: str, typed: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "offline/run.py", command], cwd=project, input=typed, text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    status, said = click("new", f"\n2031-party\n{SECOND}\n")
    assert (status, "请输入内容" in said) == (0, True)
    assert (project / "cycles/2031-party/cycle.yml").is_file()
    status, said = click("check", "")
    assert status == 1
    assert "cycles/2031-party/cycle.yml" in said
    assert click("publish", "")[0] == 130, "the window was closed"
    assert click("publish", '"x y"\n')[0] == 1


@pytest.mark.slow
def test_notepad_can_read_the_guide(windows_zip: Path) -> None:
    with zipfile.ZipFile(windows_zip) as archive:
        guide = archive.read("使用说明.txt")
    assert guide.startswith(b"\xef\xbb\xbf")
    assert all(name in guide.decode("utf-8-sig") for name in SCRIPTS)


def test_a_failure_leaves_the_old_zip(tmp_path: Path) -> None:
    path = tmp_path / "some.zip"
    write_zip(path, [("a.txt", b"old", 0o644)])
    old = path.read_bytes()

    def entries() -> Iterator[tuple[str, bytes, int]]:
        yield "a.txt", b"new", 0o644
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_zip(path, entries())
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_without_git_is_named(tmp_path: Path) -> None:
    (tmp_path / LOCK).parent.mkdir()
    (tmp_path / LOCK).write_text("", encoding="utf-8")
    with pytest.raises(HuiqiError, match="改法：先 git add"):
        build_bundle(tmp_path, running_target(), tmp_path / "out")


def without_network() -> list[str]:
    """Name a command that runs another one in a network of its own, with nobody in it."""
    for command in (["unshare", "-n"], ["unshare", "-r", "-n"]):
        if shutil.which("unshare"):
            tried = subprocess.run([*command, "true"], capture_output=True, check=False)
            if tried.returncode == 0:
                return command
    return []


def run_offline(folder: Path, *command: str) -> str:
    dead = {"PIP_NO_INDEX": "1", "PIP_INDEX_URL": DEAD, "PIP_CONFIG_FILE": os.devnull}
    dead |= {"http_proxy": DEAD, "https_proxy": DEAD, "HOME": str(folder)}
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    done = subprocess.run(
        [*without_network(), *command],
        cwd=folder,
        env={**kept, **dead},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Linux twin of the ZIP, unpacked and installed without network."""
    path = build_bundle(ROOT, running_target(), tmp_path_factory.mktemp("linux"))
    folder = tmp_path_factory.mktemp("offline") / "会 期（离线）"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    said = run_offline(folder, sys.executable, "offline/install.py")
    assert "安装完成" in said
    return folder


@pytest.mark.slow
def test_the_twin_installs_and_starts(installed: Path) -> None:
    assert "check" in run_offline(installed, ".venv/bin/huiqi", "--help")
    assert "check" in run_offline(installed, ".venv/bin/python", "-m", "huiqi", "--help")


@pytest.mark.slow
def test_the_twin_builds_the_site(installed: Path) -> None:
    run_offline(
        installed, ".venv/bin/python", "-m", "huiqi", "build", *(() if EVERY else (BRANCH,))
    )
    assert (installed / "public/index.html").is_file()
    assert (installed / "public" / BRANCH / "index.html").is_file()


@pytest.mark.slow
def test_a_missing_wheel_is_reported_in_chinese(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(installed / "offline", tmp_path / "offline")
    (tmp_path / "wheels").mkdir()
    for path in (installed / "wheels").glob("*.txt"):
        shutil.copy(path, tmp_path / "wheels")
    done = subprocess.run(
        [sys.executable, "offline/install.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "没有安装成功。请依次试" in done.stdout
