"""What every figure shares: fonts, margins, axes, hover, the source line, the browser's tool bar."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio

from trends.charts.colours import Palette

Figure = go.Figure  # the type callers name without knowing plotly
pio.templates.default = "none"  # plotly's own dress is copied into every figure, and replaced by `framed`

FONT = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
LEFT, RIGHT, BOTTOM = 46, 18, 54
PHONE = 336  # pixels that a legend may fill on a phone
MARK = 46  # pixels of a legend's sign before its name, and of the room after it
MANY = 4  # names that a legend holds whole
ROW = 20  # height of a legend row
WRITTEN = 340  # pixels that a subtitle's line may fill on a phone
LINE = 17  # height of such a line after the first
HEAD = 51  # pixels of title and subtitle above the legend
LONG = 50  # from this many points on, markers are there for clicks only


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on a figure: title, subtitle (measure and denominator), source line, and
    the words for a period without issues, for articles and for missing issues; what a hover says
    of n and N, and of a period of the coverage strip."""

    title: str = ""
    subtitle: str = ""
    source: str = ""
    missing: str = "未收录"
    articles: str = "篇"
    gaps: str = "缺期"
    day: str = "{date}　{n} 篇"
    counted: str = "（{n} / {N} 篇）"
    strip: str = "{period}　{n} 期，缺 {missing} 期"


def framed(
    figure: go.Figure,
    colours: Palette,
    words: Words,
    *,
    series: int = 0,
    height: int = 430,
    above: int = 0,
    below: int = BOTTOM,
    layout: Mapping[str, Any] | None = None,
) -> go.Figure:
    """The figure in the house's dress. series: how many names the legend holds; above: pixels kept free between
    legend and plot; below: pixels under the plot; layout: what this figure wants else or more, by plotly's
    names ("xaxis" and "yaxis" for all axes of the kind; shapes and annotations come to those there are)."""
    if series:
        _shorten(figure)
    rows = max(2, math.ceil(series / 3), _legend_rows(figure)) if series else 0
    own = dict(layout or {})
    more = LINE * (len(lines_of(words.subtitle)) - 1) if words.title else 0  # what a long subtitle takes
    height += more
    below, left = (own.get("margin", {}).get(side, usual) for side, usual in (("b", below), ("l", LEFT)))
    top = own.get("margin", {}).get("t", above + ((HEAD + 4 + ROW * rows) if words.title else 16)) + more
    own["margin"] = {**own.get("margin", {}), "t": top}
    dress = figure.layout.to_plotly_json() | {
        "template": "none",
        "height": height,
        "paper_bgcolor": colours.paper,
        "plot_bgcolor": colours.paper,
        "font": {"family": FONT, "size": 13, "color": colours.text},
        "margin": {"l": LEFT, "r": RIGHT, "t": top, "b": below, "autoexpand": False},
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.hover,
            "bordercolor": colours.soft,
            "font": {"color": colours.text, "size": 13},
        },
        "showlegend": bool(series),
        "legend": _legend(top, HEAD + more, height - top - below)
        | ({"xref": "container", "x": 0} if left > LEFT else {}),  # over the names beside the plot
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.muted, "activecolor": colours.accent},
        "dragmode": False,
    }
    if words.title:
        dress["title"] = _title(words, colours, height)
    if words.source:
        dress["annotations"] = [*dress.get("annotations", []), _source(words.source, colours, left, below)]
    for kind, axis in _axes(colours).items():
        wanted = {**axis, **own.pop(kind, {})}
        for name in {kind, *(key for key in dress if key.startswith(kind))}:
            dress[name] = {**dress.get(name, {}), **wanted}
    for name, value in own.items():
        if name in ("annotations", "shapes"):
            dress[name] = [*dress.get(name, []), *value]
        else:
            dress[name] = {**dress[name], **value} if isinstance(dress.get(name), dict) else value
    # Assigned whole: plotly checks one dict in a tenth of the time that updates take.
    figure.layout = dress
    return figure


def _legend_rows(figure: go.Figure) -> int:
    """Rows that the legend takes on a phone: one, or as many as columns of the widest name's width leave."""
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    wide = [MARK + text_width(trace.name, 12) for trace in named]
    if sum(wide) <= PHONE:
        return min(len(wide), 1)
    return math.ceil(len(wide) / max(1, int(PHONE // max(wide))))


def _shorten(figure: go.Figure) -> None:
    """Many names are cut in the legend, so that two stand side by side on a phone; a hover tells them whole."""
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    if len(named) > MANY:
        for trace in named:
            trace.name = plain(shortened(html.unescape(trace.name), PHONE / 2 - MARK, 12))


def _legend(top: int, head: int, plot: int) -> dict[str, Any]:
    """Names in rows below the subtitle. Placed by the plot, left of it and above: so plotly lets the rows reach
    over the left margin, which makes two columns of a phone's one."""
    return {
        "orientation": "h",
        "x": -0.08,
        "y": min(1 + (top - head) / max(plot, 1), 3),
        "xanchor": "left",
        "yanchor": "top",
        "itemwidth": 30,
        "tracegroupgap": 0,
        "font": {"size": 12},
        "itemclick": "toggleothers",
        "itemdoubleclick": "toggle",
        "bgcolor": "rgba(0,0,0,0)",
    }


def _title(words: Words, colours: Palette, height: int) -> dict[str, Any]:
    return {
        "text": f"<b>{plain(words.title)}</b>",
        "font": {"size": 15, "color": colours.text},
        "x": 0.004,
        "xanchor": "left",
        "yref": "container",
        "y": 1 - 4 / height,
        "yanchor": "top",
        "subtitle": {
            "text": "<br>".join(map(plain, lines_of(words.subtitle))),
            "font": {"size": 12.5, "color": colours.muted},
        },
    }


def _source(text: str, colours: Palette, left: int, below: int) -> dict[str, Any]:
    return {
        "text": plain(text),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xshift": 2 - left,
        "yshift": 4 - below,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": colours.muted},
    }


def _axes(colours: Palette) -> dict[str, dict[str, Any]]:
    """Horizontal grid, y from 0, ticks below the x axis."""
    ticks = {"size": 12.5, "color": colours.muted}
    return {
        "xaxis": {
            "showgrid": False,
            "showline": True,
            "linecolor": colours.axis,
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": colours.axis,
            "tickfont": ticks,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "showgrid": True,
            "gridcolor": colours.grid,
            "gridwidth": 1,
            "zeroline": False,
            "showline": False,
            "rangemode": "tozero",
            "tickfont": ticks,
            "ticks": "",
            "fixedrange": True,
        },
    }


def upright(day: str, colour: str, *, layer: str = "above") -> dict[str, Any]:
    """A dotted line through the plot at a day."""
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 1,
        "yref": "y domain",
        "line": {"color": colour, "width": 1, "dash": "dot"},
        "layer": layer,
    }


def block(
    left: str, right: str, colour: str, *, opacity: float = 0.35, layer: str = "below"
) -> dict[str, Any]:
    """A filled block over the height of the plot."""
    return {
        "type": "rect",
        "x0": left,
        "x1": right,
        "y0": 0,
        "y1": 1,
        "yref": "y domain",
        "fillcolor": colour,
        "opacity": opacity,
        "line": {"width": 0},
        "layer": layer,
    }


def counted(words: Words, place: int = 2) -> str:
    """The end of a hover: n and N, which stand at `place` of the customdata and after it."""
    n, total = (f"%{{customdata[{i}]:,}}" for i in (place, place + 1))
    return plain(words.counted).format(n=n, N=total) + "<extra></extra>"


def plain(text: str) -> str:
    """Text for plotly, which reads a little HTML: shown as it is, never run."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def config(filename: str, camera: str) -> dict[str, Any]:
    """The browser's tool bar: one camera that saves a picture under `filename`."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": filename, "scale": 2},
        "locale": "zh-CN",
        "locales": {"zh-CN": {"dictionary": {"Download plot as a PNG": camera}, "format": {}}},
        "scrollZoom": False,
        "doubleClick": False,
    }


def numbers(values: Iterable[float], digits: int = 4) -> np.ndarray:
    """Rounded numbers for the wire; what is no number becomes None, a gap. Shape (n,), objects."""
    return cells(
        [None if value != value or value is None else round(float(value), digits) for value in values]
    )


def cells(values: Sequence[object]) -> np.ndarray:
    """Values as an object array, which plotly takes as it is; it checks lists item by item."""
    return np.array(list(values), dtype=object)


def format_of(percent: bool) -> Mapping[str, str]:
    """Number formats of the value axis and of the hover text."""
    return {"axis": ".0%", "hover": ".1%"} if percent else {"axis": ",.0f", "hover": ",.4~g"}


def name_room(names: Iterable[str]) -> int:
    """Pixels the widest name takes left of its row, at most 240."""
    return min(int(16 + max((text_width(name, 13) for name in names), default=52)), 240)


def lines_of(subtitle: str) -> list[str]:
    """A subtitle in lines that fit a phone, broken between its parts and, where one is longer, within."""
    found = [""]
    for piece in re.findall(r"[^｜；，,;| ]*[｜；，,;| ]?", subtitle):
        for part in [piece] if text_width(piece, 12.5) <= WRITTEN else piece:
            if text_width(found[-1] + part.rstrip("｜| "), 12.5) > WRITTEN:
                found.append("")
            found[-1] += part
    return [line.strip("｜| ") for line in found]


def shortened(text: str, most: float, size: float) -> str:
    """The text, cut to at most so many pixels."""
    while text_width(text, size) > most and text != "…":
        text = text.removesuffix("…")[:-1].rstrip("·") + "…"
    return text


def text_width(text: str, size: float) -> float:
    """Pixels: Chinese characters and the dot between words are as wide as the letter is high, others half."""
    return size * sum(1.0 if ord(c) > 0x2E80 or c == "·" else 0.55 for c in text)
