"""PDF files made by hand: text that stands where it is told."""

from __future__ import annotations

Printed = tuple[float, float, float, str]  # left, baseline, type size in points, text


def pdf(pages: list[list[Printed]], encoding: str = "UniGB-UCS2-H", title: str = "") -> bytes:
    """A PDF whose text stands where it is told, in a Chinese font that readers know by name.

    encoding "UniGB-UCS2-V" prints upright, "Identity-H" without any map from codes to characters.
    """
    system = "Identity" if encoding == "Identity-H" else "GB1"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * k} 0 R' for k in range(len(pages)))}] >>".encode(),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [4 0 R] >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({system}) /Supplement 2 >> >>".encode(),
        b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b"> >>",
    ]
    for page in pages:
        parts = [
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, size, text in page
        ]
        stream = "\n".join(parts).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)


def column(text: str, left: float, top: float, size: float = 10, wide: int = 17) -> list[Printed]:
    """Text set in a column, `wide` characters a line."""
    lines = [text[k : k + wide] for k in range(0, len(text), wide)]
    return [(left, top - size - 1.5 * size * n, size, line) for n, line in enumerate(lines)]
