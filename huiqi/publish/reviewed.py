"""What was reviewed, and what is noted once it has gone out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from huiqi.compare.history import keep_published
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error
from huiqi.publish.readiness import refuse_unready
from huiqi.publish.review import Review, find_review
from huiqi.site.site_record import list_site_records


def require_review(root: Path) -> Review:
    """Return the review of what stands in public/ now.

    Raises:
        HuiqiError: it may not go out, or nobody has reviewed it.
    """
    refuse_unready(root)
    return find_review(root, root / "public")


def note_published(root: Path, today: dt.date) -> None:
    """Keep the facts of all cycles that went out, for the sites to compare themselves with.

    Raises:
        HuiqiError: they cannot be written; the site is out all the same.
    """
    try:
        for record in list_site_records(root / "public"):
            keep_published(root / "cycles" / record.id, today)
    except OSError as error:
        raise HuiqiError(
            f"已经发布，但没有记下发布的会议事实（{explain_os_error(error)}）。"
            "改法：核对 cycles/ 的权限和剩余空间，再发布一次。"
        ) from error
