"""Fetch the wheels of the lock file for a kind of machine; nobody else calls pip."""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.tags import Tag, platform_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from huiqi.errors import HuiqiError

_UNIVERSAL = Tag("py3", "none", "any")


@dataclass(frozen=True)
class Target:
    """A kind of machine: pip's platform names and the Pythons (``3.12``) to serve."""

    name: str
    platforms: tuple[str, ...]
    pythons: tuple[str, ...]
    markers: Mapping[str, str]

    def environment(self, python: str) -> dict[str, str]:
        """Return the values of all environment markers on such a machine."""
        version = {"python_version": python, "python_full_version": f"{python}.0"}
        return {**default_environment(), **self.markers, **version}  # type: ignore[dict-item]


WINDOWS = Target(
    "windows",
    ("win_amd64",),
    ("3.11", "3.12", "3.13"),
    {
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "sys_platform": "win32",
    },
)


def running_target() -> Target:
    """Describe the machine and the Python that run this."""
    python = ".".join(platform.python_version_tuple()[:2])
    return Target(sys.platform, tuple(platform_tags()), (python,), {})


@dataclass(frozen=True)
class Pin:
    """One locked package with the hashes of its files (``sha256:…``)."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def release(self) -> tuple[str, str]:
        """Name and version, as a wheel's name has them."""
        (exact,) = self.requirement.specifier
        return canonicalize_name(self.requirement.name), exact.version

    def line(self) -> str:
        """Write the pin for pip, without its marker."""
        text = f"{self.requirement.name}{self.requirement.specifier}"
        return " ".join([text, *(f"--hash={value}" for value in self.hashes)])


def parse_lock(text: str) -> list[Pin]:
    """Read a hash-locked requirements file."""
    pins = []
    for line in text.replace("\\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s+--hash=", line.strip())
        if requirement and not requirement.startswith("#"):
            pins.append(Pin(Requirement(requirement), tuple(hashes)))
    return pins


def select_pins(pins: Iterable[Pin], target: Target, python: str) -> str:
    """Write the marker-free lock of one Python on a target.

    pip judges markers by the machine it runs on, also when it downloads for another one.
    """
    environment = target.environment(python)
    chosen = [
        pin
        for pin in pins
        if pin.requirement.marker is None or pin.requirement.marker.evaluate(environment)
    ]
    return "".join(f"{pin.line()}\n" for pin in chosen)


def fetch_wheels(lock: str, target: Target, cache: Path) -> Path:
    """Return a folder with the target's wheels and one marker-free lock for each Python."""
    pins = parse_lock(lock)
    locks = {python: select_pins(pins, target, python) for python in target.pythons}
    key = hashlib.sha256(repr((target.platforms, sorted(locks.items()))).encode()).hexdigest()
    folder = cache / f"{target.name}-{key[:16]}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, ignore_cleanup_errors=True) as temporary:
        fresh = Path(temporary) / "wheels"
        for python, text in locks.items():
            download(text, target, python, fresh)
        try:
            fresh.rename(folder)
        except OSError:
            # Another process was faster; its folder holds the same files.
            if not folder.is_dir():
                raise
    return folder


def download(lock: str, target: Target, python: str, folder: Path) -> None:
    """Download the wheels of one marker-free lock and put the lock beside them."""
    folder.mkdir(exist_ok=True)
    (folder / f"requirements-{python}.txt").write_text(lock, encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        wanted = Path(temporary) / "wanted.txt"
        wanted.write_text(_leave_out_universal(lock, folder), encoding="utf-8")
        if wanted.stat().st_size:
            _call_pip(wanted, target, python, folder)


def _leave_out_universal(lock: str, folder: Path) -> str:
    """Return a lock without what is there already for every Python and system alike."""
    wheels = [parse_wheel_filename(path.name) for path in folder.glob("*.whl")]
    there = {(name, str(version)) for name, version, _, tags in wheels if _UNIVERSAL in tags}
    return "".join(f"{pin.line()}\n" for pin in parse_lock(lock) if pin.release not in there)


def _call_pip(requirements: Path, target: Target, python: str, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--implementation=cp", f"--python-version={python}"]
    command += [f"--platform={name}" for name in target.platforms]
    done = subprocess.run(
        [*command, "--dest", str(folder), "--requirement", str(requirements)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = "\n".join(line for line in done.stderr.splitlines() if line.startswith("ERROR"))
        raise HuiqiError(
            f"下载 {target.name}（Python {python}）的软件包失败：\n{said}\n"
            "改法：检查网络；如果某个包没有现成的 wheel，请换版本后重新 make lock"
        )
