"""Saving, history and drafts of a cycle, on real files."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from huiqi.desk.keeping.entries import digest_of
from huiqi.desk.keeping.store import Conflict, CycleStore, Saved
from huiqi.errors import HuiqiError
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import Insert, Move, Remove, Set
from tests.support.projects import ROOT
from tests.support.samples import FIRST as SAMPLE
from tests.support.save_kills import CYCLE, FIRST, START, make_store


def _digest(store: CycleStore) -> str:
    return digest_of(store.path.read_bytes())


def _save(store: CycleStore, text: str, minute: int = 0) -> Saved:
    done = store.save(_digest(store), text, now=START + dt.timedelta(minutes=minute))
    assert isinstance(done, Saved)
    return done


def _theme(store: CycleStore) -> str:
    return store.path.read_text("utf-8").removeprefix(FIRST).strip()


def test_a_save_keeps_what_was_there(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    done = _save(store, "\ufeff" + FIRST.replace("\n", "\r\n"))
    assert store.path.read_bytes() == b"\xef\xbb\xbf" + FIRST.replace("\n", "\r\n").encode()
    assert done.digest == _digest(store)
    assert done.entry
    assert (done.entry.number, done.entry.kind, done.entry.time) == (1, "save", "2026-01-08T09:00:00+00:00")  # fmt: skip
    assert done.entry.summary == ("只改动了注释或写法",)
    assert store.read_version(done.entry.before) == FIRST.encode()
    assert store.history(START) == [done.entry]


def test_saving_without_a_change_writes_nothing(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    state = store.path.stat()
    assert _save(store, FIRST) == Saved(digest_of(FIRST.encode()), None)
    assert (store.path.stat().st_mtime_ns, store.path.stat().st_ino) == (state.st_mtime_ns, state.st_ino)  # fmt: skip
    assert store.history(START) == []


def test_what_changed_is_told_in_chinese(tmp_path: Path) -> None:
    text = (ROOT / "cycles" / SAMPLE / "cycle.yml").read_text("utf-8").replace(SAMPLE, CYCLE, 1)
    store = make_store(tmp_path)
    _save(store, text)
    fresh = apply_changes(text, [
        Set(("meeting", "place"), "市委二楼会议室"), Set(("basis", 2, "number", "serial"), 98), Remove(("staff", 1)),
        Set(("meeting", "recorder"), "水十四"),
    ])  # fmt: skip
    entry = _save(store, fresh).entry
    assert entry
    assert entry.summary == (
        "其他人员 → 市委组织部干部监督科科长：删去“姓名：窦十五”",
        "依据 → 中央纪委机关、中央组织部、党史学习教育领导小组 → 文号：由“中组发〔2021〕99号（内部）”改为“中组发〔2021〕98号（内部）”",
        "会议 → 地点：由“市委常委会议室”改为“市委二楼会议室”",
        "会议 → 记录人：由“市委组织部干部监督科科长”改为“市委办公室综合科科长”",
    )  # fmt: skip
    broken = _save(store, apply_changes(fresh, [Set(("meeting", "recorder"), "没有这个人")])).entry
    assert broken
    assert broken.summary == ("会议：有改动",)
    unreadable = _save(store, "a: [").entry
    assert unreadable
    assert unreadable.summary == ("文件的文字有改动",)


def test_never_over_the_change_of_somebody_else(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    begun = _digest(store)
    _save(store, FIRST + "theme: 他\n")
    for _ in range(2):
        done = store.save(begun, FIRST + "theme: 我\n", now=START)
        assert done == Conflict(
            FIRST + "theme: 我\n", (FIRST + "theme: 他\n").encode(), _digest(store)
        )
    assert _theme(store) == "theme: 他"
    unsaved, saved = store.history(START)
    assert (unsaved.kind, saved.kind) == ("unsaved", "save")
    assert store.read_version(unsaved.after).decode("utf-8") == FIRST + "theme: 我\n"
    _save(store, FIRST + "theme: 我\n")
    assert (
        store.read_version(store.history(START)[0].before).decode("utf-8") == FIRST + "theme: 他\n"
    )


def test_what_an_editor_wrote_is_an_entry_of_its_own(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    _save(store, FIRST + "theme: 一\n")
    store.path.write_bytes((FIRST + "theme: 二\n").encode())
    assert [entry.kind for entry in store.history(START)] == ["outside", "save"]
    assert store.history(START)[0].summary == ("会议主题：由“一”改为“二”",)
    store.undo(_digest(store), now=START)
    assert _theme(store) == "theme: 一"


def test_back_and_forth(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with pytest.raises(HuiqiError, match=r"^没有可以撤销的改动。$"):
        store.undo(_digest(store), now=START)
    for word in "一二三":
        _save(store, FIRST + f"theme: {word}\n")
    seen = []
    for step in "uuruurrru":
        again = CycleStore(tmp_path, CYCLE)  # as after a restart
        move = again.undo if step == "u" else again.redo
        done = move(_digest(store), now=START)
        assert isinstance(done, Saved)
        seen.append(_theme(store)[-1:])
    assert seen == ["二", "一", "二", "一", "", "一", "二", "三", "二"]
    _save(store, FIRST + "theme: 四\n")
    with pytest.raises(HuiqiError, match=r"^没有可以恢复的改动。$"):
        store.redo(_digest(store), now=START)
    store.undo(_digest(store), now=START)
    assert _theme(store) == "theme: 二"
    store.restore(_digest(store), digest_of(FIRST.encode()), now=START)
    assert _theme(store) == ""
    assert store.undo("0" * 64, now=START) == Conflict(
        FIRST + "theme: 二\n", FIRST.encode(), _digest(store)
    )
    store.undo(_digest(store), now=START)
    assert _theme(store) == "theme: 二"


def test_the_newest_entries_stay(tmp_path: Path) -> None:
    store = make_store(tmp_path, most=5)
    for number in range(9):
        _save(store, FIRST + f"cycle_year: {2000 + number}\n")
    entries = store.history(START)
    assert [entry.number for entry in entries] == [9, 8, 7, 6, 5]
    used = {digest for entry in entries for digest in (entry.before, entry.after)}
    kept = {path.stem for path in (tmp_path / ".desk" / CYCLE / "history" / "versions").iterdir()}
    assert kept == used
    assert store.read_version(entries[-1].before).decode("utf-8") == FIRST + "cycle_year: 2003\n"
    with pytest.raises(HuiqiError, match=r"^历史中没有这一版，或者已经损坏。改法：选另一版。$"):
        store.read_version(digest_of(FIRST.encode()))


_CANNOT = (
    f"不能保存 cycles/{CYCLE}/cycle.yml（{{}}），文件没有改动。"
    "改法：关闭打开着它的编辑器，核对文件夹的权限和剩余空间，再保存一次。"
)


def test_an_editor_that_holds_the_file_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where the system itself refuses; no other system does."""
    store, tries, replace = make_store(tmp_path), [0], Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).name == "cycle.yml":
            tries[0] += 1
            if tries[0] < 4:
                raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    _save(store, FIRST + "theme: 一\n")
    assert (_theme(store), tries) == ("theme: 一", [4])
    tries[0] = -100
    begun = dt.datetime.now(tz=dt.UTC)
    with pytest.raises(HuiqiError) as caught:
        _save(store, FIRST + "theme: 二\n")
    assert dt.datetime.now(tz=dt.UTC) - begun >= dt.timedelta(seconds=1)
    assert str(caught.value) == _CANNOT.format("没有权限")
    assert _theme(store) == "theme: 一"
    unsaved, _ = store.history(START)
    assert store.read_version(unsaved.after).decode("utf-8") == FIRST + "theme: 二\n"
    assert [path.name for path in store.path.parent.iterdir()] == ["cycle.yml"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are those of POSIX")
def test_a_file_that_the_system_does_not_take_whole(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    program = (
        "import resource, sys; from pathlib import Path; from tests.support.save_kills import *\n"
        "from huiqi.errors import HuiqiError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "store = CycleStore(Path(sys.argv[1]), CYCLE)\n"
        "try: store.save(digest_of(store.path.read_bytes()), STATES[0], now=START)\n"
        "except HuiqiError as error: print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True,
        check=True, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert run.stdout == _CANNOT.format("文件太大") + "\n"
    assert store.path.read_bytes() == FIRST.encode()
    assert store.history(START) == []
    _save(store, FIRST + "theme: 一\n")


def test_two_desks_save_at_once(tmp_path: Path) -> None:
    make_store(tmp_path)
    results: list[Saved | Conflict] = []

    def work(word: str) -> None:
        store = CycleStore(tmp_path, CYCLE)
        for number in range(6):
            text = FIRST + f"theme: {word}{number}\n"
            results.append(store.save(_digest(store), text, now=START))

    threads = [threading.Thread(target=work, args=(word,)) for word in "甲乙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = [done for done in results if isinstance(done, Saved)]
    entries = [one for one in CycleStore(tmp_path, CYCLE).history(START) if one.kind == "save"]
    assert len(results) == 12
    assert len(entries) == len(saved)
    assert {done.digest for done in saved} == {entry.after for entry in entries}


def test_drafts(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    begun, later = _digest(store), START + dt.timedelta(minutes=1)
    store.drafts.keep(("meeting", "date"), "二月三十日", begun, START)
    store.drafts.keep(("meeting", "date"), "二月三十", begun, later)
    store.drafts.keep(("members", 2, "post"), "\ud800\n", begun, START)
    again = CycleStore(tmp_path, CYCLE).drafts
    date, post = again.list_all(begun)
    assert (date.path, date.text, date.time, date.stale) == (("meeting", "date"), "二月三十", "2026-01-08T09:01:00+00:00", False)  # fmt: skip
    assert (post.path, post.text) == (("members", 2, "post"), "\ud800\n")
    assert [draft.stale for draft in again.list_all("0" * 64)] == [True, True]
    again.drop([("meeting", "date"), ("meeting", "place")])
    assert store.drafts.list_all(begun) == (post,)


def test_a_save_takes_its_drafts_along(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    begun, place = _digest(store), ("members", 0, "post")
    done = store.save(begun, FIRST, now=START, typed={place: "甲"})
    assert [(one.text, one.stale) for one in store.drafts.list_all(begun)] == [("甲", False)]
    text, moved = FIRST + "members: [赵一, 钱二]\n", [Insert(("members", 0), "赵一")]
    done = store.save(begun, text, now=START, changes=moved, typed={("meeting", "date"): "乙"})
    drafts = store.drafts.list_all(done.digest)
    assert [(one.path, one.stale) for one in drafts] == [
        (("members", 1, "post"), False), (("meeting", "date"), False),
    ]  # fmt: skip
    done = store.save(begun, FIRST, now=START, typed={("meeting", "place"): "丙"})
    assert isinstance(done, Conflict)
    assert [(one.text, one.stale) for one in store.drafts.list_all(done.digest)][2:] == [
        ("丙", True)
    ]


@pytest.mark.parametrize(("changes", "places", "stale"), [
    ([], [2, 4], [3]),
    ([Set(("theme",), "x")], [2, 4], [3]),
    ([Set(("members", 2, "post"), "x")], [4], [3]),
    ([Set(("members", 3), "x")], [2, 4], []),
    ([Set(("members",), [])], [], []),
    ([Remove(("members", 2))], [3], [2]),
    ([Remove(("members", 0)), Insert(("members", 3), "x")], [1, 4], [2]),
    ([Insert(("members", 2), "x")], [3, 5], [4]),
    ([Move(("members", 2), 0)], [0, 4], [3]),
    ([Move(("members", 0), 4)], [1, 3], [2]),
    ([Move(("members", 4), 2)], [3, 2], [4]),
    ([Insert(("members", 2, "oversees", 0), "x")], [2, 4], [3]),
])  # fmt: skip
def test_drafts_follow_the_desk_s_own_saves(
    tmp_path: Path, changes: list[Set | Insert | Remove | Move], places: list[int], stale: list[int]
) -> None:
    drafts = make_store(tmp_path).drafts
    for place, base in ((2, "old"), (3, "other"), (4, "old")):
        drafts.keep(("members", place, "post"), "x", base, START)
    drafts.follow("old", "new", changes)
    assert [draft.path[1] for draft in drafts.list_all("new") if not draft.stale] == places
    assert [draft.path[1] for draft in drafts.list_all("new") if draft.stale] == stale


def test_git_and_clean_leave_it_alone() -> None:
    assert "/.desk/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    clean = (ROOT / "Makefile").read_text("utf-8").partition("\nclean:\n")[2].partition("\n\n")[0]
    assert "rm -rf" in clean
    assert ".desk" not in clean


def test_going_back_lets_drafts_wait(tmp_path: Path) -> None:
    """The items may be others then; with the text that a draft belongs to it is taken up again."""
    store = make_store(tmp_path)
    begun = _digest(store)
    saved = store.save(begun, "kind: annual\n", now=START, typed={("members", 2, "post"): "甲"})
    assert isinstance(saved, Saved)
    store.undo(saved.digest, now=START)
    assert [one.stale for one in store.drafts.list_all(_digest(store))] == [True]
    store.redo(_digest(store), now=START)
    assert [one.stale for one in store.drafts.list_all(_digest(store))] == [False]
