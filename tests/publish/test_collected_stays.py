"""What came back and what was handed out stays on the machine: in no site, bundle, release, ZIP of the program, or git."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from huiqi.files.checksums import write_checksums
from huiqi.windows.bundle import tracked_files
from tests.support.command import run
from tests.support.projects import ROOT, copy_built
from tests.support.samples import SECOND

_REMARK = "这一句只在收回的材料里，别处都没有（示例）"
_ANSWER = "收回的材料里有一句写了很多个字的示例意见"


def _collect(root: Path) -> Path:
    """Leave everything that collecting, handing out and the desk leave in a project."""
    papers = [{"answers": {"problems_1": [_ANSWER]}, "unplaced": [_REMARK]}]
    folder, handed = root / "collected" / SECOND, root / "handed-out" / SECOND
    files = {
        folder / "index.json": json.dumps({"papers": papers}, ensure_ascii=False),
        folder / "marks.json": json.dumps([{"reason": _REMARK}], ensure_ascii=False),
        folder / "index.html": _REMARK, folder / "填写内容.csv": _REMARK, folder / "report.json": _REMARK,
        folder / "originals" / "0a.docx": _REMARK, folder / "归档" / "01-提纲.docx": _REMARK,
        handed / "index.json": _REMARK, handed / "forms" / "0a.json": _REMARK,
        root / ".desk" / SECOND / "collecting" / "提纲.docx": _REMARK,
    }  # fmt: skip
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def _read_all(place: Path) -> Iterator[bytes]:
    """Yield the contents of a folder's files, or of an archive's, with those of the archives inside."""
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        if path.is_file():
            yield path.name.encode()
            yield from _unpack(path.read_bytes())


def _unpack(data: bytes) -> Iterator[bytes]:
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _unpack(archive.read(name))


def test_nothing_that_came_back_goes_out(public: Path, tmp_path: Path) -> None:
    project = copy_built(public, tmp_path / "project", SECOND)
    _collect(project)
    live, bundle = tmp_path / "网站", tmp_path / "网站.zip"
    said = []
    for words in (
        ("build", SECOND, "--force"), ("review", "--reviewer", "毕三"),
        ("publish", str(live), "--bundle", str(bundle)), ("verify", str(live)), ("verify", str(bundle)),
    ):  # fmt: skip
        done = run(*words, project=project)
        assert done.returncode == 0, done.stderr
        said.append(done.stdout + done.stderr)
    told = [*map(str.encode, said)]
    for place in (project / "public", project / "reviews", live, bundle):
        told += _read_all(place)
    for secret in (_REMARK, _ANSWER, "handed-out/", "collected/"):
        assert not [data for data in told if secret.encode() in data]

    # A page may hold such words before they come back.
    page = project / "public" / SECOND / "index.html"
    page.write_text(f"{page.read_text('utf-8')}<p>{_ANSWER}</p>", "utf-8")
    write_checksums(project / "public")
    for words in (("review", "--reviewer", "毕三"), ("publish", str(live))):
        done = run(*words, project=project)
        assert done.returncode == 1
        assert f"“{_ANSWER[:6]}……”出现在 index.html" in done.stderr
        assert _ANSWER not in done.stderr


@pytest.mark.parametrize("force", [False, True])
def test_neither_git_nor_the_zip_of_the_program_takes_it(tmp_path: Path, *, force: bool) -> None:
    git = ("git", "-C", str(tmp_path))
    shutil.copy2(ROOT / ".gitignore", tmp_path)
    _collect(tmp_path)
    subprocess.run([*git, "init", "-q"], check=True)
    # Somebody may have added what is not to be added.
    subprocess.run([*git, "add", "--all", *(["--force"] if force else [])], check=True)
    assert tracked_files(tmp_path) == [".gitignore"]
