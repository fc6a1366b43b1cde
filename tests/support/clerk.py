"""A clerk at the desk: clicks and types what stands on the pages, and counts the fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.support.desks import Desk


@dataclass
class Clerk:
    """One person at one cycle; ``fields`` counts what was typed or picked."""

    page: Page
    desk: Desk
    cycle: str = ""
    fields: int = 0

    def go(self, section: str) -> None:
        """Open a section of the facts by its link."""
        nav = self.page.get_by_role("navigation", name="会议事实")
        nav.get_by_role("link", name=section, exact=True).click()
        expect(self.page.locator("h1")).to_have_text(section)

    def put(self, field: Locator, text: str) -> None:
        """Type into a field, or pick in it, and leave it; wait until it is saved."""
        self.fields += 1
        with self.page.expect_response(
            lambda answer: answer.request.method == "POST" and answer.url.endswith("/set")
        ) as waiting:
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)
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
                row.locator("> summary").click()
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
                card.locator("> summary").click()
            rows = card.locator(
                ".listing", has=self.page.locator("caption", has_text=inner)
            ).locator("tbody tr")
            count = rows.count() - 1 if count < 0 else count
            if text:
                self.put(rows.nth(count).get_by_label(title, exact=True).first, text)

    def add_named(self, kind: str, name: str) -> None:
        """Press the button that adds what a field names and nobody has described yet."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/name")):
            self.page.get_by_role("button", name=f"新增{kind}“{name}”").click()
        expect(self.page.get_by_role("button", name=f"新增{kind}“{name}”")).to_have_count(0)

    def _rows(self, listing: Locator) -> Locator:
        return listing.locator("> table > tbody > tr, > details")

    def _listing(self, block: str) -> Locator:
        return self.page.locator("#facts .listing").filter(
            has=self.page.locator("> table > caption, > h2", has_text=block)
        ).last  # fmt: skip
