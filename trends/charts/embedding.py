"""Figures for pages that stand alone: plotly.js itself, and a figure as JSON."""

from __future__ import annotations

import json
from typing import Any

import plotly.io
import plotly.offline

from trends.charts.template import Figure


def plotly_script() -> str:
    """plotly.js, whole: what a page needs to draw figures without a network."""
    return str(plotly.offline.get_plotlyjs())


def figure_data(figure: Figure) -> dict[str, Any]:
    """The figure's data and layout as plain values, the same bytes for the same figure."""
    plain: dict[str, Any] = json.loads(str(plotly.io.to_json(figure, validate=False, engine="json")))
    return {"data": plain["data"], "layout": plain["layout"]}
