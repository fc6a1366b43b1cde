"""Archived cycles: built once, and held against the manifest from then on."""

from __future__ import annotations

from pathlib import Path

from huiqi.build.outcome import Outcome
from huiqi.build.records import read_record
from huiqi.errors import HuiqiError
from huiqi.files.checksums import (
    MANIFEST,
    describe_differences,
    hash_file,
    load_checksums,
    verify_folder,
)
from huiqi.site.site_record import SITE_RECORD, read_site_record


def is_archived(root: Path, cycle: str) -> bool:
    """Whether a cycle's site was built as an archived one, or is gone though the manifest has it.

    A build that was killed may have put it in place before the manifest had it; a site_record that was
    changed afterwards is none of these.
    """
    site, entries = root / "public" / cycle, list_entries(root, cycle)
    site_record, record = read_site_record(site), read_record(root, cycle)
    if site_record is None:
        return bool(entries)
    listed = entries.get(SITE_RECORD)
    changed = record is not None and record.sums.get(SITE_RECORD) == listed
    return site_record.state == "archived" and (changed or listed == hash_file(site / SITE_RECORD))


def list_entries(root: Path, cycle: str) -> dict[str, str]:
    """Return a cycle's entries in the manifest, by their addresses on its site."""
    public, prefix = root / "public", f"{cycle}/"
    try:
        entries = load_checksums(public) if (public / MANIFEST).is_file() else {}
    except (HuiqiError, ValueError):
        return {}
    return {
        name.removeprefix(prefix): digest
        for name, digest in entries.items()
        if name.startswith(prefix)
    }


def check_archived(root: Path, cycle: str) -> Outcome:
    """Compare an archived site with its entries in the manifest."""
    try:
        differences = verify_folder(root / "public" / cycle, list_entries(root, cycle))
    except HuiqiError as error:
        return Outcome(cycle, error=error)
    if not differences:
        return Outcome(cycle, way="archived")
    return Outcome(cycle, error=HuiqiError(
        f"public/{cycle}/ 已归档，与 {MANIFEST} 不符：\n{describe_differences(differences)}\n"
        f"改法：从发布的网站或备份中恢复 public/{cycle}/；确需重新生成的，运行 huiqi build {cycle} --force。"
    ))  # fmt: skip
