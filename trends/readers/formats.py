"""The format of a document, by its content first: magic bytes, then structure, then the name's ending."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass

from trends.errors import InputError
from trends.readers.decoding import first_encoding, has_han
from trends.readers.documents import Document
from trends.readers.records import header_of

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|table|div|title|h1|p)\b", re.IGNORECASE)
_MHTML = re.compile(rb"^(?:From:|MIME-Version:|Content-Type:\s*multipart/|Subject:|Snapshot-)", re.I | re.M)
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"BM", "bitmap"),
    (b"GIF8", "gif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read. called: what people call it; suffixes: what its names end in; text: whether its bytes
    are text; by_name: whether the ending alone decides, since its text looks like any other."""

    called: str
    suffixes: tuple[str, ...]
    text: bool = False
    by_name: bool = False


FORMATS: dict[str, Format] = {
    "text": Format("文本", (".txt", ".text"), text=True),
    "markdown": Format(" Markdown", (".md", ".markdown"), text=True),
    "csv": Format("表格（CSV）", (".csv", ".tsv", ".tab"), text=True, by_name=True),
    "jsonl": Format("表格（JSON Lines）", (".jsonl", ".ndjson"), text=True, by_name=True),
    "json": Format(" JSON", (".json",), text=True),
    "xlsx": Format(" Excel 表格", (".xlsx", ".xlsm")),
    "parquet": Format("表格（Parquet）", (".parquet",)),
    "html": Format("网页", (".htm", ".html", ".shtml", ".xhtml"), text=True),
    "mhtml": Format("存档网页", (".mhtml", ".mht"), text=True),
    "docx": Format(" Word 文件", (".docx",)),
    "pdf": Format(" PDF", (".pdf",)),
    "image": Format("图片", (".png", ".jpg", ".jpeg", ".tif", ".tiff")),
}
_PACKED = {".zip": "zip", ".tar": "tar", ".tgz": "tar"}
SUFFIXES = {suffix: name for name, form in FORMATS.items() for suffix in form.suffixes} | _PACKED
# What is known and not read, with what to do about it.
REFUSED = {
    "empty": ("是空文件", "补上内容，或移出文件夹"),
    "rar": ("是 RAR 压缩包，没有读", "解开，或改成 ZIP"),
    "7z": ("是 7z 压缩包，没有读", "解开，或改成 ZIP"),
    "bzip2": ("是 bzip2 压缩的文件，没有读", "解开，或改用 gzip、zstd"),
    "xz": ("是 xz 压缩的文件，没有读", "解开，或改用 gzip、zstd"),
    "ole": ("是旧版 Office 文件，没有读", "用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx"),
    "locked": ("有密码，没有读", "去掉密码再放进来"),
    "rtf": ("是 RTF 文件，没有读", "另存为 .docx 或文本"),
    "xlsb": ("是二进制的 Excel 文件，没有读", "另存为 .xlsx"),
    "ofd": ("是 OFD 版式文件，没有读", "用阅读器导出为 PDF"),
    "bitmap": ("是 BMP 图片，没有读", "另存为 PNG"),
    "gif": ("是 GIF 图片，没有读", "另存为 PNG"),
}
# What a name promises beside what it says, without a lie: Word's HTML, exports called .xls.
_INNOCENT = frozenset(
    {("text", "csv"), ("json", "jsonl"), ("jsonl", "json"), ("html", "mhtml"), ("mhtml", "html")}
)


def format_of(document: Document) -> str | None:
    """The name of the format (a key of READERS, "zip", "tar", or a key of REFUSED); None when unknown."""
    head = document.head()
    if not head:
        return "empty"
    promised = SUFFIXES.get(document.suffix)
    magic = _by_magic(document, head)
    return magic or _by_structure(document, head, promised)


def lie(document: Document, found: str) -> str | None:
    """What is wrong with the name's ending, when it promises another family of formats than was found."""
    promised = SUFFIXES.get(document.suffix)
    if promised in (None, found) or (promised, found) in _INNOCENT:
        return None
    return f"扩展名是 {document.suffix}，内容却是{FORMATS[found].called}，按内容读"


def _by_magic(document: Document, head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _in_zip(document)
    if head[257:262] == b"ustar" or (document.suffix in (".tar", ".tgz") and len(head) >= 512):
        return "tar"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            if name == "bitmap" and document.suffix != ".bmp":
                continue
            return "locked" if name == "ole" and "EncryptedPackage".encode("utf-16-le") in head else name
    return "pdf" if b"%PDF-" in head[:1024] else None


def _in_zip(document: Document) -> str:
    """Office files are ZIPs; what kind, their members tell."""
    try:
        with document.sought() as stream, zipfile.ZipFile(stream) as bundle:
            names = set(bundle.namelist())
    except (zipfile.BadZipFile, InputError, OSError, ValueError, NotImplementedError, EOFError):
        return SUFFIXES.get(document.suffix, "zip") if document.suffix in (".docx", ".xlsx") else "zip"
    marks = (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("OFD.xml", "ofd"),
    )
    return next((name for mark, name in marks if mark in names), "zip")


def _by_structure(document: Document, head: bytes, promised: str | None) -> str | None:
    """The kind of text; None for what is no text, or text in a file whose name promises something unknown."""
    try:
        text = head.decode(first_encoding(head, document.name), "replace").lstrip("\ufeff \t\r\n")
    except InputError:
        return promised if promised in FORMATS and FORMATS[promised].text else None
    if promised in FORMATS and FORMATS[promised].by_name:
        return "html" if _is_html(text) else promised
    if _MHTML.search(head[:300]) and b"multipart/related" in head[:4000].lower():
        return "mhtml"
    if _is_html(text):
        return "html"
    if _JSON.match(text) or (promised == "json" and text[:1] in ("{", "[")):
        return _json_kind(text)
    if header_of(text, document.source.columns):
        return "csv"
    if promised == "markdown":
        return promised
    return "text" if promised or has_han(text) or not text.strip() else None


# [要闻] and {“本报讯”：… at the top of a text are none
_JSON = re.compile(
    r'\{\s*(?:"[^"\n]{0,200}(?:"\s{0,9}:|$)|\}|$)|\[\s*(?:[\[{\]]|"[^"\n]*(?:"\s{0,9}[,\]]|$)|$)'
)


def _is_html(text: str) -> bool:
    return text.startswith("<") and _HTML.search(text[:4000]) is not None


def _json_kind(text: str) -> str:
    """ "jsonl" when the first line is a whole object."""
    first = text.split("\n", 1)[0]
    try:
        return "jsonl" if isinstance(json.loads(first), dict) and text.count("\n") else "json"
    except (ValueError, RecursionError):
        return "json"
