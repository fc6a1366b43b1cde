"""Macros for the preparation steps: which a meeting has, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from huiqi.facts.kinds import speaks_of, word_of
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.timetable import Preparation
from macros.scope import Scope


@dataclass(frozen=True)
class StepWords:
    """What a preparation step is called: its page, its heading in the plan, its schedule line."""

    page: str
    heading: str
    event: str


STEPS = {
    "plan": StepWords("make-plan", "制定{meeting_word}方案", "制定实施方案"),
    "study": StepWords("study", "深入开展学习研讨", "学习研讨"),
    "opinions": StepWords("opinions", "广泛听取意见", "征求意见"),
    "talks": StepWords("talks", "认真开展谈心谈话", "谈心谈话，收齐谈话记录"),
    "materials": StepWords(
        "materials", "认真撰写{word}对照检查材料和个人发言提纲", "撰写对照检查材料和发言提纲"
    ),
    "criticism": StepWords("criticism", "开展批评和自我批评", "开展批评和自我批评"),
    "appraisal": StepWords("appraisal", "开展民主评议党员", "民主评议党员"),
}
# Where the members examine themselves and the branch as a whole does not.
_OUTLINES_ALONE = StepWords("materials", "认真撰写个人发言提纲", "撰写个人发言提纲")


def step_title(scope: Scope, step: str) -> str:  # noqa: ARG001
    """准备步骤的名称。

    例：{{ step_title("study") }}
    """
    return str(Preparation.model_fields[step].title)


def list_steps(cycle: Cycle) -> dict[str, StepWords]:
    """Return the steps that this meeting has, in their order, with what they are called."""
    found = {
        name: words for name, words in STEPS.items() if getattr(cycle.preparation, name) is not None
    }
    if not speaks_of(cycle, "group-examination"):
        found["materials"] = _OUTLINES_ALONE
    return found


def steps(scope: Scope) -> list[str]:
    """准备步骤的代号，按先后排列，用于逐步列出。

    例：{{ join(steps()) }}
    """
    return list(list_steps(scope.cycle))


def step_heading(scope: Scope, step: str) -> str:
    """准备步骤在方案中的标题。

    例：{{ step_heading("plan") }}
    """
    word = word_of(scope.cycle, "team")
    return scope.write(list_steps(scope.cycle)[step].heading.replace("{word}", word))
