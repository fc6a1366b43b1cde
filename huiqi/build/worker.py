"""Making one cycle: the unit of work. Files of the project in, a finished site and pack out."""

from __future__ import annotations

import gc
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from huiqi.build.checking import check_cycle, refuse_errors
from huiqi.errors import Finding, HuiqiError
from huiqi.facts.fingerprints import Fingerprints
from huiqi.facts.reading.load import load_cycle
from huiqi.files.checksums import hash_folder
from huiqi.site.gates.sources import read_sources
from huiqi.site.mkdocs_build import build_site
from huiqi.word.pack_folder import make_pack_folder


@dataclass(frozen=True)
class BuildJob:
    """What is to be made, and where: ``site`` and ``pack`` are folders that are not there yet.

    ``others`` is what of the other cycles relevant this one, ``leftovers`` what is wrong in pages
    and templates for every cycle.
    """

    root: Path
    cycle: str
    draft: bool
    others: tuple[Fingerprints, ...]
    leftovers: tuple[Finding, ...]
    site: Path
    pack: Path


@dataclass(frozen=True)
class BuildResult:
    """What came of a job: hints and the checksums of the site's files, or an error."""

    hints: tuple[Finding, ...] = ()
    sums: dict[str, str] = field(default_factory=dict)
    error: HuiqiError | None = None


def build_cycle(job: BuildJob) -> BuildResult:
    """Check a cycle and make its site and its pack; it depends on files alone, and changes none."""
    try:
        return _make(job)
    except HuiqiError as error:
        return BuildResult(error=error)
    except Exception:
        # A fault of the program must not take the other cycles along; it keeps its traceback.
        said = traceback.format_exc()
        return BuildResult(error=HuiqiError(f"程序出错：\n{said}改法：把这段话转给维护人员。"))
    finally:
        # A site is made of objects that hold each other; left to themselves they would pile up.
        gc.collect()


def _make(job: BuildJob) -> BuildResult:
    facts = load_cycle(job.root / "cycles" / job.cycle)
    sources = read_sources(job.root) if job.others else {}
    findings = [*check_cycle(facts, job.others, sources), *job.leftovers]
    hints = refuse_errors(findings, draft=job.draft)
    build_site(job.root, facts, job.site, draft=job.draft)
    waiting = make_pack_folder(job.root, facts, job.pack, draft=job.draft)
    # A draft has named its open facts already.
    return BuildResult(hints if job.draft else (*hints, *waiting), hash_folder(job.site))
