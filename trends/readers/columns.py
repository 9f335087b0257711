"""Column names and values that tables of articles use, in English and Chinese."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence

from trends.errors import InputError
from trends.journal import note
from trends.readers.decoding import decode
from trends.readers.sources import Columns
from trends.script import simplified

# For each field the names of its column, the one that says it most clearly first. Names are compared in
# small simplified letters without blanks and marks: 發布時間, pub_date and PubDate are here once.
COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "date": "date 日期 出版日期 见报日期 刊发日期 刊登日期 发表日期 报纸日期 发布日期 issuedate paperdate pubdate "
        "publishdate publisheddate publicationdate newsdate articledate postdate datepublished 出版时间 见报时间 刊发时间 "
        "发表时间 发布时间 时间 日期时间 publishtime pubtime publishedtime publishedat published posttime posttime "
        "newstime releasetime releasedate datetime time timestamp day 年月日 刊期 出版年月日 ptime ctime createtime "
        "createdat created 创建时间 更新时间 updatetime modified publish publishinfo dates 刊登时间 刊载日期 刊载时间 登载日期 登载时间 发行日期 报刊日期 版面日期 发稿日期 发稿时间 报纸时间 出版信息 刊载信息 报刊信息",
        "title": "title 标题 题名 题目 篇名 主标题 主题 headline heading head 文章题名 newstitle articletitle maintitle "
        "subject biaoti name",
        "body": "body 正文 内容 全文 文本 content text fulltext articlebody maintext maincontent contenttext rawtext "
        "plaintext 原文 文章 正文文本 bodytext articletext newstext newscontent articlecontent cleantext story paragraphs "
        "neirong zhengwen content_text contents html contenthtml parts 详情 details detail",
        "paper": "paper 报纸 报名 报纸名 报刊 报刊名 报纸名称 报刊名称 媒体 媒体名称 newspaper papername newspapername 来源报纸 "
        "刊名 文献来源 来源 出处 source media medianame publication publisher journal sourcename site",
        "page": "page 版面 版次 版 版号 页码 版面号 版次号 pageno pagenum pagenumber paperpage banci 页 pages pagename edition",
        "section": "section 栏目 版名 版面名称 版面名 栏目名称 专栏 频道 channel column category columnname",
        "kicker": "kicker 引题 肩题 肩标题 眉题 introtitle pretitle overline",
        "deck": "deck 副题 副标题 subtitle subheading subhead",
        "author": "author 作者 记者 authors byline reporter writer 撰稿 撰文 作者姓名 责任者 zuozhe 通讯员",
        "origin": "origin 转载自 稿件来源 文章来源 新闻来源 消息来源 信息来源 稿源 原载 转自 通讯社 agency newsagency credit",
        "url": "url 网址 链接 原文链接 link href 地址 网页地址 articleurl newsurl pageurl uri 详情链接 weburl",
        "id": "id 稿件编号 文章编号",
        "label": "label 类别 标签 分类 class tag tags keyword keywords 关键词 type",
    }.items()
} | {
    "file": ("file", "文件"),
    "lines": ("lines", "行"),
    "action": ("action", "动作", "改正"),
    "value": ("value", "值"),
}
ARTICLE_FIELDS = tuple(COLUMN_NAMES)[:13]
# Names of the paper's column, or beside one of the origin's
ORIGIN_TOO = frozenset({"来源", "出处", "source", "sourcename", "media", "媒体", "媒体名称"})
_MARKS = re.compile(r"[\W_]+")
# What stands before a field's own name in scrapers' tables: 新闻标题, article_title
_BEFORE = re.compile(
    r"^(?:新闻|文章|稿件|报道|报导|稿子|文献|完整|全部|news|article|post|item|doc|full|clean)"
)
# and behind it: title_raw, text_cn, date_str
_AFTER = re.compile(r"(?:raw|orig|original|clean|cleaned|cn|zh|str|txt|final)$")
_PART = re.compile(r"[(（\[【/|｜].*$")  # 标签（标题）: what stands in brackets, else before them
_INSIDE = re.compile(r"[(（\[【/|｜]\s*([^()（）\[\]【】/|｜]+)")


def field_of(column: str) -> str | None:
    """The field a column's name stands for, or None."""
    return place_of(column)[0]


def place_of(column: str) -> tuple[str | None, int]:
    """The field a column's name stands for, and how clearly: 0 is the clearest."""
    whole = simplified(unicodedata.normalize("NFKC", column)).lower()
    inside = _INSIDE.search(whole)
    for part in dict.fromkeys((whole, inside[1] if inside else whole, _PART.sub("", whole))):
        name = _MARKS.sub("", part)
        bare = _BEFORE.sub("", name)
        if found := next((_PLACES[n] for n in (name, bare, _AFTER.sub("", bare)) if n in _PLACES), None):
            return found
    return None, 0


def is_origin(column: str) -> bool:
    """Whether a column that is not the paper's says where an article comes from: 来源, source."""
    return _MARKS.sub("", simplified(unicodedata.normalize("NFKC", column)).lower()) in ORIGIN_TOO


_PLACES: dict[str, tuple[str | None, int]] = {
    _MARKS.sub("", name): (field, rank)
    for field, names in COLUMN_NAMES.items()
    for rank, name in reversed(list(enumerate(names)))
}


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
