"""libyaml and ruamel.yaml give the same nodes wherever the fast way is taken, spoilt files included."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from huiqi.facts.reading.yaml_compose import Node, compose_fast
from tests.support.drawn import open_chance
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND

_TEXTS = [(ROOT / "cycles" / name / "cycle.yml").read_text("utf-8") for name in (FIRST, SECOND)]
_SIGNS = [*":#-[]{},\"'|>&*!%@`?\n ~=<", "\n  ", "\n- ", ": ", " #", "- ", "0x1", "1_000", "3.10", "12e5",
          "yes", "null", "：", "，", "|\n", ">\n  ", "{a: 1}", "[1, 2]", "\u3000", "1:30", "0o7", "<<", "\t"]  # fmt: skip


def _show(node: Node | None) -> Any:
    """Return all that is read of a node."""
    if node is None:
        return None
    tag, line = str(node.tag), node.start_mark.line
    if node.id == "scalar":
        # Where nothing is written, the two see it on different lines; its key's line is shown.
        said = node.value.replace("\a", "") or None
        return tag, said, said and (line, node.end_mark.line > line, node.style or "")
    pairs = node.id == "mapping"
    parts = [part for item in node.value for part in (item if pairs else (item,))]
    return tag, line, [_show(part) for part in parts]


def _compose_slowly(text: str) -> Any:
    try:
        return _show(YAML(typ="rt", pure=True).compose(text))
    except (YAMLError, RecursionError, ValueError):
        return "refused"


@pytest.mark.parametrize("text", _TEXTS)
def test_the_samples_go_the_fast_way(text: str) -> None:
    node = compose_fast(text)
    assert node is not None
    assert _show(node) == _compose_slowly(text)


def test_spoilt_files_are_read_alike() -> None:
    chance, fast = open_chance(), 0
    for _ in range(600):
        lines = chance.choice(_TEXTS).split("\n")
        first = chance.randrange(len(lines) - 12)
        text = "\n".join(lines[first : first + chance.randrange(2, 12)]) + "\n"
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(_SIGNS) + text[place + chance.choice((0, 0, 1)) :]
        node = compose_fast(text)
        if node is not None:
            fast += 1
            assert _show(node) == _compose_slowly(text), text
    assert fast > 50


@pytest.mark.parametrize(
    "text",
    ["a:\tb", "a: &x 1\nb: *x", "!!str a: b", "? a\n: b", "%YAML 1.2\n---\na: b", "a: [", "a: b\n  c: d", ""],
)  # fmt: skip
def test_what_only_the_slow_way_can_tell(text: str) -> None:
    assert compose_fast(text) is None
