"""A file's name and folders → the issue date, page number and paper they state, if any.

Names of the usual scrapers: date, page, article (20230306-04-01.txt), a folder a day (2023/0306/…, 2023年03月/06日/…),
date and page run together (rmrb2023030604), the page's name before or behind the date (A02-20230306, …第4版…).
"""

from __future__ import annotations

import datetime as dt
import re

from trends.written import chinese_number, date_or_none, dates_in, is_title, paper_in

_YEAR = r"(?:18|19|20)\d\d"
_FOLDERS = (
    re.compile(rf"(?<!\d)({_YEAR})年?[-_./]?/?(\d{{1,2}})月?/(\d{{1,2}})(?!\d)日?"),
    re.compile(rf"(?<!\d)({_YEAR})年?/(\d\d)(\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)({_YEAR})(\d\d)/(\d{{1,2}})(?!\d)日?"),
    re.compile(rf"(?<!\d)({_YEAR})年?[-_./]?0?(\d{{1,2}})月?/0?\2(\d\d)(?!\d)"),  # 2023年3月/0305
    re.compile(
        rf"(?<!\d)({_YEAR})年?/([一二三四五六七八九十]{{1,2}})月/(?:0?(\d{{1,2}})(?!\d)|([一二三四五六七八九十]{{1,3}})(?=[日号]))"
    ),
    re.compile(rf"(?<!\d)({_YEAR})年/?(\d{{1,2}})月/?(\d{{1,2}})(?!\d)日?"),
)
_LOOSE = re.compile(
    rf"(?<!\d)({_YEAR})(?:\s*[-_./年]\s*|\s)(\d{{1,2}})(?:\s*[-_./月]\s*|\s)(\d{{1,2}})(?!\d)\s*[日号]?"
)
_RUN_ON = re.compile(
    rf"(?<!\d)({_YEAR})(\d\d)(\d\d)(?=\d\d(?:\d\d)?(?!\d))"
)  # date, page and article in one run
_NUMBERED_PAGE = re.compile(r"第\s*[A-Da-d]?0*(\d{1,3})\s*版|(?<![A-Za-z\d])[A-Da-d]?0*(\d{1,3})\s*版")
_LETTERED = re.compile(r"(?:p|page|[A-DT])[-_ ]?0*(\d{1,3})", re.IGNORECASE)
_NUMBER = re.compile(r"0*(\d{1,3})")
_PAGE_AND_ARTICLE = re.compile(r"(\d\d)\d\d(?!\d)")  # run on after the date
_SPLIT = re.compile(r"[-_ ./,，、()（）\[\]【】+]+")
_OF_ARTICLE = frozenset(
    {"content", "con", "article", "art", "detail", "details", "show", "text", "node", "id", "item", "doc"}
)
_MOST = 400  # pages of an issue
_BACKWARDS = re.compile(r"nw\.D\d*[a-z]+_$", re.IGNORECASE)  # …_20230206_1-01: article, then page


def stated_date(name: str) -> dt.date | None:
    """The date in a file name or its folders ("2023-02-06/01.txt", "20230206_A01.txt"); None without one.

    The file's own name is asked before its folders. Two different dates in one name state nothing.
    """
    found = _dated(name)
    return found[0] if found else None


def stated_dates(text: str) -> set[dt.date]:
    """All dates written in a text."""
    return {written.date for written in dates_in(text)}


def stated_page(name: str) -> int | None:
    """The page number beside the date of a file name, else None: the number after the date, before the article's."""
    found = _dated(name)
    if found is None:
        return None
    _, before, after = found
    for text in (after, before.rsplit("/", 1)[-1]):
        if match := _NUMBERED_PAGE.search(text):
            return _page(match[1] or match[2])
    if match := _PAGE_AND_ARTICLE.match(after):
        return _page(match[1])
    numbers: list[str] = []
    for token in filter(None, _SPLIT.split(after)):
        if not numbers and token.lower() in _OF_ARTICLE:
            return None  # content_4.htm is the fourth article
        if match := _LETTERED.fullmatch(token) or _NUMBER.fullmatch(token):
            numbers.append(match[1])
        elif numbers or not _names_place(token):
            break
    if not numbers:
        token = _SPLIT.split(before.rsplit("/", 1)[-1].rstrip("-_ .,"))[-1]
        match = _LETTERED.fullmatch(token)
        return _page(match[1]) if match else None
    name = _SPLIT.split(before.rsplit("/", 1)[-1].rstrip("-_ .,"))[-1].lower()
    if len(numbers) > 2 or (
        len(numbers) == 1 and name in _OF_ARTICLE
    ):  # a time of day, or more than a page and an article
        return None
    return _page(numbers[-1 if _BACKWARDS.search(before) else 0])


def stated_paper(name: str) -> str | None:
    """The newspaper's title where a file name or folder holds one."""
    if found := paper_in(name):
        return found
    parts = (part for part in re.split(r"[-_ /.!\d()（）《》【】]+|[年月日]", name) if part)
    return next((part for part in parts if is_title(part)), None)


def _dated(name: str) -> tuple[dt.date, str, str] | None:
    """The date that a name states, and what stands before and after it; the innermost name that has one."""
    path = name.replace("!", "/").replace("\\", "/")
    stem = re.sub(r"\.[A-Za-z]\w{0,4}(?:\.gz|\.zst)?$", "", path)
    parts = stem.split("/")
    for k in range(len(parts) - 1, -1, -1):
        found = _in_part(parts[k])
        if len({date for date, _, _ in found}) > 1:
            return None
        if found:
            day, first, last = found[0]
            return day, "/".join((*parts[:k], parts[k][:first])), "/".join((parts[k][last:], *parts[k + 1 :]))
    spans = [
        (date, *m.span())
        for p in _FOLDERS
        for m in p.finditer(stem)
        if (date := _date(*filter(None, m.groups())))
    ]
    if len({date for date, _, _ in spans}) != 1:
        return None
    day, first, last = max(spans, key=lambda span: span[2])
    return day, stem[:first], stem[last:]


def _in_part(part: str) -> list[tuple[dt.date, int, int]]:
    """The dates in the name of one file or folder, with their places."""
    found = [(written.date, written.start, written.end) for written in dates_in(part)]
    for pattern in (_LOOSE, _RUN_ON):
        for match in pattern.finditer(part):
            date = _date(*match.groups())
            if date and not any(start < match.end() and match.start() < end for _, start, end in found):
                found.append((date, *match.span()))
    return found


def _names_place(token: str) -> bool:
    """Whether a piece between date and page number is a paper's name, or no word at all."""
    return is_title(token) or not re.search(r"[\u4e00-\u9fff]{2}", token)


def _page(digits: str) -> int | None:
    return int(digits) if 0 < int(digits) <= _MOST else None


def _date(year: str, month: str, day: str) -> dt.date | None:
    numbers = (int(part) if part.isdecimal() else chinese_number(part) for part in (month, day))
    return date_or_none(int(year), *numbers)
