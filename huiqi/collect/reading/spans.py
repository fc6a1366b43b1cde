"""Where controls and bookmarks say that the answers stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huiqi.collect.reading.document import Document, Mark, Position

_END: Position = (1 << 30, 0)


@dataclass(frozen=True)
class Span:
    """What a tag or a bookmark lies round; ``open`` where its end was lost."""

    key: str
    begin: Position
    end: Position
    tagged: bool
    open: bool = False


def list_spans(document: Document, keys: Iterable[str]) -> Mapping[str, tuple[Span, ...]]:
    """Return the spans of each key, as they begin.

    Of a bookmark over several paragraphs LibreOffice writes the start twice: both are one.
    """
    known = set(keys)
    found: dict[str, list[Span]] = {}
    for mark in document.marks:
        if mark.key in known:
            spans = found.setdefault(mark.key, [])
            tagged = mark.source == "tag"
            before = next((one for one in spans if one.open), None)
            if before is not None and not tagged:
                spans[spans.index(before)] = _make_span(mark, before.begin)
            else:
                spans.append(_make_span(mark, mark.begin))
    return {key: tuple(spans) for key, spans in found.items()}


def _make_span(mark: Mark, begin: Position) -> Span:
    return Span(
        mark.key,
        begin,
        _END if mark.end is None else mark.end,
        mark.source == "tag",
        mark.end is None,
    )
