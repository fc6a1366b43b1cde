"""What stands at a path of the file, and what may not be touched there."""

from __future__ import annotations

from dataclasses import dataclass

from huiqi.errors import KeyPath
from huiqi.facts.editing.changes import ChangeRefusedError, no_such_place
from huiqi.facts.editing.layout import NOT_PLAIN, Entry, Layout
from huiqi.facts.reading.yaml_compose import Node

_SPECIAL = tuple("&*!")


@dataclass(frozen=True)
class Place:
    """A value, the group around it and the entry that it is the value of."""

    parent: Node
    index: int
    entry: Entry
    in_flow: bool

    @property
    def node(self) -> Node:
        """The value."""
        return self.entry.value


def find_place(layout: Layout, path: KeyPath) -> Place:
    """Return what stands at a path.

    Raises:
        ChangeRefusedError: there is nothing, or anchors, aliases or tags are on the way.
    """
    node, in_flow = layout.root, False
    place: Place | None = None
    for part in path:
        in_flow |= bool(getattr(node, "flow_style", False))
        index = _index_of(layout, node, part)
        place = Place(node, index, layout.entries(node)[index], in_flow)
        _refuse_special(layout, place)
        node = place.node
    if place is None:
        raise no_such_place()
    return place


def find_group(layout: Layout, path: KeyPath) -> Node:
    """Return the group or list, or whatever else, that stands at a path; the root at none."""
    return find_place(layout, path).node if path else layout.root


def _index_of(layout: Layout, node: Node, part: str | int) -> int:
    if node.id == "sequence" and isinstance(part, int) and 0 <= part < len(node.value):
        return part
    if node.id == "mapping" and isinstance(part, str):
        found = [place for place, (key, _) in enumerate(node.value) if str(key.value) == part]
        if len(found) == 1:
            return found[0]
        if found:
            lines = tuple(
                line
                for place in found
                for line in layout.show(*[node.value[place][0].start_mark.line] * 2)
            )
            raise ChangeRefusedError(f"{part} 写了两次", lines)
    raise no_such_place()


def _refuse_special(layout: Layout, place: Place) -> None:
    """Refuse anchors, aliases, tags and merged groups, on the way and at its end."""
    start, parent = place.node.start_mark.index, place.parent
    keys = [key for key, _ in parent.value] if parent.id == "mapping" else []
    merged = any(str(key.value) == "<<" and not key.style for key in keys)
    away = place.node.value and start < place.entry.start
    if merged or away or layout.text[start : start + 1] in _SPECIAL:
        line = layout.line_at(place.entry.start)
        raise ChangeRefusedError(NOT_PLAIN, layout.show(line, line))


def refuse_special_inside(layout: Layout, node: Node) -> None:
    """Refuse to take a value away, or elsewhere, that holds or is an anchor or an alias."""
    for path in layout.list_nodes(node):
        start, end = path.start_mark.index, path.end_mark.index
        outside = not node.start_mark.index <= start <= node.end_mark.index
        if layout.text[start : start + 1] in _SPECIAL or (outside and end > start):
            line = layout.line_at(start)
            raise ChangeRefusedError(NOT_PLAIN, layout.show(line, line))
