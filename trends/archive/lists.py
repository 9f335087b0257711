"""Lists that people edit beside an archive, as spreadsheets leave them: GBK or UTF-8, with a mark or without,
commas, tabs or semicolons, blank rows, 2023/2/6. A row that is no use is set aside and told, never the reason
that a screen or a build stops; it stays in the file, below the others, until somebody mends it.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trends.archive.disk import write_whole
from trends.records import Problem

DELIMITERS = ",\t;"
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row that is not blank: its 1-based line, its cells by the lower-case names of the columns."""

    line: int
    cells: dict[str, str]
    raw: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class PeopleList:
    """What a file of people's rows holds. fault: why nothing of it can be read, "" when it can."""

    file: str
    rows: tuple[ListRow, ...] = ()
    fault: str = ""
    line: int | None = None


def read_list(path: Path, needed: Sequence[str]) -> PeopleList:
    """The rows of a list with the columns `needed`; a file that is not there is empty. Never raises."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return PeopleList(path.name)
    except OSError as error:
        return PeopleList(path.name, fault=f"打不开（{error.strerror or error}）")
    text = _decoded(data)
    if text is None:
        return PeopleList(path.name, fault="不是 UTF-8 也不是 GBK 的文字")
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    if not text.strip():
        return PeopleList(path.name)
    head = text.strip().splitlines()[0]
    delimiter = max(DELIMITERS, key=head.count)
    rows: list[ListRow] = []
    names: list[str] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip().lower() for cell in cells]
                if missing := [name for name in needed if name not in names]:
                    return PeopleList(path.name, fault=f"缺少列 {'、'.join(missing)}", line=reader.line_num)
                continue
            own = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
            rows.append(ListRow(reader.line_num, own, tuple(cells)))
    except csv.Error:
        return PeopleList(path.name, tuple(rows), "从这一行起不像表格", reader.line_num)
    return PeopleList(path.name, tuple(rows))


def list_date(text: str) -> dt.date | None:
    """The date of "2023-02-06", "2023/2/6", "2023年2月6日" or "2023/2/6 0:00"; None if it is none."""
    match = _DATE.fullmatch(text.strip())
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def write_list(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    old: PeopleList,
    aside: Iterable[ListRow],
) -> None:
    """Writes a list anew, in UTF-8 with a mark. aside: rows of the old one that were no use; they stay below.

    Columns that people added stay, beside the row that its first column tells. An old file that could not be read is kept beside the new one under another name. Raises OSError.
    """
    if old.fault and path.is_file():
        data = path.read_bytes()
        name = f"{path.stem}.unread-{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}"
        write_whole(path.with_name(name), data)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    own = [name for name in dict.fromkeys(n for row in old.rows for n in row.cells) if name not in columns]
    said = {row[columns[0]].lower(): row for row in reversed(old.rows)}
    writer.writerow([*columns, *own])
    for row in rows:
        known = said.get(str(row[0]).lower())
        writer.writerow([*row, *(known[name] if known else "" for name in own)])
    writer.writerows([row[column] for column in (*columns, *own)] for row in aside)
    write_whole(path, out.getvalue().encode("utf-8-sig"))


def list_problems(found: PeopleList, aside: Iterable[tuple[ListRow, str]], form: str) -> list[Problem]:
    """What is told of a list: the file as a whole, and each row that is set aside."""
    whole = [Problem(found.file, found.line, f"{found.fault}，没有用上", form, False)] if found.fault else []
    return whole + [
        Problem(found.file, row.line, f"{what}，这一行先不用", form, False) for row, what in aside
    ]


def _decoded(data: bytes) -> str | None:
    marked = [coding for mark, coding in _MARKED if data.startswith(mark)]
    for coding in marked or ["utf-8", "gb18030"]:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None
