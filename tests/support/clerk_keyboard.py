"""A clerk who has no mouse: Tab, Enter, Space, arrows and letters, from wherever the focus is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from playwright.sync_api import Locator, ViewportSize

from tests.support.clerk import Clerk

_MOST = 900  # keys on the way to one place
_WAY = """(one) => {
    const here = document.activeElement;
    if (here === one) return "";
    const after = here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    return after || here === document.body ? "Tab" : "Shift+Tab";
}"""


@dataclass
class KeyboardClerk(Clerk):
    """Counts the keys with which the focus was moved."""

    keys: int = 0
    # So narrow that the preview does not stand beside the form: its pages have a way of their own.
    VIEWPORT: ClassVar[ViewportSize] = {"width": 1100, "height": 900}

    def reach(self, target: Locator) -> None:
        """Move the focus to something, key by key."""
        target.wait_for()
        for _ in range(_MOST):
            key = target.evaluate(_WAY)
            if not key:
                return
            self.page.keyboard.press(key)
            self.keys += 1
        here = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"no way to {target} by Tab; the focus is at {here}")

    def press(self, target: Locator) -> None:
        """Press Enter on a link, a button or a summary, Space on a box or a field for files."""
        self.reach(target)
        box = target.evaluate("one => one.matches('input[type=checkbox], input[type=file]')")
        self.page.keyboard.press("Space" if box else "Enter")

    def write(self, field: Locator, text: str) -> None:
        """Put a text in the place of what stands in a field."""
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)

    def pick(self, field: Locator, label: str) -> None:
        """Pick one of several by the arrows."""
        self.reach(field)
        shown = "one => one.selectedOptions[0].textContent.trim()"
        labels = field.evaluate("one => [...one.options].map(option => option.textContent.trim())")
        steps = labels.index(label) - labels.index(field.evaluate(shown))
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        assert field.evaluate(shown) == label
