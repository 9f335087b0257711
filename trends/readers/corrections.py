"""corrections.csv beside the pages: a person's word on how a page is cut.

Columns `file,lines,action,value`, one correction a row:

| action | lines | value |
|---|---|---|
| `move` | the lines that are wrong | a line number of the article they belong to |
| `new` | the lines that make an article of their own | its headline, or empty |
| `noise` | the lines that belong to no article | why, or empty |
| `headline` | any line of the article | its headline |
| `date` | empty | the issue date, 2023-02-06 |

`lines` is written "12" or "12-30" or "12-14,20". Later rows win over earlier ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trends.errors import InputError
from trends.readers.columns import read_rows
from trends.readers.manifest import side_folders
from trends.readers.sources import Source
from trends.readers.table_dates import date_of
from trends.records import Correction, Problem

ACTIONS = ("move", "new", "noise", "headline", "date")
FORM = "每行写 file,lines,action,value；action 用 " + "、".join(ACTIONS)
_RANGE = re.compile(r"(\d{1,7})(?:\s*[-–—~]\s*(\d{1,7}))?")


def read_corrections(sources: Sequence[Source]) -> tuple[dict[str, tuple[Correction, ...]], list[Problem]]:
    """All corrections that speak of the sources, by the source's name, and faulty rows as Problems."""
    found: dict[str, list[Correction]] = {}
    problems: list[Problem] = []
    names = {source.path: source.name for source in sources}
    for folder in sorted({folder for source in sources for folder in side_folders(source)}):
        path = folder / "corrections.csv"
        if not path.is_file():
            continue
        try:
            for line, fields in read_rows(path.read_bytes(), path.name):
                outer, sign, inner = fields.get("file", "").replace("\\", "/").partition("!")
                name = names.get(folder / outer)
                name = f"{name}!{inner}" if name and sign else name
                correction = _correction(fields)
                if name is None or correction is None:
                    what = "这一行改正看不懂" if name else f"改正说的文件“{fields.get('file', '')}”不在来源里"
                    problems.append(Problem(path.name, line, what, FORM, lost=False))
                else:
                    found.setdefault(name, []).append(correction)
        except InputError as error:
            problems.append(Problem(path.name, error.line, error.what, FORM, lost=False))
        except OSError as error:
            problems.append(
                Problem(path.name, None, f"打不开：{error.strerror or error}", "检查它的权限", lost=False)
            )
    return {name: tuple(rows) for name, rows in found.items()}, problems


def lines_of(text: str) -> tuple[tuple[int, int], ...] | None:
    """ "12-14,20" → ((12, 14), (20, 20)); None when it is not written so."""
    parts = [_RANGE.fullmatch(part.strip()) for part in re.split(r"[,，、;；\s]+", text.strip()) if part]
    if not all(parts):
        return None
    return tuple((int(m[1]), int(m[2] or m[1])) for m in parts if m)


def _correction(fields: dict[str, str]) -> Correction | None:
    action, value = fields.get("action", "").lower(), fields.get("value", "")
    lines = lines_of(fields.get("lines", ""))
    if action not in ACTIONS or lines is None or (not lines and action != "date"):
        return None
    if (action == "date" and date_of(value) is None) or (action == "move" and not value.isdecimal()):
        return None
    return Correction(lines, action, str(date_of(value)) if action == "date" else value)
