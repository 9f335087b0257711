"""Markdown: headings are headlines, the words of links are none, paragraphs may stand in HTML tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from trends.layout.characters import em, is_closed, plain, unspaced
from trends.layout.forms.sheet import Reading, Row, Sheet, stretch, whole
from trends.layout.statements import statement_of
from trends.records import Mark
from trends.written import is_title

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s{0,9}(?:[-*_=]\s{0,9}){3,}$")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s\n]{0,600}(?:\s+\"[^\"\n]{0,80}\")?\)")
_ITEM = re.compile(r"\s{0,9}(?:[-*+]|\d{1,3}[.、)．]|[(（]\d{1,3}[)）])\s{0,9}(.*?)[;；。]?\s{0,9}$")
_EMPHASIS = re.compile(r"\*\*\*|\*\*|__|~~|`")
_TAG = re.compile(
    r"</?(?:p|br|div|strong|b|em|i|span|font|a|u|h[1-6]|img|blockquote|center|section|sup|sub)\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"(?:\s{0,9}</?(?:p|br|div|h[1-6]|blockquote|section)\b[^<>\n]{0,300}>)+\s{0,9}", re.IGNORECASE
)
_MADE = re.compile(r"[(（]?\s{0,9}(?:更新|生成|抓取|采集|爬取|导出)(?:时间戳?|日期|于)")
_OVERVIEW = re.compile(r"摘要|目录|导读|提要|概要|索引|要目|简讯目录|contents", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,3})\s?[.、．]\s*(?=\S)")
_SECTIONS = ("新闻", "消息", "时讯", "周刊")  # what sections are called too
_FEWEST = 2  # headings of a file whose name does not say that it is Markdown
_LISTED = 4  # headings of links from which a file is a list of links


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the rows below it up to the next one, and what it is."""

    level: int
    title: str
    row: Row | None
    rows: list[Row]

    @property
    def told(self) -> bool:
        """Whether running text stands right below the heading."""
        return any(_prose(row) for row in self.rows)


def read(sheet: Sheet) -> Reading | None:
    rows = sheet.rows
    headings = [row for row in rows if _HEADING.match(row.raw)]
    named = sheet.page.file.lower().endswith((".md", ".markdown"))
    if len(headings) < _FEWEST and not named:
        return None
    sections = _sections(rows)
    articles = [k for k, section in enumerate(sections) if section.row and _is_article(sections, k)]
    if not articles and len(linked := [s for s in sections if s.row and _is_linked(s)]) >= _LISTED:
        return _listed(rows, len(linked))
    if not articles:
        return _without_headings(rows) if named else None
    numbered = _counted([sections[k].title for k in articles])
    marks: list[Mark] = []
    lines: dict[int, str] = {}
    parts: list[int] = []
    level, number = sections[articles[0]].level, None
    known = {_packed(sections[k].title) for k in articles}
    papers: dict[int, str] = {}
    for k, section in enumerate(sections):
        row = section.row
        if row and k not in articles and (name := _paper_of(section.title)):
            parts += [row.place] if papers and papers[max(papers)] != name else []
            papers[row.place], number = name, None
        if row and (stated := statement_of(plain(section.title))) and stated.page and k not in articles:
            if number is not None and stated.page != number:
                parts.append(row.place)
            number = stated.page
        if k in articles and row:
            found = _head(row, section.title, numbered)
        elif row and section.told and not _OVERVIEW.search(section.title) and section.level > level:
            found = stretch(row, plain(section.title), "text")
        elif row:
            found = [whole(row, "noise", _why_heading(section.title))]
        else:
            found = []
        marks += found
        inside = k in articles or (section.level > level and bool(articles) and k > articles[0])
        body, replaced = marked_body(section.rows, section.title, known, inside)
        marks += body
        lines |= replaced
    shown = "、".join(sections[k].title[:12] for k in articles[:2])
    return Reading(
        f"{len(headings)} 行 Markdown 标题，其中 {len(articles)} 个下面有正文：{shown}",
        marks,
        parts,
        lines,
        papers,
    )


def marked_body(
    rows: Sequence[Row], title: str, known: set[str] | frozenset[str] = frozenset(), inside: bool = True
) -> tuple[list[Mark], dict[int, str]]:
    """Marks of the rows below a heading, and the lines without tags and emphasis.

    title: the heading; a line that repeats it is none of the body. known: headlines of the file, whose lists
    are contents. inside: whether the rows are an article's.
    """
    marks: list[Mark] = []
    lines: dict[int, str] = {}
    for row in rows:
        if why := _why_noise(row, title, known):
            marks.append(whole(row, "noise", why))
            continue
        if not inside and not row.prose:
            marks.append(whole(row, "noise", "导读" if _ITEM.match(row.raw) else row.furniture or "目录文字"))
            continue
        pieces = _pieces(row.raw)
        text = " ".join(pieces)
        if text != row.raw.strip():
            lines[row.number] = text
        elif row.furniture:
            continue
        at = 0
        for piece in pieces:
            begin = (text if row.number in lines else row.raw).find(piece, at)
            marks.append(Mark(row.number, begin, begin + len(piece), "text"))
            at = begin + len(piece)
    return marks, lines


def _is_linked(section: Section) -> bool:
    """Whether a heading is a link, or has a line that is nothing but one below it: the story is elsewhere."""
    heading = section.row.raw if section.row else ""
    return _is_link(heading) or any(_is_link(row.raw) for row in section.rows)


def _is_link(raw: str) -> bool:
    bare = _LINK.sub("", raw)
    return bare != raw and len(re.sub(r"[\W_]", "", _TAG.sub("", bare))) < 4


def _listed(rows: Sequence[Row], linked: int) -> Reading:
    """A list of headlines whose stories are elsewhere: nothing in it is an article."""
    marks = [
        whole(
            row,
            "noise",
            "没有正文的标题" if _HEADING.match(row.raw) else _why_noise(row, "", frozenset()) or "目录文字",
        )
        for row in rows
    ]
    return Reading(f"Markdown，{linked} 个标题下只有链接，是目录，没有正文", marks)


def _without_headings(rows: Sequence[Row]) -> Reading:
    """Markdown without a heading above text: its marks taken off, read on by the general rule."""
    marks: list[Mark] = []
    lines: dict[int, str] = {}
    for row in rows:
        if why := _why_noise(row, "", frozenset()):
            marks.append(whole(row, "noise", why))
            continue
        heading = _HEADING.match(row.raw)
        text = _cleaned(_unlinked(heading[2])) if heading else " ".join(_pieces(row.raw))
        if text != row.raw.strip():
            lines[row.number] = text
    return Reading("Markdown，没有下面有正文的标题，去掉标记后按通则读", marks, lines=lines)


def _sections(rows: Sequence[Row]) -> list[Section]:
    sections = [Section(0, "", None, [])]
    for row in rows:
        if match := _HEADING.match(row.raw):
            sections.append(Section(len(match[1]), _unlinked(match[2]), row, []))
        else:
            sections[-1].rows.append(row)
    return sections


def _is_article(sections: Sequence[Section], k: int) -> bool:
    """A heading with running text below it, unless it is a section of an article above it or an overview."""
    section = sections[k]
    if not section.told or _OVERVIEW.search(section.title[:12]) or _why_heading(section.title) == "报头":
        return False
    for above in range(k - 1, 0, -1):
        if sections[above].level < section.level:
            return not _is_article(sections, above)
    return True


def _counted(titles: Sequence[str]) -> bool:
    """Whether headings are numbered one after the other: 1. …, 2. …; a few may be missing, each page may begin anew."""
    numbers = [int(match[1]) for title in titles if (match := _NUMBERED.match(title))]
    return len(numbers) == len(titles) > 1 and all(a < b or b == 1 for a, b in pairwise(numbers))


def _head(row: Row, title: str, numbered: bool) -> list[Mark]:
    match = _HEADING.match(row.raw)
    title = _NUMBERED.sub("", title) if numbered else title
    at = row.raw.find(title, match.start(2) if match else 0)
    return [Mark(row.number, at, at + len(title), "headline")] if at >= 0 else [whole(row, "headline")]


def _paper_of(title: str) -> str | None:
    """The paper that a heading names and says nothing else of but date and page."""
    name = unspaced(plain(title).strip("《》 "))
    stated = statement_of(name)
    if is_title(name) and not name.endswith(_SECTIONS):
        return name
    return stated.paper if stated and stated.alone and not stated.labels else None


def _why_heading(title: str) -> str:
    stated = statement_of(plain(title))
    return "报头" if stated and (stated.dates or stated.page) and len(stated.rest) < 8 else "栏目"


def _why_noise(row: Row, title: str, known: set[str] | frozenset[str]) -> str | None:
    """Why a row is no text: rules, links and pictures, lists of the file's own headlines, repeated titles."""
    if _RULE.match(row.raw):
        return "分隔线"
    if _is_link(row.raw):
        return "链接"
    if _MADE.match(row.text):
        return "抓取时间"
    item = _ITEM.match(_unlinked(row.raw))
    if _packed(_unlinked(row.raw)) == _packed(title) or (item and _packed(item[1]) in known):
        return "重复的标题" if not item else "导读"
    stated = statement_of(plain(_cleaned(_unlinked(row.raw)))) if row.text[:1] in ">*-" else row.statement
    stated = stated if stated and stated.alone else None
    return "报头" if stated and (stated.dates or stated.labels) else None


def _prose(row: Row) -> bool:
    text = plain(_TAG.sub("", _unlinked(row.raw))).strip()
    return (is_closed(text) and em(text) >= 14 and not _HEADING.match(row.raw)) or em(text) > 60


def _pieces(raw: str) -> list[str]:
    """The paragraphs of a line without tags, emphasis and the addresses of links."""
    text = _unlinked(raw)
    if "<" in text:
        return [piece for part in _BLOCK_TAG.split(text) if (piece := _cleaned(part))] or [_cleaned(text)]
    return [_cleaned(text)]


def _cleaned(text: str) -> str:
    text = _EMPHASIS.sub("", _TAG.sub("", text)).replace("&nbsp;", " ")
    return re.sub(r"^\s*(?:>\s?|[-*+]\s+)", "", text).strip()


def _unlinked(text: str) -> str:
    return _LINK.sub(lambda match: match[1], text)


def _packed(text: str) -> str:
    return re.sub(r"[\W_]", "", plain(_EMPHASIS.sub("", text)))
