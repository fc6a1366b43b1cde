"""Whether what stands in public/ is what the facts and pages of now would give."""

from __future__ import annotations

from pathlib import Path

from huiqi.build.archived import is_archived
from huiqi.build.digests import Digests
from huiqi.build.plan import make_plan
from huiqi.build.processes import ProcessPool
from huiqi.build.records import read_record
from huiqi.errors import HuiqiError
from huiqi.facts.folders import select_folders
from huiqi.site.site_record import list_site_records


def find_stale(root: Path) -> list[str]:
    """Return the cycles whose facts, pages or templates are others now than their sites were made from.

    An archived site is what it was, whatever its facts say.
    """
    built = [site_record.id for site_record in list_site_records(root / "public")]
    with ProcessPool(1) as pool:
        plan = make_plan(root, (), Digests(root), pool, draft=False)
    return [
        name
        for name in built
        if not (name in plan.archived and is_archived(root, name))
        and ((record := read_record(root, name)) is None or record.key != plan.keys.get(name))
    ]


def refuse_stale(root: Path) -> None:
    """Refuse sites of the past: the office would publish them.

    Raises:
        HuiqiError: names the cycles.
    """
    stale = find_stale(root)
    if stale:
        raise HuiqiError(
            f"public/ 中的 {'、'.join(stale)} 生成以后，会议事实、页面或程序又有改动，或者没有生成记录。"
            "改法：运行 huiqi build，重新审查后再发布。"
        )


def find_unbuilt(root: Path) -> list[str]:
    """Return the cycles that have facts and no site; samples beside others need none."""
    built = {site_record.id for site_record in list_site_records(root / "public")}
    return [
        folder.name for folder in select_folders(root / "cycles", ()) if folder.name not in built
    ]
