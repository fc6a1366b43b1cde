"""Dask clusters for tests: processes of their own, ended by their ids."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.projects import ROOT

_LOCAL = ("--no-dashboard", "--dashboard-address", "127.0.0.1:0", "--host", "127.0.0.1")
Process = subprocess.Popen[bytes]


def wait_for(ready: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is there."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.05)


@dataclass
class RunningCluster:
    """A scheduler in a folder, and workers whose folders lie in it, by their names."""

    folder: Path
    options: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The scheduler's address."""
        return str(json.loads(self._file.read_bytes())["address"])

    @property
    def _file(self) -> Path:
        return self.folder / "scheduler.json"

    def run(self, kind: str, *words: str, **environment: str) -> Process:
        """Start a process, in another folder and with another clock than this one."""
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        whole = os.environ | {"PYTHONPATH": str(ROOT)} | dict(self.environment) | environment
        command = [sys.executable, "-m", "dask", kind, *_LOCAL, *self.options, *words]
        with log:
            process = subprocess.Popen(command, cwd=self.folder, env=whole, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def start(self) -> Process:
        """Start the scheduler."""
        process = self.run("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        wait_for(self._file.is_file)
        return process

    def add_worker(self, name: str, *options: str, **environment: str) -> Process:
        """Start a worker and wait until the scheduler knows it."""
        process = self.run(
            "worker", "--scheduler-file", str(self._file), "--no-nanny", "--nthreads", "1",
            "--name", name, "--local-directory", str(self.folder / name), *options, **environment,
        )  # fmt: skip
        from distributed import Client  # loading it takes long, and few need it

        with Client(self.address, set_as_default=False) as client:
            wait_for(
                lambda: name in {one["name"] for one in client.scheduler_info()["workers"].values()}
            )
        return process

    @contextmanager
    def lend_worker(self, name: str, *options: str, **environment: str) -> Iterator[None]:
        """Have one worker more for a while."""
        process = self.add_worker(name, *options, **environment)
        try:
            yield
        finally:
            process.kill()
            process.wait()

    def list_left(self, name: str) -> list[Path]:
        """Return what a worker has in its folder of the project it works on."""
        return list((self.folder / name).glob("dask-scratch-space/worker-*/*/*"))


@contextmanager
def run_cluster(
    folder: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[RunningCluster]:
    """Start a scheduler; end it and all its workers afterwards."""
    cluster = RunningCluster(folder, options, environment or {})
    folder.mkdir(parents=True)
    try:
        cluster.start()
        yield cluster
    finally:
        for process in reversed(cluster.processes):
            process.kill()
            process.wait()
