"""A file's name and folders → the issue date, page number and paper they state, if any."""

from __future__ import annotations

import datetime as dt
import re

_WITH_MARKS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-_./年]\s*(\d{1,2})\s*[-_./月]\s*(\d{1,2})(?!\d)")
_BARE = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_PAGE = re.compile(
    r"(?:第\s*(?P<a>\d{1,2})\s*版|(?<![A-Za-z\d])[A-Da-d]?(?P<b>\d{1,2})\s*版"
    r"|[-_ .]?(?:p|page|[A-D])[-_ ]?(?P<c>\d{1,2})(?!\d)|[-_ ](?P<d>\d{1,2})(?!\d))$",
    re.IGNORECASE,
)
_PAPER = re.compile(r"[\u4e00-\u9fff]{2,10}(?:日报|晚报|早报|时报|商报|都市报|晨报|新报|青年报|法治报)")


def stated_date(name: str) -> dt.date | None:
    """The date in a file name or its folders ("2023-02-06/01.txt", "20230206_A01.txt"); None without one.

    Two different dates in one name state nothing.
    """
    found = stated_dates(name)
    return found.pop() if len(found) == 1 else None


def stated_dates(text: str) -> set[dt.date]:
    """All dates written in a text."""
    matches = [*_WITH_MARKS.finditer(text), *_BARE.finditer(text)]
    return {date for match in matches if (date := _date(*match.groups()))}


def stated_page(name: str) -> int | None:
    """The page number at the end of a file name that also states a date, else None."""
    if stated_date(name) is None:
        return None
    stem = name.replace("!", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    rest = _BARE.sub("", _WITH_MARKS.sub("", stem))
    match = _PAGE.search(rest)
    alone = rest if re.fullmatch(r"\d{1,2}", rest) else None
    digits = next(filter(None, match.groups()), None) if match else alone
    return int(digits) if digits and int(digits) > 0 else None


def stated_paper(name: str) -> str | None:
    """The newspaper's title where a file name or folder holds one."""
    match = _PAPER.search(name)
    return match.group() if match else None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
