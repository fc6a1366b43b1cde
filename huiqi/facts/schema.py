"""The JSON Schema of cycle.yml, for editors that complete and check while one types."""

from __future__ import annotations

import json
import re
from typing import Any

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.resolve.long_form import DEFAULTS
from huiqi.facts.reading.resolve.shorthand import NAMED_LISTS

SCHEMA_FILE = "cycle.schema.json"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


# A thing may go without its id, unless the id says which template is meant.
_NAME_TEMPLATES = {"CycleDocument", "PaperHead"}


def render_schema() -> str:
    """Return the schema as text: generated from the model, with what may be written shorter."""
    schema = Cycle.model_json_schema()
    _allow_short_form(schema)
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "会议事实"}
    return json.dumps(_clean(schema), ensure_ascii=False, indent=1) + "\n"


def _allow_short_form(schema: dict[str, Any]) -> None:
    """Allow what the reading of a file writes out: see huiqi/facts/reading/resolve/."""
    groups, facts = schema["$defs"], schema["properties"]
    for name, group in groups.items():
        if "id" in group.get("required", ()) and name not in _NAME_TEMPLATES:
            group["required"] = [key for key in group["required"] if key != "id"]
    for name in NAMED_LISTS:
        facts[name]["items"] = {"anyOf": [facts[name]["items"], {"type": "string"}]}
    groups["Department"]["properties"]["head"]["anyOf"].append({"$ref": "#/$defs/Person"})
    groups["Team"]["properties"]["branch"] = {
        "anyOf": [{"type": "string"}, {"type": "null"}],
        "title": "所属支部",
        "description": "成员没有另写的，都属这个支部",
    }
    facts[DEFAULTS] = {
        "type": "boolean",
        "title": "取默认值",
        "description": "true 时，没有写的取会议类型的默认值",
        "default": False,
    }
    _allow_changed_documents(schema)


def _allow_changed_documents(schema: dict[str, Any]) -> None:
    """Allow documents by id: changes to the usual ones, false for those that are left out."""
    document = schema["$defs"]["CycleDocument"]
    changed = document | {
        "properties": {key: item for key, item in document["properties"].items() if key != "id"},
        "required": [],
        "title": "材料",
    }
    schema["$defs"]["ChangedDocument"] = changed
    facts = schema["properties"]["documents"]
    either = {"anyOf": [{"$ref": "#/$defs/ChangedDocument"}, {"const": False}]}
    by_id = {"type": "object", "additionalProperties": either}
    listed = {key: facts.pop(key) for key in ("items", "type")}
    facts["anyOf"] = [listed, by_id]
    facts["description"] = "按代号写与默认值不同的，不要的写 false；写成列表的，以列表为准"


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
