"""Builds that are killed at any moment: what stands in public/, what goes out, what comes next."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from huiqi.build import run
from huiqi.files.checksums import site_digest, verify
from huiqi.publish.releases import publish
from tests.support import kills
from tests.support.drawn import open_chance
from tests.support.kills import STATES
from tests.support.many_cycles import edit_facts, make_project


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_kill_while_installing(tmp_path: Path, way: str) -> None:
    """Between two renames a site is away until the next build; an exchange leaves no such moment."""
    chance, project = open_chance(), make_project(tmp_path / "project", len(kills.CYCLES))
    wholes = {}
    for state in STATES:
        kills.write_state(project, state)
        kills.build_copies(project)
        wholes[state] = kills.read_files(project / "public")
    publish(project / "public", tmp_path / "live", site_digest(project / "public"))
    for _ in range(kills.KILLS // 2):
        process = kills.start(["-m", "tests.support.kills", way], project)
        assert process.stdout
        for _ in range(chance.randint(1, 6)):
            assert process.stdout.readline() == "made\n"
        time.sleep(chance.random() * 0.2)
        assert kills.kill(process)
        kills.check_killed(project, wholes, gaps=way == "renames")
        state = chance.choice(STATES)
        kills.write_state(project, state)
        kills.build_copies(project)
        kills.check_built(project, wholes[state])


def test_who_works_for_a_build_ends_with_it(tmp_path: Path) -> None:
    """In the midst of a piece of work, and writing."""
    process = kills.start(["-m", "tests.support.kills", "work"], tmp_path)
    assert process.stdout
    names = {process.stdout.readline().strip() for _ in range(2)}
    assert kills.kill(process, within=3)
    sizes = [(tmp_path / name).stat().st_size for name in names]
    time.sleep(0.1)
    assert [(tmp_path / name).stat().st_size for name in names] == sizes


@pytest.mark.parametrize("step", ["write_record", "finish_public"])
def test_an_archived_site_that_the_manifest_does_not_know(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build that installed it ended before its manifest: the next one takes it for its own."""
    project = make_project(tmp_path / "project", len(kills.CYCLES))
    kills.build_copies(project)
    for cycle in kills.CYCLES:
        path = project / "cycles" / cycle / "cycle.yml"
        edit_facts(path, "\nkind: ", "\narchived_on: 2025-06-01\nkind: ")

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run, step, end)
        with pytest.raises(KeyboardInterrupt):
            kills.build_copies(project)
    assert verify(project / "public") != {}
    kills.build_copies(project)
    assert verify(project / "public") == {}
    for cycle in kills.CYCLES:
        assert '"archived"' in (project / "public" / cycle / "cycle.json").read_text("utf-8")
