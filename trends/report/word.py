"""A brief as a Word file for the office: A4, Chinese fonts, tables, charts as pictures."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from trends.findings.records import Cell, Section, Table
from trends.report.records import Brief

BODY, HEADS = "宋体", "黑体"
LANG = {"zh": "zh-CN", "en": "en-GB"}
WIDTH = Mm(174)
INK, LINKED = RGBColor(0x23, 0x21, 0x1E), RGBColor(0x1E, 0x4E, 0x79)
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML
EPOCH = (1980, 1, 1, 0, 0, 0)


def word_brief(brief: Brief, drawn: dict[str, bytes]) -> bytes:
    """The brief as DOCX. drawn: "section-chart" → PNG, empty for none. The bytes are the same for the same brief and the same pictures."""
    document = docx.Document()
    _dressed(document, brief)
    _paragraph(document, brief.head.title, style="Subtitle")
    _paragraph(document, brief.head.finding, style="Title")
    _paragraph(document, brief.head.about)
    _paragraph(document, brief.say("gap").join(f"{name} {value}" for name, value in brief.head.facts))
    if not drawn and any(section.charts for section in brief.sections):
        _paragraph(document, brief.say("no_pictures"))
    for section in brief.sections:
        _section(document, brief, section, drawn)
    version = brief.say("data_version", version=brief.data_version)
    last = _paragraph(document, version + brief.say("gap") * bool(brief.link))
    if brief.link:
        _hyperlink(last, brief.say("open"), brief.link)
    return _same_bytes(document)


def _dressed(document: Any, brief: Brief) -> None:
    """A4 page, Chinese fonts in every style used, no clock in the properties."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(20)
    for name, font, size in (
        ("Normal", BODY, 10.5),
        ("Title", HEADS, 20),
        ("Subtitle", HEADS, 10.5),
        ("Heading 1", HEADS, 14),
    ):
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.italic = Pt(size), INK, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for kind, value in (("ascii", "Times New Roman"), ("hAnsi", "Times New Roman"), ("eastAsia", font)):
            fonts.set(qn(f"w:{kind}"), value)
    facts = document.core_properties
    facts.title, facts.author = printable(brief.head.title), ""
    facts.comments = brief.say("data_version", version=brief.data_version)
    facts.language = LANG[brief.language]
    facts.created = facts.modified = dt.datetime(*EPOCH[:3])


def _section(document: Any, brief: Brief, section: Section, drawn: dict[str, bytes]) -> None:
    document.add_heading(printable(section.title), 1)
    for sentence in section.sentences:
        _paragraph(document, sentence)
    for chart in section.charts:
        if (picture := drawn.get(f"{section.name}-{chart.name}")) is not None:
            shape = document.add_picture(io.BytesIO(picture), width=WIDTH)
            shape._inline.docPr.set("descr", printable(chart.alt))
    for table in section.tables:
        _table(document, brief, table)
    if section.command:
        _paragraph(document, brief.say("again") + section.command, size=8)


def _table(document: Any, brief: Brief, table: Table) -> None:
    _paragraph(document, table.caption, size=9).paragraph_format.keep_with_next = True
    grid = document.add_table(1 + len(table.rows), len(table.columns), style="Table Grid")
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row, cells in zip(grid.rows, (table.columns, *table.rows), strict=True):
        for place, (box, cell) in enumerate(zip(row.cells, cells, strict=True)):
            _fill(box.paragraphs[0], cell, brief.address(cell), right=place in table.numeric)
    for run in (run for box in grid.rows[0].cells for run in box.paragraphs[0].runs):
        run.font.bold = True
    document.add_paragraph()


def _fill(paragraph: Any, cell: Cell, address: str, *, right: bool) -> None:
    if address:
        _hyperlink(paragraph, str(cell), address)
    else:
        paragraph.add_run(printable(str(cell)))
    for run in paragraph.runs:
        run.font.size = Pt(8.5)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _paragraph(document: Any, text: str, *, style: str | None = None, size: float | None = None) -> Any:
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(printable(text))
    if size is not None:
        run.font.size = Pt(size)
    return paragraph


def _hyperlink(paragraph: Any, text: str, address: str) -> None:
    """A run that leads to the dashboard; python-docx has no call of its own for it."""
    run = paragraph.add_run(printable(text))
    run.font.color.rgb, run.font.size = LINKED, Pt(8.5)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element.append(run._r)
    paragraph._p.append(element)


def printable(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return UNPRINTABLE.sub("\ufffd", text)


def _same_bytes(document: Any) -> bytes:
    """The file with one time for all its parts: a ZIP keeps the clock otherwise."""
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            packed.writestr(zipfile.ZipInfo(name, EPOCH), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
