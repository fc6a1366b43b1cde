"""What the office does on the page 交回材料; each action says in a sentence what came of it."""

from __future__ import annotations

from pathlib import Path

from huiqi.collect.issued.handing_out import hand_out
from huiqi.collect.kept.choosing import choose_file, remove_choice, set_choice
from huiqi.collect.kept.marks import remove_mark, set_mark
from huiqi.collect.kept.refusals import dismiss, is_within
from huiqi.collect.kept.set_aside import set_damaged_aside
from huiqi.collect.kept.store import find_folder
from huiqi.collect.model import MARKS, Collection, CopyKey, OfficeMark
from huiqi.collect.report.files import refresh_report
from huiqi.collect.run import collect
from huiqi.collect.status.find_due import find_named, name_due, read_day, read_mark
from huiqi.collect.status.lapsed import find_marked
from huiqi.desk.collected.page import CollectedPage
from huiqi.desk.collected.received import Received
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import Facts


def read_files(page: CollectedPage, batch: str) -> str:
    """Read the files of a batch, and forget them: of what was refused, name and reason stay."""
    root, cycle = page.kept.root, page.kept.cycle
    before = {one.digest for one in page.collection.papers}
    received = Received(root, cycle, batch)
    if not received.folder.is_dir():
        raise HuiqiError("没有收到文件。改法：选择文件后再收。")
    names = received.names
    try:
        found = collect(root, cycle, [received.folder], today=page.today, uploaded=True)
    finally:
        received.clear()
    write_again(page)
    fresh = sum(one.digest not in before for one in found.papers)
    now = sum(is_within(one.file, names) for one in found.refused)
    refused = f"，{now}个文件没有读取，见下面的原因" if now else ""
    return f"新收{fresh}份材料{refused}。"


def dismiss_refusal(page: CollectedPage, file: str) -> str:
    """Let the refusal of a file be seen no more, or of all files where no name is given."""
    if not dismiss(page.kept.root, page.kept.cycle, file or None):
        return "已经不在列表中。"
    write_again(page)
    return f"“{file}”已从列表中去掉。" if file else "列表已清空。"


def mark(page: CollectedPage, name: str, word: str, day: str, reason: str) -> str:
    """Mark a paper that does not come as a file."""
    due = find_named(collection_of(page).due, name)
    said = OfficeMark(due.key, read_mark(word), read_day(day), reason)
    set_mark(_folder(page), said)
    write_again(page)
    return f"{name_due(due)}：已登记为{MARKS[said.mark]}。{_say_files(page, due.key)}"


def _say_files(page: CollectedPage, key: CopyKey) -> str:
    """Say what a mark means for a paper of which files came in."""
    states = {paper.state for paper in page.collection.papers if paper.key == key}
    if "counted" in states:
        return "这份材料已经收到文件，仍按收到的计。"
    return "交来的几个文件都留着，选用一个以后按收到的计。" if states else ""


def unmark(page: CollectedPage, name: str) -> str:
    """Take a mark back."""
    due = find_marked(page.collection, facts_of(page), name)
    remove_mark(_folder(page), due.key)
    write_again(page)
    return f"{name_due(due)}：已撤销登记。"


def choose(page: CollectedPage, digest: str) -> str:
    """Let one of the files of a paper count."""
    chosen = next((one for one in page.collection.papers if one.digest == digest), None)
    if chosen is None:
        raise HuiqiError("这个文件已经不在收到的材料中。改法：刷新网页，再选一次。")
    set_choice(_folder(page), choose_file(page.collection, chosen))
    write_again(page)
    return f"已选用 {chosen.file}，其余的留着。"


def unchoose(page: CollectedPage, digest: str) -> str:
    """Take back which file counts."""
    found = [one for one in page.collection.choices if one.digest == digest]
    if not found:
        raise HuiqiError("这个选用已经撤销。改法：刷新网页。")
    for choice in found:
        remove_choice(_folder(page), choice)
    write_again(page)
    return "已撤销选用。"


def set_aside(page: CollectedPage) -> str:
    """Give what cannot be read another name."""
    lines = list(set_damaged_aside(page.kept.root, page.kept.cycle))
    if page.facts:
        write_again(page)
    return "\n".join(lines) or "没有读不出来的文件。"


def note_handing_out(page: CollectedPage) -> str:
    """Keep the forms of the pack: it goes out now."""
    done = hand_out(page.kept.root, facts_of(page), page.today)
    changed = (
        f"其中生成后改动过的{len(done.changed)}份，按改动后的样子登记。" if done.changed else ""
    )
    if not done.copies:
        return f"{done.papers}份材料都登记过，没有变化。"
    return f"已登记发出{done.copies}份材料。{changed}"


def write_again(page: CollectedPage) -> None:
    """Write the report anew; nothing is read again."""
    fresh = CollectedPage(page, page.today)
    refresh_report(page.kept.root, facts_of(fresh), page.today)


def facts_of(page: CollectedPage) -> Facts:
    """Return the facts.

    Raises:
        HuiqiError: they cannot be read.
    """
    if page.facts is None:
        raise HuiqiError("会议事实文件现在读不通。改法：先改正会议事实。")
    return page.facts


def collection_of(page: CollectedPage) -> Collection:
    """Return what came in.

    Raises:
        HuiqiError: it cannot be read; nothing is made of it as if nothing had come in.
    """
    collection = page.collection
    if page.damaged:
        raise HuiqiError(page.damaged)
    return collection


def _folder(page: CollectedPage) -> Path:
    return find_folder(page.kept.root, page.kept.cycle)
