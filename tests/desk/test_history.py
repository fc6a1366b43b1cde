"""The history in the desk: what changed, in words; going back; nobody's change is overwritten."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from huiqi.desk.form.versions import VersionFile, compare_versions
from tests.support.desks import Desk
from tests.support.projects import ROOT
from tests.support.samples import SECOND

PAGE = f"/cycles/{SECOND}"
PLACE = '["meeting", "place"]'


@pytest.fixture(scope="module")
def file(project: Path) -> Path:
    return project / "cycles" / SECOND / "cycle.yml"


def digest_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def post(desk: Desk, address: str, **data: object) -> dict[str, object]:
    answer = desk.ask("POST", f"{PAGE}{address}", desk.own, json.dumps(data))
    told: dict[str, object] = json.loads(answer.text)
    return told | {"status": answer.status}


def look(desk: Desk, path: str) -> str:
    answer = desk.ask("GET", f"{PAGE}{path}", {"cookie": desk.cookie})
    assert answer.status == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


def test_back_and_forth(desk: Desk, file: Path) -> None:
    begun = file.read_bytes()
    assert "还没有改动。" in look(desk, "/history")
    for address in ("0", "0/now", "7", "1/then", "x"):
        path = f"{PAGE}/history/{address}"
        assert desk.ask("GET", path, {"cookie": desk.cookie}).status == 404, address
    assert post(desk, "/history/undo", base=digest_of(file))["error"] == "没有可以撤销的改动。"
    set_place = {"path": PLACE, "text": "三楼会议室"}
    assert "conflict" not in post(desk, "/facts/meeting/set", base=digest_of(file), **set_place)
    changed = file.read_bytes()
    shown = look(desk, "/history")
    assert "修改 现在的内容 会议 › 地点：填写“三楼会议室”" in shown
    assert "最初的内容" in shown
    assert "填写 会议 › 地点 改动前 （没有） 改动后 三楼会议室" in look(desk, "/history/1")
    assert "填写 会议 › 地点 当时 （没有） 现在 三楼会议室" in look(desk, "/history/0/now")

    told = post(desk, "/facts/meeting/undo", base=digest_of(file))
    assert str(told["said"]).startswith("已撤销（会议 › 地点：清空，原为“三楼会议室”）。")
    assert file.read_bytes() == begun
    told = post(desk, "/history/redo", base=digest_of(file))
    assert str(told["said"]).startswith("已恢复（会议 › 地点：填写")
    assert file.read_bytes() == changed
    first = hashlib.sha256(begun).hexdigest()
    told = post(desk, "/history/restore", base=digest_of(file), digest=first)
    assert told["said"] == "已退回，退回以前的内容也留在历史中。"
    assert file.read_bytes() == begun
    assert post(desk, "/history/restore", base=first, digest="0" * 64)["status"] == 400
    told = post(desk, "/history/undo", base=first)
    assert file.read_bytes() == changed


@pytest.mark.parametrize("path", ["/history/undo", "/history/restore", "/facts/meeting/undo"])
def test_what_others_wrote_is_not_overwritten(desk: Desk, file: Path, path: str) -> None:
    old = digest_of(file)
    file.write_bytes(file.read_bytes() + b"# elsewhere\n")
    theirs = file.read_bytes()
    told = post(desk, path, base=old, digest=old)
    assert told["conflict"] is True
    assert told["digest"] == digest_of(file)
    assert told["again"] is path.endswith("restore")
    assert file.read_bytes() == theirs
    assert "在别处改动" in look(desk, "/history")
    if path.endswith("restore"):
        post(desk, path, base=told["digest"], digest=old)
        assert digest_of(file) == old


def test_a_file_that_cannot_be_read_is_brought_back(desk: Desk, file: Path) -> None:
    good = digest_of(file)
    look(desk, "/history")
    file.write_text("meeting: [", "utf-8")
    assert "文件的文字有改动" in look(desk, "/history")
    number = re.findall(r"/history/(\d+)\"", desk.ask("GET", f"{PAGE}/history", {"cookie": desk.cookie}).text)[0]  # fmt: skip
    assert "读不通，不能逐项比较" in look(desk, f"/history/{number}")
    post(desk, "/history/restore", base=digest_of(file), digest=good)
    assert digest_of(file) == good


def test_a_version_with_errors_is_told_in_the_form_s_words(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cycles" / SECOND, tmp_path / "cycles" / SECOND)
    good = tmp_path / "cycles" / SECOND / "cycle.yml"
    bad = tmp_path / "bad.yml"
    text = good.read_text("utf-8").replace("recorder:", "#", 1)
    bad.write_text(re.sub(r"(?m)^  chair: .*$", "  chair: 无此人", text), "utf-8")
    sides = [VersionFile(tmp_path, SECOND, path) for path in (good, bad)]
    changes = compare_versions(*sides)
    assert changes
    assert [(one.kind, one.label, one.after) for one in changes if one.after == "无此人"] == [
        ("改动", "班子 › 主要负责同志", "无此人")
    ]
    assert not any(re.search("[a-z]{3,}", one.label) for one in changes), changes
