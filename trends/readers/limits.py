"""How much one source may cost: every bound of the readers, in one place."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes are unpacked bytes. What passes a bound becomes a Problem; the rest of the batch goes on.

    head: bytes looked at to tell a format.
    page_file: a file that is read whole (text, HTML, DOCX, JSON, PDF, image).
    unpacked: all that one container (ZIP, TAR, DOCX, XLSX) gives, nested ones included.
    members: files in one container, nested ones included.
    ratio, ratio_from: unpacked ÷ packed bytes of a member of more than `ratio_from` bytes.
    nested: containers inside containers.
    spool: bytes of a member held in memory; beyond that a temporary file of up to `disk` bytes.
    line: characters of one line, and of one cell, of a table.
    empty_rows: successive rows without content after which a sheet is over.
    sheet_cells: columns of a sheet that are looked at.
    pdf_pages, pdf_characters: pages of a PDF; characters of one of its pages.
    image_pixels: pixels of one image or of one rendered page; image_side: its longer side.
    """

    head: int = 64_000
    page_file: int = 400 * MB
    unpacked: int = 4_000 * MB
    members: int = 200_000
    ratio: int = 400
    ratio_from: int = 50 * MB
    nested: int = 3
    spool: int = 16 * MB
    disk: int = 1_500 * MB
    line: int = 16 * MB
    empty_rows: int = 20_000
    sheet_cells: int = 256
    pdf_pages: int = 5_000
    pdf_characters: int = 200_000
    image_pixels: int = 120 * MB
    image_side: int = 30_000


LIMITS = Limits()
