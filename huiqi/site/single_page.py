"""One page of a site that was built before, made again without the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from huiqi.errors import HuiqiError

# In MkDocs' ``extra``: the SinglePage that alone is made.
SINGLE = "single_page"
# A function that is called between two pages, and may raise.
PAUSE = "pause"


@dataclass(frozen=True)
class SinglePage:
    """The address of a page, and the folder of the site that has it: what it links to is there."""

    address: str
    built: Path

    def is_in(self, folder: str) -> bool:
        """Whether the page stands in a folder of the site."""
        return self.address.startswith(f"{folder}/")


def leave_out_others(files: Files, wanted: SinglePage) -> None:
    """Have MkDocs know all files, for links and navigation, but make one page alone.

    Raises:
        HuiqiError: the facts give no such page.
    """
    page = next((file for file in files if file.dest_uri == wanted.address), None)
    if page is None:
        raise HuiqiError(f"没有 {wanted.address} 这一页。改法：换一页看。")
    made = {page.src_uri, *(near.src_uri for near in _untitled_neighbours(page))}
    for file in files:
        if file.src_uri not in made:
            file.inclusion = InclusionLevel.DRAFT


def is_left_out(file: File) -> bool:
    """Whether a file is known, but not made."""
    return file.inclusion is InclusionLevel.DRAFT


def _untitled_neighbours(file: File) -> Iterator[File]:
    """Yield the pages to which the foot of a page leads and whose title stands in themselves."""
    page = file.page
    near = (page.previous_page, page.next_page) if page else ()
    yield from (one.file for one in near if isinstance(one, Page) and one.title is None)
