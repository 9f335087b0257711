"""Tables to stdout as CSV or JSON; people's messages to stderr; our errors as one line, exit 1."""

from __future__ import annotations

import contextlib
import enum
import json
import os
import stat
import sys
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from trends.archive.answers import flat, plain
from trends.archive.spreadsheets import plain_cell, workbook
from trends.errors import ArchiveWarning, TrendsError, UsageError

console = Console(stderr=True, highlight=False)
PIPED = 2_000  # columns of a table that no terminal shows: one line a row


class Format(enum.StrEnum):
    """How a table is written to stdout."""

    table = "table"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


@contextlib.contextmanager
def edge() -> Iterator[None]:
    """Our own errors become one line on stderr and exit code 1, 2 for wrong usage, our warnings one line;
    anything else is a bug and shows."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", ArchiveWarning)
        warnings.showwarning = _told
        try:
            yield
        except TrendsError as error:
            console.print(str(error), style="red", markup=False, soft_wrap=True)
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error


def _told(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """As `warnings.showwarning`; our own as one line, once."""
    if not issubclass(category, ArchiveWarning):
        print(warnings.formatwarning(message, category, filename, lineno, line), file=file or sys.stderr)
    elif str(message) not in _said:
        _said.add(str(message))
        console.print(str(message), style="yellow", markup=False, soft_wrap=True)


_said: set[str] = set()  # by this process


def print_for_people(table: pd.DataFrame) -> None:
    """A table of plain cells, as wide as the terminal; one line a row where there is none."""
    shown = Table(box=None, header_style="bold")
    for name in table.columns:
        shown.add_column(str(name), overflow="fold")  # nothing is cut off on a narrow terminal
    for row in table.itertuples(index=False):
        shown.add_row(*(Text(_printed(_cell(value))) for value in row))
    Console(highlight=False, width=None if sys.stdout.isatty() else PIPED).print(shown)


def print_table(table: pd.DataFrame, form: Format) -> None:
    """CSV (UTF-8, empty cells for missing values), XLSX, JSON (a list of records) or a table for people."""
    if form is Format.json:
        print_json(plain(table))
    elif form is Format.csv:
        mark = "\ufeff" if _is_file() else ""  # a spreadsheet that opens the file knows UTF-8 by it
        print(mark + _without_formulas(flat(table)).to_csv(index=False, lineterminator="\n"), end="")
    elif form is Format.xlsx:
        print_workbook([table])
    else:
        print_for_people(flat(table))


def print_workbook(tables: Iterable[pd.DataFrame]) -> None:
    """A workbook of one sheet a table to stdout. Raises UsageError where that is a terminal."""
    if sys.stdout.isatty():
        raise UsageError("XLSX 不是给终端看的", "请写进文件：… --format xlsx > 表.xlsx")
    sys.stdout.buffer.write(workbook(map(flat, tables)))
    sys.stdout.flush()


def _is_file() -> bool:
    """Whether stdout goes into a new file of its own, and not to a terminal or a program."""
    try:
        told = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(told.st_mode) and sys.stdout.tell() == 0


def _without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """Texts that a spreadsheet would run made plain, as in every file the screen gives."""
    texts = [name for name in table if table[name].dtype.kind not in "biufM"]
    made = {n: [plain_cell(v) if isinstance(v, str) else v for v in table[n]] for n in texts}
    return table.assign(**{str(name): values for name, values in made.items()})


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, default=_plain))


def _cell(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _printed(text: str) -> str:
    """Text of articles and files as it may stand on a terminal: without what would steer it."""
    return "".join(c if c.isprintable() or c in "\n\u3000" else "�" for c in text)


def _plain(value: Any) -> Any:
    """numpy scalars and arrays as plain numbers and lists."""
    return value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else list(value)
