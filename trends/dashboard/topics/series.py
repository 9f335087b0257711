"""What the chart of 话题 is drawn of: the series of its topics, their order, the bursts of the one in focus."""

from __future__ import annotations

import pandas as pd

from trends.dashboard import params
from trends.dashboard.corrected import corrected
from trends.dashboard.data import ask
from trends.dashboard.state import View
from trends.dashboard.topics.figure import MOST, MOST_LINES
from trends.records import Measure
from trends.series.measures import topic_series
from trends.validation.correction import Checked


def bursts_of(view: View, focus: str, small: bool) -> pd.DataFrame:
    """The bursts of the topic in focus; none of a few issues."""
    table = ask().bursts(view.scope, view.shown_by, "topics", None, 10_000)
    return table[table["item"] == focus] if not small else table.head(0)


def order_of(known: list[str], chosen: list[str], focus: str, shape: str) -> list[str]:
    """The topics of an area, a heat map or small charts, the largest first: the reader's choice, else the largest
    with the one in focus."""
    asked = params.get("with") not in ("", "none")
    kept = {*chosen} if asked else {*known[: MOST.get(shape, MOST_LINES)], focus}
    return [topic for topic in known if topic in kept]


def series_of(
    view: View,
    coverage: pd.DataFrame,
    kept: set[str],
    labels: dict[str, str],
    sample: tuple[str, Checked] | None = None,
) -> pd.DataFrame:
    """The series of the kept topics in the measure and smoothing of the view, by their short names; sample: a topic whose
    shares are corrected, and by what."""
    measure: Measure = "characters" if view.measure == "characters" else "articles"
    shares = ask().shares(view.scope, view.shown_by, measure)
    shares = shares[shares["topic"].isin(kept)]
    shares = shares.assign(label=shares["topic"].map(labels))
    if sample is not None:
        own = shares["topic"] == sample[0]
        shares = pd.concat([shares[~own], corrected(shares[own], sample[1])], ignore_index=True)
    return topic_series(shares, coverage, view.measure, view.smooth)
