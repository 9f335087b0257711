"""The figure of 话题 in the shape the reader chose."""

from __future__ import annotations

import pandas as pd

from trends.archive.snapshot import Meta
from trends.charts.area import area
from trends.charts.heatmap import heatmap
from trends.charts.multiples import multiples
from trends.charts.points import points
from trends.charts.template import Figure, Words
from trends.charts.timelines import lines
from trends.dashboard import params
from trends.dashboard.data import archive_folder
from trends.dashboard.sentences import say
from trends.dashboard.shell import colours, words
from trends.dashboard.state import View
from trends.dashboard.topics.events import events_between
from trends.findings.writing import measured
from trends.series.measures import colour_top, undrawn_share

MOST_LINES = 8
MOST_SHOWN = 80  # rows of the heat map
MOST = {"area": MOST_LINES, "heat": MOST_SHOWN, "small": 24}  # topics, where the reader has chosen none


def topics_figure(
    series: pd.DataFrame,
    view: View,
    meta: Meta,
    chosen: dict[str, int],
    focus: str,
    shape: str,
    found: pd.DataFrame,
    slots: dict[str, int],
    order: list[str],
    events: pd.DataFrame | None,
) -> Figure:
    """chosen: topic → slot, as lines or points; order: the topics of the other shapes, the largest first; events: to
    be marked on lines."""
    percent = view.measure in ("articles", "characters")
    if shape == "points":
        text = _words(
            view,
            meta,
            say("sub_interval") if percent else "",
            say("sub_even") if meta.sparse and series["period"].nunique() > 1 else "",
        )
        part = series[series["series"].isin(chosen)]
        return points(part, colours(), text, slots=chosen, percent=percent)
    if shape == "heat":
        top = colour_top(series[series["series"].isin(order)]["value"])
        highest = float(series[series["series"].isin(order)]["value"].max())
        capped = (
            say("sub_capped", top=measured(top, view.measure), highest=measured(highest, view.measure))
            if highest > top
            else ""
        )
        return heatmap(
            series,
            colours(),
            _words(view, meta, capped),
            order=order,
            top=top,
            percent=percent,
            row=22 if len(order) <= 24 else 16,
        )
    smoothing = say("sub_smooth", n=view.smooth) if view.smooth > 1 else ""
    if shape == "small":
        kept = {topic: slots[topic] for topic in order}
        return multiples(series, colours(), _words(view, meta, smoothing), slots=kept, percent=percent)
    if shape == "area":
        left = undrawn_share(series, order)
        rest = say("sub_undrawn", k=len(order), rest=f"{left:.0%}") if left >= 0.005 else ""
        text = _words(view, meta, smoothing, rest)
        return area(series, colours(), text, slots=slots, order=order, percent=percent)
    dots = say("sub_dots") if smoothing else say("sub_raw")
    return lines(
        series[series["series"].isin(chosen)],
        colours(),
        _words(view, meta, smoothing + dots, say("sub_band") if percent else ""),
        slots=chosen,
        focus=focus,
        percent=percent,
        peaks=found,
        picked=picked_start(series),
        events=events,
        pinned=pinned(),
    )


def pinned() -> frozenset[str]:
    """The topics that the reader asked to see beside the one in focus."""
    return frozenset(params.get("with").split(",")) - {"", "none"}


def _words(view: View, meta: Meta, *more: str) -> Words:
    """Title, and a subtitle of the measure and what else must be known."""
    measure = say(f"axis_{view.measure}", by=say(f"this_{view.shown_by}"))
    return words(say("chart_topics"), say("sub_join").join(part for part in (measure, *more) if part), meta)


def marked_events(view: View) -> tuple[pd.DataFrame, int]:
    """The events of the view's dates, and how many rows of the reader's file could not be used."""
    return events_between(archive_folder(), view.since, view.until)


def picked_start(series: pd.DataFrame) -> str | None:
    rows = series[series["period"] == params.get("at")]
    return str(rows["start"].iloc[0]) if len(rows) else None
