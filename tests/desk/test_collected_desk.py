"""Papers that come in at the desk: sent, read, marked, chosen between; what went out is noted; nothing else stays."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from huiqi.collect.kept.choosing import set_choice
from huiqi.collect.kept.marks import set_mark
from huiqi.collect.model import Choice, CopyKey, OfficeMark
from huiqi.desk.collected.received import Received, forget_unread
from huiqi.facts.reading.load import load_cycle
from huiqi.word.pack import make_pack, write_pack
from huiqi.word.paper_maker import PaperMaker
from tests.support.bars import ask, equip
from tests.support.desks import Answer, Desk, make_desk_project
from tests.support.filling import find_control, pack_again, write_into
from tests.support.papers import part
from tests.support.projects import ROOT
from tests.support.samples import SECOND

PLACE = f"/cycles/{SECOND}/collected"
_DROP = """() => {
  const dropped = new DataTransfer();
  dropped.items.add(new File(["x"], "拖来的.docx"));
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: dropped }));
}"""
PAPERS = ("outline", "explanation")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of the samples with a pack of two documents."""
    project = make_desk_project(tmp_path_factory.mktemp("collected") / "会 期 #1")
    facts = load_cycle(project / "cycles" / SECOND)
    pack = make_pack(PaperMaker(ROOT / "docs" / "parts"), facts, PAPERS, draft=False)
    write_pack(pack.files, "材料包", project / "pack" / SECOND)
    return project


def fill(project: Path, name: str, **answers: str) -> bytes:
    """Return a paper of the pack with some places filled in."""
    (path,) = (project / "pack" / SECOND).rglob(f"*{name}*.docx")
    data = path.read_bytes()
    root = part(data)
    for key, text in answers.items():
        write_into(find_control(root, key), [text])
    return pack_again(data, root)


def post(desk: Desk, action: str, **data: object) -> dict[str, Any]:
    answer = desk.ask("POST", f"{PLACE}/{action}", desk.own, json.dumps(data))
    told: dict[str, Any] = json.loads(answer.text)
    return told | {"status": answer.status}


def get(desk: Desk, path: str = "") -> Answer:
    return desk.ask("GET", f"{PLACE}{path}", {"cookie": desk.cookie})


def send(desk: Desk, files: dict[str, bytes], batch: str = "a1") -> None:
    """Send files as the page does."""
    for name, data in files.items():
        content = base64.b64encode(data).decode()
        told = post(desk, "receive", name=name, data=content, batch=batch)
        assert told["status"] == 200, told


def hand_in(desk: Desk, files: dict[str, bytes]) -> dict[str, Any]:
    """Send files, and let them be read."""
    send(desk, files)
    return post(desk, "read", batch="a1")


def list_kept(project: Path) -> list[str]:
    """Return all that lies in the project apart from facts and pack, as texts, by content."""
    rooms = [project / ".desk", project / "collected", project / "public"]
    return [path.name for room in rooms for path in room.rglob("*") if path.is_file()]


def test_from_the_pack_to_the_report(desk: Desk, project: Path) -> None:
    assert "还没有登记发出。" in get(desk).text
    told = post(desk, "hand-out")
    assert told["said"] == "已登记发出8份材料。"
    assert post(desk, "hand-out")["said"] == "8份材料都登记过，没有变化。"

    told = hand_in(desk, {
        "交回/提纲-韩一.docx": fill(project, "个人发言提纲-韩一", problems_1="示例问题一。"),
        "说明.doc": b"x",
        "个人有关事项说明.docx": fill(project, "个人有关事项说明"),
    })  # fmt: skip
    assert told["said"] == "新收1份材料，2个文件没有读取，见下面的原因。"
    assert "应交 77 份，已收 1 份" in told["main"]
    text = re.sub(r"<[^>]+>", "", told["main"])
    assert re.search(r"收到的材料（1）\s+个人发言提纲 韩一　交回/提纲-韩一.docx\s", text)
    report = get(desk, "/report").text
    assert "示例问题一。" in report
    assert "交回/提纲-韩一.docx" in report
    assert "示例问题一。" in (project / "collected" / SECOND / "index.html").read_text("utf-8")


def test_what_was_sent_lies_nowhere_once_it_was_read(project: Path) -> None:
    assert not (project / ".desk" / SECOND / "collecting").exists()
    (kept,) = (project / "collected" / SECOND / "originals").iterdir()
    assert [name for name in list_kept(project) if name.endswith((".docx", ".doc"))] == [kept.name]


def test_two_windows_that_send_at_once_take_nothing_from_each_other(
    desk: Desk, project: Path
) -> None:
    first, second = ({f"{name}.docx": name.encode()} for name in ("甲", "乙"))
    send(desk, first, "b1")
    send(desk, second, "b2")
    assert post(desk, "read", batch="b2")["said"] == "新收0份材料，1个文件没有读取，见下面的原因。"
    told = post(desk, "read", batch="b1")
    assert told["said"] == "新收0份材料，1个文件没有读取，见下面的原因。"
    assert "甲.docx" in told["main"]
    assert "乙.docx" in told["main"]
    assert post(desk, "read", batch="b1")["error"] == "没有收到文件。改法：选择文件后再收。"
    for batch in ("../a1", "A1", ""):
        assert post(desk, "receive", name="甲.docx", data="", batch=batch)["status"] == 400
    assert not (project / ".desk" / SECOND / "collecting").exists()
    assert post(desk, "dismiss", file="甲.docx")["status"] == 200
    assert post(desk, "dismiss", file="乙.docx")["status"] == 200


def test_a_new_desk_forgets_what_was_sent_and_never_read(tmp_path: Path) -> None:
    received = Received(tmp_path, SECOND, "a1")
    received.keep("../../交回/甲.docx", b"1", 5.0)
    received.keep("交回/甲.docx", b"2", 5.0)
    names = {
        path.relative_to(received.folder).as_posix() for path in received.folder.rglob("*.docx")
    }
    assert names == {"交回/甲.docx", "交回/甲（2）.docx"}
    assert {path.stat().st_mtime for path in received.folder.rglob("*.docx")} == {5.0}
    forget_unread(tmp_path)
    assert not received.folder.exists()


def test_two_files_of_one_paper_are_chosen_between(desk: Desk, project: Path) -> None:
    told = hand_in(desk, {
        "甲.docx": fill(project, "个人发言提纲-杨二", problems_1="甲的示例。"),
        "乙.docx": fill(project, "个人发言提纲-杨二", problems_1="乙的示例。"),
    })  # fmt: skip
    assert "同一份材料交来几个文件（1）" in told["main"]
    assert "待选定 1 份" in told["main"]
    words = {"name": "个人发言提纲 杨二", "mark": "缓交", "day": "2026-01-08", "reason": "因公外出"}
    said = post(desk, "mark", **words)["said"]
    assert said.endswith("交来的几个文件都留着，选用一个以后按收到的计。")
    post(desk, "unmark", name=words["name"])
    (digest,) = re.findall(r'data-choose="(\w+)" aria-label="选用：甲.docx"', told["main"])
    told = post(desk, "choose", digest=digest)
    assert told["said"] == "已选用 甲.docx，其余的留着。"
    assert "应交 77 份，已收 2 份" in told["main"]
    assert "待选定 0 份" in told["main"]
    assert post(desk, "choose", digest="0" * 64)["error"].startswith(
        "这个文件已经不在收到的材料中。"
    )


def test_a_paper_is_marked_and_the_mark_taken_back(desk: Desk) -> None:
    words = {"name": "个人发言提纲 朱三", "mark": "缓交", "day": "2026-01-08", "reason": "因公外出"}
    told = post(desk, "mark", **words)
    assert told["said"] == "个人发言提纲 朱三：已登记为缓交。"
    received = post(desk, "mark", **words | {"name": "个人发言提纲 杨二"})
    assert received["said"].endswith("已登记为缓交。这份材料已经收到文件，仍按收到的计。")
    post(desk, "unmark", name="个人发言提纲 杨二")
    text = re.sub(r"<[^>]+>", "", told["main"])
    assert "个人发言提纲 朱三：缓交，2026年1月8日，因公外出" in text
    assert (
        post(desk, "unmark", name="个人发言提纲 朱三")["said"] == "个人发言提纲 朱三：已撤销登记。"
    )
    assert "已登记 0 份" in get(desk).text


def test_refusals_stay_until_they_are_dealt_with(desk: Desk) -> None:
    told = hand_in(desk, {"会议记录.doc": b"x"})
    assert told["said"] == "新收0份材料，1个文件没有读取，见下面的原因。"
    names = re.findall(r'data-dismiss="([^"]+)"', told["main"])
    assert names == ["个人有关事项说明.docx", "说明.doc", "会议记录.doc"]
    told = post(desk, "dismiss", file="说明.doc")
    assert told["said"] == "“说明.doc”已从列表中去掉。"
    assert re.findall(r'data-dismiss="([^"]+)"', told["main"]) == [names[0], names[2]]
    assert post(desk, "dismiss", file="说明.doc")["said"] == "已经不在列表中。"
    told = post(desk, "dismiss")
    assert told["said"] == "列表已清空。"
    assert "没有读取的文件" not in told["main"]


def test_what_does_not_hold_any_more_is_shown_and_taken_back(desk: Desk, project: Path) -> None:
    folder = project / "collected" / SECOND
    key = CopyKey("talk-record", "talk-record", ("chairman", "somebody-gone"))
    set_mark(folder, OfficeMark(key, "paper", dt.date(2026, 1, 8), "手写件"))
    set_choice(folder, Choice(key, "0" * 64, ("0" * 64,)))
    shown = get(desk).text
    assert "不再起作用的登记和选用（2）" in shown
    (name,) = re.findall(r'data-unmark="([^"]*somebody-gone)"', shown)
    assert post(desk, "unmark", name=name)["said"] == f"{name}：已撤销登记。"
    told = post(desk, "unchoose", digest="0" * 64)
    assert told["said"] == "已撤销选用。"
    assert "不再起作用" not in told["main"]
    assert post(desk, "unchoose", digest="0" * 64)["error"] == "这个选用已经撤销。改法：刷新网页。"


def test_marks_that_cannot_be_read_are_put_aside_by_a_button(desk: Desk, project: Path) -> None:
    path = project / "collected" / SECOND / "marks.json"
    path.write_text("[", "utf-8")
    shown = get(desk).text
    assert (
        f"collected/{SECOND}/marks.json：应为完整的 JSON，实为第 1 行写法不对或者不完整。" in shown
    )
    assert "huiqi" not in re.sub(r"<[^>]+>", "", shown.partition("<main")[2])
    assert 'id="mark-form"' not in shown
    report = path.with_name("index.html").read_bytes()
    for action in ("office/archive", "office/mend", "office/make-summaries", "mark"):
        told = post(
            desk, action, name="个人发言提纲 朱三", mark="缓交", day="2026-01-08", reason="因公"
        )
        assert told["error"].startswith(f"collected/{SECOND}/marks.json：应为完整的 JSON"), action
    assert not path.with_name("归档").exists()
    assert path.with_name("index.html").read_bytes() == report
    told = post(desk, "set-aside")
    assert told["said"].startswith(f"collected/{SECOND}/marks.json 已改名为 marks-旧1.json。")
    assert 'id="mark-form"' in told["main"]
    assert path.with_name("marks-旧1.json").read_text("utf-8") == "["


@pytest.mark.parametrize(("change", "said"), [
    ({"name": "没有的材料"}, "没有“没有的材料”这份应交材料。"), ({"mark": "退回"}, "没有“退回”这种登记。"),
    ({"day": "昨天"}, "登记日期应为日期"), ({"reason": " "}, "没有写原因。"),
])  # fmt: skip
def test_a_mark_that_cannot_be_kept_says_why(desk: Desk, change: dict[str, str], said: str) -> None:
    words = {"name": "个人发言提纲 朱三", "mark": "缓交", "day": "2026-01-08", "reason": "因公外出"}
    told = post(desk, "mark", **words | change)
    assert (told["status"] >= 400, told["error"].startswith(said)) == (True, True), told


def test_tables_are_handed_over(desk: Desk) -> None:
    answer = get(desk, "/tables/%E4%BA%A4%E5%9B%9E%E6%83%85%E5%86%B5.csv")
    assert (answer.status, answer.text.startswith("\ufeff编号,材料")) == (200, True)
    assert get(desk, "/tables/x.csv").status == 404
    assert get(desk, "/look/report_page.py").status == 404


def test_in_the_browser(opened: Page, desk: Desk, project: Path, tmp_path: Path) -> None:
    page, said = opened, list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{desk.port}{PLACE}")
    file = tmp_path / "提纲-秦四.docx"
    file.write_bytes(fill(project, "个人发言提纲-秦四", problems_1="浏览器的示例。"))
    page.set_input_files("#files", file)
    page.get_by_text("新收1份材料。").wait_for()
    page.evaluate(_DROP)
    page.get_by_text("1个文件没有读取").wait_for()
    page.get_by_text("拖来的.docx").wait_for()
    page.fill("#mark-name", "个人发言提纲 朱三")
    page.fill("#mark-reason", "手写件")
    page.click("#mark-form button")
    page.get_by_text("个人发言提纲 朱三：已登记为已收纸质件。").wait_for()
    page.click("[data-unmark]")
    page.get_by_text("已撤销登记").wait_for()
    for place in (PLACE, f"{PLACE}/report"):
        page.goto(f"http://127.0.0.1:{desk.port}{place}")
        equip(page)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert ask(page, "findWide") == [], (place, width)
        assert ask(page, "findViolations", None) == [], place
    assert said == []
