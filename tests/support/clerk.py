"""A clerk at the desk: clicks and types what stands on the pages, and counts the fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.support.desks import Desk


@dataclass
class Clerk:
    """One person at one cycle; ``fields`` counts what was typed or picked."""

    page: Page
    desk: Desk
    cycle: str = ""
    fields: int = 0
    VIEWPORT: ClassVar[ViewportSize] = {"width": 1280, "height": 900}

    def press(self, target: Locator) -> None:
        """Do what a link, a button or a box does."""
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Put a text in the place of what stands in a field; the field keeps the focus."""
        field.fill(text)

    def pick(self, field: Locator, label: str) -> None:
        """Pick one of several."""
        field.select_option(label=label)

    def go(self, section: str) -> None:
        """Open a section of the facts by its link."""
        nav = self.page.get_by_role("navigation", name="会议事实")
        self.press(nav.get_by_role("link", name=section, exact=True))
        expect(self.page.locator("h1")).to_have_text(section, timeout=60_000)
        self.page.wait_for_load_state("load")

    def put(self, field: Locator, text: str) -> None:
        """Type into a field, or pick in it, and leave it; wait until it is saved."""
        self.fields += 1
        # Arrows hand in choices on the way: the one that was meant is waited for.
        with self.page.expect_response(
            lambda answer: (
                answer.request.method == "POST"
                and answer.url.endswith("/set")
                and (answer.request.post_data_json or {}).get("text") == text
            )
        ) as waiting:
            if field.evaluate("one => one.tagName") == "SELECT":
                self.pick(field, text)
            else:
                self.write(field, text)
                self.page.keyboard.press("Tab")
        assert waiting.value.ok, (text, waiting.value.text())
        answer = waiting.value.json()
        self.page.wait_for_function(
            "digest => document.getElementById('facts').dataset.base === digest",
            arg=answer["digest"],
        )

    def fill(self, block: str, texts: dict[str, str]) -> None:
        """Fill in fields of a group by their titles."""
        group = self.page.locator("#facts fieldset").filter(
            has=self.page.locator("> legend", has_text=block)
        ).first  # fmt: skip
        for title, text in texts.items():
            self.put(group.get_by_label(title, exact=True).first, text)

    def add_row(self, block: str, texts: dict[str, str]) -> None:
        """Fill in the empty row of a table, a cell after the other."""
        number = self._rows(self._listing(block)).count() - 1
        for title, text in texts.items():
            row = self._rows(self._listing(block)).nth(number)
            if row.evaluate("one => one.tagName === 'DETAILS' && !one.open"):
                self.press(row.locator("> summary"))
            self.put(row.get_by_label(title, exact=True).first, text)

    def add_rows(self, block: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add several items to a table or list of cards."""
        for row in rows:
            self.add_row(
                block, {title: text for title, text in zip(titles, row, strict=True) if text}
            )

    def change_row(self, block: str, number: int, texts: dict[str, str]) -> None:
        """Change cells of a row that is there."""
        for title, text in texts.items():
            row = self._rows(self._listing(block)).nth(number)
            self.put(row.get_by_label(title, exact=True).first, text)

    def add_inner_row(
        self, block: str, number: int, inner: str, titles: Sequence[str], row: Sequence[str]
    ) -> None:
        """Fill in the empty row of a table that stands in an item of a list."""
        count = -1
        for title, text in zip(titles, row, strict=True):
            card = self._rows(self._listing(block)).nth(number)
            if card.evaluate("one => one.tagName === 'DETAILS' && !one.open"):
                self.press(card.locator("> summary"))
            rows = card.locator(
                ".listing", has=self.page.locator("caption", has_text=inner)
            ).locator("tbody tr")
            count = rows.count() - 1 if count < 0 else count
            if text:
                self.put(rows.nth(count).get_by_label(title, exact=True).first, text)

    def add_named(self, kind: str, name: str) -> None:
        """Press the button that adds what a field names and nobody has described yet."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/name")):
            self.press(self.page.get_by_role("button", name=f"新增{kind}“{name}”"))
        expect(self.page.get_by_role("button", name=f"新增{kind}“{name}”")).to_have_count(0)

    def _rows(self, listing: Locator) -> Locator:
        return listing.locator("> table > tbody > tr, > details")

    def _listing(self, block: str) -> Locator:
        return self.page.locator("#facts .listing").filter(
            has=self.page.locator("> table > caption, > h2", has_text=block)
        ).last  # fmt: skip
