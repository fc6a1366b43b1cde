"""PDF files made from words at given places."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.materials.hints import HintText, hint_pdf
from huiqi.materials.pdf.read import read_pdf
from huiqi.materials.sanitize import clean_html

_GB1 = (
    "<</Type/Font/Subtype/Type0/BaseFont/{0}/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    "/BaseFont/{0}/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor<</Type/FontDescriptor"
    "/FontName/{0}/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>>>]>>"
)
# Fonts that do not say which characters their codes stand for.
_MUTE = (
    "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Mute/FirstChar 33/LastChar 126/Widths[{}]/FontDescriptor<<"
    "/Type/FontDescriptor/FontName/ABCDEF+Mute/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
    "/StemV 80/FontFile2 {{}} 0 R>>>>"
).format(" ".join(["1000"] * 94))
_IDENTITY = (
    "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Silent/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    "/BaseFont/ABCDEF+Silent/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<<"
    "/Type/FontDescriptor/FontName/ABCDEF+Silent/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
    "/StemV 80>>>>]>>"
)


def words(x: float, y: float, text: str, size: float = 12, font: str = "F") -> str:
    """Return words, one after another from a place in points from the lower left corner."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def slanted(x: float, y: float, text: str) -> str:
    """Return words that rise, as a watermark does."""
    return f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def mute(x: float, y: float, codes: str) -> str:
    """Return words in a font whose codes are its own."""
    return f"BT /M 12 Tf 1 0 0 1 {x} {y} Tm ({codes}) Tj ET\n"


def lines(x: float, y: float, *texts: str, pitch: float = 20, size: float = 12) -> str:
    """Return lines one below the other."""
    return "".join(words(x, y - pitch * at, text, size) for at, text in enumerate(texts))


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return the lines of a table."""
    across = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return across + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)


def image(x: float, y: float, width: float, height: float) -> str:
    """Return a picture."""
    return f"q {width} 0 0 {height} {x} {y} cm /I Do Q\n"


def make_pages(*contents: str, page: str = "", size: str = "0 0 595 842") -> bytes:
    """Return a PDF with a page for each content stream."""
    first = 8
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        _GB1.format("SimSun"),
        _MUTE.replace("{}", "5"),
        "<</Length 4>>stream\n\0\1\0\0\nendstream",
        _IDENTITY,
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\0\nendstream",
    ]
    for at, content in enumerate(contents):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[{size}]/Contents {first + 2 * at + 1} 0 R{page}"
            "/Resources<</Font<</F 3 0 R/M 4 0 R/S 6 0 R>>/XObject<</I 7 0 R>>>>>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    out, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{item}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode() + (
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()
    )
    return out


def show_pdf(data: bytes) -> tuple[str, list[HintText]]:
    """Return a PDF's page as HTML, and its hints."""
    pdf = read_pdf(data)
    page = clean_html(pdf.html)
    return page.html, hint_pdf("文件.pdf", pdf, page.text)
