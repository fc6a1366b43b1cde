"""What a paper is called: 谈心谈话记录表."""

from __future__ import annotations

from huiqi.collect.model import CopyKey
from huiqi.facts.documents import list_templates
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.derived import once_per_cycle
from macros.escape import plain
from macros.scope import Rendition, Scope


def name_paper(cycle: Cycle, key: CopyKey) -> str:
    """Return the title of a paper: its own among several of a document, or the further document's."""
    further = _name_further(cycle).get(key.document)
    return further or _name_templates(cycle).get(key.paper, key.paper)


@once_per_cycle
def _name_further(cycle: Cycle) -> dict[str, str]:
    scope = Scope(cycle, Rendition.office())
    return {one.id: plain(scope.write(one.title)) for one in cycle.extra_documents}


@once_per_cycle
def _name_templates(cycle: Cycle) -> dict[str, str]:
    scope = Scope(cycle, Rendition.office())
    heads = {name: template.head for name, template in list_templates(cycle).items()}
    return {name: plain(scope.write(head.paper or head.title)) for name, head in heads.items()}
