"""What ``huiqi collect`` says of what came in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiqi.collect.model import Collection
    from huiqi.facts.reading.load import Facts

_SHOWN = 3


def say_collection(collection: Collection, facts: Facts, fresh: int) -> Iterator[str]:
    """Yield what came in, in short: counts as the report has them, and each file that was not read."""
    from huiqi.collect.naming.place_names import list_open
    from huiqi.collect.status.standing import count, read_status

    counted = collection.counted
    new = f"（这次新收 {fresh} 个文件）" if fresh else ""
    total = count(read_status(collection, facts))
    yield f"{collection.cycle}：已收 {total.received} 份{new}，未交 {total.missing} 份。"
    if total.several > total.anonymous:
        yield f"不署名的材料收到 {total.several} 个文件，按应交的 {total.anonymous} 份计。"
    if total.unasked:
        yield f"不在应交之列 {total.unasked} 份。"
    yield from _say_states(collection)
    open_ones = [many for paper in counted if (many := len(list_open(collection, paper)))]
    if open_ones:
        yield f"没有填完的 {len(open_ones)} 份，共 {sum(open_ones)} 处。"
    unsure = [
        paper for paper in counted
        if paper.doubts or paper.reading.unsure or paper.reading.unplaced or paper.reading.notes
    ]  # fmt: skip
    if unsure:
        yield f"请核对的 {len(unsure)} 份。"
    if collection.refused:
        yield f"没有读的文件 {len(collection.refused)} 个："
        yield from _say_refused(collection)


def _say_refused(collection: Collection) -> Iterator[str]:
    """Yield each reason once, with the files that it holds for."""
    files: dict[str, list[str]] = {}
    for one in collection.refused:
        files.setdefault(one.why, []).append(one.file)
    for why, names in files.items():
        more = f"等 {len(names)} 个文件" if len(names) > _SHOWN else ""
        yield f"  {'、'.join(names[:_SHOWN])}{more}：{why}"


def _say_states(collection: Collection) -> Iterator[str]:
    states = [paper.state for paper in collection.papers]
    if "replaced" in states:
        yield f"被后交的代替 {states.count('replaced')} 份，都留着。"
    if "double" in states:
        yield f"同一份材料交了几次、分不出先后的 {states.count('double')} 份，请在报告中选定。"
    older = sum(paper.older_form for paper in collection.counted)
    if older:
        yield f"用以前发出的文件填写的 {older} 份，按当时的文件读。"
