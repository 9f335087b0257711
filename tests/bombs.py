"""Small files that ask for far more than they are: invented, as an attacker would make them."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Sequence

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORD = "http://schemas.openxmlformats.org"


def pdf(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + tail


def stream(facts: bytes, data: bytes) -> bytes:
    return b"<<" + facts + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def page(resources: bytes) -> list[bytes]:
    """The catalogue and one page, whose contents are object 4."""
    box = b"/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<" + resources + b">>"
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return [b"<</Type/Catalog/Pages 2 0 R>>", kids, b"<</Type/Page/Parent 2 0 R" + box + b">>"]


def nested_forms(levels: int = 9, each: int = 10) -> bytes:
    """A page of forms that hold forms: each · each · … texts."""
    objects = [*page(b"/XObject<</F 6 0 R>>"), stream(b"", b"/F Do " * each), FONT]
    for level in range(levels):
        last = level == levels - 1
        inner = b"/Font<</A 5 0 R>>" if last else b"/XObject<</F %d 0 R>>" % (7 + level)
        facts = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<" + inner + b">>"
        objects.append(stream(facts, b"BT /A 9 Tf 50 700 Td (hello) Tj ET" if last else b"/F Do " * each))
    return pdf(objects)


def flate(texts: int) -> bytes:
    packed = zlib.compress(b"BT /A 9 Tf 50 700 Td " + b"(hello hello) Tj " * texts + b"ET", 9)
    return pdf([*page(b"/Font<</A 5 0 R>>"), stream(b"/Filter/FlateDecode", packed), FONT])


def tar_claiming(size: int) -> bytes:
    entry = tarfile.TarInfo("a.txt")
    entry.size = size
    return entry.tobuf(tarfile.GNU_FORMAT) + b"x" * 512


def docx(paragraphs: int) -> bytes:
    kinds = (
        f'<Types xmlns="{WORD}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/d.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{WORD}/package/2006/relationships"><Relationship Id="r" Target="d.xml" '
        f'Type="{WORD}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    text = "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * paragraphs
    body = f'<w:document xmlns:w="{WORD}/wordprocessingml/2006/main"><w:body>{text}</w:body></w:document>'
    return zipped({"[Content_Types].xml": kinds, "_rels/.rels": rels, "d.xml": body})


def zipped(texts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in texts.items():
            bundle.writestr(name, text)
    return out.getvalue()


def xlsx(rows: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["date", "title", "body"])
    for _ in range(rows):
        sheet.append(["2024-01-01", "a", "今天开会"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet(rows: int) -> bytes:
    same = {
        name: pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int8()), pa.array([value]))
        for name, value in (("date", "2024-01-01"), ("title", "a"), ("body", "今天开会"))
    }
    out = io.BytesIO()
    pq.write_table(pa.table(same), out, compression="zstd", row_group_size=rows)
    return out.getvalue()
