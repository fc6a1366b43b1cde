"""Links and codes to hand out: they lead to the home page with the reader chosen."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image
from playwright.sync_api import Browser
from pydantic import ValidationError

from huiqi.site.pages import complete_nav, handout_pages
from macros.handout import role_codes
from macros.scope import open_scope
from macros.tasks import roles
from tests.support.samples import FIRST, SECOND, make_cycle

ADDRESS = "http://huiyi.example/2021-party-history/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_every_code(
    browser: Browser, public: Path, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page.goto((public / FIRST / "handout.html").as_uri())
    cards = page.locator(".code")
    expected = [ADDRESS, *(f"{ADDRESS}?role={role.id}" for role in roles(open_scope(make_cycle(FIRST))))]  # fmt: skip
    assert cards.count() == len(expected)
    for number, address in enumerate(expected):
        picture = Image.open(BytesIO(cards.nth(number).screenshot()))
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]
    page.close()


def test_the_code_names_whom_the_link_chooses(public: Path) -> None:
    home = BeautifulSoup((public / FIRST / "index.html").read_text("utf-8"), "html.parser")
    page = BeautifulSoup((public / FIRST / "handout.html").read_text("utf-8"), "html.parser")
    ids = [role["data-role"] for role in home.select("[data-role]")]
    names = [said.text for said in home.select("[data-role] > summary")]
    links = [str(link["href"]).partition("?role=")[2] for link in page.select(".code a")]
    assert links == ["", *ids]
    assert [said.text for said in page.select(".code strong")] == ["网站首页", *names]
    assert not page.select(".code [style]")


def test_without_an_address_there_is_no_such_page(public: Path) -> None:
    cycle = make_cycle(SECOND)
    assert cycle.site_address is None
    assert list(handout_pages(cycle)) == []
    assert complete_nav([{"首页": "index.md"}], cycle) == [{"首页": "index.md"}]
    assert role_codes(open_scope(cycle)) == ""
    assert not (public / SECOND / "handout.html").exists()
    assert "链接和二维码" not in (public / SECOND / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "given",
    ["http://10.0.0.8:8080/hui/x", "http://10.0.0.8:8080/hui/x/", "http://10.0.0.8:8080/hui/x/index.html"],
)  # fmt: skip
def test_an_address_is_that_of_a_folder(given: str) -> None:
    cycle = make_cycle(FIRST, (("site_address",), given))
    assert cycle.site_address == "http://10.0.0.8:8080/hui/x/"


@pytest.mark.parametrize(
    "given",
    ["huiyi.example/x", "file:///x/", "ftp://x/", "javascript:alert(1)", "http://u:p@x/", "http://x/?a=b",
     "http://x/#y", "http://x/ y/", 'http://x/"><script>', "http://", " ", 7],
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused(given: object) -> None:
    with pytest.raises(ValidationError):
        make_cycle(FIRST, (("site_address",), given))


def test_codes_are_the_same_every_time() -> None:
    one, two = (role_codes(open_scope(make_cycle(FIRST))) for _ in range(2))
    assert one == two
    assert re.search(r"style=|width=", one) is None
