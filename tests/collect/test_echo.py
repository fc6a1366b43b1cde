"""What LibreOffice writes more than once is taken out; a member's own repetitions stay."""

from __future__ import annotations

import pytest

from huiqi.collect.reading.echo import drop_echoed


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["甲1乙", "甲甲1乙", "1甲1乙", "乙甲1乙", "甲1乙", "后"], ["甲1乙", "后"]),
        (["甲1乙", "甲1乙"], ["甲1乙", "甲1乙"]),
        (["甲1乙", "甲甲1乙", "甲1乙"], ["甲1乙", "甲甲1乙", "甲1乙"]),
        (["甲1乙", "甲甲1乙", "1甲1乙", "乙甲1乙", "后"], ["甲1乙", "甲甲1乙", "1甲1乙", "乙甲1乙", "后"]),
        ([], []),
    ],
)  # fmt: skip
def test_paragraphs_of_an_echo_are_dropped(texts: list[str], left: list[str]) -> None:
    assert drop_echoed(texts) == left
