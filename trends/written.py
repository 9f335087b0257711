"""Dates as newspapers, file names and web pages write them, in either script.

>>> [str(found.date) for found in dates_in("中華民國110年9月25日 星期六")]
['2021-09-25']
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

WEEKDAYS = "一二三四五六日"
REPUBLIC = 1911  # 民國元年 is 1912
_NUMERALS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
    "Ｏ": "0",
}
_YEAR = r"(?:1[5-9]|20)\d\d"
_TENS = "元一二三四五六七八九十廿卅"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may", "may"),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
_WEEKDAY = re.compile(r"(?:星期|周|週|禮拜|礼拜)([一二三四五六日天])|[(（]([一二三四五六日])[)）]")
_NUMBER = re.compile(r"\d|[二一][〇○零OＯ一二三四五六七八九]{3}|民[国國]")  # in every date
_LINE = 200  # characters
_NEAR = 12  # characters behind a date in which its weekday stands


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text and where it stands (code points, end exclusive).

    sure: False where day and month may be exchanged and no weekday settles which is which.
    """

    date: dt.date
    start: int
    end: int
    sure: bool = True


def dates_in(text: str) -> list[Written]:
    """All full dates of a text in their order; days that no calendar has are left out."""
    if not _NUMBER.search(text):
        return []
    return list(_dates_of_line(text) if len(text) <= _LINE else _dates_of(text))


def _dates_of(text: str) -> tuple[Written, ...]:
    found: list[Written] = []
    for pattern, reading in _FORMS:
        for match in pattern.finditer(text):
            read = reading(match, text)
            if read and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(Written(read[0], match.start(), match.end(), read[1]))
    return tuple(sorted(found, key=lambda written: written.start))


_dates_of_line = lru_cache(maxsize=2048)(_dates_of)  # a line is asked for its dates by several who read it


def weekday_in(text: str) -> str | None:
    """The weekday that a text names: 一 to 六, or 日."""
    match = _WEEKDAY.search(text)
    return (match[1] or match[2]).replace("天", "日") if match else None


def date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def chinese_number(text: str) -> int:
    """廿三 → 23, 十 → 10, 一百一十 → 110, 元 → 1; 0 for what is none."""
    text = text.replace("元", "一").replace("廿", "二十").replace("卅", "三十").replace("初", "")
    hundreds, sign, rest = text.rpartition("百")
    if sign:
        return (_digit(hundreds) or 1) * 100 + chinese_number(rest.replace("零", ""))
    tens, sign, ones = text.partition("十")
    return (_digit(tens) or 1) * 10 + _digit(ones) if sign else _digit(text)


def _digit(text: str) -> int:
    return "一二三四五六七八九".find(text) + 1 if len(text) == 1 else 0


Reading = tuple[dt.date, bool] | None


def _plain(match: re.Match[str], _text: str) -> Reading:
    return _sure(date_or_none(*(int(group) for group in match.groups())))


def _in_numerals(match: re.Match[str], _text: str) -> Reading:
    year = int("".join(_NUMERALS.get(c, "0") for c in match[1]))
    return _sure(date_or_none(year, chinese_number(match[2]), chinese_number(match[3])))


def _of_republic(match: re.Match[str], _text: str) -> Reading:
    year, month, day = (int(g) if g.isdecimal() else chinese_number(g) for g in match.groups())
    return _sure(date_or_none(REPUBLIC + year, month, day)) if year else None


def _day_first(match: re.Match[str], text: str) -> Reading:
    """Day, month and year as in Hong Kong, or month, day and year: the weekday beside it settles which."""
    first, second, year = (int(group) for group in match.groups())
    around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    options = [date for a, b in ((second, first), (first, second)) if (date := date_or_none(year, a, b))]
    options = list(dict.fromkeys(options))
    if (weekday := weekday_in(around)) and len(options) > 1:
        options = [date for date in options if WEEKDAYS[date.weekday()] == weekday] or options
    return (options[0], len(options) == 1) if options else None


def _english(match: re.Match[str], _text: str) -> Reading:
    day, month = match["day"] or match["day2"], match["month"] or match["month2"]
    return _sure(date_or_none(int(match["year"]), _MONTHS[month.lower()], int(day)))


def _sure(date: dt.date | None) -> Reading:
    return (date, True) if date else None


_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Reading]], ...] = (
    (re.compile(rf"(?<!\d)({_YEAR})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})(?:\s*[日号號]|(?=\s+(?:星期|周|週)))"), _plain),
    (re.compile(rf"(?<!\d)({_YEAR})\s?([-_./])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}})(?!\d)"), lambda m, t: _sure(date_or_none(int(m[1]), int(m[3]), int(m[4])))),
    (re.compile(rf"([二一][〇○零OＯ一二三四五六七八九]{{3}})\s?年\s?([{_TENS}]{{1,2}})\s?月\s?([{_TENS}]{{1,3}})\s?日"), _in_numerals),
    (re.compile(rf"(?:中[华華])?民[国國]\s*([元\d{_TENS}百零]{{1,5}})\s*年\s*([\d{_TENS}]{{1,2}})\s*月\s*([\d{_TENS}]{{1,3}})\s*日"), _of_republic),
    (re.compile(r"(?<!\d)(1[0-3]\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"), _of_republic),
    (re.compile(rf"(?<![\d/.-])(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?({_YEAR})(?!\d)"), _day_first),
    (re.compile(rf"\b(?:(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_NAMES})\.?,?)\s+(?P<year>{_YEAR})\b", re.I), _english),
    (re.compile(r"(?<!\d)((?:18|19|20)\d\d)(\d\d)(\d\d)(?!\d)"), _plain),
)  # fmt: skip


_SCRIPTS = "[报報]"
_OVERSEAS = "(?:海外版)?"  # a paper of its own beside the one at home
PAPER_NAME = re.compile(
    rf"[\u4e00-\u9fff]{{1,8}}(?:(?:[日晚早时時商晨新导導快周週]|都市|青年|法治|法制|生活|经济|經濟|教育|科技|农民|農民|工人){_SCRIPTS}{_OVERSEAS})"
)
_TITLE = re.compile(
    rf"[\u4e00-\u9fff]{{1,9}}(?:{_SCRIPTS}{_OVERSEAS}|[周週]刊|消息|时讯|時訊|新闻|新聞|画报|畫報)"
)
_NO_TITLE = re.compile(
    rf"(?:[本该該我贵貴各大小快情通汇匯预預海简簡捷战戰喜日月年申举舉墙牆黑板警电電公年月季周週]|{_SCRIPTS}){_SCRIPTS}"
    rf"|.{{0,12}}(?:机关|简|日程|機關|委|会|會|部门|部門|小|校){_SCRIPTS}"
    r"|(?:中国|中國|台海|两岸|兩岸|香港|本港|港澳|环球|環球|全球|世界|亚洲|亞洲)(?:新闻|新聞)"
    r"|(?:本市|本地|本埠|国内|國內|国际|國際|社会|社會|体育|體育|娱乐|娛樂|财经|財經|综合|綜合|时政|時政|要闻|地方|民生|文化|经济|經濟|教育|法治|"
    r"今日|最新|热点|熱點|图片|圖片|县区|区县|都市|特别|推荐|相关|头条|好|坏|假|新|旧|听|看|读|查看|更多)(?:新闻|新聞|消息|[周週]刊)"
)


def paper_in(text: str) -> str | None:
    """The paper's name where one stands in a text, never with a piece of a date before it."""
    for piece in _outside_dates(text):
        if match := PAPER_NAME.search(piece):
            return match.group()
    return None


def is_title(text: str) -> bool:
    """Whether a text alone may be a paper's name: 临江日报, 申报, 参考消息, not 本报 or 国际新闻."""
    return bool(
        text == "申报" or text == "申報" or (_TITLE.fullmatch(text) and not _NO_TITLE.fullmatch(text))
    )


def _outside_dates(text: str) -> list[str]:
    """The stretches of a text between its dates, without 日 and 号 that a faulty date left behind."""
    at, pieces = 0, []
    for written in dates_in(text):
        pieces.append(text[at : written.start])
        at = written.end
    return [re.sub(r"\d{1,2}\s*[年月日号號]", " ", piece) for piece in (*pieces, text[at:])]
