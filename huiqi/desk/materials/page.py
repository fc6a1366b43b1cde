"""The page of a cycle's study materials: what waits, what is there, what was there before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huiqi.desk.facts_page import FactsPage
from huiqi.desk.form.layout import Section
from huiqi.desk.form.said import Said, say
from huiqi.desk.history_page import say_time
from huiqi.desk.materials.folder import MaterialFolder
from huiqi.desk.materials.uploads import Upload, Uploads
from huiqi.desk.rendering import render_html
from huiqi.facts.model.content import Material
from huiqi.materials.read_file import is_material, is_picture

MATERIALS = Section("materials", "学习材料文件", ())
KINDS = ("原文", "学习提示", "参考")


@dataclass(frozen=True)
class MaterialLine:
    """A material of the facts with what is found at it."""

    number: int
    material: Material
    title: str
    reading: str
    there: bool
    findings: tuple[Said, ...]


@dataclass(frozen=True)
class Stranger:
    """A file of the folder that no material names; ``readable``: it may become one."""

    name: str
    readable: bool


@dataclass(frozen=True)
class RemovedLine:
    """A file that was there before."""

    key: str
    name: str
    when: str


class MaterialsPage(FactsPage):
    """The materials of one cycle."""

    def __init__(self, page: FactsPage) -> None:
        super().__init__(page.kept, MATERIALS)
        self.folder = MaterialFolder(page.kept.root, page.kept.cycle)
        self.uploads = Uploads(page.kept.root, page.kept.cycle)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that a material may be of."""
        return KINDS

    @property
    def readings(self) -> list[str]:
        """The readings that a material may belong to, by name."""
        return (
            [name for name in self.state.names.of("reading").values() if name] if self.state else []
        )

    @property
    def waiting(self) -> list[Upload]:
        """The files that wait to be put in."""
        return self.uploads.list_all()

    @property
    def pictures(self) -> list[str]:
        """The pictures of the folder."""
        return [name for name in self.folder.list_names() if is_picture(name)]

    def read_beside(self) -> dict[str, bytes]:
        """Return the pictures that a text may show: those of the folder, and those that wait."""
        waiting = {
            one.name: self.uploads.data_path(one).read_bytes()
            for one in self.waiting
            if one.is_picture and not one.refused
        }
        return self.folder.read_pictures() | waiting

    @property
    def lines(self) -> list[MaterialLine]:
        """The materials of the facts."""
        return [self._line(number) for number in range(len(self.materials))]

    @property
    def materials(self) -> tuple[Material, ...]:
        """The materials as the facts have them."""
        return self.state.cycle.materials if self.state else ()

    def _line(self, number: int) -> MaterialLine:
        material, state = self.materials[number], self.state
        if state is None:
            raise TypeError(number)
        reading = state.names.show("reading", material.reading) if material.reading else ""
        found = tuple(
            say(finding, state.names)
            for path, finding in self._located
            if path[:2] == ("materials", number)
        )
        there = self.folder.read(material.file) is not None
        title = state.names.write_out(material.title) if material.title else reading
        return MaterialLine(number, material, title, reading, there, found)

    @property
    def strangers(self) -> list[Stranger]:
        """The files of the folder that no material names."""
        named = {material.file for material in self.materials}
        return [
            Stranger(name, is_material(name))
            for name in self.folder.list_names()
            if name not in named and not name.startswith((".", "~$"))
            and not is_picture(name)
        ]  # fmt: skip

    @property
    def removed(self) -> list[RemovedLine]:
        """What was there before, newest first."""
        return [
            RemovedLine(key, name, say_time(when.isoformat()))
            for key, when, name in self.folder.list_removed()
        ]

    def find(self, file: str) -> int | None:
        """Return the number of the material that names a file."""
        files = [material.file for material in self.materials]
        return files.index(file) if file in files else None

    def as_answer(self) -> dict[str, Any]:
        """Return what a page that is open swaps in."""
        return {"main": render_html("materials_main.html", page=self)}
