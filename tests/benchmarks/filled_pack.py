"""A pack of 40 members, handed out and filled in by program, for benchmarks of collecting."""

from __future__ import annotations

import random
import shutil
from itertools import chain, cycle, islice
from pathlib import Path

from ruamel.yaml import YAML

from huiqi.collect.model import Place
from huiqi.collect.reading.forms import take_form
from huiqi.facts.reading.load import load_cycle
from huiqi.word.ooxml import to_bytes
from huiqi.word.pack_folder import build_pack
from tests.benchmarks.pack_speed import write_members
from tests.collect.filled import document_of, fill
from tests.collect.filled_project import change_parts
from tests.support.projects import ROOT
from tests.support.samples import FIRST, LONG_FORM

MEMBERS = 40
# Signs of an answer, by what the file's name begins with; of all others a few.
_LENGTHS = {"D13": 400, "D12": 400, "D11": 150, "D16": 80}
_FEW, _PARAGRAPH = 30, 120
# Few signs are frequent and most are rare, as in any text.
_SIGNS = [chr(0x4E00 + number) for number in range(3000)]
_WEIGHTS = [1 / (rank + 5) for rank in range(len(_SIGNS))]
# Papers that come in as often as somebody writes one, and the one that never comes back.
_MANY, _NEVER = "D06", "D24"


def make_crowded_project(root: Path) -> Path:
    """Write a project whose one cycle has 40 members, all talks and every document, with its pack."""
    folder = root / "cycles" / FIRST
    folder.mkdir(parents=True)
    yaml = YAML(typ="safe", pure=True)
    yaml.representer.add_representer(tuple, yaml.representer.__class__.represent_list)
    data = yaml.load(LONG_FORM / FIRST / "cycle.yml")
    data["members"] = [dict(one) for one in write_members(MEMBERS)]
    data["preparation"]["talks"]["kinds"] = ["chair-member", "member-member"]
    with (folder / "cycle.yml").open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    shutil.copytree(ROOT / "docs" / "parts", root / "docs" / "parts")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    build_pack(root, load_cycle(folder), draft=True)
    return root


def fill_papers(root: Path, target: Path, count: int) -> None:
    """Fill in so many papers of a pack, each once, and as many opinion forms as are wanting."""
    chance, pack = random.Random(1), root / "pack" / FIRST
    papers = sorted(path for path in pack.rglob("*.docx") if not path.name.startswith(_NEVER))
    many = [path for path in papers if path.name.startswith(_MANY)]
    for number, path in enumerate(islice(chain(papers, cycle(many)), count)):
        made = target / path.relative_to(pack)
        made = made.with_stem(f"{made.stem}-{number}") if made.exists() else made
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(_fill(path, chance))


def _fill(path: Path, chance: random.Random) -> bytes:
    data = path.read_bytes()
    document = document_of(data)
    form = take_form(document, document_id=path.name, paper=path.name, title=path.name)
    length = _LENGTHS.get(path.name[:3], _FEW)
    answers = {place.key: _invent(place, length, chance) for place in form.places}
    return change_parts(data, {"word/document.xml": to_bytes(fill(document, answers))})


def _invent(place: Place, length: int, chance: random.Random) -> list[str]:
    if place.kind == "choice":
        return [chance.choice(place.choices)]
    if place.kind == "date":
        return [f"2022年1月{chance.randint(1, 28)}日"]
    signs = chance.choices(_SIGNS, _WEIGHTS, k=max(1, int(length * chance.uniform(0.5, 1.5))))
    text = "".join(signs)
    return [f"{text[at : at + _PARAGRAPH]}。" for at in range(0, len(text), _PARAGRAPH)]
