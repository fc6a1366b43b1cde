"""A check of one cycle finds the same, whether a build left something of the others or not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from huiqi.build.checking import check_cycles
from huiqi.build.digests import Digests, digest_program
from huiqi.build.processes import ProcessPool
from huiqi.build.summaries import recall_fingerprints, summarize_cycles
from huiqi.facts.folders import find_cycles
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND


def test_what_a_build_left_of_the_others_serves_a_check(tmp_path: Path) -> None:
    cycles = Path(shutil.copytree(ROOT / "cycles", tmp_path / "cycles"))
    facts = cycles / FIRST / "cycle.yml"
    theme = re.search(r"^theme: .*$", facts.read_text("utf-8"), re.MULTILINE)
    assert theme
    later = cycles / SECOND / "cycle.yml"
    later.write_text(re.sub(r"(?m)^theme: .*$", theme[0], later.read_text("utf-8")), "utf-8")

    fresh = check_cycles(tmp_path, (SECOND,))
    assert any(finding.rule == "R23" for finding in fresh)
    digests = Digests(tmp_path)
    engine = digest_program(digests)
    assert not list(recall_fingerprints(tmp_path, find_cycles(cycles), engine, digests))

    with ProcessPool(1) as pool:
        folders = find_cycles(cycles)
        summarize_cycles(tmp_path, folders, engine, digests, pool)
    kept = dict(recall_fingerprints(tmp_path, folders, engine, digests))
    assert [folder.name for folder in kept] == [folder.name for folder in folders]
    assert check_cycles(tmp_path, (SECOND,)) == fresh

    facts.write_text(facts.read_text("utf-8").replace(theme[0], theme[0] + "。"), "utf-8")
    assert not any(finding.rule == "R23" for finding in check_cycles(tmp_path, (SECOND,)))


def test_a_store_that_is_none_of_ours_is_passed_over(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cycles", tmp_path / "cycles")
    store = tmp_path / ".cache/huiqi/summaries.json"
    store.parent.mkdir(parents=True)
    store.write_text(json.dumps({FIRST: {"key": 1}, SECOND: []}), "utf-8")
    assert check_cycles(tmp_path, (FIRST,)) == []


def test_materials_are_read_once_and_again_when_they_change(tmp_path: Path) -> None:
    cycles = Path(shutil.copytree(ROOT / "cycles", tmp_path / "cycles"))
    note = cycles / FIRST / "materials" / "note-charter.md"
    note.write_text(note.read_text("utf-8") + "\n![缺图](没有.png)\n", "utf-8")
    fresh = check_cycles(tmp_path, (FIRST,))
    assert fresh
    assert check_cycles(tmp_path, (FIRST,)) == fresh
    facts = cycles / FIRST / "cycle.yml"
    facts.write_text("# 一行注释\n" + facts.read_text("utf-8"), "utf-8")
    moved = check_cycles(tmp_path, (FIRST,))
    assert [finding.line for finding in moved] == [finding.line + 1 for finding in fresh]
    note.write_bytes("甲".encode("utf-16"))
    wrong = check_cycles(tmp_path, (FIRST,))
    assert [finding.file for finding in wrong] == ["materials/note-charter.md"]
    assert check_cycles(tmp_path, (FIRST,)) == wrong
