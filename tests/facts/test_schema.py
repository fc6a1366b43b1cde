"""The JSON Schema of cycle.yml is current, Chinese, and says what the model says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.partial import validate_partially
from huiqi.facts.reading.resolve.resolve import resolve
from huiqi.facts.reading.yaml_source import Source, read_source
from huiqi.facts.schema import render_schema
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, SHORT_FORM, read_sample

FILE = ROOT / "cycles" / "cycle.schema.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _read(name: str) -> Any:
    """Read a sample as an editor does: dates stay the text that was typed."""
    return _as_json(read_sample(name))


def _as_json(source: Source) -> Any:
    return json.loads(json.dumps(source.data))


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def test_the_schema_is_current() -> None:
    assert FILE.read_text("utf-8") == render_schema(), "run huiqi schema"


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_samples_are_valid_and_name_the_schema(
    name: str, validator: jsonschema.Draft202012Validator
) -> None:
    path = ROOT / "cycles" / name / "cycle.yml"
    for facts in (_as_json(read_source(path, name)), _read(name)):
        assert [error.message for error in validator.iter_errors(facts)] == []
    first = path.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../cycle.schema.json"
    assert (path.parent / first.partition("=")[2]).resolve() == FILE


@pytest.mark.parametrize(
    "path", sorted(SHORT_FORM.glob("*/cycle.yml")), ids=lambda path: path.parent.name
)
def test_the_short_form_is_valid(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(_as_json(read_source(path, "")))] == []


@pytest.mark.parametrize("change", [
    {"defaults": "是"}, {"team": {"branch": 1}}, {"documents": {"plan": None}}, {"documents": {"plan": {"id": "plan"}}},
    {"members": [1]}, {"documents": {"plan": {"drafer": "team"}}}, {"departments": [{"name": "甲", "head": {"nane": "乙"}}]},
])  # fmt: skip
def test_bad_short_forms_are_refused_by_schema_and_command(
    change: dict[str, Any], validator: jsonschema.Draft202012Validator
) -> None:
    data = _as_json(read_source(SHORT_FORM / "2023-branch" / "cycle.yml", "")) | change
    (key,) = change
    assert {tuple(error.path)[:1] for error in validator.iter_errors(data)} == {(key,)}
    source = resolve(Source("", _tuples(data)))
    assert source.findings or validate_partially(source.data).errors


@pytest.mark.parametrize("change", [
    {"kind": "季度"}, {"thema": "甲"}, {"cycle_year": "2021"}, {"meeting": {"deadline": "12-20"}},
    {"preparation": {"study": {"deadline": "会前十天内"}}}, {"areas": "甲"}, {"id": "x"},
    {"kind": None}, {"cycle_year": 1980}, {"cycle_year": 2021.5}, {"meeting": {"quorum": "三分之二"}},
    {"meeting": {"dedline": "2022-01-20"}}, {"bodies": [{"id": "上级"}]},
    {"reading_list": [{"lead": "学习", "items": []}]}, {"publish_names": "否"}, {"team": "班子"},
    {"reading_list": [{"lead": "学习", "items": [{"id": "a", "title": "甲", "kind": "书"}]}]},
])  # fmt: skip
def test_bad_facts_are_refused_by_schema_and_command(
    change: dict[str, Any], validator: jsonschema.Draft202012Validator
) -> None:
    data = _read(FIRST)
    assert validator.is_valid(data)
    (key,) = change
    found = {tuple(error.path)[:1] for error in validator.iter_errors(data | change)}
    assert found == ({(key,)} if key in Cycle.model_fields else {()})  # () is the whole file
    with pytest.raises(ValidationError) as caught:
        Cycle.model_validate(_tuples(data | change))
    assert {error["loc"][0] for error in caught.value.errors()} == {key}


def test_the_schema_shows_no_english() -> None:
    """Editors show titles and descriptions; the model's docstrings are for developers."""
    shown = re.findall(r'"(?:title|description)": "([^"]*)"', FILE.read_text("utf-8"))
    assert len(shown) > 250
    assert [text for text in shown if not re.search("[\u4e00-\u9fff]", text)] == []


def test_every_group_is_closed() -> None:
    schema = json.loads(FILE.read_text("utf-8"))
    groups = [schema, *schema["$defs"].values()]
    assert len(groups) > 30
    assert [group for group in groups if group.get("additionalProperties") is not False] == []
    assert schema["required"] == ["id", "kind"]


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
