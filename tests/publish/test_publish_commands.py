"""From the built site to the live one, by the real commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.command import run
from tests.support.many_cycles import edit_facts
from tests.support.projects import copy_built, copy_project
from tests.support.samples import BRANCH, FIRST, SECOND


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, public: Path) -> Path:
    return copy_built(public, tmp_path_factory.mktemp("publish") / "project", SECOND)


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "project")


def test_review_publish_verify_withdraw(project: Path, tmp_path: Path) -> None:
    live, bundle = tmp_path / "网站", tmp_path / "网站.zip"
    done = run("publish", str(live), project=project)
    assert done.returncode == 1
    assert "改法：先审查、后发布：运行 huiqi review。" in done.stderr
    assert not live.exists()

    done = run("review", project=project)
    assert done.returncode == 0
    assert "没有记录审查" in done.stdout
    assert not (project / "reviews").exists()

    done = run("review", "--reviewer", "毕三", project=project)
    assert "供下载的文件" in done.stdout
    (record,) = (project / "reviews").iterdir()
    assert record.read_text("utf-8").startswith("审查人：毕三\n")

    # Papers that are made between review and publication change no site.
    assert run("word", SECOND, "会议主持词", project=project).returncode == 0
    done = run("publish", str(live), "--bundle", str(bundle), project=project)
    assert done.returncode == 0, done.stderr
    again = run("publish", str(live), project=project)
    assert "没有变化，不再发布；另保留 0 版" in again.stdout
    assert (live / SECOND / "index.html").is_file()
    assert not list(live.rglob("cycle.yml"))
    assert not (live / "pack").exists()
    assert len(list((project / "cycles" / SECOND / "published").iterdir())) == 1
    assert f"提示：cycles/ 中的 {FIRST}、{BRANCH} 还没有生成网站" in done.stdout
    for place in (live, bundle):
        assert "与清单一致" in run("verify", str(place), project=project).stdout
    (live / "index.html").write_text("改过", "utf-8")
    done = run("verify", str(live), project=project)
    assert done.returncode == 1
    assert "内容不同：index.html" in done.stderr

    assert "没有更早的一版" in run("publish", str(live), "--rollback", project=project).stderr
    assert run("publish", str(live), "--withdraw", project=project).returncode == 0
    edit_facts(project / "cycles" / SECOND / "cycle.yml", "会后20日", "会后18日")
    for words in (["review"], ["publish", str(live)], ["publish", "--bundle", str(bundle)]):
        assert f"public/ 中的 {SECOND} 生成以后" in run(*words, project=project).stderr
    assert {path.name for path in tmp_path.iterdir()} == {"project", "网站.zip"}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose public/ holds an empty manifest and nothing else."""
    project = copy_project(tmp_path_factory.mktemp("bare") / "project")
    (project / "public").mkdir()
    (project / "public" / "SHA256SUMS").write_text("", "utf-8")
    return project


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["publish"], "没有写发布到哪里"),
        (["publish", "--rollback"], "没有写发布到哪里"),
        (["publish", "x", "--rollback", "--withdraw"], "只能用一个"),
        (["publish", "没有/这里/live"], "没有审查记录"),
        (["publish", "x", "--keep", "0"], "--keep 的值不对"),
        (["verify", "没有这个"], "没有 没有这个"),
        (["verify", "mkdocs.yml"], "不是完好的 ZIP 文件"),
        (["publish", "x", "--withdraw"], "没有由会期发布过网站"),
    ],
)
def test_what_is_asked_wrongly_is_explained(words: list[str], said: str, bare: Path) -> None:
    done = run(*words, project=bare)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (bare / "x").exists()
    assert [path.name for path in (bare / "public").iterdir()] == ["SHA256SUMS"]


def test_a_site_is_not_published_into_itself(project: Path) -> None:
    run("review", "--reviewer", "毕三", project=project)
    for place in ("public", "public/live", "."):
        done = run("publish", place, project=project)
        assert done.returncode == 1
        assert "互相包含" in done.stderr


def test_a_draft_is_not_published(project: Path, tmp_path: Path) -> None:
    assert run("build", SECOND, "--draft", project=project).returncode == 0
    for words in (["review", "--reviewer", "毕三"], ["publish", str(tmp_path / "live")]):
        done = run(*words, project=project)
        assert done.returncode == 1
        assert f"{SECOND} 是送审稿，不发布" in done.stderr
    assert not (tmp_path / "live").exists()
