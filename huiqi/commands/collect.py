"""``huiqi collect``: filled papers come back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from huiqi.commands.collect_faults import hide_words
from huiqi.commands.collect_marks import MarkFlags, mark_options, note_marks, refuse_half_marks
from huiqi.commands.collect_office import OfficeFlags, make_office_papers, office_options
from huiqi.commands.collect_said import say_collection
from huiqi.commands.collect_whole import forget_all, set_aside
from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import HuiqiError
from huiqi.project import find_root

if TYPE_CHECKING:
    from huiqi.collect.model import Collection
    from huiqi.facts.reading.load import Facts

Flags = TypeVar("Flags", OfficeFlags, MarkFlags)
_WHOLE = {"forget": "--forget", "set_aside": "--set-aside"}


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
@click.option("--forget", is_flag=True, help="清除这个周期收回的全部内容。")
@click.option("--yes", is_flag=True, help="与 --forget 同用：不再询问。")
@click.option(
    "--set-aside", is_flag=True, help="把收回的记录中读不出来的文件改名留着，以便重新做。"
)
@click.option("--mend", is_flag=True, help="为要报送的材料另存一份改正版式的，原件不动。")
@click.option("--archive", is_flag=True, help="按归档顺序另存一套，附归档目录。")
@mark_options
@office_options
@click.pass_context
def command(context: click.Context, /, cycle: str, **options: Any) -> None:
    """Collect, show what was collected, or wipe it."""
    refuse_combination(context, cycle)
    root = find_root()
    if options["forget"]:
        forget_all(root, cycle, sure=options["yes"])
    elif options["set_aside"]:
        set_aside(root, cycle)
    else:
        wanted = Wanted(
            _pick(OfficeFlags, options), _pick(MarkFlags, options),
            mend=options["mend"], archive=options["archive"],
        )  # fmt: skip
        refuse_half_marks(wanted.marks)
        folders = [Path(one) for one in options["folders"]]
        with hide_words():
            _collect(root, cycle, folders, options["form"], wanted)


def refuse_combination(context: click.Context, cycle: str) -> None:
    """Refuse options that do not go together: none is passed over in silence.

    Raises:
        HuiqiError: what goes alone does not, or what belongs to another option lacks it.
    """
    usual: tuple[Any, ...] = (None, False, (), "text")
    given = {name for name, value in context.params.items() if value not in usual} - {"cycle"}
    for name, option in _WHOLE.items():
        others = sorted(given - {name} - ({"yes"} if name == "forget" else set()))
        if name in given and others:
            what = "、".join(_name(context, one) for one in others)
            raise HuiqiError(f"{option} 不能与 {what} 同用。改法：huiqi collect {cycle} {option}。")
    if "yes" in given and "forget" not in given:
        raise HuiqiError("--yes 与 --forget 同用。改法：去掉 --yes。")
    if "write" in given and "results" not in given:
        raise HuiqiError(
            f"--write 与 --results 同用。改法：huiqi collect {cycle} --results --write。"
        )
    both = set(context.params["choose"]) & set(context.params["unchoose"])
    if both:
        raise HuiqiError(f"“{min(both)}”又选用又撤销。改法：--choose、--unchoose 只写一个。")


def _name(context: click.Context, name: str) -> str:
    """Return what people type for a parameter."""
    if name == "folders":
        return "文件夹"
    return next(one for one in context.command.params if one.name == name).opts[0]


def _pick(kind: type[Flags], options: dict[str, Any]) -> Flags:
    return kind(**{one.name: options[one.name] for one in fields(kind)})


def _collect(root: Path, cycle: str, folders: list[Path], form: str, wanted: Wanted) -> None:
    from huiqi.collect.freshness import is_outdated
    from huiqi.collect.kept.originals import list_originals
    from huiqi.collect.kept.store import find_folder
    from huiqi.collect.report.files import refresh_report
    from huiqi.collect.report.made_tables import list_typed
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
        for line in note_marks(wanted.marks, kept, collection, facts, dt.date.today()):
            click.echo(line, err=form == "json")
        collection = load_collection(root, cycle, facts)
    for line in _make(root, facts, collection, wanted):
        click.echo(line, err=form == "json")
    if wanted.office.write:
        facts = load_cycle(folder)
    typed = set(list_typed(find_folder(root, cycle)))
    report = refresh_report(root, facts, dt.date.today())
    for name in sorted(set(list_typed(find_folder(root, cycle))) - typed):
        click.echo(
            f"表中填写过内容，已留在 {report.page.parent.relative_to(root).as_posix()}/{name}。",
            err=form == "json",
        )
    if form == "json":
        click.echo(json.dumps(report.data, ensure_ascii=False, indent=2))
        return
    fresh = sum(one.digest not in before for one in collection.papers) if folders else 0
    for line in say_collection(collection, facts, fresh):
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
