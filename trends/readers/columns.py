"""Column names and values that tables of articles use, in English and Chinese."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence

from trends.errors import InputError
from trends.journal import note
from trends.readers.decoding import decode
from trends.readers.sources import Columns

COLUMN_NAMES = {
    "date": (
        *(
            "date",
            "日期",
            "出版日期",
            "发布日期",
            "发表日期",
            "见报日期",
            "刊发日期",
            "时间",
            "发布时间",
            "发表时间",
        ),
        *("pub_date", "publish_date", "pubdate", "published", "issue_date"),
    ),
    "title": ("title", "标题", "题名", "题目", "主标题", "主题", "headline"),
    "body": ("body", "正文", "内容", "全文", "文章内容", "正文内容", "文本", "text", "content", "fulltext"),
    "paper": ("paper", "报纸", "报名", "报刊", "报纸名称", "媒体", "媒体名称", "newspaper"),
    "page": ("page", "版面", "版次", "版", "版号"),
    "section": ("section", "栏目", "版名", "版面名称", "category"),
    "kicker": ("kicker", "引题", "肩题", "肩标题"),
    "deck": ("deck", "副题", "副标题", "subtitle"),
    "author": ("author", "作者", "记者", "authors"),
    "url": ("url", "网址", "链接", "原文链接"),
    "id": ("id", "编号", "序号"),
    "label": ("label", "类别", "标签", "分类"),
    "file": ("file", "文件"),
    "lines": ("lines", "行"),
    "action": ("action", "动作", "改正"),
    "value": ("value", "值"),
}
ARTICLE_FIELDS = tuple(COLUMN_NAMES)[:12]
_FIELD = {name: field for field, names in COLUMN_NAMES.items() for name in names}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?!\d)")


def field_of(column: str) -> str | None:
    """The field a column's name stands for, or None."""
    return _FIELD.get(column.strip().lower().lstrip("\ufeff"))


def columns_of(words: Sequence[str]) -> Columns:
    """("正文=body", "时间=date,题=title") → ((column, field), …); a Chinese name of a field will do.

    Raises InputError for another form and for what is no field.
    """
    pairs = []
    for part in (part for word in words for part in word.replace("，", ",").split(",") if part.strip()):
        column, sign, said = part.rpartition("=")
        field = field_of(said)
        if not sign or not column.strip() or field not in ARTICLE_FIELDS:
            raise InputError(
                f"列的说明“{part}”看不懂", f"写成 列名=body；可用的有 {'、'.join(ARTICLE_FIELDS)}"
            )
        pairs.append((column.strip(), field))
    return tuple(pairs)


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


def read_rows(data: bytes, shown: str) -> Iterator[tuple[int, dict[str, str]]]:
    """A small CSV → (line number, fields by their English names). Raises InputError when it is none."""
    reader = csv.reader(io.StringIO(decode(data, shown), newline=""))
    try:
        fields = [field_of(column) for column in next(reader, [])]
        if not any(fields):
            raise InputError("没有认得的列名", "", file=shown, line=1)
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, {f: c.strip() for f, c in zip(fields, row, strict=False) if f}
    except csv.Error as error:
        note("unread", file=shown, kind=type(error).__name__, said=str(error))
        raise InputError(
            "从这一行起不像表格", "一行一条、用逗号分列，再存成 CSV", file=shown, line=reader.line_num
        ) from error
