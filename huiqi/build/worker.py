"""Making one cycle: the unit of work. Files of the project in, a finished site and pack out."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from huiqi.build.job import BuildJob, BuildResult, ProgramFaultError
from huiqi.build.stages import CHECKING, PAGES, PAPERS, begin_stage
from huiqi.errors import HuiqiError
from huiqi.files.checksums import hash_folder


@contextmanager
def hold_collection() -> Iterator[None]:
    """Let the objects of a site pile up until it is whole: hardly any goes before.

    What a site leaves behind is taken away when the next one begins; the last of a process goes
    with the process, which a collection at its end would only delay.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def build_cycle(job: BuildJob) -> BuildResult:
    """Check a cycle and make its site and its pack; it depends on files alone, and changes none."""
    try:
        with hold_collection():
            return _make(job)
    except HuiqiError as error:
        return BuildResult(error=error)
    except Exception as bug:
        # A fault of the program must not take the other cycles along; it keeps its traceback.
        said = traceback.format_exc()
        fault = ProgramFaultError(f"程序出错：\n{said}改法：把这段话转给维护人员。")
        fault.__cause__ = bug
        return BuildResult(error=fault)


def _make(job: BuildJob) -> BuildResult:
    # The process that hands out the work needs none of these.
    from huiqi.build.checking import check_cycle, refuse_errors
    from huiqi.facts.reading.load import load_cycle
    from huiqi.materials.load import check_materials
    from huiqi.site.gates.sources import read_sources
    from huiqi.site.mkdocs_build import build_site
    from huiqi.word.pack_folder import make_pack_folder

    begin_stage(CHECKING)
    facts = load_cycle(job.root / "cycles" / job.cycle)
    sources = read_sources(job.root) if job.others else {}
    findings = [*check_cycle(facts, job.others, sources, check_materials(facts)), *job.leftovers]
    hints = refuse_errors(findings, draft=job.draft)
    begin_stage(PAGES)
    build_site(job.root, facts, job.site, draft=job.draft)
    begin_stage(PAPERS)
    waiting = make_pack_folder(job.root, facts, job.pack, draft=job.draft)
    # A draft has named its open facts already.
    return BuildResult(hints if job.draft else (*hints, *waiting), hash_folder(job.site))
