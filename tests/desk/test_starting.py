"""Start and end of the desk: its one line, its redirect file, a second start, and who ends it."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import time
from pathlib import Path

import pytest

from huiqi.desk.activity import PATIENCE, Presence, Work
from huiqi.desk.instance import find_private_folder
from huiqi.desk.redirect_file import RedirectFile
from huiqi.errors import HuiqiError
from tests.support.command import run
from tests.support.desks import (
    FORM,
    Desk,
    end,
    make_desk_project,
    read_line,
    run_desk,
    start_desk,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_desk_project(tmp_path / "会 期 #1")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_end(desk: Desk, within: float = 10) -> tuple[int, str, str]:
    out, err = desk.process.communicate(timeout=within)
    return desk.process.returncode, out, err


def test_one_line_and_nothing_secret(project: Path) -> None:
    port = free_port()
    process = start_desk(project, "--no-browser", "--port", str(port))
    desk = Desk(process, read_line(process))
    assert desk.redirect == desk.file.as_uri()
    assert desk.port == port
    file = desk.file
    first = desk.read_token()
    assert stat.S_IMODE(desk.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.file.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in desk.file.parent.iterdir()) == ["desk.html", "lock"]
    assert desk.file.is_relative_to(project / ".desk")
    desk = desk.open()
    desk.ask("GET", "/", {"cookie": desk.cookie})
    desk.ask("GET", f"/{first}?{desk.token}", {"cookie": desk.cookie})
    desk.ask("POST", "/beat", desk.own, "{")
    shown = Path(f"/proc/{process.pid}/cmdline").read_text("utf-8")
    shown += Path(f"/proc/{process.pid}/environ").read_text("utf-8")
    code, out, err = end(process)
    assert (code, out, err) == (0, "", ""), "one line is all that it says"
    assert not [secret for secret in (first, desk.session, desk.token) if secret in shown]
    assert not file.exists()


def test_a_folder_that_others_could_read_is_closed_or_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    project = tmp_path / "project"
    folder = find_private_folder(project)
    assert folder.parent == project / ".desk"
    folder.chmod(0o777)
    assert find_private_folder(project) == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    folder.symlink_to(elsewhere)
    own = find_private_folder(project)
    assert own.is_relative_to(tmp_path / "home" / ".local" / "state" / "huiqi")
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755
    assert find_private_folder(tmp_path / "another") != own
    (tmp_path / "home").rename(tmp_path / "old")
    (tmp_path / "home").touch()
    with pytest.raises(
        HuiqiError, match=r"^没有地方存放工作台的打开凭证（路径中有一处不是文件夹）。改法：.+。$"
    ):
        find_private_folder(project)


def test_a_second_start_shows_the_one_that_runs(project: Path) -> None:
    with run_desk(project) as desk:
        second = run("desk", "--no-browser", project=project)
        assert (second.returncode, second.stdout, second.stderr) == (0, f"{desk.redirect}\n", "")
        assert Desk(desk.process, desk.redirect).open().session == desk.session
        assert desk.process.poll() is None


def test_after_a_kill_it_starts_again(project: Path) -> None:
    with run_desk(project) as desk:
        desk.process.kill()
        desk.process.wait()
        assert desk.file.exists()
        old = desk.read_token()
        with run_desk(project) as again:
            assert again.redirect == desk.redirect
            assert again.session != desk.session
            answer = again.ask("POST", "/open", {"content-type": FORM}, f"token={old}")
            assert answer.status == 403
            assert (
                again.ask("GET", "/", {"cookie": f"huiqi-desk-{again.port}={desk.session}"}).status
                == 403
            )


def test_a_port_that_is_taken(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("desk", "--no-browser", "--port", str(port), project=project)
    assert (done.returncode, done.stdout, done.stderr) == (
        1, "", f"不能使用端口 {port}（端口正被其他程序使用）。改法：换一个端口，或者不写 --port。\n",
    )  # fmt: skip


@pytest.mark.parametrize(("number", "opened"), [(signal.SIGTERM, False), (signal.SIGHUP, True)])
def test_signals_end_it_in_good_order(
    project: Path, number: signal.Signals, *, opened: bool
) -> None:
    process = start_desk(project, "--no-browser")
    desk = Desk(process, read_line(process))
    file = desk.file
    if opened:
        desk.open()
    process.send_signal(number)
    assert wait_for_end(desk) == (0, "", "")
    assert not file.exists()


def test_it_ends_after_its_last_tab(project: Path) -> None:
    with run_desk(project, HUIQI_DESK_IDLE="2") as desk:
        begun = last = time.monotonic()
        while time.monotonic() < begun + 3:
            last = time.monotonic()
            assert desk.ask("POST", "/beat", desk.own, "{}").status == 200
            time.sleep(0.2)
        assert wait_for_end(desk) == (0, "", "")
        assert time.monotonic() - last > 1, "the last turn may have begun before the last sign"


def test_idle_time() -> None:
    presence = Presence(limit=3)
    assert not presence.pass_time(100, busy=False), "nobody was there yet"
    presence.beat()
    assert [presence.pass_time(1, busy=False) for _ in range(4)] == [False, False, False, True]
    presence.beat()
    assert not any(presence.pass_time(2, busy=True) for _ in range(9))
    assert not presence.pass_time(2, busy=False)
    presence.beat(unsaved=True)
    assert not presence.pass_time(PATIENCE, busy=False), "a tab may still hand in what it holds"
    assert presence.pass_time(1, busy=False)


def test_what_runs_is_named_until_it_ends() -> None:
    work = Work()
    with work.hold("正在生成预览"), work.hold("正在保存"), work.hold("正在生成预览"):
        assert work.list() == ("正在生成预览", "正在保存")
    with pytest.raises(KeyError), work.hold("正在生成"):
        raise KeyError
    assert work.list() == ()


def test_a_token_is_good_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    file = RedirectFile(tmp_path, "http://127.0.0.1:1")
    file.write()
    tokens = [Desk(None, file.path.as_uri()).read_token()]  # type: ignore[arg-type]
    assert not file.redeem("")
    assert file.redeem(tokens[0])
    tokens.append(Desk(None, file.path.as_uri()).read_token())  # type: ignore[arg-type]
    assert tokens[0] != tokens[1]
    assert file.redeem(tokens[0]), "who clicks twice opens two tabs"
    now[0] += 11
    assert not file.redeem(tokens[0])
    assert file.redeem(tokens[1])


def test_a_file_that_cannot_be_written_keeps_its_token(tmp_path: Path) -> None:
    file = RedirectFile(tmp_path / "desk", "http://127.0.0.1:1")
    file.path.parent.mkdir()
    file.write()
    token = Desk(None, file.path.as_uri()).read_token()  # type: ignore[arg-type]
    file.path.parent.rename(tmp_path / "away")
    assert file.redeem(token)
    assert file.redeem(token)


def test_the_browser_is_opened_on_the_file(project: Path, tmp_path: Path) -> None:
    """By a browser of our own: it notes what stands on its command line."""
    noted = tmp_path / "noted"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" >>{noted}\n', "utf-8")
    browser.chmod(0o755)
    process = start_desk(project, BROWSER=f"{browser} %s")
    lines = [read_line(process) for _ in range(3)]
    deadline = time.monotonic() + 10
    while not noted.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    (file,) = (project / ".desk").glob("*/desk.html")
    desk = Desk(process, file.as_uri())
    assert lines == [
        f"工作台：http://127.0.0.1:{desk.port}", f"浏览器没有自动打开的，用浏览器打开 {desk.redirect}",
        "要结束的，在网页中点“关闭工作台”，或者在这里按 Ctrl+C。",
    ]  # fmt: skip
    assert noted.read_text("utf-8") == f"{desk.redirect}\n"
    second = subprocess.run(
        ["env", f"BROWSER={browser} %s", *map(str, process.args)], cwd=project,  # type: ignore[arg-type]
        env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert second.stdout.splitlines()[0] == f"工作台已经打开：http://127.0.0.1:{desk.port}"
    assert noted.read_text("utf-8") == f"{desk.redirect}\n" * 2
    assert end(process)[0] == 0
