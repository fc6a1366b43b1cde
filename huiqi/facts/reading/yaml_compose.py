"""YAML to nodes: by libyaml where that says the same, by ruamel.yaml where it might not.

libyaml, through PyYAML, is twenty-five times as fast; ruamel.yaml knows YAML 1.2 and says where a
text goes wrong. Without tabs and indicators at the head of a value both give the same nodes for
whatever libyaml takes; tests/facts/test_yaml_compose.py compares them on spoilt files.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

Node = Any  # a node of either library: ``id``, ``tag``, ``value``, ``start_mark``
_TAG = "tag:yaml.org,2002:"
# Tabs, anchors, aliases, tags, directives, complex keys, and a colon that begins a value.
_UNUSUAL = re.compile(r"\t|(?:^|[\s\[{,:-])[&*!:%?@]", re.MULTILINE)

# The values that are no texts, as ruamel.yaml resolves them by YAML 1.2; first letters, then form.
_KINDS = {
    "bool": ("tTfF", r"true|True|TRUE|false|False|FALSE"),
    "float": (
        "-+0123456789.",
        r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
        r"|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    ),
    "int": (
        "-+0123456789",
        r"[-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+",
    ),
    "merge": ("<", r"<<"),
    "null": ("~nN\0", r"~|null|Null|NULL|"),
    "timestamp": (
        "0123456789",
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}"
        r":[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?",
    ),
    "value": ("=", r"="),
}


class _Loader(yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader):  # type: ignore[misc]
    """libyaml's parser with the kinds of YAML 1.2."""


for _kind, (_first, _form) in _KINDS.items():
    _signs = ["" if sign == "\0" else sign for sign in _first]
    _Loader.add_implicit_resolver(f"{_TAG}{_kind}", re.compile(f"^(?:{_form})$"), _signs)


def compose_fast(text: str) -> Node | None:
    """Return the nodes of a text; None where only ruamel.yaml can tell, and for an empty text."""
    if not yaml.__with_libyaml__ or _UNUSUAL.search(text):
        return None
    try:
        node: Node | None = _Loader(text).get_single_node()
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return node
