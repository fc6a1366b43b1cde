"""What is kept: newer replaces older, nothing is read twice, killed at any moment it is old or new."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from huiqi.collect.kept.choosing import set_choice
from huiqi.collect.kept.originals import find_original, list_originals
from huiqi.collect.kept.refusals import dismiss
from huiqi.collect.kept.store import FOLDER, INDEX, find_folder, forget, load_store
from huiqi.collect.model import Choice, Collection
from huiqi.collect.reading.read import read_filled
from huiqi.collect.receiving import collecting
from huiqi.collect.run import collect, load_collection
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import load_cycle
from huiqi.files.zip_archive import write_zip
from huiqi.site.gates.answers import find_answers
from tests.collect.filled_project import (
    CRITICISM,
    CYCLE,
    EXPLANATION,
    OPINIONS,
    OTHER_OUTLINE,
    OUTLINE,
    fill_in,
    make_project,
    put,
    with_properties,
)
from tests.support.kills import KILLS, read_files

_SENTENCE = "对基层情况了解不深，调查研究不够深入具体。"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def _fill(text: str, name: str = OUTLINE, saved: str = "") -> bytes:
    return fill_in(name, {"problems_1": [text]}, saved)


def _collect(root: Path, folder: str, **files: bytes) -> Collection:
    put(root / folder, {f"{name}.docx": data for name, data in files.items()})
    return collect(root, CYCLE, [root / folder], today=dt.date(2025, 1, 20))


def _states(collection: Collection) -> dict[str, str]:
    return {paper.file.removesuffix(".docx"): paper.state for paper in collection.papers}


def test_a_later_collecting_replaces_an_earlier_one_and_keeps_it(root: Path) -> None:
    first = _collect(root, "first", 一=_fill("第一稿。"))
    second = _collect(root, "second", 二=_fill("第二稿。"))
    assert _states(first) == {"一": "counted"}
    assert _states(second) == {"一": "replaced", "二": "counted"}
    for paper in second.papers:
        assert find_original(root, CYCLE, paper.digest).read_bytes() in (
            _fill("第一稿。"), _fill("第二稿。"),
        )  # fmt: skip
    assert _states(_collect(root, "third", 三=_fill("第一稿。"))) == _states(second)


def test_within_a_collecting_the_one_that_was_saved_later_counts(root: Path) -> None:
    early, late = "2025-01-18T08:00:00Z", "2025-01-19T08:00:00Z"
    found = _collect(root, "in", 甲=_fill("后存。", saved=late), 乙=_fill("先存。", saved=early))
    assert _states(found) == {"甲": "counted", "乙": "replaced"}


def test_without_such_a_time_that_of_the_file_decides(root: Path) -> None:
    folder = put(root / "in", {"甲.docx": _fill("旧。"), "乙.docx": _fill("新。")})
    os.utime(folder / "甲.docx", (1_737_000_000, 1_737_000_000))
    assert _states(collect(root, CYCLE, [folder])) == {"甲": "replaced", "乙": "counted"}


def test_where_nothing_decides_both_are_shown_and_the_office_chooses(root: Path) -> None:
    packed = write_zip({"甲.docx": _fill("一稿。"), "乙.docx": _fill("另一稿。")})
    put(root / "in", {"a.zip": packed})
    found = collect(root, CYCLE, [root / "in"])
    assert {paper.state for paper in found.papers} == {"double"}
    assert found.missing
    chosen = found.papers[0]
    seen = tuple(paper.digest for paper in found.papers)
    set_choice(find_folder(root, CYCLE), Choice(chosen.key, chosen.digest, seen))
    assert [paper.digest for paper in load_collection(root, CYCLE).counted] == [chosen.digest]
    newer = _collect(root, "later", 新=_fill("又一稿。"))
    assert [paper.file for paper in newer.counted] == ["新.docx"]


def test_the_same_bytes_count_once_and_anonymous_papers_replace_none(root: Path) -> None:
    forms = {name: fill_in(OPINIONS, {"team_1": [f"意见{name}。"]}) for name in "甲乙"}
    found = _collect(root, "in", **forms, 丙=forms["甲"])
    assert sorted(_states(found).values()) == ["counted", "counted"]
    assert _states(_collect(root, "again", 丁=forms["乙"])) == _states(found)


def test_what_is_kept_can_be_loaded_and_says_where_each_answer_stands(root: Path) -> None:
    found = _collect(root, "in", 一=_fill(_SENTENCE), 二=_fill("我的。", OTHER_OUTLINE))
    assert load_collection(root, CYCLE) == found
    paper = found.papers[0]
    places = {place.key: place.label for place in found.forms[paper.form]}
    assert places["problems_1"].endswith("严守政治纪律和政治规矩")
    assert paper.key not in {due.key for due in found.missing}
    index = (find_folder(root, CYCLE) / "index.json").read_text("utf-8")
    assert str(root) not in index


def test_a_second_run_reads_nothing_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = time.time() - 60
    folder = put(root / "in", {"一.docx": _fill(_SENTENCE), "b.zip": write_zip({"二.docx": b"x"})})
    for path in folder.iterdir():
        os.utime(path, (old, old))
    # Times of change cannot be set: what is written just now is read again until it has settled.
    monkeypatch.setattr(collecting, "_SETTLED", 0)
    first = collect(root, CYCLE, [folder])
    assert [one.file for one in first.refused] == ["b.zip/二.docx"]
    before = read_files(root / FOLDER)

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(collecting, "open_source", fail)
    assert collect(root, CYCLE, [folder]) == first
    assert read_files(root / FOLDER) == before


def test_what_was_refused_is_named_until_it_is_mended(root: Path) -> None:
    wrong = with_properties(_fill(_SENTENCE), cycle="2021-party-history")
    assert len(_collect(root, "in", 一=wrong, 二=b"x").refused) == 2
    assert len(_collect(root, "other", 三=_fill("新。")).refused) == 2
    found = _collect(root, "in", 一=_fill(_SENTENCE))
    assert [one.file for one in found.refused] == ["二.docx"]
    (root / "in" / "二.docx").unlink()
    assert collect(root, CYCLE, [root / "in"]).refused == ()


def _upload(root: Path, **files: bytes) -> Collection:
    """Collect files as the desk does: they lie in one folder, and afterwards nowhere."""
    folder = put(root / "uploads", {name.replace("_", "."): data for name, data in files.items()})
    try:
        return collect(root, CYCLE, [folder], uploaded=True)
    finally:
        shutil.rmtree(folder)


def test_what_was_refused_of_an_upload_stays_until_the_office_has_dealt_with_it(root: Path) -> None:
    wrong = with_properties(_fill(_SENTENCE), cycle="2021-party-history")
    packed = write_zip({"二.docx": b"x", "四.docx": b"x"})
    first = _upload(root, 一_docx=wrong, 三_doc=b"x", b_zip=packed, 五_pdf=b"x")
    files = ["b.zip/二.docx", "b.zip/四.docx", "一.docx", "三.doc", "五.pdf"]
    assert sorted(one.file for one in first.refused) == files
    # What comes in rightly goes from the list, also in the place of an old kind of file or in its archive.
    again = _upload(root, 三_docx=_fill("好。"), b_zip=write_zip({"二.docx": b"x"}))
    assert sorted(one.file for one in again.refused) == ["b.zip/二.docx", "一.docx", "五.pdf"]
    assert len(_collect(root, "in", 六=_fill("另。", OTHER_OUTLINE)).refused) == 3
    alone = _upload(root, 二_docx=fill_in(CRITICISM, {"problem_1": ["又好。"]}))
    assert sorted(one.file for one in alone.refused) == ["一.docx", "五.pdf"]
    assert (dismiss(root, CYCLE, "一.docx"), dismiss(root, CYCLE, "一.docx")) == (1, 0)
    assert [one.file for one in load_collection(root, CYCLE).refused] == ["五.pdf"]
    assert (dismiss(root, CYCLE), load_collection(root, CYCLE).refused) == (1, ())


def test_of_a_refused_upload_nothing_is_kept_but_name_and_reason(root: Path) -> None:
    secret = fill_in(EXPLANATION, {"matter_1_note": [_SENTENCE]})
    (refused,) = _upload(root, 说明_docx=secret).refused
    assert refused.why.startswith("应为要收回的材料，实为个人有关事项说明。")
    kept = b"".join(read_files(root / FOLDER).values())
    assert "说明.docx".encode() in kept
    assert _SENTENCE.encode() not in kept
    assert not list((root / FOLDER).rglob("*.docx"))


def test_facts_that_change_have_everything_read_again(root: Path) -> None:
    found = _collect(root, "in", 一=_fill(_SENTENCE), 二=with_properties(_fill("无。"), people="x"))
    assert len(found.refused) == 1
    path = root / "cycles" / CYCLE / "cycle.yml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("name: 韩一,", "name: 韩一一,").replace("韩一\n", "韩一一\n"), "utf-8"
    )
    (root / "in" / "一.docx").unlink()
    again = collect(root, CYCLE, [root / "in"])
    (paper,) = again.papers
    assert paper.reading == found.papers[0].reading
    assert paper.received_on == dt.date(2025, 1, 20)


def test_a_kept_paper_that_must_not_be_collected_goes_and_is_named_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _collect(root, "in", 一=_fill(_SENTENCE))
    path = root / "cycles" / CYCLE / "cycle.yml"
    path.write_text(f"{path.read_text('utf-8')}# read again\n", "utf-8")
    for name in ("may_bear_mark", "bears_mark"):
        monkeypatch.setattr(f"huiqi.collect.reading.filled_file.{name}", lambda *_: True)
    found = collect(root, CYCLE, [])
    assert found.papers == ()
    assert [(one.file, one.why.partition("。")[0]) for one in found.refused] == [
        ("一.docx", "应为没有密级的材料，实为带有密级标志")
    ]
    assert not list((find_folder(root, CYCLE) / "originals").iterdir())
    assert collect(root, CYCLE, []).refused == ()


def test_a_reader_that_fails_on_one_file_stops_nothing_and_shows_no_word(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: bytes, *rest: object, **more: object) -> object:
        if "坏".encode() in document:
            raise ValueError(_SENTENCE)
        return read_filled(document, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("huiqi.collect.receiving.read_paper.read_filled", fail)
    found = _collect(root, "in", 好=_fill(_SENTENCE), 坏=_fill("坏。", OTHER_OUTLINE))
    assert [paper.file for paper in found.papers] == ["好.docx"]
    assert [one.why for one in found.refused] == [
        "应为能读的材料，实为读取时出错（ValueError）。改法：另存为 .docx 再交；仍然出错的，人工汇总。"
    ]


def test_a_damaged_or_newer_index_is_named_without_a_word_of_it(root: Path) -> None:
    _collect(root, "in", 一=_fill(_SENTENCE))
    path = find_folder(root, CYCLE) / "index.json"
    kept = path.read_text("utf-8")
    place = f"{FOLDER}/{CYCLE}/index.json"
    remedy = (
        "改法：有备份的，从备份中恢复；"
        f"没有的，运行 huiqi collect {CYCLE} --set-aside，把它改名留着，再重新做。"
    )
    for text, said in (
        (kept[:-9], f"：应为完整的 JSON，实为第 1 行写法不对或者不完整。{remedy}"),
        ("[]", f"：应为收到材料的记录，实为别的内容。{remedy}"),
        ('{"version": 1, "papers": 3}', f"：应为完整的记录，实为缺少内容，或者有一处写法不对。{remedy}"),
        (kept.replace('"一.docx"', "1"), f"：应为完整的记录，实为缺少内容，或者有一处写法不对。{remedy}"),
        (kept.replace(f'"cycle":"{CYCLE}"', '"cycle":"x"'), f"：应为{CYCLE} 的记录，实为别的会议周期的记录。{remedy}"),
        (kept.replace('"version":1', '"version":"1"'), f"：应为收到材料的记录，实为别的内容。{remedy}"),
        (kept.replace('"version":1', '"version":2'), " 由较新的会期写成。改法：用写它的那一版，或者更新会期。"),
    ):  # fmt: skip
        path.write_text(text, "utf-8")
        with pytest.raises(HuiqiError) as error:
            load_store(root, CYCLE)
        assert str(error.value) == f"{place}{said}"
        assert error.value.__cause__ is None


def test_originals_without_an_index_are_read_again(root: Path) -> None:
    """Somebody deleted the index; files that were uploaded lie nowhere else."""
    _collect(root, "first", a=_fill("甲的。"), b=fill_in(OTHER_OUTLINE, {"problems_1": ["乙的。"]}))
    (find_folder(root, CYCLE) / INDEX).rename(find_folder(root, CYCLE) / "index.html")
    shutil.rmtree(root / "first")
    collection = _collect(root, "second", c=_fill("甲的。"))
    assert {one.reading.answers["problems_1"] for one in collection.papers} == {
        ("甲的。",),
        ("乙的。",),
    }
    assert [one.copies for one in load_store(root, CYCLE).papers] == [1, 1]
    assert len(list_originals(root, CYCLE)) == 2


def test_wiping_leaves_nothing(root: Path) -> None:
    assert not forget(root, CYCLE)
    _collect(root, "in", 一=_fill(_SENTENCE))
    assert forget(root, CYCLE)
    assert not find_folder(root, CYCLE).exists()
    assert (root / "in" / "一.docx").is_file()
    assert load_collection(root, CYCLE).papers == ()


def test_an_original_that_is_held_open_is_said_and_goes_later(root: Path) -> None:
    found = _collect(root, "in", 一=_fill(_SENTENCE))
    left = find_folder(root, CYCLE) / "originals" / "0a.docx"
    left.mkdir()  # as a file is that Word holds
    with pytest.raises(HuiqiError, match="改法：关闭打开着其中文件的程序，核对权限和剩余空间"):
        _collect(root, "more", 二=_fill("我的。", OTHER_OUTLINE))
    left.rmdir()
    left.write_bytes(b"x")
    after = collect(root, CYCLE, [])
    assert len(after.papers) == len(found.papers) + 1
    assert not left.exists()


def test_the_gate_of_the_sites_knows_what_was_collected(root: Path) -> None:
    _collect(root, "in", 一=_fill(_SENTENCE))
    put(root / "site", {"index.html": f"<p>{_SENTENCE}</p>".encode()})
    facts = load_cycle(root / "cycles" / CYCLE)
    (finding,) = find_answers(facts, root / "site")
    assert "“对基层情况了……”" in str(finding)
    assert _SENTENCE[:8] not in str(finding)


def _collect_without_end(root: Path, pipe: int) -> None:
    """Collect now one folder, now the other, begin anew, and tell of each collecting."""
    while True:
        for folder in ("first", "second"):
            collect(root, CYCLE, [root / folder])
            os.write(pipe, b".")
        (find_folder(root, CYCLE) / "index.json").unlink()


def _kill_while_collecting(root: Path, collectings: int, seconds: float) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _collect_without_end(root, writing)
        finally:
            os._exit(1)
    os.close(writing)
    for _ in range(collectings):
        assert os.read(reading, 1) == b"."
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)


def test_killed_at_any_moment_it_is_old_or_new(root: Path) -> None:
    put(root / "first", {"一.docx": _fill("第一稿。")})
    put(root / "second", {"二.docx": _fill("第二稿。"), "三.docx": _fill("三。", OTHER_OUTLINE)})
    states = [[], ["一.docx"], ["一.docx", "三.docx", "二.docx"]]
    for number in range(KILLS):
        _kill_while_collecting(root, 1 + number % 3, 0.01 * number)
        found = load_collection(root, CYCLE)
        assert sorted(paper.file for paper in found.papers) in states
        for paper in found.papers:
            assert find_original(root, CYCLE, paper.digest).is_file()
    collect(root, CYCLE, [root / "first", root / "second"])
    assert len(list((find_folder(root, CYCLE) / "originals").iterdir())) == 3
