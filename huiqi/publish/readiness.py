"""Whether public/ may go out: final, and made from the facts, pages and program of now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from huiqi.errors import HuiqiError
from huiqi.site.site_record import list_site_records

_REFUSALS = {
    "sample": "{} 是样例，不审查、不发布。"
    "改法：用 huiqi new 新建本单位的会议，填写后运行 huiqi build；样例随即从 public/ 移走。",
    "draft": "{} 是送审稿，不发布。改法：审核同意后生成定稿。",
    "stale": "public/ 中的 {} 生成以后，会议事实、页面或程序又有改动，或者没有生成记录。"
    "改法：运行 huiqi build，重新审查后再发布。",
}


@dataclass(frozen=True)
class Obstacle:
    """Why public/ may not go out, and the cycles for whose sites it may not.

    ``sample``: fictional; ``draft``: not approved; ``stale``: made from other facts, pages or another
    program than there are now.
    """

    kind: Literal["sample", "draft", "stale"]
    cycles: tuple[str, ...]


def find_obstacle(root: Path) -> Obstacle | None:
    """Return the first reason for which public/ may not go out."""
    from huiqi.build.staleness import find_stale  # the build takes a while to load

    sites = list(list_site_records(root / "public"))
    if samples := tuple(site.id for site in sites if site.sample):
        return Obstacle("sample", samples)
    if drafts := tuple(site.id for site in sites if site.state == "draft"):
        return Obstacle("draft", drafts)
    stale = tuple(find_stale(root))
    return Obstacle("stale", stale) if stale else None


def refuse_unready(root: Path) -> None:
    """Refuse samples, drafts, sites of the past and sites with words of papers that came in since.

    Raises:
        HuiqiError: names the cycles and the remedy.
    """
    from huiqi.site.gates.answers import refuse_answers

    obstacle = find_obstacle(root)
    if obstacle:
        raise HuiqiError(_REFUSALS[obstacle.kind].format("、".join(obstacle.cycles)))
    public = root / "public"
    refuse_answers(root, {site.id: public / site.id for site in list_site_records(public)})


def describe_unbuilt(root: Path) -> list[str]:
    """Say which cycles have no site and so do not go out; nothing where there is none."""
    from huiqi.build.staleness import find_unbuilt

    unbuilt = find_unbuilt(root)
    names = "、".join(unbuilt)
    return [f"提示：cycles/ 中的 {names} 还没有生成网站，不在发布内容中。"] if unbuilt else []
