"""Macros for what the office hands out: links to the site with the reader already chosen."""

from __future__ import annotations

import re
from functools import lru_cache

import zxingcpp

from macros.escape import escape
from macros.scope import Scope
from macros.tasks import roles


def role_codes(scope: Scope) -> str:
    """逐一列出各人和各单位的链接和二维码，打开后首页已选好身份；没有写明网址时为空。

    例：{{ role_codes() }}
    """
    address = scope.cycle.site_address
    if not address:
        return ""
    cards = [_card("网站首页", address), *(
        _card(role.label, f"{address}?role={role.id}") for role in roles(scope)
    )]  # fmt: skip
    return "\n\n".join(cards)


def _card(label: str, address: str) -> str:
    return (
        f'<div class="code" markdown>\n\n{_draw(address)}\n\n'
        f"**{label}**<br>[{escape(address)}]({address})\n\n</div>"
    )


@lru_cache(maxsize=256)
def _draw(address: str) -> str:
    """Return a QR code as SVG without style attributes, which a strict content policy drops."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    # It can be read as a buffer, of which its types say nothing.
    picture = memoryview(zxingcpp.write_barcode_to_image(code))  # type: ignore[arg-type]
    size = len(picture)
    lines = "".join(
        f"M{dark.start()} {number}h{len(dark[0])}"
        for number, row in enumerate(picture.tolist())
        for dark in re.finditer(b"\0+", bytes(row))
    )
    # Lines lie on whole numbers, so the picture begins half a line above the first.
    return (
        f'<svg viewBox="0 -.5 {size} {size}"><path fill="#fff" d="M0-.5h{size}v{size}H0z"/>'
        f'<path stroke="#000" d="{lines}"/></svg>'
    )
