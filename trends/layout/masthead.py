"""What a page prints about its own issue: date, weekday, lunar date, issue number, paper, page number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lunardate import LunarDate

from trends.layout import cues
from trends.layout.characters import unspaced, without_slips
from trends.layout.units import Unit

WEEKDAYS = "一二三四五六日"
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_LUNAR_MONTHS = {m: i for i, m in enumerate("正二三四五六七八九十", 1)} | {
    "冬": 11,
    "十一": 11,
    "腊": 12,
    "十二": 12,
}
_LUNAR = re.compile(
    r"(?P<year>[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])年\s*(?P<leap>闰?)(?P<month>正|冬|腊|十[一二]?|[二三四五六七八九])月"
    r"(?P<day>初[一二三四五六七八九十]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|卅)"
)
_CHINESE_DATE = re.compile(
    r"([二一][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_MARKED_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_PARTED_DATE = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s+(\d{1,2})\s*日?\s+星期")
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_PAGE = re.compile(
    r"(?:^|[\s|/])(?:第\s*)?[A-D]?0?(\d{1,2})\s*版(?:$|[\s|/:])|(?:^|[\s|/])[A-D]0?(\d{1,2})(?=$|[\s|/:])"
)
_FRONT = re.compile(r"今日\s*\d+\s*版|第\s*\d{3,6}\s*期|CN\s*\d\d")


@dataclass(frozen=True, slots=True)
class Masthead:
    """Printed facts of the issue; `evidence` is their line, `faults` what contradicts the date."""

    date: dt.date | None = None
    issue_number: int | None = None
    paper: str | None = None
    number: int | None = None
    evidence: str = ""
    faults: tuple[str, ...] = ()
    checks: int = 0  # weekday, lunar date: how many agree with the date


def masthead_of(units: Sequence[Unit]) -> Masthead:
    """The masthead among a page's furniture; an empty Masthead when nothing is printed."""
    lines = [
        without_slips(unspaced(unit.text)) for unit in units if unit.role == "noise" and unit.why == "报头"
    ]
    text = " ".join(lines)
    dated = [(date, line) for line in [*lines, text] if (date := printed_date(line))]
    paper = next((m[1] for line in lines if (m := cues.PAPER.search(line))), None)
    page = next((int(m[1] or m[2]) for line in lines if (m := _PAGE.search(line))), None)
    number = page or (1 if _FRONT.search(text) else None)
    issue_number = issue_number_of(text)
    if not dated:
        return Masthead(None, issue_number, paper, number, text[:60])
    date, line = dated[0]
    faults, checks = check_date(date, line if date != dated[-1][0] else text)
    faults += [f"报头还印着另一个日期 {other}（两期在一个文件里？）" for other in _others(date, dated)]
    return Masthead(date, issue_number, paper, number, line[:80], tuple(faults), checks)


def _others(date: dt.date, dated: Sequence[tuple[dt.date, str]]) -> list[dt.date]:
    """Dates of other mastheads, each with its weekday or issue number beside it."""
    printed = {other for other, line in dated if _WEEKDAY.search(line) or cues.ISSUE_NUMBER.search(line)}
    return sorted(printed - {date})


def issue_number_of(text: str) -> int | None:
    """第9785期 → 9785."""
    match = cues.ISSUE_NUMBER.search(text)
    return int(match[1]) if match else None


def printed_date(text: str) -> dt.date | None:
    """A full date in plain text: 2023年2月6日, 二〇二三年二月六日 or 2023-02-06."""
    for pattern in (cues.MASTHEAD_DATE, _MARKED_DATE, _PARTED_DATE):
        if match := pattern.search(text):
            return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _CHINESE_DATE.search(text):
        year = int("".join(_DIGITS.get(c, "0") for c in match[1]))
        return _date(year, _chinese_number(match[2]), _chinese_number(match[3]))
    return None


def check_date(date: dt.date, text: str) -> tuple[list[str], int]:
    """The weekday and lunar date printed beside a date → what contradicts it, and how many agree."""
    faults: list[str] = []
    checks = 0
    if match := _WEEKDAY.search(text):
        printed = match[1].replace("天", "日")
        actual = WEEKDAYS[date.weekday()]
        checks += printed == actual
        if printed != actual:
            faults.append(f"报头写星期{printed}，但 {date} 是星期{actual}")
    lunar = lunar_date(text, date.year)
    if lunar is not None:
        checks += lunar == date
        if lunar != date:
            faults.append(f"报头的农历日期是 {lunar}，与 {date} 不合")
    return faults, checks


def lunar_date(text: str, near: int) -> dt.date | None:
    """癸卯年正月十六 → 2023-02-06, in the cycle of sixty years around `near`; None when there is none."""
    match = _LUNAR.search(text)
    if not match:
        return None
    stem, branch = (
        "甲乙丙丁戊己庚辛壬癸".index(match["year"][0]),
        "子丑寅卯辰巳午未申酉戌亥".index(match["year"][1]),
    )
    year = next(
        (y for y in range(near - 30, near + 30) if (y - 4) % 10 == stem and (y - 4) % 12 == branch), None
    )
    if year is None:
        return None
    try:
        lunar = LunarDate(year, _LUNAR_MONTHS[match["month"]], lunar_day(match["day"]), bool(match["leap"]))
        found: dt.date = lunar.to_solar_date()
    except (ValueError, KeyError):
        return None
    return found


def lunar_day(text: str) -> int:
    """初六 → 6, 廿三 → 23, 三十 → 30."""
    text = text.replace("初", "").replace("廿", "二十").replace("卅", "三十")
    return _chinese_number(text)


def _chinese_number(text: str) -> int:
    digits = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    if "十" not in text:
        return digits.get(text, 0)
    tens, _, ones = text.partition("十")
    return digits.get(tens, 1) * 10 + digits.get(ones, 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
