"""Which cycle a site is built of, and whether as a draft, from the settings of any site engine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from huiqi.facts.folders import select_folders
from huiqi.facts.reading.load import Facts, load_cycle

# As YAML writes no: an engine may hand over the environment's text as it stands.
_NO = {"", "false", "no", "off", "0", "null", "~"}


def choose_folder(cycles: Path, extra: Mapping[str, Any]) -> Path:
    """Return the folder of the cycle that ``extra.cycle`` or HUIQI_CYCLE names, or of the newest.

    Raises:
        HuiqiError: there is no such cycle.
    """
    name = extra.get("cycle") or os.environ.get("HUIQI_CYCLE")
    return select_folders(cycles, (str(name),) if name else ())[-1]


def choose_facts(cycles: Path, extra: Mapping[str, Any]) -> Facts:
    """Return the facts of that cycle; ``extra.cycle`` may also hold facts that are loaded already.

    Raises:
        HuiqiError: there is no such cycle, or its facts are wrong.
    """
    given = extra.get("cycle")
    return given if isinstance(given, Facts) else load_cycle(choose_folder(cycles, extra))


def is_draft(extra: Mapping[str, Any]) -> bool:
    """Whether ``extra.draft`` or, where there is none, HUIQI_DRAFT asks for a draft."""
    wanted = extra.get("draft", os.environ.get("HUIQI_DRAFT"))
    return bool(wanted) and str(wanted).lower() not in _NO
