"""The dates people's tables hold: written out, counted in seconds or days, with a time zone, inside a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from trends.script import simplified

# A moment stated with its zone is dated where the papers come out.
ZONE = dt.timezone(dt.timedelta(hours=8))
# What a bare number may be: days of a spreadsheet from 1930 to 2100; seconds from 1990 to 2100, and
# thousandths and millionths of them.
_SERIALS = (10_959, 73_051)
_SECONDS = (631_152_000, 4_102_444_800)
_EPOCH = dt.date(1899, 12, 30)
_REACH = 300  # characters of a cell in which a date is looked for
_MONTHS = {
    name: n
    for n, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0, "０": 0}
_NUMERAL = "[〇○零O一二三四五六七八九十]"
_ORDERED = re.compile(r"(?<!\d)(\d{4})\s{0,3}[-/.年]\s{0,3}(\d{1,2})\s{0,3}[-/.月]\s{0,3}(\d{1,2})(?!\d)")
_PACKED = re.compile(r"(?<!\d)((?:1[6-9]|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?(?!\d)")
_CHINESE = re.compile(
    rf"(\d{{4}}|{_NUMERAL}{{4}})年(\d{{1,2}}|{_NUMERAL}{{1,3}})月(\d{{1,2}}|{_NUMERAL}{{1,3}})日"
)
_REPUBLIC = re.compile(
    rf"民国\s{{0,3}}([\d一二三四五六七八九十百〇零]{{1,5}}|元)\s{{0,3}}年\s{{0,3}}(\d{{1,2}}|{_NUMERAL}{{1,3}})\s{{0,3}}月"
    rf"\s{{0,3}}(\d{{1,2}}|{_NUMERAL}{{1,3}})\s{{0,3}}日"
)
_DAY_FIRST = re.compile(
    r"(?<![A-Za-z\d])(\d{1,2})(?:st|nd|rd|th)?[-\s./,]{1,3}([A-Za-z]{3,9})\.?[-\s./,]{1,3}(\d{4}|\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![A-Za-z])([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)"
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_WEEKDAY = re.compile("(?:星期|周|礼拜)([一二三四五六日天])")
_MAILED = re.compile(r"[A-Za-z]{3},? {1,3}\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d")  # RFC 2822
_ZONED = re.compile(
    r"(\d{4})[-/](\d\d)[-/](\d\d)[T ]{1,2}(\d\d:?\d\d[\d:.]{0,11})\s{0,2}(?:(?:UTC|GMT)?([+-]\d\d:?\d\d)|(?:Z|UTC|GMT))$"
)


def date_of(value: object, day_first: bool | None = None) -> dt.date | None:
    """The date that a value states, None where it states none or could mean two.

    day_first: whether the table writes 02/03/2023 for 2 March; None: not known.

    Written: 2023-02-06, 2023/2/6, 20230206, 2023年2月6日, 二〇二三年二月六日, 民國112年2月6日, 6-Feb-23,
    Feb 6, 2023, 13/02/2023; with a zone (ISO 8601, RFC 2822) dated in ZONE; numbers: Unix time in
    seconds, milliseconds or microseconds, days of a spreadsheet. A text around a date does not matter.
    """
    if isinstance(value, dt.datetime):
        return (value.astimezone(ZONE) if value.tzinfo else value).date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, list) and len(value) == 1:
        return date_of(value[0], day_first)
    if isinstance(value, dict) and {"year", "month", "day"} <= value.keys():
        value = "-".join(str(value[part]) for part in ("year", "month", "day"))
    text = simplified(str(value).strip()[:_REACH])
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            return dt.date.fromisoformat(text)
        return _counted(text) or _zoned(text) or _written(text, day_first)
    except (ValueError, OverflowError):
        return None


def _counted(text: str) -> dt.date | None:
    """A number alone: days of a spreadsheet, or time since 1970."""
    whole, _, rest = text.partition(".")
    if not whole.isdecimal() or not (rest.isdecimal() or not rest):
        return None
    number = int(whole)
    if len(whole) == 5 and _SERIALS[0] <= number < _SERIALS[1]:
        return _EPOCH + dt.timedelta(days=number)
    for scale in (1, 1_000, 1_000_000, 1_000_000_000):
        if _SECONDS[0] <= number // scale < _SECONDS[1] and len(whole) >= 9:
            return dt.datetime.fromtimestamp(number // scale, ZONE).date()
    return None


def _zoned(text: str) -> dt.date | None:
    """A moment with its zone, in the papers' zone."""
    if match := _ZONED.match(text):
        moment = dt.datetime.fromisoformat(f"{'-'.join(match.groups()[:3])}T{match[4]}{match[5] or 'Z'}")
    elif _MAILED.match(text):
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
    else:
        return None
    return (moment.astimezone(ZONE) if moment.tzinfo else moment).date()


def _written(text: str, day_first: bool | None) -> dt.date | None:
    """The first date written out in a text."""
    if match := _ORDERED.search(text) or _PACKED.search(text):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _REPUBLIC.search(text):
        return dt.date(
            1911 + (1 if match[1] == "元" else _number(match[1])), _number(match[2]), _number(match[3])
        )
    if match := _CHINESE.search(text):
        return dt.date(_number(match[1]), _number(match[2]), _number(match[3]))
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        if (match := pattern.search(text)) and (found := _MONTHS.get(match[month][:3].lower())):
            return dt.date(_year(match[3]), found, int(match[day]))
    return _slashed(text, day_first)


def order_of(values: Iterable[object]) -> bool | None:
    """Whether a column of dates writes the day first, by those that can be read one way only; None: untold."""
    firsts = set()
    for value in values:
        match = _SLASHED.search(str(value)[:_REACH])
        if match and max(int(match[1]), int(match[2])) > 12 and date_of(value):
            firsts.add(int(match[1]) > 12)
    return firsts.pop() if len(firsts) == 1 else None


def both_ways(value: object) -> tuple[dt.date, dt.date] | None:
    """The two dates that 02/03/2023 may be: with the day first, with the month first."""
    day, month = date_of(value, True), date_of(value, False)
    return (day, month) if day and month and day != month and date_of(value) is None else None


def _slashed(text: str, day_first: bool | None) -> dt.date | None:
    """13/02/2023 or 02/13/2023; where both could be the month, the weekday beside it or the column decides."""
    match = _SLASHED.search(text)
    if match is None:
        return None
    year = int(match[3])
    if day_first is not None and not _WEEKDAY.search(text) and max(int(match[1]), int(match[2])) <= 12:
        return dt.date(
            year, *((int(match[2]), int(match[1])) if day_first else (int(match[1]), int(match[2])))
        )
    pairs = {(int(match[2]), int(match[1])), (int(match[1]), int(match[2]))}
    dates = {dt.date(year, month, day) for month, day in pairs if 1 <= month <= 12}
    if weekday := _WEEKDAY.search(text):
        wanted = "一二三四五六日".index(weekday[1].replace("天", "日"))
        dates = {date for date in dates if date.weekday() == wanted}
    return dates.pop() if len(dates) == 1 else None


def _year(digits: str) -> int:
    """Years of two digits as spreadsheets read them: 30 is 1930, 29 is 2029."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 30 else 2000)


def _number(text: str) -> int:
    """112, 一一二, 一百一十二, 二十六 → the number."""
    if text.isdecimal():
        return int(text)
    if not set(text) & set("十百"):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = current = 0
    for c in text:
        if c in "十百":
            total += (current or 1) * (10 if c == "十" else 100)
            current = 0
        else:
            current = _DIGITS[c]
    return total + current
