"""Spreadsheets: a line a code or a line a word, columns code, words, not, parent, note (Chinese names too).

Words of one cell stand apart by 、；; or line breaks; a blank inside a word joins, as in 关键词.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import islice

from trends.codebook.records import Codebook, Entry, Fault

COLUMNS = {
    "name": ("name", "code", "编码", "代码", "类别", "主题", "名称", "話題", "类"),
    "words": ("words", "word", "词", "词语", "关键词", "關鍵詞", "詞"),
    "without": ("not", "not-words", "without", "排除", "排除词", "不含", "非"),
    "examples": ("examples", "example", "例文"),
    "topics": ("topics", "topic", "话题"),
    "parent": ("parent", "上级", "上級", "父类"),
    "note": ("note", "notes", "说明", "备注", "備註"),
}
HEAD = ["编码", "词", "排除", "例文", "话题", "上级", "说明"]
MOST_ROWS = 20_000
_APART = re.compile(r"[、；;，,\n]+")


def read_csv(text: str) -> tuple[list[Entry], list[Fault]]:
    """The rows of a CSV or TSV file, quoted or not."""
    sample = text[:4096]
    delimiter = max(",\t;", key=sample.split("\n", 1)[0].count)
    return read_rows(csv.reader(io.StringIO(text), delimiter=delimiter))


def read_xlsx(data: bytes) -> tuple[list[Entry], list[Fault]]:
    """The first sheet of a workbook that names codes and words; of a formula its last value."""
    import openpyxl  # loaded when a workbook comes

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        return [], [
            Fault(None, f"不是 XLSX 工作簿（{type(error).__name__}）", "请在表格软件里另存为 .xlsx 或 CSV")
        ]
    found: tuple[list[Entry], list[Fault]] = (
        [],
        [Fault(1, "工作簿里没有表", "请放一张有“编码”和“词”两列的表")],
    )
    for sheet in book.worksheets:
        found = read_rows(list(islice(sheet.iter_rows(values_only=True), MOST_ROWS)))
        if found[0]:
            break
    return found


def write_xlsx(codebook: Codebook) -> bytes:
    """Reads back as the same codebook; every cell is text, so that no word becomes a formula."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate([HEAD, *_cells(codebook)], 1):
        for column, text in enumerate(row, 1):
            sheet.cell(number, column, text).data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_rows(rows: Iterable[Sequence[object]]) -> tuple[list[Entry], list[Fault]]:
    """Rows of cells, the first of which names the columns; a code that goes on over several rows is one."""
    table = [["" if cell is None else str(cell).strip() for cell in row] for row in rows]
    head = next((i for i, row in enumerate(table) if _columns(row)), None)
    if head is None:
        return [], [Fault(1, "表里没有“编码”和“词”两列", "第一行请写列名：编码、词、排除、上级、说明")]
    columns = _columns(table[head])
    faults: list[Fault] = []
    found: dict[str, list[tuple[str, str, int | None]]] = {}
    lines: dict[str, int] = {}
    name = ""
    for number, row in enumerate(table[head + 1 :], head + 2):
        if not any(row):
            continue
        cells = {field: row[i] for i, field in columns.items() if i < len(row)}
        name = cells.get("name") or name
        if not name:
            faults.append(Fault(number, "这一行没有编码的名字", "请在“编码”列写上"))
            continue
        lines.setdefault(name, number)
        fields = found.setdefault(name, [])
        for field, text in cells.items():
            if field in ("parent", "note"):
                fields += [(field, text, number)] if text else []
            elif field != "name":
                fields += [(field, part.strip(), number) for part in _APART.split(text) if part.strip()]
    return [Entry(lines[name], name, tuple(fields)) for name, fields in found.items()], faults


def write_csv(codebook: Codebook) -> str:
    """Reads back as the same codebook; with a mark at its start, so that spreadsheets take it for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(_cells(codebook))
    return "\ufeff" + out.getvalue()


def _cells(codebook: Codebook) -> list[list[str]]:
    rows = []
    for code in codebook.codes:
        lists = (code.words, code.without, code.examples, code.topics)
        rows.append([code.name, *("、".join(parts) for parts in lists), code.parent, code.note])
    return rows


def _columns(row: Sequence[str]) -> dict[int, str]:
    """Place → field, when the row names at least codes and words."""
    named = {
        i: field for i, cell in enumerate(row) for field, names in COLUMNS.items() if cell.lower() in names
    }
    return named if {"name", "words"} <= set(named.values()) else {}
