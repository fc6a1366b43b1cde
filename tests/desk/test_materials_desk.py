"""Study materials at the desk: checked before they lie anywhere, nothing overwritten or lost, names made safe."""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from huiqi.desk.materials.safe_name import make_free_name, make_safe_name
from huiqi.files.windows_names import find_same
from huiqi.materials.read_file import LARGEST
from huiqi.word.single_file import make_single_file
from tests.support.desks import Answer, Desk
from tests.support.samples import SECOND

NOTE = "# 学习提示：党章\n\n## 一、总纲\n\n认真学习。\n"
NAMES: dict[str, str] = {
    "学习提示.md": "学习提示.md", "../../etc/密码.docx": "密码.docx", "..\\..\\启动.pdf": "启动.pdf",
    "C:\\文件\\甲.PDF": "甲.pdf", "甲:乙*丙?.md": "甲_乙_丙_.md", "con.md": "材料-con.md",
    "Aux.tar.md": "材料-Aux.tar.md", "COM¹.docx": "材料-COM¹.docx", " . .隐藏.md": "隐藏.md",
    "~$锁.docx": "锁.docx", "尾. .md": "尾.md", "": "材料", "...": "材料", ".md": "md",
    "甲\u202egpj.md": "甲gpj.md", "甲\x00乙\n丙.md": "甲乙丙.md", "{team}.md": "_team_.md",
    "e\u0301.md": "\u00e9.md", f"{'长' * 300}.docx": f"{'长' * 60}.docx", "甲  乙.md": "甲 乙.md",
}  # fmt: skip


@pytest.mark.parametrize("given", NAMES)
def test_names_are_made_safe(given: str) -> None:
    assert make_safe_name(given) == NAMES[given]
    assert make_safe_name(NAMES[given]) == NAMES[given]


def test_names_that_a_system_takes_for_one() -> None:
    assert find_same("NOTE.MD", ["a.md", "note.md"]) == "note.md"
    assert make_free_name("甲.md", ["甲.md", "甲（2）.MD"]) == "甲（3）.md"


@pytest.fixture(scope="module")
def cycle(project: Path) -> Path:
    return project / "cycles" / SECOND


def post(desk: Desk, action: str, **data: object) -> dict[str, Any]:
    answer = desk.ask("POST", f"/cycles/{SECOND}/materials/{action}", desk.own, json.dumps(data))
    told: dict[str, Any] = json.loads(answer.text)
    return told | {"status": answer.status}


def send(desk: Desk, name: str, data: bytes | str, **more: object) -> str:
    """Send a file; return its key."""
    content = data.encode() if isinstance(data, str) else data
    told = post(desk, "receive", name=name, data=base64.b64encode(content).decode(), **more)
    assert told["status"] == 200, told
    shown = make_safe_name(name)
    match = re.search(rf'id="name-([0-9a-f]+)">{re.escape(shown)}<', told["main"])
    assert match, told["main"]
    return match[1]


def put(desk: Desk, key: str, **more: object) -> dict[str, Any]:
    return post(desk, "put", key=key, **({"title": "党章学习提示", "kind": "学习提示"} | more))


def read_lines(cycle: Path) -> list[str]:
    text = (cycle / "cycle.yml").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if "file:" in line]


def list_there(cycle: Path) -> list[str]:
    folder = cycle / "materials"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def look(desk: Desk, path: str) -> Answer:
    cookie = f"huiqi-desk-{desk.preview_port}={desk.session}"
    return desk.ask("GET", f"/{SECOND}/material/{path}", {"cookie": cookie}, port=desk.preview_port)


def test_from_a_file_to_a_page_and_back(desk: Desk, project: Path, cycle: Path) -> None:
    key = send(desk, "../党章.md", NOTE)
    assert list_there(cycle) == [], "it waits in the desk"
    page = look(desk, f"{key}/page.html")
    assert (page.status, "<h2 id=" in page.text) == (200, True)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src")
    assert f"frame-ancestors http://127.0.0.1:{desk.port}" in policy
    (style,) = re.findall(r"style/(main\.[^\"]+)", page.text)
    assert look(desk, f"style/{style}").headers["content-type"].startswith("text/css")

    told = put(desk, key, reading="党章")
    assert told["said"] == "“党章.md”已放入。"
    assert list_there(cycle) == ["党章.md"]
    assert read_lines(cycle) == [
        "- {file: 党章.md, title: 党章学习提示, kind: 学习提示, reading: 党章}"
    ]
    assert not list((project / ".desk" / SECOND / "uploads").iterdir())

    told = put(desk, send(desk, "党章.MD", f"{NOTE}\n另一份。\n"))
    assert "已有“党章.md”" in told["question"]
    key = send(desk, "党章.MD", f"{NOTE}\n另一份。\n")
    assert put(desk, key, existing="both")["said"] == "“党章（2）.md”已放入。"
    key = send(desk, "党章.md", f"{NOTE}\n新的一份。\n")
    assert put(desk, key, existing="replace")["said"] == "“党章.md”已替换。"
    assert "新的一份" in (cycle / "materials" / "党章.md").read_text("utf-8")
    assert len(read_lines(cycle)) == 2
    key = send(desk, "改名.md", f"{NOTE}\n改名。\n", instead="党章（2）.md")
    assert put(desk, key, instead="党章（2）.md")["said"] == "“党章（2）.md”已换成“改名.md”。"
    assert list_there(cycle) == ["党章.md", "改名.md"]

    assert post(desk, "remove", file="党章.md")["said"] == "“党章.md”已移除，可以取回。"
    assert post(desk, "remove", file="改名.md")["status"] == 200
    assert (list_there(cycle), read_lines(cycle)) == ([], [])
    removed = sorted((project / ".desk" / SECOND / "removed").iterdir())
    assert {path.name.split("-", 3)[3] for path in removed} == {
        "党章.md",
        "党章（2）.md",
        "改名.md",
    }
    old = next(path for path in removed if path.read_text("utf-8") == NOTE)
    told = post(desk, "fetch", key=old.name)
    assert told["said"] == "“党章.md”检查过了"
    assert post(desk, "fetch", key="../../lock")["status"] == 400


def test_a_desk_that_ended_in_between(desk: Desk, cycle: Path) -> None:
    """The file lay there, the facts did not name it: it is taken up, and no question is asked."""
    key = send(desk, "中断.md", NOTE)
    (cycle / "materials").mkdir(exist_ok=True)
    (cycle / "materials" / "中断.md").write_text(NOTE, "utf-8")
    assert put(desk, key)["said"] == "“中断.md”已放入。"
    assert list_there(cycle) == ["中断.md"]
    post(desk, "remove", file="中断.md")


def test_a_file_of_the_folder_that_no_fact_names(desk: Desk, cycle: Path) -> None:
    (cycle / "materials").mkdir(exist_ok=True)
    (cycle / "materials" / "陌生.md").write_text(NOTE, "utf-8")
    assert post(desk, "list", file="陌生.md")["said"] == "“陌生.md”已列入。"
    assert read_lines(cycle) == ["- {file: 陌生.md, title: 学习提示：党章, kind: 原文}"]
    post(desk, "remove", file="陌生.md")
    (cycle / "materials" / "杂.zip").write_bytes(b"PK")
    assert "没有列入的文件" in post(desk, "remove", file="陌生.md")["main"]
    post(desk, "remove", file="杂.zip")
    assert list_there(cycle) == []


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "another kind": ("老.doc", b"x", "应为.md、.docx 或 .pdf 文件，实为“老.doc”。改法：用 Word 或 WPS 打开，另存为 .docx。"),
    "no Word file": ("坏.docx", b"x", "应为能打开的 .docx 文件，实为“坏.docx”文件损坏。"),
    "no PDF": ("坏.pdf", b"x", "坏.pdf"),
    "a long text": ("长.md", b"x" * (1 << 20) + b"x", "应为不超过 1 MB 的 .md 文件，实为“长.md”过大。"),
    "a mark": ("密.md", "机密★1年\n\n正文\n".encode(), "实为“密.md”带有密级标志。改法：不放入网站：它不能公开。"),
    "no text": ("码.md", b"\xff\xfe\xfa\x00\xd8", "改法："),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused(desk: Desk, project: Path, cycle: Path, what: str) -> None:
    name, data, said = REFUSED[what]
    key = send(desk, name, data)
    notes = json.loads(
        (project / ".desk" / SECOND / "uploads" / key / "notes.json").read_text("utf-8")
    )
    assert notes["refused"] is True
    assert said in "".join(notes["remarks"])
    assert not (project / ".desk" / SECOND / "uploads" / key / "data").exists()
    assert put(desk, key)["status"] == 400
    assert look(desk, f"{key}/page.html").status == 404
    assert post(desk, "drop", key=key)["status"] == 200
    assert list_there(cycle) == []


def test_the_sheet_is_no_material(desk: Desk) -> None:
    """It holds names and internal facts."""
    data = make_single_file("核对表", "人员\n\n韩一", SECOND)
    key = send(desk, "核对表.docx", data)
    assert put(desk, key)["status"] == 400
    post(desk, "drop", key=key)


def test_a_file_that_is_too_large_is_not_even_sent(desk: Desk) -> None:
    told = post(desk, "refuse", name="大.pdf", size=LARGEST + 1)
    assert (
        "应为不超过 20 MB 的文件，实为“大.pdf”过大。改法：分成几份，或者压缩图片。" in told["main"]
    )
    large = base64.b64encode(b"\0" * (LARGEST + 1)).decode()
    assert "“大.docx”过大" in post(desk, "receive", name="大.docx", data=large)["main"]


def test_pictures_are_seen(desk: Desk, cycle: Path) -> None:
    (cycle / "materials").mkdir(exist_ok=True)
    (cycle / "materials" / "图.png").write_bytes(make_png())
    key = send(desk, "图文.md", f"{NOTE}\n![图](图.png)\n")
    (address,) = re.findall(r'<img [^>]*src="([^"]+)"', look(desk, f"{key}/page.html").text)
    picture = look(desk, f"{key}/{address}")
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
    for other in (f"{key}/m/none.png", f"{key}/..%2f..%2fdata", "0000/page.html", "style/..%2fx"):
        assert look(desk, other).status == 404


def test_a_material_that_is_damaged_later_is_said(desk: Desk, cycle: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    pypandoc.convert_text("学习提示\n\n认真学习。", "docx", "markdown", outputfile=str(made))
    put(desk, send(desk, "会坏.docx", made.read_bytes()))
    (key,) = re.findall(
        r'id="material-([^"]+)"', post(desk, "drop", key=send(desk, "x.doc", b"x"))["main"]
    )
    assert look(desk, f"{key}/page.html").status == 200
    (cycle / "materials" / "会坏.docx").write_bytes(b"x")
    answer = look(desk, f"{key}/page.html")
    assert (answer.status, "文件损坏" in answer.text) == (400, True)
    post(desk, "remove", file="会坏.docx")


def test_what_cannot_be_saved_leaves_no_file(desk: Desk, cycle: Path) -> None:
    file = cycle / "cycle.yml"
    before = file.read_bytes()
    key = send(desk, "孤.md", NOTE)
    file.write_bytes(before + b"archived_on: 2025-06-01\n")
    told = put(desk, key)
    assert (told["status"], told["error"].startswith("这次会议已归档")) == (400, True)
    assert "孤.md" not in list_there(cycle)
    file.write_bytes(before)
    assert put(desk, key)["said"] == "“孤.md”已放入。"
    assert put(desk, key)["error"].startswith("这个文件已经不在等待放入的文件中。")


@pytest.mark.parametrize("data", [{}, {"name": 1}, {"name": "a.md", "data": "*"}, {"name": "a.md"}])
def test_what_no_page_sends(desk: Desk, data: dict[str, object]) -> None:
    assert post(desk, "receive", **data)["status"] == 400


def make_png(shade: int = 0) -> bytes:
    """Return a picture of one point."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes([0, shade]))), (b"IEND", b""))  # fmt: skip
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_pictures_come_with_the_text_that_shows_them(desk: Desk, cycle: Path) -> None:
    text = send(desk, "图文.md", "# 图文\n\n认真学习。\n\n![示意](示意图.png)\n")
    missing = "有图片不能显示：示意图.png"
    shown = post(desk, "receive", name="坏图.png", data=base64.b64encode(b"x").decode())
    assert shown["said"] == "“坏图.png”不能放入"
    assert "实为“坏图.png”。改法：另存为 .png 或 .jpg。" in shown["main"]
    assert missing in shown["main"]
    told = post(desk, "receive", name="示意图.png", data=base64.b64encode(make_png(9)).decode())
    assert missing not in told["main"], "the text that waits is checked with it"
    frame = look(desk, f"{text}/page.html")
    assert re.search(r'<img [^>]*src="[^"]+\.png"', frame.text)
    assert put(desk, text)["said"] == "“图文.md”已放入。"
    assert (cycle / "materials" / "示意图.png").read_bytes() == make_png(9)
    # Another picture of the same name is put in when somebody has said so; the old one is kept.
    key = send(desk, "示意图.png", make_png(200))
    assert "已有“示意图.png”" in post(desk, "put", key=key)["question"]
    assert (cycle / "materials" / "示意图.png").read_bytes() == make_png(9)
    assert post(desk, "put", key=key, existing="replace")["said"] == "“示意图.png”已放入。"
    assert (cycle / "materials" / "示意图.png").read_bytes() == make_png(200)
    kept = (cycle.parent.parent / ".desk" / SECOND / "removed").iterdir()
    assert make_png(9) in [path.read_bytes() for path in kept]
    post(desk, "remove", file="示意图.png")
    post(desk, "remove", file="图文.md")
    assert [name for name in list_there(cycle) if name in ("示意图.png", "图文.md")] == []
