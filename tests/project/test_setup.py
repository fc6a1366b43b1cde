"""The set-up: locks, stamps of the Makefile, and what people are told when it cannot work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from huiqi.windows.wheels import Pin, parse_lock

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = [ROOT / f"requirements/{name}.txt" for name in ("runtime", "cluster", "test")]


def read_lock(name: str) -> dict[str, Pin]:
    pins = parse_lock((ROOT / "requirements" / name).read_text(encoding="utf-8"))
    names = [canonicalize_name(pin.requirement.name) for pin in pins]
    assert len(set(names)) == len(names), "one version of each package for all Pythons"
    return dict(zip(names, pins, strict=True))


def read_project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read_tool(name: str) -> dict[str, Any]:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return dict(tools[name])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_hold_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|index|find-links|@", text)
    assert all(pin.hashes for pin in parse_lock(text))


def test_locks_cover_the_pins() -> None:
    project = read_project()["project"]
    extras = project["optional-dependencies"]
    runtime = [*project["dependencies"], *extras["build"]]
    for lock, wanted in (
        ("runtime.txt", runtime),
        ("cluster.txt", [*runtime, *extras["cluster"]]),
        ("test.txt", [*runtime, *extras["cluster"], *extras["test"]]),
    ):
        pins = read_lock(lock)
        for text in wanted:
            requirement = Requirement(text)
            locked = pins[canonicalize_name(requirement.name)].requirement
            assert str(locked.specifier) == str(requirement.specifier), text


def test_locks_agree() -> None:
    test, cluster, runtime = map(read_lock, ("test.txt", "cluster.txt", "runtime.txt"))
    assert {name: cluster.get(name) for name in runtime} == runtime
    assert {name: test.get(name) for name in cluster} == cluster


def test_the_build_backend_is_the_locked_one() -> None:
    project = read_project()
    assert (
        project["build-system"]["requires"] == project["project"]["optional-dependencies"]["build"]
    )


def test_a_wheel_brings_the_files_beside_the_code() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "huiqi"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    suffixes = {Path(name).suffix for name in tracked.stdout.splitlines()} - {".py"}
    assert read_tool("setuptools")["package-data"]["huiqi"] == sorted(
        f"**/*{one}" for one in suffixes
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout as it looks when all set-up is done, without the set-up's weight."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").mkdir()
    stamps = [line for line in dry_run(tmp_path, "test") if line.startswith("touch ")]
    assert len(stamps) == 4
    for stamp in stamps:
        path = tmp_path / stamp.removeprefix("touch ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def dry_run(folder: Path, target: str) -> list[str]:
    # Inside `make test` the outer make's flags must not reach this one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MA")}
    command = ["make", "-n", "--no-print-directory", target]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_a_second_run_repeats_no_setup(checkout: Path) -> None:
    assert dry_run(checkout, "site") == [".venv/bin/huiqi build"]
    assert not [line for line in dry_run(checkout, "test") if "setup.sh" in line]


@pytest.mark.parametrize(
    ("changed", "target", "steps"),
    [
        ("requirements/runtime.txt", "site", ["runtime"]),
        ("pyproject.toml", "site", ["runtime"]),
        ("requirements/test.txt", "site", []),
        ("requirements/test.txt", "test", ["test"]),
        ("requirements/runtime.txt", "test", ["runtime", "test"]),
        ("requirements/apt-test.txt", "test", ["apt"]),
    ],
)
def test_a_change_repeats_its_step(
    checkout: Path, changed: str, target: str, steps: list[str]
) -> None:
    later = max(path.stat().st_mtime for path in (checkout / ".venv").iterdir()) + 5
    os.utime(checkout / changed, (later, later))
    ran = [line.split()[-1] for line in dry_run(checkout, target) if "setup.sh" in line]
    assert ran == steps


def test_cleaning_leaves_what_people_wrote(checkout: Path) -> None:
    removed = {word for line in dry_run(checkout, "clean") for word in line.split()}
    assert {".venv", "public", "pack"} <= removed
    assert not removed & {".desk", "cycles", "reviews", "collected", "handed-out"}


def test_a_moved_checkout_is_set_up_again(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("moved"))
    assert "bash requirements/setup.sh runtime" in dry_run(moved, "site")


def run_setup(folder: Path, step: str, **fakes: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the set-up with some commands of the machine replaced."""
    commands = folder / "commands"
    commands.mkdir()
    for name, body in fakes.items():
        path = commands / name.replace("__", ".").replace("_", "-")
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
    environment = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}"}
    environment.pop("PYTHON", None)
    return subprocess.run(
        ["bash", "requirements/setup.sh", step],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_named(checkout: Path) -> None:
    old = "exit 1"
    fakes = {"python3": old, "python3__11": old, "python3__12": old, "python3__13": old}
    done = run_setup(checkout, "runtime", **fakes)
    assert done.returncode == 1
    assert done.stderr == (
        "错误：没有找到 Python 3.11 或更新的版本。请安装后重试，或用 PYTHON=路径 make 指定。\n"
        "Error: Python 3.11 or newer not found. Install it, or name it: PYTHON=path make\n"
    )


def test_missing_debian_packages_are_named(checkout: Path) -> None:
    done = run_setup(checkout, "apt", dpkg_query='[ "$4" = fonts ]', id="echo 1000", sudo="exit 1")
    names = " ".join((ROOT / "requirements/apt-test.txt").read_text(encoding="utf-8").split())
    assert done.returncode == 1
    assert done.stderr == (
        f"错误：缺少系统软件包，且无法自动安装：{names}。请让管理员运行：apt-get install {names}\n"
        f"Error: these Debian packages are missing and cannot be installed from here: {names}\n"
    )


def test_a_missing_venv_module_is_named(checkout: Path) -> None:
    no_venv = 'case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac'
    done = run_setup(checkout, "runtime", python3=no_venv, id="echo 1000", sudo="exit 1")
    assert done.returncode == 1
    assert "python3-venv" in done.stderr


def test_missing_debian_packages_are_installed(checkout: Path) -> None:
    log = checkout / "apt.log"
    no_browser = 'if [ "$3" = chromium-headless-shell ]; then exit 1; else printf installed; fi'
    done = run_setup(
        checkout, "apt", dpkg_query=no_browser, id="echo 0", apt_get=f'echo "$@" >>{log}'
    )
    assert done.returncode == 0, done.stderr
    said = log.read_text(encoding="utf-8").splitlines()
    assert said == ["update", "install -y --no-install-recommends chromium-headless-shell"]


FONTS = {"FandolFang", "FandolHei", "FandolKai", "FandolSong"}


def test_missing_fonts_are_named(checkout: Path) -> None:
    log = checkout / "apt.log"
    apt = f'echo "$1" >>{log}; exit 1'
    done = run_setup(checkout, "fonts", id="echo 1000", sudo="exit 1", apt_get=apt)
    assert done.returncode == 1
    assert "texlive-lang-chinese" in done.stderr
    assert log.read_text(encoding="utf-8").split() == ["download"]


def test_fonts_of_the_tests_are_there() -> None:
    names = {path.stem.removesuffix("-Regular") for path in (ROOT / ".cache/fonts").glob("*.otf")}
    assert names >= FONTS


NO_NODE = (
    "错误：没有找到 Node.js 18.16 或更新的版本及 npm。请安装后重试。\n"
    "Error: Node.js 18.16 or newer with npm not found. Install both and try again.\n"
)
NO_TOOLS = (
    "错误：无法安装测评工具（tests/audit/package.json）。请检查 npm 的软件源后重试。\n"
    "Error: npm cannot install the tools of the audit (tests/audit/package.json).\n"
)


@pytest.mark.parametrize(
    ("fakes", "said"),
    [
        ({"node": "exit 1", "npm": "exit 0"}, NO_NODE),
        ({"node": "exit 0", "npm": "exit 1"}, NO_NODE),
        ({"node": "exit 0", "npm": '[ "$1" != ci ]'}, NO_TOOLS),
        ({"node": "exit 0", "npm": "exit 0"}, ""),
    ],
)
def test_what_the_audit_lacks_is_named(checkout: Path, fakes: dict[str, str], said: str) -> None:
    (checkout / "tests/audit").mkdir(parents=True)
    done = run_setup(checkout, "audit", dpkg_query="printf installed", **fakes)
    assert (done.stderr, done.returncode) == (said, 1 if said else 0)


def test_the_tools_of_the_audit_are_installed_once(checkout: Path) -> None:
    lock = checkout / "tests/audit/package-lock.json"
    stamp = lock.with_name("node_modules") / ".set-up"
    stamp.parent.mkdir(parents=True)
    lock.touch()
    assert "bash requirements/setup.sh audit" in dry_run(checkout, "audit")
    stamp.touch()
    assert dry_run(checkout, "audit") == [
        ".venv/bin/huiqi build",
        ".venv/bin/python -m tests.audit",
    ]
