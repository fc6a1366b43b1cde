"""The JSON Schema of cycle.yml, for editors that complete and check while one types."""

from __future__ import annotations

import json
import re
from typing import Any

from huiqi.facts.model.cycle import Cycle

SCHEMA_FILE = "cycle.schema.json"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def render_schema() -> str:
    """Return the schema as text, generated from the model."""
    schema = Cycle.model_json_schema()
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "会议事实"}
    return json.dumps(_clean(schema), ensure_ascii=False, indent=1) + "\n"


def _clean(node: Any) -> Any:
    """Drop what is not Chinese: the model's docstrings and names are for developers."""
    if isinstance(node, list):
        return [_clean(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        spoken = key in ("title", "description") and isinstance(value, str)
        if not (spoken and not _CHINESE.search(value)):
            kept[key] = _clean(value)
    return kept
