"""Tables → files that a spreadsheet opens as they are meant: every export for people goes through here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

# What Excel, WPS and LibreOffice take for the beginning of a formula, in both widths.
_FORMULA = re.compile(r"\A(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?%?", re.IGNORECASE)


def spreadsheet_csv(table: pd.DataFrame, facts: Mapping[str, object]) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, `facts` repeated in every row.

    A row that is copied out of the file still says which query and data version it belongs to.
    A table without rows keeps its header. Text that a spreadsheet would run is made plain text.
    """
    full = _plain(table, facts)
    full.columns = pd.Index([plain_cell(str(name)) for name in full.columns])
    return str(full.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig", "replace")


def spreadsheet_xlsx(table: pd.DataFrame, facts: Mapping[str, object], heads: Mapping[str, str]) -> bytes:
    """The same rows as `spreadsheet_csv` as a workbook of one sheet. heads: column → what it is called."""
    full = _plain(table, facts)
    return workbook([full.rename(columns={name: heads.get(str(name), str(name)) for name in full.columns})])


def workbook(tables: Iterable[pd.DataFrame]) -> bytes:
    """A workbook, XLSX, of one sheet a table."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    for table in tables:
        sheet, full = book.create_sheet(), _plain(table, {})
        sheet.append([plain_cell(str(name)) for name in full.columns])
        for row in full.itertuples(index=False, name=None):
            sheet.append([_of_sheet(value, ILLEGAL_CHARACTERS_RE) for value in row])
    given = io.BytesIO()
    book.save(given)
    return given.getvalue()


def _of_sheet(value: object, forbidden: re.Pattern[str]) -> object:
    """A value as a sheet can hold it: what is missing is an empty cell, what is no number is text."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, (bool, int, float)):
        return value
    return forbidden.sub("", str(value))


def _plain(table: pd.DataFrame, facts: Mapping[str, object]) -> pd.DataFrame:
    """The table with `facts` in every row and no text that a spreadsheet would run."""
    full = table.assign(**{name: value for name, value in facts.items() if name not in table.columns})
    for name in full.columns[[kind.kind not in "biufM" for kind in full.dtypes]]:
        full[name] = [_cell(value) for value in full[name]]
    return full


def plain_cell(text: str) -> str:
    """Text that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe
    in front; a number with its sign stays a number."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def _cell(value: object) -> object:
    """One cell: text made plain; lists of names, or of (name, number), joined by blanks."""
    if isinstance(value, str):
        return plain_cell(value)
    if isinstance(value, (list, tuple)):
        return plain_cell(" ".join(str(v[0] if isinstance(v, tuple) else v) for v in value))
    return value
