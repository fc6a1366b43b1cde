"""What a site takes of its theme: every file that its pages load, and no dead weight."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from huiqi.site.theme_files import leave_out_unused, pass_over_hidden_folders
from tests.support.projects import ROOT
from tests.support.samples import FIRST


def _take(config: MkDocsConfig) -> Files:
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return files


def test_mkdocs_takes_the_same_files_without_looking_through_the_icons() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    all_files = _take(config)
    pass_over_hidden_folders(config.theme)
    names = config.theme.get_env().list_templates()
    assert [file.src_uri for file in _take(config)] == [file.src_uri for file in all_files]
    assert not [name for name in names if name.startswith(".icons/")]
    assert config.theme.get_env().get_template(".icons/material/magnify.svg").render()


def test_the_theme_s_own_search_and_source_maps_are_left_out() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    files = _take(config)
    before = {file.src_uri for file in files}
    leave_out_unused(files, config.theme.dirs)
    gone = before - {file.src_uri for file in files}
    assert {name.rpartition(".")[2] for name in gone} == {"js", "map"}
    assert {name for name in gone if "/stylesheets/" in name or "/bundle." in name} == {
        name for name in before if name.endswith(".map") and "/workers/" not in name
    }


def test_a_file_of_the_same_name_in_the_pages_stays(tmp_path: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    files = _take(config)
    leave_out_unused(files, [str(tmp_path)])
    assert [file.src_uri for file in files] == [file.src_uri for file in _take(config)]


def test_no_page_names_what_was_left_out(public: Path) -> None:
    site = public / FIRST
    assert not [*site.glob("assets/javascripts/lunr"), *site.glob("assets/javascripts/workers")]
    assert not list(site.rglob("*.map"))
    named = re.compile(r"javascripts/(?:lunr|workers)/")
    assert not [path.name for path in site.rglob("*.html") if named.search(path.read_text("utf-8"))]
