"""Publishing: what was reviewed goes out whole, or nothing changes."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from huiqi.errors import HuiqiError
from huiqi.files.checksums import site_digest, verify, write_checksums
from huiqi.publish import releases as releases_room
from huiqi.publish.bundle import copy_bundle, write_bundle
from huiqi.publish.outgoing import KINDS, Outgoing, collect_outgoing, list_outgoing
from huiqi.publish.release_names import read_release
from huiqi.publish.releases import (
    Published,
    look_at_place,
    publish,
    roll_back,
    withdraw,
)
from huiqi.publish.review import Review, find_last_review, find_review, list_news, write_review
from tests.support.drawn import open_chance
from tests.support.kills import KILLS
from tests.support.samples import FIRST, make_cycle

TODAY = dt.date(2022, 1, 5)


def make_site(folder: Path, text: str, files: int = 3) -> str:
    """Write a small site with its manifest and return its digest."""
    for number in range(files):
        path = folder / "页面" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text * (number + 1), "utf-8")
    (folder / "index.html").write_text(text, "utf-8")
    write_checksums(folder)
    return site_digest(folder)


def shown(dest: Path) -> str:
    assert verify(dest) == {}
    return (dest / "index.html").read_text("utf-8")


@pytest.fixture(params=["links", "folders"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with symbolic links and without."""
    if request.param == "folders":
        monkeypatch.setattr(releases_room, "_link", lambda *_: False)
    return str(request.param)


def test_the_manifest_is_what_other_programs_read(tmp_path: Path) -> None:
    make_site(tmp_path, "甲")
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    assert "SHA256SUMS" not in (tmp_path / "SHA256SUMS").read_text("utf-8")


def test_what_differs_from_the_manifest_is_named(tmp_path: Path) -> None:
    make_site(tmp_path, "甲")
    (tmp_path / "页面" / "0.html").write_text("乙", "utf-8")
    (tmp_path / "页面" / "1.html").unlink()
    (tmp_path / "多.html").write_text("", "utf-8")
    assert verify(tmp_path) == {
        "缺少": ["页面/1.html"], "多出": ["多.html"], "内容不同": ["页面/0.html"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["x\n", "0" * 64 + "  ../x\n", "0" * 64 + "  /etc/x\n", ("0" * 64 + "  a\n") * 2]
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "SHA256SUMS").write_text(text, "utf-8")
    with pytest.raises(HuiqiError, match="SHA256SUMS 第"):
        verify(tmp_path)


def test_a_link_in_the_site_is_refused(tmp_path: Path) -> None:
    make_site(tmp_path / "public", "甲")
    (tmp_path / "public" / "x").symlink_to("/etc/hostname")
    with pytest.raises(HuiqiError, match="符号链接：x"):
        write_checksums(tmp_path / "public")


def test_nothing_goes_out_unreviewed(tmp_path: Path) -> None:
    public = tmp_path / "public"
    digest = make_site(public, "甲")
    with pytest.raises(HuiqiError, match="没有审查记录"):
        find_review(tmp_path, public)
    write_review(tmp_path, Review("钱二", TODAY, digest))
    assert find_review(tmp_path, public) == Review("钱二", TODAY, digest)
    assert verify(public) == {}, "the record does not stand in the site"
    make_site(public, "乙")
    with pytest.raises(HuiqiError, match="没有审查记录"):
        find_review(tmp_path, public)


def test_the_list_for_the_reviewer_is_that_of_the_built_files(public: Path, tmp_path: Path) -> None:
    lines = list(list_outgoing(collect_outgoing(public, [make_cycle(FIRST)])))
    text = "\n".join(lines)
    assert "姓名：没有" in text
    assert "2022年1月13日" in text
    assert "地点（1）：市委常委会议室" in text
    assert "电话（1）：0000-0000000" in text
    assert "word/outline.docx" in text
    changed = tmp_path / "public"
    shutil.copytree(public / FIRST, changed / FIRST)
    page = changed / FIRST / "overview.html"
    more = "赵一 云发〔2021〕7号 13900000000</body>"
    page.write_text(page.read_text("utf-8").replace("</body>", more), "utf-8")
    text = "\n".join(list_outgoing(collect_outgoing(changed, [make_cycle(FIRST)])))
    assert "姓名（1）：赵一" in text
    assert "云发〔2021〕7号" in text
    assert "13900000000" in text


def test_publish_roll_back_withdraw(tmp_path: Path, way: str) -> None:
    public, dest = tmp_path / "public", tmp_path / "live"
    for text in "甲乙丙丁":
        result = publish(public, dest, make_site(public, text), keep=3)
        assert shown(dest) == text
        assert result.live == result.releases[-1]
    assert len(result.releases) == 3
    assert dest.is_symlink() == (way == "links")
    roll_back(dest)
    assert shown(dest) == "丙"
    roll_back(dest)
    assert shown(dest) == "乙"
    with pytest.raises(HuiqiError, match="没有更早的一版"):
        roll_back(dest)
    publish(public, dest, make_site(public, "戊"))
    assert shown(dest) == "戊"
    withdraw(dest)
    assert {path.name for path in tmp_path.iterdir()} == {"public"}


@pytest.mark.usefixtures("way")
def test_a_changed_site_does_not_go_out(tmp_path: Path) -> None:
    public, dest = tmp_path / "public", tmp_path / "live"
    publish(public, dest, make_site(public, "甲"))
    digest = make_site(public, "乙")
    (public / "index.html").write_text("改过", "utf-8")
    with pytest.raises(HuiqiError, match=r"内容不同：index\.html"):
        publish(public, dest, digest)
    make_site(public, "丙")
    with pytest.raises(HuiqiError, match="审查以后改过"):
        publish(public, dest, digest)
    assert shown(dest) == "甲"


@pytest.mark.usefixtures("way")
def test_a_place_with_something_else_is_left_alone(tmp_path: Path) -> None:
    public, dest = tmp_path / "public", tmp_path / "live"
    digest = make_site(public, "甲")
    dest.mkdir()
    (dest / "别的.txt").write_text("别的", "utf-8")
    with pytest.raises(HuiqiError, match="已有别的内容"):
        publish(public, dest, digest)
    with pytest.raises(HuiqiError, match="没有由会期发布过网站"):
        withdraw(dest)
    assert (dest / "别的.txt").read_text("utf-8") == "别的"
    (dest / "别的.txt").unlink()
    publish(public, dest, digest)
    assert shown(dest) == "甲"


def test_a_foreign_link_is_left_alone(tmp_path: Path) -> None:
    public, dest, other = tmp_path / "public", tmp_path / "live", tmp_path / "other"
    other.mkdir()
    dest.symlink_to(other)
    with pytest.raises(HuiqiError, match="已有别的内容"):
        publish(public, dest, make_site(public, "甲"))
    assert dest.resolve() == other


def test_two_do_not_publish_at_once(tmp_path: Path) -> None:
    public, dest = tmp_path / "public", tmp_path / "live"
    digest = make_site(public, "甲")
    with FileLock(tmp_path / ".live.lock"), pytest.raises(HuiqiError, match="另一个程序正在发布"):
        publish(public, dest, digest)
    assert not dest.exists()


@pytest.mark.usefixtures("way")
def test_a_full_disk_leaves_the_live_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public, dest = tmp_path / "public", tmp_path / "live"
    publish(public, dest, make_site(public, "甲"))
    digest, left = make_site(public, "乙"), [2]

    def copy(source: Path, target: Path) -> None:
        if not left[0]:
            raise OSError(28, "No space left on device")
        left[0] -= 1
        target.write_bytes(source.read_bytes())

    monkeypatch.setattr(shutil, "copyfile", copy)
    with pytest.raises(HuiqiError, match="磁盘空间不足"):
        publish(public, dest, digest)
    assert shown(dest) == "甲"
    assert not list((tmp_path / "live.releases").glob(".part-*"))


@pytest.mark.parametrize("step", [1, 2])
def test_a_rename_that_fails_puts_the_old_site_back(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases_room, "_link", lambda *_: False)
    public, dest = tmp_path / "public", tmp_path / "live"
    publish(public, dest, make_site(public, "甲"))
    digest, calls, rename = make_site(public, "乙"), [0], Path.rename

    def fail(self: Path, target: Path) -> Path:
        if dest in (self, target):
            calls[0] += 1
            if calls[0] == step:
                raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(HuiqiError, match="没有权限"):
        publish(public, dest, digest)
    assert shown(dest) == "甲"
    monkeypatch.undo()
    monkeypatch.setattr(releases_room, "_link", lambda *_: False)
    publish(public, dest, digest)
    assert shown(dest) == "乙"


_LOOP = """
import sys
from pathlib import Path
from huiqi.files.checksums import site_digest
from huiqi.publish import releases
from huiqi.publish.releases import publish
if sys.argv[3] == "folders":
    releases._link = lambda *_: False
print("ready", flush=True)
while True:
    for name in ("one", "two"):
        site = Path(sys.argv[1]) / name
        publish(site, Path(sys.argv[2]), site_digest(site))
"""


@pytest.mark.parametrize("ways", ["links", "folders"])
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path, ways: str) -> None:
    """With links at every moment; with folders after the recovery that the next run begins with."""
    digests = [make_site(tmp_path / name, name, 40) for name in ("one", "two")]
    dest = tmp_path / "live"
    publish(tmp_path / "one", dest, digests[0]) if ways == "links" else None
    chance = open_chance()
    seen: set[str] = set()
    kills = 0
    while kills < KILLS or len(seen) < 2:
        kills += 1
        assert kills < 10 * KILLS, "both sites go live again and again"
        command = [sys.executable, "-c", _LOOP, str(tmp_path), str(dest), ways]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.random() * 0.3)
        process.kill()
        _, said = process.communicate()
        assert said == b"", said.decode()
        if ways == "folders":
            shelf = tmp_path / "live.releases"
            if shelf.is_dir():
                releases_room._recover(dest, shelf)
        if dest.exists():
            seen.add(shown(dest))
    assert seen == {"one", "two"}


def test_a_bundle_is_whole_and_opens_without_a_server(tmp_path: Path) -> None:
    public, path = tmp_path / "public", tmp_path / "网站.zip"
    make_site(public, "甲")
    write_bundle(public, path)
    assert verify(path) == {}
    first = path.read_bytes()
    write_bundle(public, path)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        start = archive.read("打开网站.html").decode()
        assert "会议网站/index.html" in start
        assert archive.read("会议网站/index.html").decode() == "甲"
    (public / "index.html").write_text("乙", "utf-8")
    with pytest.raises(HuiqiError, match="与清单不符"):
        write_bundle(public, path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"x" * 1000])
def test_a_broken_bundle_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "网站.zip"
    path.write_bytes(data)
    with pytest.raises(HuiqiError, match="不是完好的 ZIP 文件"):
        verify(path)


def test_what_is_live_already_is_not_published_again(tmp_path: Path, way: str) -> None:  # noqa: ARG001
    public, dest = tmp_path / "public", tmp_path / "live"
    publish(public, dest, make_site(public, "甲"))
    digest = make_site(public, "乙")
    first = publish(public, dest, digest, keep=2)
    again = publish(public, dest, digest, keep=2)
    assert (first.new, again.new) == (True, False)
    assert (again.live, again.releases) == (first.live, first.releases)
    roll_back(dest)
    assert shown(dest) == "甲", "the release before it is still at hand"


def test_a_live_site_that_was_spoilt_is_published_again(tmp_path: Path) -> None:
    public, dest = tmp_path / "public", tmp_path / "live"
    digest = make_site(public, "甲")
    publish(public, dest, digest)
    (dest / "页面" / "0.html").write_text("坏", "utf-8")
    assert publish(public, dest, digest).new
    assert shown(dest) == "甲"


def test_a_refusal_leaves_nothing_beside_somebody_elses_folder(tmp_path: Path) -> None:
    public, dest = tmp_path / "public", tmp_path / "site"
    digest = make_site(public, "甲")
    dest.mkdir()
    (dest / "index.html").write_text("别人的", "utf-8")
    with pytest.raises(HuiqiError, match="已有别的内容"):
        publish(public, dest, digest)
    assert {path.name for path in tmp_path.iterdir()} == {"public", "site"}
    with pytest.raises(HuiqiError, match="审查以后改过"):
        publish(public, tmp_path / "live", "0" * 64)
    assert {path.name for path in tmp_path.iterdir()} == {"public", "site"}


def test_a_stick_gets_a_folder_that_opens_by_a_double_click(tmp_path: Path) -> None:
    public, stick = tmp_path / "public", tmp_path / "stick"
    digest = make_site(public, "甲")
    with pytest.raises(HuiqiError, match="先插上 U 盘"):
        copy_bundle(public, stick, digest)
    stick.mkdir()
    (stick / "会议网站").mkdir()
    with pytest.raises(HuiqiError, match="不是由会期放进去的"):
        copy_bundle(public, stick, digest)
    (stick / "会议网站").rmdir()
    (stick / "照片.txt").write_text("别的", "utf-8")
    for text in ("甲", "乙"):
        copy_bundle(public, stick, make_site(public, text))
        assert shown(stick / "会议网站") == text
        names = {path.name for path in stick.iterdir()}
        assert names == {"会议网站", "打开网站.html", "照片.txt"}
    with pytest.raises(HuiqiError, match="审查以后改过"):
        copy_bundle(public, stick, digest)
    assert shown(stick / "会议网站") == "乙"


@pytest.mark.usefixtures("way")
def test_a_place_is_looked_at_and_any_older_release_comes_back(tmp_path: Path) -> None:
    public, dest = tmp_path / "public", tmp_path / "live"
    assert look_at_place(public, dest) == Published(None, ())
    for text in ("甲", "乙", "丙"):
        publish(public, dest, make_site(public, text))
    there = look_at_place(public, dest)
    assert (there.live, len(there.releases)) == (there.releases[2], 3)
    assert [read_release(name).number for name in there.releases] == [1, 2, 3]
    roll_back(dest, there.releases[1])
    with pytest.raises(HuiqiError, match="没有更早的这一版"):
        roll_back(dest, there.releases[2])
    assert shown(dest) == "乙"
    roll_back(dest, there.releases[0])
    assert shown(dest) == "甲"
    (tmp_path / "别的").write_text("别的", "utf-8")
    for place, said in (
        (tmp_path / "别的", "已有别的内容"),
        (public / "x", "互相包含"),
        (tmp_path / "没有" / "x", "没有文件夹"),
    ):
        with pytest.raises(HuiqiError, match=said):
            look_at_place(public, place)


def test_the_next_reviewer_sees_what_is_new(tmp_path: Path) -> None:
    def see(*days: str, place: str = "") -> Outgoing:
        found = dict.fromkeys(KINDS, ()) | {"日期": days, "地点": (place,) if place else ()}
        return Outgoing("2024-discipline", 3, True, found)

    public = tmp_path / "public"
    digest = make_site(public, "甲")
    assert find_last_review(tmp_path, beside=digest) is None
    write_review(
        tmp_path, Review("钱二", TODAY, digest), [see("1月8日", "1月9日", place="甲、乙室")]
    )
    assert find_last_review(tmp_path, beside=digest) is None
    last = find_last_review(tmp_path, beside=make_site(public, "乙"))
    assert last
    review, reviewed = last
    assert review == Review("钱二", TODAY, digest)
    assert list(list_news(see("1月8日", "1月9日", place="甲、乙室"), reviewed)) == []
    assert list(list_news(see("1月8日", "2月1日"), reviewed)) == [
        "日期：新增 2月1日", "日期：不再有 1月9日", "地点：不再有 乙室、甲",
    ]  # fmt: skip
    (tmp_path / "reviews" / f"{digest[:16]}.txt").write_text(
        f"审查人：钱二\n审查日期：2022-01-05\n清单校验值：{digest}\n", "utf-8"
    )
    last = find_last_review(tmp_path, beside="")
    assert last, "an older record says only who and when"
    assert list(list_news(see("1月8日"), last[1])) == []
