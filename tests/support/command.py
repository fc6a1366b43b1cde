"""The real command, run as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.projects import ROOT


def run(*words: str, project: Path) -> subprocess.CompletedProcess[str]:
    """Run huiqi with these words in a project and return what came of it."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "huiqi", *words],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
