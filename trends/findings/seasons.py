"""Whether what rose or fell also differs from the same season of earlier years: what every spring brings is no news."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from trends.errors import QueryError
from trends.findings.case import Case, direction
from trends.findings.windows import common_papers
from trends.findings.writing import interval, quoted
from trends.series.seasons import seasons_before


def season_told(case: Case, moved: pd.DataFrame) -> str:
    """A sentence about the topics that are told to have moved, rows of `Case.moves`; "" where no earlier year has the
    same newspapers in the same season."""
    now, say = case.windows.now, case.say
    if moved.empty or not _comparable(case):
        return ""
    try:
        table = case.archive.seasonal(now, "topics", limit=10_000, explained=False)
    except QueryError:
        return ""
    season = table.assign(way=direction(table)).set_index("item")
    items = []
    for row in moved.to_dict("records"):
        own = season.loc[row["item"]] if row["item"] in season.index else None
        same = own is not None and int(own["way"]) == int(row["news"])
        if own is None or not same:
            items.append(say("season_usual", label=quoted(say, row["label"])))
            continue
        items.append(
            say(
                "season_up" if row["news"] > 0 else "season_down",
                label=quoted(say, row["label"]),
                size=f"{abs(100 * own['change']):.1f}",
                interval=interval(say, float(own["low"]), float(own["high"])),
            )
        )
    return say("season", items=say("semicolon").join(items))


def _comparable(case: Case) -> bool:
    """Whether each earlier season that there is has the newspapers of this one."""
    now, first = case.windows.now, case.archive.meta.first
    earlier = seasons_before(now, dt.date.fromisoformat(first))
    held = [one for one in earlier if int(case.archive.coverage(one, "year")["issues"].sum())]
    return bool(held) and all(common_papers(case.archive, now, one) == (now, one) for one in held)
