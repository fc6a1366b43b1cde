"""What the office has made on the page 整理; each action says what came of it, the files stand on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from huiqi.collect.kept.store import FOLDER, find_folder, forget
from huiqi.collect.office import papers as office_papers
from huiqi.collect.office.evaluation import TABLE, Evaluation, evaluate
from huiqi.collect.office.opinions.table_rows import read_rows
from huiqi.collect.office.results_writing import add_written, plan_changes
from huiqi.collect.office.workplace import Workplace
from huiqi.desk.collected.actions import collection_of, facts_of, write_again
from huiqi.desk.collected.office_page import OfficePage
from huiqi.desk.collected.received import forget_received
from huiqi.desk.form.edit import Edited
from huiqi.desk.kept import ARCHIVED
from huiqi.errors import HuiqiError
from huiqi.facts.editing.apply import apply_changes

Make = Callable[[Evaluation, Workplace], list[str]]
_CHANGED = "统计的数或者会议事实刚才有变化，没有写入。改法：看过现在的数，再勾选。"
_MOVED = "会议事实文件刚才在别处改过，没有写入。改法：刷新网页，再勾选。"


def make_table(page: OfficePage) -> str:
    """Make the table of opinions."""
    return _make(page, office_papers.make_table)


def make_summaries(page: OfficePage) -> str:
    """Make D07 and D08, and D30 where there was a ballot."""
    return _make(page, office_papers.make_summaries)


def make_lists(page: OfficePage) -> str:
    """Make D20 and D21."""
    return _make(page, office_papers.make_lists)


def _make(page: OfficePage, make: Make) -> str:
    facts = facts_of(page)
    kept = find_folder(page.kept.root, page.kept.cycle)
    evaluation = evaluate(collection_of(page), facts.cycle, kept)
    place = Workplace(page.kept.root, facts, page.today)
    lines = make(evaluation, place)
    write_again(page)
    # The files themselves stand on the page.
    shown = {place.files.show(name) for made in list_fresh(page) for name in made}
    return "\n".join(line for line in lines if line not in shown)


def list_fresh(page: OfficePage) -> Iterable[Iterable[str]]:
    """Return the names of what lies there now."""
    fresh = OfficePage(page, page.today)
    return (one.paths for one in fresh.made.values())


def take_table(page: OfficePage, name: str, data: bytes) -> str:
    """Take the edited table of opinions; one that is edited here too is kept under a number."""
    collection_of(page)
    facts_of(page)
    rows = read_rows(data, f"“{name}”")
    kept = page.files.take_edited(TABLE, data)
    write_again(page)
    fresh = OfficePage(page, page.today).evaluation
    said = f"已收下改好的意见整理表，{len(rows)}行。"
    if kept:
        said += f"原来在这里改过的，留作 {kept}。"
    remarks = fresh.arranged.remarks if fresh else ()
    return "\n".join([said, *remarks])


def write_counts(page: OfficePage, fields: Sequence[str], seen: str) -> str:
    """Write the ticked counts into the facts, as everything that is typed at the desk: with history and undo.

    Raises:
        HuiqiError: nothing is ticked, or it would take the place of something that was typed.
    """
    collection_of(page)
    facts_of(page)
    if page.archived:
        raise HuiqiError(ARCHIVED)
    if seen != page.seen or page.state is None or page.evaluation is None:
        return _CHANGED
    office_papers.refuse_fault(page.evaluation)
    put = [one for one in page.evaluation.proposals if one.field and one.field in fields]
    if not put:
        raise HuiqiError("没有勾选。改法：勾选要写入的数，再写入。")
    typed = [
        one.label for one in put if any(path[:2] == ("results", one.field) for path in page.drafts)
    ]
    if typed:
        raise HuiqiError(
            f"{'、'.join(typed)}有填写过、还没有存入文件的内容，没有写入。改法：先在“工作情况统计”中改好，或者去掉勾选。"
        )
    changes = plan_changes(put, page.own)
    edited = Edited(apply_changes(page.state.text, changes), tuple(changes))
    if not page.kept.keep(page.state, edited):
        return _MOVED
    page.files.note_results(add_written(put, page.own))
    write_again(page)
    return f"已写入会议事实：{'、'.join(one.label for one in put)}。可以在“历史”中撤销。"


def mend(page: OfficePage) -> str:
    """Write mended copies of the papers that are handed on."""
    from huiqi.collect.checks.made_folder import say_aside
    from huiqi.collect.checks.run_checks import mend_papers

    made, aside = mend_papers(page.kept.root, facts_of(page), collection_of(page))
    said = f"改正版式的{len(made)}份，原件没有动。" if made else "没有要改正版式的。"
    return said + say_aside(f"{FOLDER}/{page.kept.cycle}", aside)


def archive(page: OfficePage) -> str:
    """Write the folder of the archive."""
    from huiqi.collect.checks.made_folder import say_aside
    from huiqi.collect.checks.run_checks import archive_papers
    from huiqi.word.pack_folder import open_paper_maker

    root = page.kept.root
    index, aside = archive_papers(root, facts_of(page), collection_of(page), open_paper_maker(root))
    return f"归档{len(index.rows)}项。" + say_aside(f"{FOLDER}/{page.kept.cycle}", aside)


def wipe(page: OfficePage) -> str:
    """Forget all that came in."""
    root, cycle = page.kept.root, page.kept.cycle
    forget_received(root, cycle)
    if not forget(root, cycle):
        return "没有收回的材料。"
    return f"已清除 {FOLDER}/{cycle}/。交回来的原文件不受影响。"
