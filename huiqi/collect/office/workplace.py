"""Where the office's papers are made and kept, with the forms that they were made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from huiqi.collect.issued.handing_out import hand_out_more
from huiqi.collect.kept.store import find_folder
from huiqi.collect.office.prefilled import Made
from huiqi.collect.office.working_files import Put, WorkingFiles
from huiqi.facts.reading.load import Facts
from huiqi.word.pack_folder import open_paper_maker
from huiqi.word.paper_maker import PaperMaker


@dataclass(frozen=True)
class Workplace:
    """Where papers are made and kept: the project, the cycle's facts, the day on which papers are handed out."""

    root: Path
    facts: Facts
    day: dt.date

    @property
    def files(self) -> WorkingFiles:
        """The office's working files."""
        return WorkingFiles(find_folder(self.root, self.facts.cycle.id))

    @property
    def maker(self) -> PaperMaker:
        """What makes papers."""
        return open_paper_maker(self.root)

    def keep(self, made: Made) -> list[str]:
        """Keep papers that were made, and their forms: filled in further, they are read with these."""
        if made.papers:
            blanks = {one.name: one.blank for one in made.papers}
            hand_out_more(self.root, self.facts.cycle, blanks, self.day)
        done = self.files.put({one.name: one.filled for one in made.papers})
        return [*say_put(self.files, done), *made.waiting]


def say_put(files: WorkingFiles, done: Sequence[Put]) -> Iterator[str]:
    """Yield which files were written, and under which names edited ones were kept."""
    for one in done:
        if one.kept:
            yield f"{files.show(one.name)}：原来的文件改过，已留作 {one.kept.rpartition('/')[2]}。"
        if one.written:
            yield files.show(one.name)
    same = sum(not one.written for one in done)
    if same:
        yield f"另有{same}个文件与原来相同，没有重写。"
