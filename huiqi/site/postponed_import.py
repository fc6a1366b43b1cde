"""A module that others import and hardly ever use, loaded when something of it is used."""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def postpone_import(name: str) -> None:
    """Let whoever imports a module get one that loads the real one at its first attribute.

    The standard library's LazyLoader loads at the very import where the module is known already
    (Python 3.11: the import system asks it for its specification).
    """
    if name in sys.modules:
        return

    def load(attribute: str) -> Any:
        if sys.modules.get(name) is postponed:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    postponed = ModuleType(name)
    postponed.__spec__ = ModuleSpec(name, None)
    postponed.__dict__["__getattr__"] = load
    sys.modules[name] = postponed
