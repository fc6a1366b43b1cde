"""What ``--format json`` says of papers that are nobody's."""

from __future__ import annotations

import datetime as dt

from huiqi.collect.report.json_output import collection_json
from tests.collect.answered import answered
from tests.collect.collections import make_collection


def test_anonymous_papers_have_no_file_and_no_day_and_ballots_no_answers() -> None:
    day = dt.date(2022, 1, 5)
    papers = (
        answered("appraisal-form", {"grade_1": "优秀"}, received_on=day, unplaced=("旁注",)),
        answered("opinion-form", {"team_1": "一条意见"}, received_on=day),
        answered("outline", {"problems_1": "一条问题"}, "mayor", received_on=day),
    )
    outline, ballot, form = collection_json(make_collection(papers=papers), {})["papers"]
    assert (outline["file"], outline["received_on"]) == ("outline-mayor-0.docx", "2022-01-05")
    assert (form["file"], form["received_on"], form["answers"]) == (
        "",
        None,
        {"team_1": ["一条意见"]},
    )
    assert (ballot["paper"], ballot["file"], ballot["received_on"]) == ("appraisal-form", "", None)
    assert (ballot["answers"], ballot["unplaced"], ballot["state"]) == ({}, [], "counted")
