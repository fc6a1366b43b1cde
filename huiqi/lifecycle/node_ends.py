"""Where a value of a YAML text ends: the parser counts what follows a block to the block."""

from __future__ import annotations

from ruamel.yaml.nodes import CollectionNode, Node, ScalarNode


def is_block(node: Node) -> bool:
    """Whether a text is written as a block: after | or >."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def end_of(node: Node, text: str) -> int:
    """Return where a value ends, without blank lines and comments that follow it."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last, text)
    return start + len(text[start:end].rstrip()) if is_block(node) else end
