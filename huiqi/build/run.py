"""A build from beginning to end: what has to be made, who makes it, and what is put in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.build.archived import check_archived, is_archived
from huiqi.build.digests import Digests
from huiqi.build.job import BuildJob, BuildResult
from huiqi.build.lock import lock_project
from huiqi.build.outcome import Outcome
from huiqi.build.plan import Plan, make_plan
from huiqi.build.processes import ProcessPool, WorkerDied
from huiqi.build.public_folder import finish_public, remove_gone, remove_samples
from huiqi.build.records import Record, forget_record, list_sizes, read_record, write_record
from huiqi.build.scratch import open_scratch, put_in_place
from huiqi.build.stages import PLACING, begin_stage
from huiqi.errors import HuiqiError
from huiqi.facts.folders import refuse_samples
from huiqi.site.gates.sources import find_source_leftovers, read_sources

if TYPE_CHECKING:
    from huiqi.build.cluster import Cluster

Report = Callable[[Outcome], None]


def build_cycles(
    root: Path,
    names: tuple[str, ...],
    *,
    draft: bool,
    report: Report,
    jobs: int = 1,
    force: bool = False,
    scheduler: str | None = None,
) -> list[Outcome]:
    """Build what changed of the named cycles, or of all, then the front page and the manifest.

    ``jobs`` is the number of processes, ``force`` builds what did not change too. With the address
    of a ``scheduler`` they are built on its cluster. One cycle that fails does not stop the rest.

    Raises:
        HuiqiError: another build is running, there is no such cycle, a sample is named among cycles
            of the office's own, a folder cannot be written, or the cluster cannot do the work.
    """
    refuse_samples(root / "cycles", names)
    with lock_project(root):
        with (
            open_scratch(root / "public") as public,
            open_scratch(root / "pack") as pack,
            ProcessPool(jobs) as pool,
            _open_makers(pool, scheduler) as makers,
        ):
            plan = make_plan(root, names, Digests(root), pool, draft=draft)
            build = _Build(root, plan, public, pack, report)
            build.run(makers, force=force)
        finish_public(root)
    return [build.outcomes[name] for name in sorted(build.outcomes)]


def _open_makers(
    pool: ProcessPool, scheduler: str | None
) -> AbstractContextManager[ProcessPool | Cluster]:
    if not scheduler:
        return nullcontext(pool)
    from huiqi.build.cluster import open_cluster

    return open_cluster(scheduler)


@dataclass
class _Build:
    """One build under way; ``public`` and ``pack`` are its scratch folders."""

    root: Path
    plan: Plan
    public: Path
    pack: Path
    report: Report
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def run(self, pool: ProcessPool | Cluster, *, force: bool) -> None:
        """Bring every cycle of the plan up to date."""
        for name in remove_gone(self.root, self.public):
            self._settle(Outcome(name, way="removed"))
        stale = [name for name in self.plan.names if not self._settle_without(name, force=force)]
        if stale:
            self._build(pool, stale)
        for name in remove_samples(self.root, self.public):
            self._settle(Outcome(name, way="sample"))
        self.plan.digests.save()

    def _build(self, pool: ProcessPool | Cluster, stale: list[str]) -> None:
        from huiqi.build.worker import build_cycle
        from huiqi.word.pack_folder import open_paper_maker

        for job, made in pool.work(build_cycle, self._list_jobs(stale)):
            self._settle(self._install(job, made))
        open_paper_maker(self.root).cache.forget()

    def _settle(self, outcome: Outcome) -> None:
        self.outcomes[outcome.cycle] = outcome
        self.report(outcome)

    def _settle_without(self, name: str, *, force: bool) -> bool:
        """Settle a cycle for which nothing is to be made, and say whether it is one."""
        error = self.plan.errors.get(name)
        if error:
            self._settle(Outcome(name, error=error))
        elif not force and name in self.plan.archived and is_archived(self.root, name):
            self._settle(check_archived(self.root, name))
        elif not force and (record := self._find_current(name)):
            self._settle(Outcome(name, record.hints, way="kept"))
        else:
            return False
        return True

    def _find_current(self, name: str) -> Record | None:
        """Return the record of a cycle that was built from the same, and whose files are there."""
        record = read_record(self.root, name)
        same = record and record.key == self.plan.key(name)
        return record if record and same and record.sizes == list_sizes(self.root, name) else None

    def _list_jobs(self, names: list[str]) -> Iterator[BuildJob]:
        leftovers = tuple(find_source_leftovers(read_sources(self.root))) if names else ()
        for name in names:
            yield BuildJob(
                self.root, name, self.plan.is_draft(name), self.plan.relevant[name], leftovers,
                site=self.public / name, pack=self.pack / name,
            )  # fmt: skip

    def _install(self, job: BuildJob, made: BuildResult | WorkerDied) -> Outcome:
        """Put what was made in the place of the old, and keep a record of it."""
        from huiqi.word.pack_folder import replace_pack

        if isinstance(made, WorkerDied):
            return Outcome(job.cycle, error=made.explain())
        if made.error:
            return Outcome(job.cycle, error=made.error)
        begin_stage(PLACING)
        key = self.plan.key(job.cycle)
        forget_record(self.root, job.cycle)
        try:
            live = self.root / "pack" / job.cycle
            replace_pack(job.pack, live, self.pack / f"{job.cycle}.old")
            put_in_place(job.site, self.root / "public" / job.cycle, self.public)
        except HuiqiError as error:
            return Outcome(job.cycle, error=error)
        # Facts that were edited meanwhile may have been read before or after.
        if self.plan.find_key(job.cycle) == key:
            sizes = list_sizes(self.root, job.cycle)
            write_record(self.root, job.cycle, Record(key, made.hints, sizes, made.sums))
        return Outcome(job.cycle, made.hints)
