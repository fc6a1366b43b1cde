"""The real command, run as a person runs it.

Each run is a process of its own. It is forked from one that has loaded the program and done nothing
else (see loaded.py): loading takes longer than most commands. Where loading itself is what is
looked at, ``run_fresh`` starts the interpreter anew.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.support.projects import ROOT

Done = subprocess.CompletedProcess[str]


def run(*words: str, project: Path) -> Done:
    """Run huiqi with these words in a project and return what came of it."""
    server = _start_server()
    assert server.stdin
    assert server.stdout
    with tempfile.TemporaryDirectory(prefix="huiqi-run-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        asked = (words, str(project), _surroundings(), str(out), str(err))
        print(json.dumps(asked), file=server.stdin, flush=True)
        status = int(server.stdout.readline())
        said = (path.read_text("utf-8") for path in (out, err))
        return subprocess.CompletedProcess(words, status, *said)


def run_fresh(*words: str, project: Path) -> Done:
    """Do the same in an interpreter that has loaded nothing yet."""
    return subprocess.run(
        [sys.executable, "-m", "huiqi", *words],
        cwd=project, env=_surroundings(), capture_output=True, text=True, check=False,
    )  # fmt: skip


def _surroundings() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"}


@cache
def _start_server() -> subprocess.Popen[str]:
    """Start the process that the commands are forked from; it ends when its input does."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.support.loaded"],
        cwd=ROOT, env=_surroundings(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    atexit.register(server.communicate)
    return server
