"""``huiqi collect``: filled papers come back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from huiqi.commands.collect_faults import hide_words
from huiqi.commands.collect_marks import MarkFlags, mark_options, note_marks
from huiqi.commands.collect_office import OfficeFlags, make_office_papers, office_options
from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import HuiqiError
from huiqi.project import find_root

if TYPE_CHECKING:
    from huiqi.collect.model import Collection
    from huiqi.facts.reading.load import Facts

_SHOWN = 3


@dataclass(frozen=True)
class Wanted:
    """What is to be made of the papers beside the report."""

    office: OfficeFlags
    marks: MarkFlags
    mend: bool
    archive: bool


@click.command(
    "collect", cls=ChineseCommand, short_help="收回填写后的材料",
    help="读文件夹和 ZIP 中填写后的材料，存入 collected/，列出交了什么、缺什么；不写文件夹的，列出已收的。",
)  # fmt: skip
@click.argument("cycle", metavar="周期")
@click.argument("folders", nargs=-1, metavar="[文件夹]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。"
)
@click.option("--forget", "wipe", is_flag=True, help="清除这个周期收回的全部内容。")
@click.option("--yes", is_flag=True, help="与 --forget 同用：不再询问。")
@click.option("--mend", is_flag=True, help="为要报送的材料另存一份改正版式的，原件不动。")
@click.option("--archive", is_flag=True, help="按归档顺序另存一套，附归档目录。")
@mark_options
@office_options
def command(
    cycle: str, folders: tuple[str, ...], form: str, wipe: bool, yes: bool, mend: bool, archive: bool,
    mark: str | None, paper: tuple[str, ...], day: str | None, reason: str, choose: tuple[str, ...],
    **flags: bool,
) -> None:  # fmt: skip
    """Collect, show what was collected, or wipe it."""
    root = find_root()
    if wipe:
        _forget(root, cycle, folders, sure=yes)
        return
    if yes:
        raise HuiqiError("--yes 与 --forget 同用。改法：去掉 --yes。")
    marks = MarkFlags(mark, paper, day, reason, choose)
    wanted = Wanted(OfficeFlags(**flags), marks, mend=mend, archive=archive)
    with hide_words():
        _collect(root, cycle, [Path(folder) for folder in folders], form, wanted)


def _collect(root: Path, cycle: str, folders: list[Path], form: str, wanted: Wanted) -> None:
    from huiqi.collect.freshness import is_outdated
    from huiqi.collect.kept.store import find_folder, list_originals
    from huiqi.collect.report.files import refresh_report
    from huiqi.collect.run import collect, load_collection
    from huiqi.facts.folders import select_folders
    from huiqi.facts.reading.load import load_cycle

    (folder,) = select_folders(root / "cycles", (cycle,))
    facts = load_cycle(folder)
    before = list_originals(root, cycle) if folders else set()
    # What was read with other facts, forms or another program is read again from what is kept.
    again = folders or is_outdated(root, cycle)
    collection = collect(root, cycle, folders) if again else load_collection(root, cycle, facts)
    if wanted.marks.any:
        kept = find_folder(root, cycle)
        for line in note_marks(wanted.marks, kept, collection, dt.date.today()):
            click.echo(line, err=form == "json")
        collection = load_collection(root, cycle, facts)
    for line in _make(root, facts, collection, wanted):
        click.echo(line, err=form == "json")
    if wanted.office.write:
        facts = load_cycle(folder)
    report = refresh_report(root, facts, collection, dt.date.today())
    if form == "json":
        click.echo(json.dumps(report.data, ensure_ascii=False, indent=2))
        return
    fresh = sum(one.digest not in before for one in collection.papers) if folders else 0
    for line in _say(collection, facts, fresh):
        click.echo(line)
    click.echo(
        f"报告：{report.page.relative_to(root).as_posix()}，用浏览器打开查看；只在这台电脑上，不要外传。"
    )


def _make(root: Path, facts: Facts, collection: Collection, wanted: Wanted) -> Iterator[str]:
    """Make what is wanted and yield what there is to say."""
    from huiqi.collect.checks.made_folder import say_aside
    from huiqi.collect.checks.run_checks import (
        ARCHIVE_FOLDER,
        MENDED_FOLDER,
        archive_papers,
        mend_papers,
    )
    from huiqi.collect.kept.store import find_folder
    from huiqi.collect.office.evaluation import evaluate
    from huiqi.word.pack_folder import open_paper_maker

    kept = find_folder(root, facts.cycle.id)
    if wanted.office.any:
        found = evaluate(collection, facts.cycle, kept)
        yield from make_office_papers(wanted.office, root, facts, found, dt.date.today())
    place = kept.relative_to(root).as_posix()
    if wanted.mend:
        made, aside = mend_papers(root, facts, collection)
        yield f"{place}/{MENDED_FOLDER}/：改正版式的 {len(made)} 份，原件没有动。{say_aside(place, aside)}"
    if wanted.archive:
        index, aside = archive_papers(root, facts, collection, open_paper_maker(root))
        yield f"{place}/{ARCHIVE_FOLDER}/：归档 {len(index.rows)} 项。{say_aside(place, aside)}"


def _say(collection: Collection, facts: Facts, fresh: int) -> Iterator[str]:
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


def _forget(root: Path, cycle: str, folders: tuple[str, ...], *, sure: bool) -> None:
    from huiqi.collect.kept.store import FOLDER, find_folder, forget

    if folders:
        raise HuiqiError(f"--forget 不读文件夹。改法：huiqi collect {cycle} --forget。")
    # A colon would name another drive of Windows.
    if any(sign in cycle for sign in "/\\:") or cycle in ("", ".", ".."):
        raise HuiqiError(f"没有周期“{cycle}”。改法：核对周期的名称。")
    place = f"{FOLDER}/{cycle}/"
    if not find_folder(root, cycle).exists():
        click.echo(f"{place} 中没有收回的材料。")
        return
    if not sure:
        click.confirm(f"清除 {place} 中收回的全部内容，不能恢复。清除吗", abort=True)
    forget(root, cycle)
    click.echo(f"已清除 {place}。交回来的原文件不受影响。")
