"""Work on a Dask cluster: a cycle's files travel to a worker, what was made comes back checked."""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.build.cluster_connection import (
    SAME,
    Program,
    describe_program,
    open_client,
    refuse_program,
)
from huiqi.build.job import BuildJob, BuildResult
from huiqi.build.plan import PAGES
from huiqi.build.transfer import DAMAGED, TransferArchive, pack_archive, unpack_archive
from huiqi.errors import FindingsError, HuiqiError
from huiqi.files.checksums import hash_folder
from huiqi.files.os_errors import explain_os_error
from huiqi.site.gates.answers import refuse_answers

if TYPE_CHECKING:
    from distributed import Client, Future

Work = Callable[[BuildJob], BuildResult]
Sent = tuple[BuildResult, tuple[TransferArchive, ...]]

_PATIENCE = 60  # seconds without a result, after which somebody looks whether anyone still works
_LOST = HuiqiError(
    "与集群的连接中断，或集群上已没有 worker。"
    "改法：核对调度程序和 worker，再运行一次；已生成的不会重做。"
)
_KILLED = HuiqiError(
    "集群上生成这个周期的进程一再意外结束。改法：核对 worker 的内存（--memory-limit）是否够用；"
    "仍然出现的，不用 --scheduler 在本机生成这个周期。"
)
_ROOM = "改法：核对那台机器的权限和剩余空间，再运行一次。"
# MkDocs builds one site at a time in a process.
_ALONE = threading.Lock()


@contextmanager
def open_cluster(address: str) -> Iterator[Cluster]:
    """Yield the cluster of a scheduler.

    Raises:
        HuiqiError: an address that is refused, nobody there, or workers that cannot do the work.
    """
    with open_client(address) as client:
        yield Cluster(client)


@dataclass(frozen=True)
class Cluster:
    """The processes of a cluster; they work like those of a ProcessPool."""

    client: Client

    def work(self, work: Work, items: Iterable[BuildJob]) -> Iterator[tuple[BuildJob, BuildResult]]:
        """Yield each job with what came of it, in the order in which the work is done.

        What a lost worker was at is begun again elsewhere. One job more than there are workers is
        on its way, so that none has to wait, and no memory fills up.
        """
        from distributed import CancelledError

        waiting, flying = deque(items), dict["Future[Sent]", BuildJob]()
        shared = pack_archive(waiting[0].root, *PAGES) if waiting else None
        try:
            while waiting or flying:
                while waiting and len(flying) <= len(self.client.nthreads()):
                    try:
                        future = self._send(work, waiting[0], shared)
                    except HuiqiError as error:
                        yield waiting.popleft(), BuildResult(error=error)
                    else:
                        flying[future] = waiting.popleft()
                for future in self._wait(flying):
                    made = _receive(flying[future], future)
                    yield flying.pop(future), made
        except (OSError, CancelledError):
            yield from ((job, BuildResult(error=_LOST)) for job in (*flying.values(), *waiting))

    def _send(self, work: Work, job: BuildJob, shared: TransferArchive | None) -> Future[Sent]:
        own = pack_archive(job.root, f"cycles/{job.cycle}")
        program = describe_program()
        return self.client.submit(build_remotely, work, job, program, shared, own, pure=False)

    def _wait(self, flying: Collection[Future[Sent]]) -> Collection[Future[Sent]]:
        """Return what is done, as soon as something is."""
        from distributed import wait

        if not flying:
            return ()
        try:
            found = wait(list(flying), timeout=_PATIENCE, return_when="FIRST_COMPLETED")
        except TimeoutError:
            if not self.client.nthreads():
                raise ConnectionError from None
            return ()
        done: Collection[Future[Sent]] = found.done
        return done


def build_remotely(work: Work, job: BuildJob, program: Program, *archives: TransferArchive) -> Sent:
    """Do a job on a worker, in a folder that is gone afterwards; return it with site and pack."""
    from distributed import get_worker

    # What a killed worker leaves in its own folder, the next one on the machine clears away.
    place = get_worker().local_directory
    try:
        refuse_program(describe_program(), program)
        with _ALONE, tempfile.TemporaryDirectory(dir=place) as folder:
            return _make(work, job, Path(folder), archives)
    except HuiqiError as error:
        failed = error
    except OSError as error:
        failed = HuiqiError(f"worker 不能写入 {place}（{explain_os_error(error)}）。{_ROOM}")
    return BuildResult(error=failed), ()


def _make(work: Work, job: BuildJob, root: Path, archives: Iterable[TransferArchive]) -> Sent:
    for archive in archives:
        unpack_archive(archive, root)
    site, pack = root / "made" / "site", root / "made" / "pack"
    made = work(replace(job, root=root, site=site, pack=pack))
    if made.error:
        return replace(made, error=_tell_at_home(made.error, root, job.root)), ()
    return made, (pack_archive(site, "."), pack_archive(pack, "."))


def _tell_at_home(error: HuiqiError, there: Path, home: Path) -> HuiqiError:
    """Return an error as it reads where the project is; findings name addresses in it already."""
    if isinstance(error, FindingsError):
        return error
    return HuiqiError(str(error).replace(str(there), str(home)))


def _receive(job: BuildJob, future: Future[Sent]) -> BuildResult:
    """Put what came back in the job's folders, if it is what was sent."""
    from distributed import CancelledError, KilledWorker

    try:
        made, archives = future.result()
        for archive, folder in zip(archives, (job.site, job.pack), strict=not made.error):
            unpack_archive(archive, folder)
        if not made.error and hash_folder(job.site) != made.sums:
            raise HuiqiError(DAMAGED)
        if not made.error:
            refuse_answers(job.root, {job.cycle: job.site})
    except (OSError, CancelledError):
        raise  # nobody is there any more
    except KilledWorker:
        return BuildResult(error=_KILLED)
    except HuiqiError as error:
        return BuildResult(error=error)
    except Exception as error:
        return BuildResult(error=HuiqiError(f"集群上的程序出错（{error}）。{SAME}"))
    return made
