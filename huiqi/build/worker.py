"""Making one cycle: the unit of work. Files of the project in, a finished site and pack out."""

from __future__ import annotations

import gc
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from huiqi.cycle import load_cycle
from huiqi.errors import Finding, FindingsError, HuiqiError
from huiqi.gates import find_source_words, read_sources
from huiqi.materials import check_materials
from huiqi.pack import make_pack_folder
from huiqi.publish.checksums import hash_folder
from huiqi.rules import check_facts
from huiqi.site import build_site
from huiqi.told import Told


@dataclass(frozen=True)
class Job:
    """What is to be made, and where: ``site`` and ``pack`` are folders that are not there yet.

    ``others`` is what of the other cycles concerns this one, ``leftovers`` what is wrong in pages
    and templates for every cycle.
    """

    root: Path
    cycle: str
    draft: bool
    others: tuple[Told, ...]
    leftovers: tuple[Finding, ...]
    site: Path
    pack: Path


@dataclass(frozen=True)
class Made:
    """What came of a job: hints and the checksums of the site's files, or an error."""

    hints: tuple[Finding, ...] = ()
    sums: dict[str, str] = field(default_factory=dict)
    error: HuiqiError | None = None


def make_cycle(job: Job) -> Made:
    """Check a cycle and make its site and its pack; it depends on files alone, and changes none."""
    try:
        return _make(job)
    except HuiqiError as error:
        return Made(error=error)
    except Exception:
        # A fault of the program must not take the other cycles along; it keeps its traceback.
        said = traceback.format_exc()
        return Made(error=HuiqiError(f"程序出错：\n{said}改法：把这段话转给维护人员。"))
    finally:
        # A site is made of objects that hold each other; left to themselves they would pile up.
        gc.collect()


def _make(job: Job) -> Made:
    facts = load_cycle(job.root / "cycles" / job.cycle)
    sources = read_sources(job.root) if job.others else {}
    words = find_source_words(sources, facts.cycle, job.others)
    findings = [
        *check_facts(facts, job.others), *check_materials(facts), *job.leftovers, *words
    ]  # fmt: skip
    hints = refuse_errors(findings, draft=job.draft)
    build_site(job.root, facts, job.site, draft=job.draft)
    waiting = make_pack_folder(job.root, facts, job.pack, draft=job.draft)
    # A draft has named its open facts already.
    return Made(hints if job.draft else (*hints, *waiting), hash_folder(job.site))


def refuse_errors(findings: list[Finding], *, draft: bool) -> tuple[Finding, ...]:
    """Refuse a final build on any error of the rules; a draft takes them as hints."""
    errors = [finding for finding in findings if finding.severity == "error"]
    # Open slots are reported after rendering, with the pages that use them.
    if not draft and any(finding.rule != "slot" for finding in errors):
        raise FindingsError(errors)
    return tuple(finding for finding in findings if draft or finding.severity == "hint")
