"""What stands around the sites in public/: the front page, the manifest, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from huiqi.build.archived import list_entries
from huiqi.build.records import forget_record, list_sizes, read_record
from huiqi.build.scratch import list_scratch
from huiqi.files.checksums import write_checksums
from huiqi.site.portal import write_portal
from huiqi.site.site_record import list_site_records


def remove_gone(root: Path, scratch: Path) -> Iterator[str]:
    """Remove the sites whose facts are gone, so that nobody publishes them unseen; yield them.

    They go with the scratch folder.
    """
    for site_record in list(list_site_records(root / "public")):
        if not (root / "cycles" / site_record.id).is_dir():
            yield _move_away(root, site_record.id, scratch)


def remove_samples(root: Path, scratch: Path) -> Iterator[str]:
    """Remove the sites of samples once there is one of the office's own; yield them."""
    records = list(list_site_records(root / "public"))
    if all(record.sample for record in records):
        return
    for record in records:
        if record.sample:
            yield _move_away(root, record.id, scratch)


def _move_away(root: Path, cycle: str, scratch: Path) -> str:
    (root / "public" / cycle).rename(scratch / cycle)
    forget_record(root, cycle)
    return cycle


def finish_public(root: Path) -> None:
    """Write the front page and the manifest of what is there now."""
    public = root / "public"
    shutil.rmtree(public / ".mkdocs", ignore_errors=True)  # what a plain `mkdocs build` left
    write_portal(public)
    sites = list(list_site_records(public))
    sums = {
        site_record.id: _find_sums(root, site_record.id, site_record.state) for site_record in sites
    }
    known = {name: found for name, found in sums.items() if found}
    # What could not be cleared away is no part of the site: then nothing is published.
    write_checksums(public, known | {path.name: {} for path in list_scratch(public)})


def _find_sums(root: Path, cycle: str, state: str) -> dict[str, str]:
    """Return the checksums of a site that need no reading; none where its files must be read."""
    record = read_record(root, cycle)
    if record and record.sizes == list_sizes(root, cycle):
        return record.sums
    # What an archived site must be does not change with its files.
    return list_entries(root, cycle) if state == "archived" else {}
