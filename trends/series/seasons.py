"""The same season of earlier years: what a time of the year is rightly compared with.

A time whose middle lies around the Spring Festival goes by the lunar year: the days as far from the festival as these.
Any other goes by the calendar, on the same days of the week.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trends.records import Scope

DAY = dt.timedelta(days=1)
YEARS = 3  # earlier years that make a season's measure
AHEAD, BEHIND = 20, 25  # days before and after the festival that go by it: 小年 to 元宵 and a little more
_FIRST = 1949
# Month and day of the first day of the lunar year, from 1949 on.
_FESTIVALS = """
0129 0217 0206 0127 0214 0203 0124 0212 0131 0218 0208 0128 0215 0205 0125 0213 0202 0121 0209 0130 0217 0206 0127 0215
0203 0123 0211 0131 0218 0207 0128 0216 0205 0125 0213 0202 0220 0209 0129 0217 0206 0127 0215 0204 0123 0210 0131 0219
0207 0128 0216 0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125
0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130
0217 0206 0126 0214 0202 0123
"""
FESTIVALS = {
    _FIRST + i: dt.date(_FIRST + i, int(day[:2]), int(day[2:])) for i, day in enumerate(_FESTIVALS.split())
}


def seasons_before(scope: Scope, first: dt.date) -> list[Scope]:
    """The same season in each of up to YEARS earlier years, as long as the scope, the latest first; those that begin
    before `first`, the archive's first day, or reach into the scope are left out.

    Raises ValueError for a scope open at an end.
    """
    if scope.since is None or scope.until is None:
        raise ValueError("a scope open at an end has no season")
    length = scope.until - scope.since
    starts = [_start(scope.since, scope.until, back) for back in range(1, YEARS + 1)]
    return [
        replace(scope, since=start, until=start + length)
        for start in starts
        if start is not None and start >= first and start + length < scope.since
    ]


def _start(since: dt.date, until: dt.date, back: int) -> dt.date | None:
    """First day of the season that many years before; None before the table of festivals."""
    middle = since + (until - since) // 2
    festival, earlier = FESTIVALS.get(middle.year), FESTIVALS.get(middle.year - back)
    if festival and festival - AHEAD * DAY <= middle <= festival + BEHIND * DAY:
        return earlier + (since - festival) if earlier else None
    if since.year - back < 1:
        return None
    same = since.replace(year=since.year - back, day=min(since.day, 28) if since.month == 2 else since.day)
    # The nearest day of the same day of the week: papers of Mondays are not papers of Sundays
    return same + ((since.weekday() - same.weekday() + 3) % 7 - 3) * DAY
