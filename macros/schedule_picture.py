"""The schedule as a picture: one axis of certain dates, one of days before and after the meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from huiqi.facts.calendar import format_day
from macros.escape import plain
from macros.scope import Scope
from macros.steps import STEPS
from macros.timeline import DECISION, REPORT, Event, list_events
from macros.words import join

# All lengths are in the pictures' own units, which are about pixels.
_LYING, _UPRIGHT = 1000, 340
_LABEL, _GAP, _LINE, _SIGN = 150, 10, 22, 15
_AXIS = 26  # between the axis and the nearest labels
_MARGIN = 90  # an upright axis stands this far from the left, behind the dates
_KINDS = {"step": "准备步骤", "due": "报送和送审", "meeting": "召开会议", "after": "会后工作"}
_SHAPES = {
    "step": '<circle cx="{x}" cy="{y}" r="6"/>',
    "due": '<path d="M{x} {y}m-7 0l7 -7 7 7 -7 7z"/>',
    "meeting": '<path d="M{x} {y}m-8 -8h16v16h-16z"/>',
    "after": '<path d="M{x} {y}m-7 6l7 -13 7 13z"/>',
}

_Row = tuple[int, dt.date | None, str, Event]  # place on the axis, date, its words


@dataclass(frozen=True)
class Point:
    """What falls on one day: ``place`` counts days, ``day`` is the date where it is certain."""

    place: int
    day: dt.date | None
    title: str
    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """A box of text and the point on the axis that it belongs to."""

    x: int
    y: int
    width: int
    height: int
    at: int
    point: Point


def schedule_picture(scope: Scope) -> str:
    """把全部日程画成时间轴：日期已定的一条，按会议日期推算的一条；内容与日程表相同。

    例：{{ schedule_picture() }}
    """
    certain, relative = list_points(scope)
    parts = [("日期已定", certain), ("以会议日期推算", relative)]
    figures = [_figure(title, points) for title, points in parts if points]
    open_ = [event.what for event in list_events(scope) if event.due is None]
    if open_:
        figures.append(f"期限未定：{join(scope, open_)}。")
    return "\n\n".join(figures)


def list_points(scope: Scope) -> tuple[list[Point], list[Point]]:
    """Return the points with a certain date, and those that hang on a meeting without one."""
    certain: list[_Row] = []
    relative: list[_Row] = []
    meeting = scope.cycle.reference_day
    for event in list_events(scope):
        if event.due is None:
            continue
        day = scope.cycle.certain_day(event.due)
        if day:
            certain.append((day.toordinal(), day, format_day(day), event))
        else:
            reckoned = scope.cycle.resolve(event.due)
            place = (reckoned - meeting).days if reckoned and meeting else event.due.offset
            relative.append((place, None, event.due.phrase, event))
    relative.sort(key=lambda row: row[0])
    return list(_join(certain)), list(_join(relative))


def _join(rows: list[_Row]) -> Iterator[Point]:
    for (place, day, title), group in groupby(rows, key=lambda row: row[:3]):
        events = [row[3] for row in group]
        kinds = [_kind(event) for event in events]
        kind = "meeting" if "meeting" in kinds else kinds[0]
        yield Point(place, day, title, kind, tuple(event.what for event in events))


def _kind(event: Event) -> str:
    if event.key in STEPS or (event.key == REPORT and "送审" not in event.what):
        return "step"
    if event.key == DECISION:
        return "after"
    if event.key == "meeting":
        return "meeting"
    return "due" if event.page.startswith("preparation/") else "after"


def _height(point: Point, width: int) -> int:
    """Return the height of a label: each line breaks where its signs fill the width."""
    texts = (point.title, *(plain(line) for line in point.lines))
    return _LINE * sum(ceil(len(text) * _SIGN / width) for text in texts) + 4


def lay_lying(points: list[Point]) -> tuple[list[Label], int, int]:
    """Return labels above and below a lying axis, the axis' height, the picture's height."""
    left, right = _LABEL // 2, _LYING - _LABEL // 2
    places = _spread([point.place for point in points], right - left, 24)
    ends: list[int] = []
    lanes: list[list[tuple[int, Point]]] = []
    for place, point in zip(places, points, strict=True):
        at = left + place
        free = (lane for lane, end in enumerate(ends) if end + _GAP <= at - _LABEL // 2)
        lane = next(free, len(ends))
        if lane == len(ends):
            ends.append(0)
            lanes.append([])
        ends[lane] = at + _LABEL // 2
        lanes[lane].append((at, point))
    heights = [max(_height(point, _LABEL) for _, point in lane) for lane in lanes]
    above = sum(heights[0::2]) + _AXIS + _GAP * len(heights[0::2])
    labels = []
    for number, members in enumerate(lanes):
        beyond = sum(heights[number % 2 : number : 2]) + _GAP * (number // 2)
        for at, point in members:
            height = _height(point, _LABEL)
            y = above + _AXIS + beyond if number % 2 else above - _AXIS - beyond - height
            labels.append(Label(at - _LABEL // 2, y, _LABEL, height, at, point))
    below = sum(heights[1::2]) + _GAP * len(heights[1::2])
    labels.sort(key=lambda label: label.at)
    return labels, above, above + _AXIS + below


def lay_upright(points: list[Point]) -> tuple[list[Label], int, int]:
    """Return labels beside an upright axis, the axis' distance from the left, the height."""
    width, y, last = _UPRIGHT - _MARGIN + 60, 8, None
    labels = []
    for point in points:
        if last is not None:
            y += min(40, 6 + 3 * (point.place - last))
        height = _height(point, width)
        labels.append(Label(_UPRIGHT - width, y, width, height, y + 12, point))
        y, last = y + height, point.place
    return labels, 14, y + 8


def _spread(places: list[int], length: int, least: int) -> list[int]:
    """Return positions along an axis: in proportion to time, but never nearer than ``least``."""
    span = max(1, places[-1] - places[0])
    room = max(0, length - least * (len(places) - 1))
    return [
        round(room * (place - places[0]) / span) + least * number
        for number, place in enumerate(places)
    ]


def _name_kind(kind: str, points: list[Point]) -> str:
    """Return what a sign means; where nothing is handed in for approval, nothing is said of it."""
    handed_in = any("送审" in line for point in points for line in point.lines)
    return "报送" if kind == "due" and not handed_in else _KINDS[kind]


def _figure(title: str, points: list[Point]) -> str:
    lying, upright = _draw_lying(points), _draw_upright(points)
    kinds = [kind for kind in _KINDS if any(point.kind == kind for point in points)]
    legend = "".join(
        f'<li><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" class="kind-{kind}">'
        f"{_SHAPES[kind].format(x=10, y=10)}</svg>{_name_kind(kind, points)}</li>"
        for kind in kinds
    )
    return (
        f'<figure class="timeline" data-search="off"><figcaption>{title}</figcaption>'
        f"{lying}{upright}<ul>{legend}</ul></figure>"
    )


def _draw_lying(points: list[Point]) -> str:
    labels, axis, height = lay_lying(points)
    line = f'<path class="axis" d="M0 {axis}H{_LYING}"/>'
    today = f'<g class="today"><path d="M0 {axis - 14}v28"/><text y="{axis - 15}" text-anchor="middle">今天</text></g>'
    # The lines to the labels lie behind all of them.
    links = "".join(
        f'<path class="link" d="M{label.at} {axis}V{label.y + (label.height if label.y < axis else 0)}"/>'
        for label in labels
    )
    size = (_LYING, height)
    return _draw("lying", size, links + line, labels, lambda label: (label.at, axis), today)


def _draw_upright(points: list[Point]) -> str:
    labels, axis, height = lay_upright(points)
    line = f'<path class="axis" d="M{axis} 0V{height}"/>'
    today = f'<g class="today"><path d="M{axis - 12} 0h24"/><text x="{_UPRIGHT - 34}" y="-3">今天</text></g>'
    size = (_UPRIGHT, height)
    return _draw("upright", size, line, labels, lambda label: (axis, label.at), today)


def _draw(
    name: str, size: tuple[int, int], below: str, labels: list[Label],
    place: Callable[[Label], tuple[int, int]], above: str,
) -> str:  # fmt: skip
    width, height = size
    marks = "".join(_mark(label, *place(label)) for label in labels)
    return f'<svg class="{name}" viewBox="0 0 {width} {height}" aria-hidden="true">{below}{marks}{above}</svg>'


def _mark(label: Label, x: int, y: int) -> str:
    point = label.point
    day = f' data-day="{point.day.isoformat()}"' if point.day else ""
    lines = "".join(f"<br>{line}" for line in point.lines)
    return (
        f'<g class="point kind-{point.kind}" data-at="{label.at}"{day}>'
        f"{_SHAPES[point.kind].format(x=x, y=y)}"
        f'<foreignObject x="{label.x}" y="{label.y}" width="{label.width}" height="{label.height}">'
        f"<div><strong>{point.title}</strong>{lines}</div></foreignObject></g>"
    )
