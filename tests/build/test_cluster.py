"""Building on a Dask cluster: the same bytes, whoever is lost; facts stay on encrypted ways."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from huiqi.build import cluster_connection
from huiqi.build.cluster import open_cluster
from huiqi.build.cluster_connection import check_address, refuse_program
from huiqi.build.job import BuildJob, BuildResult
from huiqi.build.outcome import Outcome
from huiqi.build.run import build_cycles
from huiqi.build.transfer import TransferArchive, pack_archive, unpack_archive
from huiqi.errors import HuiqiError
from huiqi.files.zip_archive import write_zip
from tests.support.clusters import RunningCluster, run_cluster, wait_for
from tests.support.command import run
from tests.support.drawn import EVERY
from tests.support.many_cycles import edit_facts, make_project, name_cycle
from tests.support.projects import ROOT, copy_project

CYCLES = int(os.environ.get("HUIQI_CLUSTER_CYCLES", "3"))
NOWHERE = "tcp://127.0.0.1:9"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    """Return a cluster on this machine with one worker, which stays."""
    if not EVERY:
        pytest.skip("takes minutes of processor: tried with EVERY=1")
    with run_cluster(tmp_path_factory.mktemp("cluster") / "集 群") as cluster:
        cluster.add_worker("steady", TZ="Pacific/Kiritimati", LC_ALL="C")
        yield cluster


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that was built on this machine alone."""
    if not EVERY:
        pytest.skip("goes with the cluster: tried with EVERY=1")
    project = make_project(tmp_path_factory.mktemp("local") / "project", CYCLES, every_paper=True)
    assert _failed(_build(project, None)) == {}
    return project


def _build(project: Path, scheduler: str | None, *names: str) -> list[Outcome]:
    return build_cycles(project, names, draft=False, report=print, jobs=2, scheduler=scheduler)


def _failed(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.cycle: str(outcome.error) for outcome in outcomes if outcome.error}


def _snapshot(project: Path) -> dict[str, bytes]:
    paths = [path for room in ("public", "pack") for path in (project / room).rglob("*")]
    return {
        path.relative_to(project).as_posix(): path.read_bytes() for path in paths if path.is_file()
    }


@pytest.mark.slow
def test_a_killed_worker_costs_nothing(
    cluster: RunningCluster, local: Path, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "elsewhere", CYCLES, every_paper=True)
    doomed = cluster.add_worker("doomed", TZ="America/Los_Angeles")

    def kill() -> None:
        wait_for(lambda: cluster.list_left("doomed"), 120)
        doomed.kill()

    killer = Thread(target=kill)
    killer.start()
    outcomes = _build(project, cluster.address)
    killer.join()
    assert doomed.wait() == -signal.SIGKILL
    assert [outcome.way for outcome in outcomes] == ["built"] * CYCLES
    assert _failed(outcomes) == {}
    assert cluster.list_left("doomed"), "it was killed while it built"
    assert _snapshot(project) == _snapshot(local)
    assert cluster.list_left("steady") == []
    cluster.add_worker("next", "--local-directory", str(cluster.folder / "doomed")).kill()
    assert cluster.list_left("doomed") == [], "the next worker clears away what was left"


@pytest.mark.slow
def test_errors_read_as_at_home(cluster: RunningCluster, local: Path, tmp_path: Path) -> None:
    project = shutil.copytree(local, tmp_path / "project")
    one, two = (project / "cycles" / name_cycle(number) / "cycle.yml" for number in (1, 2))
    edit_facts(one, "\ntheme: ", "\ntheme: 松川水务集团第002公司党委班子")
    edit_facts(two, "\ntheme: ", "\ntheme: 新，")
    before = _snapshot(project)
    outcomes = _build(project, cluster.address)
    assert list(failed := _failed(outcomes)) == [name_cycle(1)]
    assert failed == _failed(_build(project, None, name_cycle(1)))
    changed = {
        name.split("/")[1] for name, data in _snapshot(project).items() if before[name] != data
    }
    assert name_cycle(2) in changed
    assert name_cycle(1) not in changed
    (project / "theme").rename(project / "gone")
    outcomes = _build(project, cluster.address, name_cycle(2))
    assert str(project / "theme") in _failed(outcomes)[name_cycle(2)]
    assert _failed(outcomes) == _failed(_build(project, None, name_cycle(2)))


@pytest.mark.parametrize(
    ("address", "complete"),
    [
        ("127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("tcp://127.8.9.1:1", "tcp://127.8.9.1:1"),
        ("tcp://LOCALHOST:8786", "tcp://localhost:8786"),
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
        ("tls://10.0.0.5:8786", "tls://10.0.0.5:8786"),
        ("TLS://scheduler.example:8786", "tls://scheduler.example:8786"),
    ],
)
def test_accepted_addresses(address: str, complete: str) -> None:
    assert check_address(address) == complete


@pytest.mark.parametrize(
    "address",
    ["10.0.0.5:8786", "tcp://10.0.0.5:8786", "tcp://scheduler.example:8786", "tcp://0.0.0.0:8786",
     "tcp://[::]:8786", "tcp://[2001:db8::1]:8786", "tcp://localhost.example:8786",
     "tcp://127.0.0.1.example:8786", "tcp://2130706433:1"],
)  # fmt: skip
def test_facts_do_not_leave_in_the_clear(address: str) -> None:
    with pytest.raises(HuiqiError, match=r"不能明文传送。改法：按 CLUSTER\.md 改用 tls://"):
        check_address(address)


@pytest.mark.parametrize(
    "address",
    ["", "127.0.0.1", "tcp://127.0.0.1", "ws://127.0.0.1:1", "inproc://x:1", "scheduler.json",
     "tcp://127.0.0.1:1@10.0.0.5:2", "tcp://127.0.0.1:1#@10.0.0.5:2", "tcp://127.0.0.1:1/x",
     "tls://10.0.0.5:8786\n", "gateway://10.0.0.5:1"],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(HuiqiError, match="集群的地址应为 tls://主机:端口，实为 "):
        check_address(address)


def test_nobody_there(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", 1)
    with pytest.raises(HuiqiError, match=rf"连接不上调度程序 {NOWHERE}（.+）。改法：核对"):
        _build(project, NOWHERE)
    assert list((project / "public").iterdir()) == []


def test_no_certificate_is_no_way() -> None:
    import dask

    with (
        dask.config.set({"distributed.comm.tls.ca-file": None}),
        pytest.raises(HuiqiError, match="连接不上"),
        open_cluster("tls://127.0.0.1:9"),
    ):
        pass


def test_the_command_line(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", 1)
    for words, said in (
        (("--scheduler", "tcp://10.0.0.5:8786"), "会议事实不能明文传送"),
        (("--jobs", "2", "--scheduler", NOWHERE), "--jobs 和 --scheduler 不能同时用"),
        (("--scheduler", NOWHERE), f"连接不上调度程序 {NOWHERE}"),
    ):
        done = run("build", *words, project=project)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = r"没有安装 dask\.distributed。改法：pip install 'huiqi\[cluster\]'"
    with pytest.raises(HuiqiError, match=said), open_cluster("127.0.0.1:8786"):
        pass


def test_dask_is_loaded_by_nobody_else() -> None:
    check = "import sys, huiqi.cli; sys.exit('dask' in sys.modules or 'distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def _edit_program(folder: Path) -> None:
    with (copy_project(folder) / "huiqi" / "chinese.py").open("a", encoding="utf-8") as file:
        file.write("# another edition\n")


def _add_package(folder: Path) -> None:
    (folder / "nh3-9.9.9.dist-info").mkdir(parents=True)


def _break_program(folder: Path) -> None:
    (folder / "huiqi").mkdir(parents=True)
    (folder / "huiqi" / "__init__.py").write_text("raise ImportError('too old')", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_edit_program, "会期的程序文件不同"),
        (_add_package, r"多出 nh3-9\.9\.9"),
        (_break_program, "没有安装会期，或版本太旧（.*too old.*）"),
    ],
)
def test_another_program_is_refused(
    cluster: RunningCluster, tmp_path: Path, change: Callable[[Path], None], said: str
) -> None:
    change(tmp_path / "other")
    path = os.pathsep.join([str(tmp_path / "other"), str(ROOT)])
    whole = rf"集群上的程序与本机的不同：\n  tcp://127\.0\.0\.1:\d+：{said}\n改法：在各台机器上"
    with (
        cluster.lend_worker("stranger", PYTHONPATH=path),
        pytest.raises(HuiqiError, match=whole),
        open_cluster(cluster.address),
    ):
        pass


def test_a_worker_that_comes_later_refuses_too() -> None:
    refuse_program(("program", "tools"), ("program", "tools"))
    with pytest.raises(HuiqiError, match=r"不同：没有 mine；多出 theirs。改法："):
        refuse_program(("a", "theirs\nboth"), ("b", "mine\nboth"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--nthreads", "2"), "worker 只能有一个线程.*--nthreads 1 --nworkers"),
        (("--host", "0.0.0.0"), "不加密，又不限于本机"),  # noqa: S104 - that is what is refused
    ],
)
def test_unfit_workers_are_refused(
    cluster: RunningCluster, options: tuple[str, ...], said: str
) -> None:
    with (
        cluster.lend_worker("unfit", *options),
        pytest.raises(HuiqiError, match=said),
        open_cluster(cluster.address),
    ):
        pass


def _write_site(job: BuildJob) -> BuildResult:
    for folder, name in ((job.site, "a.html"), (job.pack, "files.zip")):
        folder.mkdir(parents=True)
        (folder / name).write_text(job.cycle, "utf-8")
    return BuildResult(sums={"a.html": hashlib.sha256(b"other").hexdigest()})


def _die(_: BuildJob) -> BuildResult:
    os._exit(9)


def _sleep(job: BuildJob) -> BuildResult:
    (job.root / "begun").touch()
    time.sleep(30)
    return BuildResult()


def _job(folder: Path) -> BuildJob:
    return BuildJob(
        make_project(folder / "project", 1, every_paper=True),
        name_cycle(1),
        False,
        (),
        (),
        folder / "site",
        folder / "pack",
    )


@pytest.mark.slow
def test_a_site_that_is_not_as_it_was_made_is_refused(
    cluster: RunningCluster, tmp_path: Path
) -> None:
    with open_cluster(cluster.address) as crew:
        ((_, made),) = crew.work(_write_site, [_job(tmp_path)])
    assert str(made.error).startswith("路上传送的文件与校验值不符。改法：再运行一次")


def _zip(*names: str) -> TransferArchive:
    data = write_zip(dict.fromkeys(names, b"x"))
    return TransferArchive(data, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", ".", "a/.."])
def test_nothing_is_unpacked_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(HuiqiError, match="与校验值不符"):
        unpack_archive(_zip("a.txt", name), tmp_path / "in")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.txt"]


def test_a_link_is_unpacked_as_a_file(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/hostname")
    data = stream.getvalue()
    unpack_archive(TransferArchive(data, hashlib.sha256(data).hexdigest()), tmp_path)
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "link").read_bytes() == b"/etc/hostname"


def test_a_spoiled_parcel_is_refused(tmp_path: Path) -> None:
    (tmp_path / "深").mkdir()
    (tmp_path / "深" / "页.md").write_text("文", "utf-8")
    parcel = pack_archive(tmp_path, "深")
    unpack_archive(parcel, tmp_path / "out")
    assert (tmp_path / "out" / "深" / "页.md").read_text("utf-8") == "文"
    assert pack_archive(tmp_path / "out", "深") == parcel
    for spoiled in (
        replace(parcel, data=parcel.data[:-1] + b"x"),
        TransferArchive(b"", hashlib.sha256().hexdigest()),
    ):
        with pytest.raises(HuiqiError, match="与校验值不符"):
            unpack_archive(spoiled, tmp_path / "spoiled")
    assert not (tmp_path / "spoiled").exists()


def _make_certificates(folder: Path) -> dict[str, str]:
    """Make an authority and one certificate for all; return Dask's settings for them."""
    folder.mkdir()
    for command in (
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=huiqi-ca -keyout ca-key.pem -out ca.pem",
        "req -newkey rsa:2048 -nodes -subj /CN=huiqi -keyout key.pem -out request.pem",
        "x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -out cert.pem",
    ):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    return {"ca-file": str(folder / "ca.pem")} | {
        f"{role}.{kind}": str(folder / f"{kind}.pem")
        for role in ("scheduler", "worker", "client") for kind in ("cert", "key")
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not EVERY, reason="takes a minute of processor: tried with EVERY=1")
def test_over_tls_until_nobody_is_left(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_connection, "_ANSWER", 1)
    tls = {
        f"distributed.comm.tls.{name}": path
        for name, path in _make_certificates(tmp_path / "ca").items()
    }
    environment = {
        "DASK_" + name.upper().replace(".", "__").replace("-", "_"): path
        for name, path in tls.items()
    } | {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    job = _job(tmp_path)
    import dask

    with (
        dask.config.set(tls),
        run_cluster(tmp_path / "cluster", "--protocol", "tls", environment=environment) as cluster,
    ):
        cluster.add_worker("one")
        assert cluster.address.startswith("tls://")
        plain = cluster.address.replace("tls:", "tcp:")
        with pytest.raises(HuiqiError, match="连接不上调度程序 tcp:"):
            _build(job.root, plain)
        assert _failed(_build(job.root, cluster.address)) == {}
        with open_cluster(cluster.address) as crew:
            ((_, made),) = crew.work(_die, [job])
            assert str(made.error).startswith("集群上生成这个周期的进程一再意外结束。改法：")
        cluster.add_worker("two")

        def end_scheduler() -> None:
            wait_for(lambda: any(path.name == "begun" for path in cluster.list_left("two")))
            cluster.processes[0].kill()

        Thread(target=end_scheduler).start()
        with open_cluster(cluster.address) as crew:
            found = list(crew.work(_sleep, [job] * 5))
        assert [str(made.error)[:9] for _, made in found] == ["与集群的连接中断，"] * 5
    assert capfd.readouterr().err == "", "what Dask says in English stays out"
