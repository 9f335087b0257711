"""What a page prints about its own issue: date, weekday, lunar date, issue number, paper, page number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lunardate import LunarDate

from trends.layout import cues
from trends.layout.characters import without_slips
from trends.layout.statements import Statement, closed_up, statement_of
from trends.layout.units import Unit
from trends.written import WEEKDAYS, Written, chinese_number, dates_in, is_title, paper_in

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
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_PAGE = re.compile(
    r"(?:^|[\s|/])(?:第\s*)?[A-D]?0?(\d{1,2})\s*版(?:$|[\s|/:])|(?:^|[\s|/])[A-D]0?(\d{1,2})(?=$|[\s|/:])"
)
_SHORT = 30  # characters of a page's first line that begins with its date
_UNSURE = "第一行“{line}”以日期开头，其余的看不懂，当作出版日期"
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
    checks: int = 0  # weekday, lunar date, paper, page: how many agree with the date or stand beside it
    sure: bool = True  # False: day and month may be exchanged


def masthead_of(units: Sequence[Unit]) -> Masthead:
    """The masthead among a page's furniture; an empty Masthead when nothing is printed."""
    lines = [without_slips(closed_up(u.text)) for u in units if u.role == "noise" and u.why == "报头"]
    text = " ".join(line for line in lines if not ((s := statement_of(line)) and s.of_reading))
    stated = [(found, line) for line in lines if (found := statement_of(line))]
    dated = [(found, line) for found, line in stated if found.dates and not found.of_reading]
    told = any(found.dates for found, _ in stated)
    if not told and (date := printed_date(text)):  # over several lines
        dated = [(Statement((Written(date, 0, 0),)), text)]
    number, issue_number = _page_of(stated, dated, text), issue_number_of(text)
    if not dated and (date := _above_all(units)):
        doubt = _UNSURE.format(line=units[0].text[:20])
        return Masthead(date, issue_number, _paper_of(lines, stated), number, units[0].text[:80], (doubt,))
    if not dated:
        return Masthead(None, issue_number, _paper_of(lines, stated), number, text[:60])
    best, line = max(dated, key=lambda found: found[0].company)
    date = best.dates[0].date
    others = {found.dates[0].date for found, _ in dated} - {date}
    faults, checks = check_date(date, line if others else text)
    rivals = {
        found.dates[0].date for found, _ in dated if found.company and found.company >= best.company - 2
    }
    rivals |= set() if best.company else others
    faults += [f"报头还印着另一个日期 {other}（两期在一个文件里？）" for other in sorted(rivals - {date})]
    if not best.sure:
        faults.append(f"报头的日期“{line[:20]}”日和月可以互换，没有星期可以核对")
    checks += best.company >= 3
    paper = (best.paper if best.alone else None) or _paper_of(lines, stated)
    return Masthead(date, issue_number, paper, number, line[:80], tuple(faults), checks, best.sure)


def _above_all(units: Sequence[Unit]) -> dt.date | None:
    """The full date with which the first line of a page begins, whatever else it says."""
    first = units[0].text if units and not units[0].part else ""
    found = dates_in(first) if len(first) <= _SHORT and "。" not in first else []
    return found[0].date if found and found[0].start == 0 and found[0].sure else None


def _paper_of(lines: Sequence[str], stated: Sequence[tuple[Statement, str]]) -> str | None:
    """The paper named beside a date or page, else in any line of the masthead."""
    beside = (found.paper for found, _ in stated if found.paper and found.alone)
    alone = (line for line in lines if is_title(line))
    inside = (paper for line in lines if (paper := paper_in(line)))
    return next((paper for papers in (beside, alone, inside) for paper in papers), None)


def _page_of(
    stated: Sequence[tuple[Statement, str]], dated: Sequence[tuple[Statement, str]], text: str
) -> int | None:
    """The page number beside the date, else the only one that the masthead's lines state."""
    best = max((found for found, _ in dated), key=lambda found: found.company, default=None)
    if best and best.page:
        return best.page
    numbers = {found.page for found, _ in stated if found.page}
    numbers = numbers or {int(m[1] or m[2]) for line in [text] if (m := _PAGE.search(line))}
    if len(numbers) == 1:
        return numbers.pop()
    return 1 if not numbers and _FRONT.search(text) else None


def issue_number_of(text: str) -> int | None:
    """第9785期 → 9785."""
    match = cues.ISSUE_NUMBER.search(text)
    return int(match[1]) if match else None


def printed_date(text: str) -> dt.date | None:
    """The first full date in plain text: 2023年2月6日, 二〇二三年二月六日, 民国112年2月6日 or 2023-02-06."""
    return next((written.date for written in dates_in(text)), None)


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
        lunar = LunarDate(
            year, _LUNAR_MONTHS[match["month"]], chinese_number(match["day"]), bool(match["leap"])
        )
        found: dt.date = lunar.to_solar_date()
    except (ValueError, KeyError):
        return None
    return found
