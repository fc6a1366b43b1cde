"""The words that pages and Word templates may use: one definition serves both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from macros import (
    areas,
    assignments,
    basis,
    documents,
    duties,
    handout,
    kinds,
    news,
    papers,
    readings,
    schedule_picture,
    steps,
    talk_matrix,
    talk_table,
    talks,
    tasks,
    timeline,
    words,
)
from macros.scope import Scope

MACROS: tuple[Callable[..., Any], ...] = (
    words.join,
    kinds.word,
    kinds.part,
    kinds.speaks_of,
    kinds.has_page,
    words.paren,
    words.ordinal,
    words.by,
    words.broken_title,
    words.meeting_when,
    words.meeting_where,
    words.quorum_text,
    words.approval_mark,
    basis.basis_text,
    basis.basis_list,
    basis.theme_source,
    basis.goals_text,
    readings.reading_text,
    readings.reading_list,
    readings.reading_count,
    readings.has_editions,
    readings.has_dates,
    readings.reading_ids,
    readings.material_title,
    readings.other_materials,
    areas.area_count,
    areas.area_texts,
    areas.area_table,
    areas.area_title,
    areas.related_readings,
    areas.dimensions_text,
    duties.person,
    duties.people,
    duties.prep_group,
    duties.duties_by_office,
    duties.duties_of_stage,
    duties.duties_by_stage,
    duties.members_table,
    steps.steps,
    steps.step_title,
    steps.step_heading,
    timeline.step_owner,
    timeline.step_deadline,
    timeline.step_table,
    timeline.schedule,
    timeline.way,
    timeline.later_work,
    schedule_picture.schedule_picture,
    timeline.agenda,
    timeline.agenda_table,
    talks.talk_rules,
    talks.free_talks,
    talk_table.talk_lists,
    talk_table.talk_counts,
    talk_table.talk_table,
    news.news,
    tasks.roles,
    tasks.role_tasks,
    tasks.common_tasks,
    tasks.calendar_link,
    handout.role_codes,
    documents.document_table,
    documents.unreviewed,
    documents.download_table,
    documents.document_contents,
    documents.document_items,
    documents.issue_date,
    documents.document_categories,
    documents.document_count,
    assignments.assignment_lists,
    assignments.assignment_marks,
    assignments.assignment_table,
)


PAPER_MACROS: tuple[Callable[..., Any], ...] = (
    papers.known,
    papers.count,
    papers.rows,
    papers.source_names,
    papers.opinion_results,
    papers.opinion_total,
    papers.document_list,
    papers.chair_first,
    papers.round_members,
    papers.talks,
    papers.talk_groups,
    talk_matrix.talk_matrix,
)


def build_paper_vocabulary(scope: Scope) -> dict[str, Any]:
    """Return every name that a Word template may use: those of pages, and those for papers."""
    names: dict[str, Any] = {
        function.__name__: partial(function, scope) for function in PAPER_MACROS
    }
    return build_vocabulary(scope) | names


def build_vocabulary(scope: Scope) -> dict[str, Any]:
    """Return every name that a page or template may use: ``cycle`` and the macros."""
    names: dict[str, Any] = {function.__name__: partial(function, scope) for function in MACROS}
    return {"cycle": scope.view, **names}
