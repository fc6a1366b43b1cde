"""What tests ask of a page in real Chromium: see bars.js for the questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import CDPSession, Page

_SCRIPT, _LINES = (
    Path(__file__).with_name(name).read_text("utf-8") for name in ("bars.js", "line_breaks.js")
)

# What may hide text that does not fit, each for a reason.
MAY_CUT = (
    ".md-header__title *, "  # the page's own title waits below the site's until the page is scrolled
    "[data-md-toggle=search]:not(:checked) ~ * .md-search__inner"  # the search while it is closed
)


def list_pages(public: Path) -> list[Path]:
    """Return every page of every cycle and the front page; the others are no pages to stay on.

    404.html is a server's own, latest.html leads on at once.
    """
    return sorted(
        path for path in public.rglob("*.html") if path.name not in ("404.html", "latest.html")
    )


def name_page(path: Path) -> str:
    """Return the last two parts of a page's path, enough to know it by."""
    return "/".join(path.parts[-3:])


def equip(page: Page) -> None:
    """Give the page that is open the functions of bars.js and line_breaks.js."""
    page.evaluate(f"{_SCRIPT};{_LINES};0")


def ask(page: Page, question: str, *words: object) -> list[str]:
    """Return what a function of bars.js finds in the page; axe comes when it is asked for."""
    if question == "findViolations" and not page.evaluate("!!self.axe"):
        page.evaluate(f"{AXE_SCRIPT};0")
    said = ", ".join(json.dumps(word) for word in words)
    answer: list[str] = page.evaluate(f"huiqiBars.{question}({said})")
    return answer


def find_parted(page: Page) -> list[str]:
    """Return where a line of the page breaks within what holds together."""
    found: list[str] = page.evaluate("huiqiLines.findParted()")
    return found


def resize(session: CDPSession, width: int, height: int, zoom: int = 1) -> None:
    """Set the window in CSS pixels at a zoom; Playwright's own way takes four times as long."""
    size: dict[str, Any] = {"width": width, "height": height, "deviceScaleFactor": zoom}
    session.send("Emulation.setDeviceMetricsOverride", {**size, "mobile": False})


def switch_scheme(page: Page, scheme: str) -> None:
    """Show the page that is open in the other colours: it follows the system."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    wanted = "slate" if scheme == "dark" else "default"
    page.wait_for_function(
        "(wanted) => (document.body.dataset.mdColorScheme ?? wanted) === wanted", arg=wanted
    )


def search_for(page: Page, words: str) -> None:
    """Type words into the search, as a person does, who is slower than the search opens."""
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    page.keyboard.type(words)
    page.keyboard.press("Shift")  # the theme looks when a key is let go: any input method ends so
