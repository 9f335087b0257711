"""Who holds which office on dated pages → which years an undated page of the same paper fits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from trends.layout.years import Clue

_OFFICE = re.compile(
    r"([省市县区州盟旗]委(?:副)?书记|(?:副)?[省市县区州]长|市政协主席|[省市县]人大常委会主任)([\u4e00-\u9fff]{2,3}?)"
    r"(?=出席|主持|到|在|指出|强调|参加|率|会见|来到|,|、|。|就|听取|讲话|表示|作|赴)"
)


def holders_of(text: str) -> set[tuple[str, str]]:
    """(office, name) pairs in plain text."""
    return {(match[1], match[2]) for match in _OFFICE.finditer(text)}


def holder_clue(text: str, dated: Mapping[tuple[str, str], set[dt.date]]) -> Clue | None:
    """What the office holders named in a text say of its year, from pages that print their date."""
    known = {pair: dated[pair] for pair in holders_of(text) if pair in dated}
    if not known:
        return None
    years = sorted({date.year for dates in known.values() for date in dates})
    names = "、".join(office + name for office, name in sorted(known))

    def likelihood(date: dt.date) -> float:
        away = min(abs(date.year - year) for year in years)
        return (1.0, 0.2, 0.06)[away] if away < 3 else 0.001

    return Clue(f"{names}（同一报纸 {years[0]}—{years[-1]} 年的版面上在任）", likelihood, len(known) >= 2)
