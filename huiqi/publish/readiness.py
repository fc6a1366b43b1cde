"""Whether public/ may go out: final, and made from the facts, pages and program of now."""

from __future__ import annotations

from pathlib import Path

from huiqi.build.staleness import find_unbuilt, refuse_stale
from huiqi.errors import HuiqiError
from huiqi.site.site_record import list_site_records


def refuse_unready(root: Path) -> None:
    """Refuse samples, drafts and sites of the past.

    Raises:
        HuiqiError: names the cycles and the remedy.
    """
    sites = list(list_site_records(root / "public"))
    samples = [site.id for site in sites if site.sample]
    if samples:
        raise HuiqiError(
            f"{'、'.join(samples)} 是样例，不审查、不发布。"
            "改法：用 huiqi new 新建本单位的会议，填写后运行 huiqi build；样例随即从 public/ 移走。"
        )
    drafts = [site.id for site in sites if site.state == "draft"]
    if drafts:
        raise HuiqiError(f"{'、'.join(drafts)} 是送审稿，不发布。改法：审核同意后生成定稿。")
    refuse_stale(root)


def describe_unbuilt(root: Path) -> list[str]:
    """Say which cycles have no site and so do not go out; nothing where there is none."""
    unbuilt = find_unbuilt(root)
    names = "、".join(unbuilt)
    return [f"提示：cycles/ 中的 {names} 还没有生成网站，不在发布内容中。"] if unbuilt else []
