"""What a command costs: seconds of the clock and of the processors, its children included."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.projects import ROOT


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processors."""

    wall: float
    cpu: float


def spend(command: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> Cost:
    """Run a Python module that must succeed, in a fresh process, and return what it cost.

    ``command`` is the module's name with its arguments, ``more`` joins the environment.
    """
    given = os.environ | {"PYTHONPATH": str(ROOT)} | dict(more or {})
    before, start = _used(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=given, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return Cost(time.perf_counter() - start, _used() - before)


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
