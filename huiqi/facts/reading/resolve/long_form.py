"""The long form of a file of facts while it is made, and how its places lead back to the file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from huiqi.errors import Finding, KeyPath
from huiqi.facts.reading.yaml_source import Source

DEFAULTS = "defaults"


@dataclass
class ResolvedSource(Source):
    """A file of facts in the long form; keys and lines of findings are those of the file.

    ``moved`` maps a place of the long form to the one in the file, ``taken`` the places of
    defaults to their values; ``ids`` has the ids that were made, by the place of the item.
    """

    moved: dict[KeyPath, KeyPath] = field(default_factory=dict)
    taken: dict[KeyPath, Any] = field(default_factory=dict)
    ids: dict[KeyPath, str] = field(default_factory=dict)

    def trace(self, path: KeyPath) -> KeyPath:
        """Return where a place of the long form stands in the file."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.moved:
                return (*self.moved[path[:length]], *path[length:])
        return path

    def is_taken(self, path: KeyPath) -> bool:
        """Whether a value comes from the defaults."""
        return any(path[:length] in self.taken for length in range(1, len(path) + 1))

    def place(self, finding: Finding) -> Finding:
        """Return the finding with file, line, and the key as the file has it."""
        line = finding.line or self.line_of(finding.key)
        key = self.trace(finding.key)
        finding = self.show_number(finding, key)
        if finding.key and self.is_taken(finding.key):
            found = f"{finding.found}（没有写，取自会议类型“{self.data.get('kind')}”的默认值）"
            finding = replace(finding, found=found)
        return replace(finding, key=key).at(self.file, line)


@dataclass
class LongForm:
    """Facts on their way to the long form: plain dictionaries and lists that may be changed.

    ``heads`` has, by the number of a department, that of its head among the staff: there is no id
    to refer to yet. The items of a ``renumbered`` list have other numbers than in the file.
    """

    data: dict[str, Any]
    moved: dict[KeyPath, KeyPath] = field(default_factory=dict)
    renumbered: set[str] = field(default_factory=set)
    heads: dict[int, int] = field(default_factory=dict)
    taken: dict[KeyPath, Any] = field(default_factory=dict)
    ids: dict[KeyPath, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, path: KeyPath, expected: str, found: str, remedy: str) -> None:
        """Note a fault; ``path`` is that of the long form."""
        self.findings.append(Finding("facts", expected, found, remedy, path))

    def finish(self, source: Source) -> ResolvedSource:
        """Return the source with its data in the long form."""
        taken = {path: freeze(_at(self.data, path)) for path in self.taken}
        resolved = ResolvedSource(
            source.file, freeze(self.data), self._move_lines(source), source.findings,
            source.hints, source.refused, source.unread, source.numbers, self.moved, taken, self.ids,
        )  # fmt: skip
        resolved.findings = [*source.findings, *map(resolved.place, self.findings)]
        return resolved

    def _move_lines(self, source: Source) -> dict[KeyPath, int]:
        lines: dict[KeyPath, int] = {}
        for place, written in self.moved.items():
            inner = len(written)
            for path, line in source.lines.items():
                if path[:inner] == written:
                    lines[(*place, *path[inner:])] = line
        for path, line in source.lines.items():
            if len(path) < 2 or path[0] not in self.renumbered:
                lines.setdefault(path, line)
        taken_at = source.line_of((DEFAULTS,))
        return lines | dict.fromkeys((path for path in self.taken if path not in lines), taken_at)


def _at(value: Any, path: KeyPath) -> Any:
    for part in path:
        value = value[part]
    return value


def thaw(value: Any) -> Any:
    """Return a copy of plain values that may be changed."""
    if isinstance(value, dict):
        return {key: thaw(item) for key, item in value.items()}
    return [thaw(item) for item in value] if isinstance(value, list | tuple) else value


def freeze(value: Any) -> Any:
    """Return plain values as the reading of a file gives them: lists are tuples."""
    if isinstance(value, dict):
        return {key: freeze(item) for key, item in value.items()}
    return tuple(freeze(item) for item in value) if isinstance(value, list | tuple) else value


def look_up(value: Any, place: str) -> Any:
    """Return the value at a dotted place, of each item where it is listed; None without one."""
    name, _, rest = place.partition(".")
    if isinstance(value, list) and not name.isdigit():
        return [found for item in value if (found := look_up(item, place)) is not None] or None
    if isinstance(value, list):
        value = value[int(name)] if int(name) < len(value) else None
    else:
        value = value.get(name) if isinstance(value, dict) else None
    return look_up(value, rest) if rest and value is not None else value
