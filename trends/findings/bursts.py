"""When topics stood out of their own measure."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from trends.charts.colours import Palette, topic_colour
from trends.charts.spans import spans as span_chart
from trends.charts.template import Figure
from trends.findings.case import Case
from trends.findings.records import Cell, Chart, Link, Section, Table
from trends.findings.writing import between, days_words, figure_words, quoted
from trends.records import Period

SHOWN = 12


def burst_section(case: Case) -> Section | None:
    """None when no topic did. Of the newspapers that are compared: what one brings that begins is no burst of the news."""
    by: Period = "week" if case.by == "issue" else case.by
    windows, say = case.windows, case.say
    if windows.why == "why_papers":
        return None
    scope = replace(windows.range, paper=windows.now.paper)
    found = case.archive.bursts(scope, by, "topics", None, 1000)
    topics = case.topics.set_index("topic")
    found = found[found["item"].isin(topics.index[~topics["formulaic"]])].head(SHOWN)
    if found.empty:
        return None
    found = _within(case, found.assign(label=found["item"].map(topics["label"])))
    found = found.sort_values(["start", "item"], ignore_index=True)

    texts = [say("burst_bar", **_facts(case, row)) for row in found.to_dict("records")]

    def draw(colours: Palette) -> Figure:
        words = figure_words(say, say("bursts_chart"), say("bursts_chart_sub"))
        fills = {item: topic_colour(int(topics.loc[item, "slot"]), colours) for item in found["item"]}
        ends = {"since": str(scope.since), "until": str(scope.until)}
        figure = span_chart(found, colours, words, texts=texts, fills=fills, **ends)
        figure.update_xaxes(tickformat="%Y-%m" if by != "week" else "%m-%d", nticks=8)
        return figure

    top = found.loc[found["weight"].idxmax()].to_dict()
    told = say("burst_top", **_facts(case, top) | {"label": quoted(say, top["label"])})
    columns = (say("topic"), say("from_to"), say("n_of_all"), say("leading"))
    return Section(
        "bursts",
        say("bursts"),
        (told,),
        (Chart("bursts", say("bursts_chart_alt"), draw),),
        (
            Table(
                say("bursts"),
                columns,
                tuple(_row(case, row) for row in found.to_dict("records")),
                frozenset({1, 2}),
            ),
        ),
        case.command("bursts", "--by", by, *between(scope), scope=scope),
        found,
    )


def _within(case: Case, found: pd.DataFrame) -> pd.DataFrame:
    """Bursts told by days that have an issue: a week or month that the archive ends in ends with its last issue."""
    own = case.archive.coverage(case.windows.range, "issue")
    dates = own.loc[own["issues"] > 0, "period"].to_numpy(dtype=str)
    dates.sort()
    first = dates.searchsorted(found["start"].to_numpy(dtype=str))
    last = dates.searchsorted(found["end"].to_numpy(dtype=str), side="right") - 1
    return found.assign(start=dates[first], end=dates[last])


def _facts(case: Case, row: dict[str, object]) -> dict[str, object]:
    told = days_words(case.say, str(row["start"]), str(row["end"]))
    return {"label": row["label"], "days": told, "n": f"{row['n']:,}", "N": f"{row['N']:,}"}


def _row(case: Case, row: dict[str, object]) -> tuple[Cell, ...]:
    start, end = str(row["start"]), str(row["end"])
    return (
        Link(str(row["label"]), "topics", (("topic", str(row["item"])),)),
        start if start == end else case.say("to", a=start, b=end),
        f"{row['n']:,} / {row['N']:,}",
        case.headline(row["id"], row["headline"]),
    )
