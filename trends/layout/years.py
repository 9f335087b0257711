"""Text without a printed year → how likely each year is, with the sentences that say so.

Each clue gives every candidate date a likelihood; clues multiply. Nothing is known of the year
when no clue speaks of it, and then no year is returned.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trends.layout.facts import FACTS, FOUNDED, PROGRAMMES
from trends.written import WEEKDAYS

_PLAN = re.compile(r"((?:19|20)\d\d)\s*年?\s*[—\-－–~至]+\s*((?:19|20)\d\d)\s*年")
_YEAR = re.compile(r"((?:19|20)(?<!\d{3})\d\d)\s*年(?![代—\-–])")
_AHEAD = re.compile(r"^[^。;]{0,16}?(?:将|力争|计划|预计|确保|目标|底前|要)")
_UNTIL = re.compile(  # 2020年3月1日前, 2026年1月1日起施行
    r"\s?(?:\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?(?:底|以|之)?(?:前|起(?:施行|实施|执行))"
)
_AHEAD_OF = re.compile(
    r"(?:将于|将在|预计|计划|力争|拟于|争取|确保|目标是?|有望)[^。,;]{0,6}$|(?:到|至|截至)$|(?:规划|方案|纲要|意见|目标)(?:提出|明确|要求|是)?[^。;]{0,24}$"
)
_DRAFT = re.compile(r"起草|编制|制定|研究|审议|讨论|草案|汇报")
_PHASE = re.compile(
    r"(开局之|起步之|第一|开局起步)年|((?:收官|决胜|决战)之年|最后一年|最后[^,。]{0,3}窗口期)"
    r"|(?:中期|承上启下)之年"
)
_WEEKDAY = re.compile(r"(\d{1,2})月(\d{1,2})日\s*[(,]?\s*(?:星期|周)([一二三四五六日天])")
_SPOKEN = re.compile("(?:星期|周)[一二三四五六日天]")
_OUTLOOK = {0: 0.8, -1: 0.25, 1: 0.15}  # years from one that a text looks ahead to, and back on
_REVIEW = {0: 0.5, 1: 0.55} | {k: 0.5 * 0.75**k for k in range(2, 40)}
_FLOOR = 0.03  # what a clue leaves to the dates it speaks against
_LEAST = 0.001  # and one that says 今年是…开局之年


@dataclass(frozen=True, slots=True)
class Clue:
    """One sentence's word on the date: a likelihood in 0..1; a `sharp` clue names a year by itself."""

    sentence: str
    likelihood: Callable[[dt.date], float]
    sharp: bool


def clues_of(text: str) -> list[Clue]:
    """Plain joined text of a page → its clues, at most one of each kind and year."""
    clues = _plans(text) + _mentions(text) + _phases(text) + _anniversaries(text) + _weekdays(text)
    for pattern, since, until, reason in FACTS:
        if match := pattern.search(text):
            sentence = f"{sentence_at(text, match.start())}（{reason}）"
            clues.append(Clue(sentence, _window(since, until), False))
    return clues


def weigh(dates: Sequence[dt.date], clues: Sequence[Clue]) -> list[float]:
    """The clues' joint probability of each candidate date, summing to 1."""
    logs = [0.0] * len(dates)
    for clue in clues:
        likely = list(map(clue.likelihood, dates))
        log = {value: math.log(max(_LEAST, value)) for value in set(likely)}
        logs = [before + log[value] for before, value in zip(logs, likely, strict=True)]
    top = max(logs, default=0.0)
    weights = [math.exp(value - top) for value in logs]
    total = sum(weights)
    return [weight / total for weight in weights]


def sentence_at(text: str, place: int, reach: int = 36) -> str:
    """The words around a place, within its sentence, as evidence."""
    start = max(text.rfind("。", 0, place) + 1, place - reach)
    end = text.find("。", place)
    return text[start : min(end if end >= 0 else len(text), place + reach)].strip()


def _window(since: dt.date, until: dt.date) -> Callable[[dt.date], float]:
    return lambda date: 1.0 if since <= date <= until else _FLOOR


def _years(likely: dict[int, float], other: float = _LEAST) -> Callable[[dt.date], float]:
    return lambda date: likely.get(date.year, other)


def _plans(text: str) -> list[Clue]:
    """《…行动方案(2025—2027年)》: drawn up at or before its first year, in force to its last."""
    found: dict[tuple[int, int, bool], Clue] = {}
    for match in _PLAN.finditer(text):
        first, last = int(match[1]), int(match[2])
        if not 0 < last - first <= 15:
            continue
        around = text[max(0, match.start() - 60) : match.end() + 40]
        draft = bool(_DRAFT.search(around))
        likely = {y: (0.5 if y == first else 0.3) for y in range(first - 1, last + 1)}
        likely[first - 1] = 0.2
        if draft:
            likely = {first: 0.85, first - 1: 0.25, first + 1: 0.1}
        found.setdefault((first, last, draft), Clue(sentence_at(text, match.start()), _years(likely), draft))
    return list(found.values())


def _mentions(text: str) -> list[Clue]:
    """2023年 in a review, 2024年…将 in an outlook."""
    found: dict[tuple[int, bool], Clue] = {}
    for match in _YEAR.finditer(_PLAN.sub(lambda m: "#" * len(m.group()), text)):
        year = int(match[1])
        before = text[max(0, match.start() - 30) : match.start()]
        planned = bool(_AHEAD_OF.search(before))
        after = text[match.end() : match.end() + 30]
        dated = bool(_UNTIL.match(after))
        ahead = planned or dated or bool(_AHEAD.match(after))
        if (year, ahead) in found:
            continue
        likely = {year + k: odds for k, odds in (_OUTLOOK if ahead else _REVIEW).items()}
        found[year, ahead] = Clue(sentence_at(text, match.start()), _years(likely), not planned and not dated)
    return list(found.values())


def _phases(text: str) -> list[Clue]:
    """今年是…开局之年, 明年…最后: the year of a programme with known first and last years."""
    clues = []
    for name, first, last in PROGRAMMES:
        for match in re.finditer(name, text):
            start = text.rfind("。", 0, match.start()) + 1
            sentence = text[start : match.end() + 24].split("。")[0][-80:]
            phase = _PHASE.search(sentence)
            if phase and (told := re.search("今年|明年|去年|是", sentence)):
                year = first if phase[1] else last if phase[2] else (first + last) // 2
                shift = {"明年": -1, "去年": 1}.get(told.group(), 0)
                clues.append(Clue(sentence.strip(), _years({year + shift: 1.0}), True))
                break
    return clues


def _anniversaries(text: str) -> list[Clue]:
    clues = []
    for name, base in FOUNDED if "周年" in text else ():
        if match := re.search(rf"(?:{name})\s*(\d{{2,3}})\s*周年", text):
            year = base + int(match[1])
            likely = {year: 1.0, year - 1: 0.2, year + 1: 0.15}
            clues.append(Clue(sentence_at(text, match.start()), _years(likely), True))
    return clues


def _weekdays(text: str) -> list[Clue]:
    """2月27日(星期四): true in one year of six or so."""
    clues = []
    for match in list(_WEEKDAY.finditer(text))[:4] if _SPOKEN.search(text) else ():
        month, day, weekday = int(match[1]), int(match[2]), WEEKDAYS.index(match[3].replace("天", "日"))
        clues.append(Clue(sentence_at(text, match.start()), _falls_on(month, day, weekday), False))
    return clues


def _falls_on(month: int, day: int, weekday: int) -> Callable[[dt.date], float]:
    def likelihood(date: dt.date) -> float:
        try:
            return 1.0 if dt.date(date.year, month, day).weekday() == weekday else 0.05
        except ValueError:
            return 0.05

    return likelihood
