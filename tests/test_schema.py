"""The JSON Schema of cycle.yml is current, Chinese, and says what the model says."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from huiqi.schema import render_schema
from tests.projects import ROOT
from tests.samples import FIRST, SECOND, read_sample

FILE = ROOT / "cycles" / "cycle.schema.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _read(name: str) -> Any:
    """Read a sample as an editor does: dates stay the text that was typed."""
    return json.loads(json.dumps(read_sample(name).data))


def test_the_schema_is_current() -> None:
    assert FILE.read_text("utf-8") == render_schema(), "run huiqi schema"


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_samples_are_valid_and_name_the_schema(
    name: str, validator: jsonschema.Draft202012Validator
) -> None:
    path = ROOT / "cycles" / name / "cycle.yml"
    assert [error.message for error in validator.iter_errors(_read(name))] == []
    first = path.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../cycle.schema.json"


@pytest.mark.parametrize("change", [
    {"kind": "季度"}, {"thema": "甲"}, {"cycle_year": "2021"}, {"meeting": {"deadline": "12-20"}},
    {"preparation": {"study": {"deadline": "会议前十天"}}}, {"areas": "甲"}, {"id": "x"},
])  # fmt: skip
def test_bad_facts_are_refused(
    change: dict[str, Any], validator: jsonschema.Draft202012Validator
) -> None:
    data = _read(FIRST) | change
    assert list(validator.iter_errors(data)) != []


def test_every_key_has_a_chinese_title() -> None:
    schema = json.loads(FILE.read_text("utf-8"))
    groups = [schema, *schema["$defs"].values()]
    untitled = [
        key
        for group in groups
        for key, value in group.get("properties", {}).items()
        if not any("\u4e00" <= letter <= "\u9fff" for letter in value.get("title", ""))
    ]
    assert untitled == []
