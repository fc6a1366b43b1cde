"""A process that has loaded the whole program; each command is a fork of it.

It reads one line of JSON a command (words, folder, environment, files for what is said) and answers
with a line that holds the exit status.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import sys
import time
from importlib import import_module

import huiqi
import macros

# Loaded by those alone who need it: a cluster's libraries, the ZIP for Windows.
_APART = ("huiqi.windows", "huiqi.build.cluster", "huiqi.__main__")


def load_program() -> None:
    """Import every module that a command may use."""
    for package in (huiqi, macros):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(_APART):
                import_module(module.name)
    gc.freeze()


def serve() -> None:
    """Run one command after the other, until there is no more input."""
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            enter(*asked)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def enter(words: list[str], folder: str, environment: dict[str, str], out: str, err: str) -> None:
    """Become ``python -m huiqi`` in a folder; this never returns."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    for number, path in enumerate((os.devnull, out, err)):
        file = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["huiqi", *words]
    sys.path[0] = folder
    status: object = 0
    try:
        runpy.run_module("huiqi", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    # Taking down all that was loaded would take longer than most commands.
    os._exit(status if isinstance(status, int) else status is not None)


if __name__ == "__main__":
    load_program()
    serve()
