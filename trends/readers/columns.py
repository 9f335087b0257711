"""Column names and values that tables of articles use, in English and Chinese."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

from trends.errors import InputError
from trends.readers.decoding import decode

COLUMN_NAMES = {
    "date": ("date", "日期", "出版日期", "发布日期", "时间", "pub_date", "publish_date"),
    "title": ("title", "标题", "题名", "headline"),
    "body": ("body", "正文", "内容", "全文", "text", "content"),
    "paper": ("paper", "报纸", "报名", "报刊", "newspaper"),
    "page": ("page", "版面", "版次", "版"),
    "section": ("section", "栏目", "版名", "category"),
    "url": ("url", "网址", "链接"),
    "id": ("id", "编号", "序号"),
    "label": ("label", "类别", "标签", "分类"),
    "file": ("file", "文件"),
    "lines": ("lines", "行"),
    "action": ("action", "动作", "改正"),
    "value": ("value", "值"),
}
_FIELD = {name: field for field, names in COLUMN_NAMES.items() for name in names}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?!\d)")


def field_of(column: str) -> str | None:
    """The field a column's name stands for, or None."""
    return _FIELD.get(column.strip().lower().lstrip("\ufeff"))


def date_of(value: object) -> dt.date | None:
    """The date of "2023-02-06", "2023/2/6", "20230206", "2023年2月6日" or a timestamp; None if it is none."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            return dt.date.fromisoformat(text)
        match = _DATE.match(text)
        return dt.date(*(int(g) for g in match.groups() if g)) if match else None
    except ValueError:
        return None


def read_rows(path: Path, shown: str) -> Iterator[tuple[int, dict[str, str]]]:
    """A small CSV → (line number, fields by their English names). Raises InputError when it is not text."""
    reader = csv.reader(io.StringIO(decode(path.read_bytes(), shown), newline=""))
    fields = [field_of(column) for column in next(reader, [])]
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, {f: c.strip() for f, c in zip(fields, row, strict=False) if f}
    if not any(fields):
        raise InputError("没有认得的列名", "", file=shown, line=1)
