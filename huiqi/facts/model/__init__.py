"""The model of the facts: which there are, of which kind, and how they are marked."""

from __future__ import annotations

import os

# pydantic would look for plugins in the description of every installed package: 20 ms.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
