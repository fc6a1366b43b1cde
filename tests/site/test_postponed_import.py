"""Modules that are loaded when they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

_START = """
import sys
from huiqi.site.postponed_import import postpone_import
postpone_import("wave")
assert sys.modules["wave"].__spec__.loader is None
"""


@pytest.mark.parametrize(
    "use",
    [
        "import wave; wave.open; assert sys.modules['wave'].__file__",
        "from wave import Error; assert issubclass(Error, Exception)",
        "import wave as one; import wave as two; assert one.Error is two.Error",
        "import wave; one = wave.open; postpone_import('wave'); import wave; assert wave.open is one",
    ],
)
def test_a_postponed_module_is_the_real_one_when_it_is_used(use: str) -> None:
    subprocess.run([sys.executable, "-c", _START + use], check=True)


def test_a_package_is_found_behind_its_postponed_parent() -> None:
    use = "postpone_import('json'); import json.tool; assert json.loads('1') == 1"
    start = "from huiqi.site.postponed_import import postpone_import; import sys; sys.modules.pop('json', None);"
    subprocess.run([sys.executable, "-c", start + use], check=True)
