"""Figures hold what the tables say: gaps stay gaps, colours follow topics, text is never run."""

from __future__ import annotations

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from trends.charts.bars import ranked
from trends.charts.calendar import calendar
from trends.charts.colours import DARK, LIGHT, Palette, palette, topic_colour, topic_dash
from trends.charts.coverage import strip
from trends.charts.dumbbell import dumbbell
from trends.charts.heatmap import heatmap
from trends.charts.multiples import area, multiples
from trends.charts.points import points
from trends.charts.template import ROW, Words, framed
from trends.charts.timelines import lines

WORDS = Words(title="标题 <b>", subtitle="占当月文章的 %", source="资料：某报")
SLOTS = {"t1": 0, "t2": 9}


def table(months: int = 6, gap: int | None = 2) -> pd.DataFrame:
    """Two topics over some months of 2020 and later, one month without issues, the last unfinished."""
    starts = pd.date_range("2020-01-01", periods=months, freq="MS").strftime("%Y-%m-%d")
    rows = [
        {
            "period": start[:7], "start": start, "end": start, "series": topic, "label": f"<i>{topic}</i>",
            "value": None if i == gap else share, "smooth": None if i == gap else share, "low": share - 0.1,
            "high": share + 0.1, "n": 0 if i == gap else int(10 * share), "N": 0 if i == gap else 10,
            "issues": 0 if i == gap else 5, "missing": 5 if i == gap else 0, "complete": i < months - 1,
        }
        for topic, share in (("t1", 0.3), ("t2", 0.7))
        for i, start in enumerate(starts)
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"value": float, "smooth": float})


def figures(colours: Palette) -> dict[str, go.Figure]:
    data = table()
    peaks = data[data["series"] == "t1"].head(1).assign(top=0.4)
    pairs = pd.DataFrame(
        {
            "topic": ["t1"],
            "label": ["<i>"],
            "a": [0.1],
            "b": [0.2],
            "n_a": [1],
            "n_b": [2],
            "N_a": [10],
            "N_b": [10],
        }
    )
    days = pd.DataFrame(
        {
            "date": ["2020-01-01"],
            "year": [2020],
            "column": [0],
            "weekday": [2],
            "articles": [3],
            "missing": [False],
        }
    )
    coverage = data[data["series"] == "t1"]
    return {
        "lines": lines(data, colours, WORDS, slots=SLOTS, focus="t1", peaks=peaks, picked="2020-02-01"),
        "points": points(data, colours, WORDS, slots=SLOTS),
        "heat": heatmap(data, colours, WORDS, order=["t2", "t1"]),
        "multiples": multiples(data, colours, WORDS, slots=SLOTS),
        "area": area(data, colours, WORDS, slots=SLOTS, order=["t2", "t1"]),
        "strip": strip(coverage, colours, WORDS),
        "bars": ranked(["<i>"], [0.5], ["1 篇"], ["t1"], ["#000000"], colours, WORDS),
        "dumbbell": dumbbell(pairs, colours, WORDS, names=("A", "B")),
        "calendar": calendar(days, colours, WORDS, days=list("一二三四五六日")),
    }


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", list(figures(LIGHT)))
def test_every_figure_is_dressed_and_runs_no_text(name: str, colours: Palette) -> None:
    figure = figures(colours)[name]
    assert figure.layout.paper_bgcolor == colours.paper == figure.layout.plot_bgcolor
    assert "<i>" not in json.dumps(figure.to_plotly_json(), default=str)


def test_a_period_without_issues_is_a_gap_not_a_zero() -> None:
    figure = lines(table(), LIGHT, WORDS, slots=SLOTS, focus="t1")
    drawn = [trace for trace in figure.data if trace.mode == "lines" and trace.name]
    assert len(drawn) == 2
    for trace in drawn:
        assert trace.y[2] is None
        assert trace.connectgaps is False


def test_the_unfinished_period_is_hollow() -> None:
    figure = lines(table(), LIGHT, WORDS, slots=SLOTS, focus="t1")
    drawn = next(trace for trace in figure.data if trace.mode == "lines" and trace.name)
    assert drawn.y[-1] is None
    assert any(trace.marker.symbol == "circle-open" for trace in figure.data if trace.marker.symbol)


def test_long_lines_can_be_clicked() -> None:
    figure = lines(table(80), LIGHT, WORDS, slots=SLOTS, focus="t1")
    clickable = [trace for trace in figure.data if trace.mode == "markers" and trace.marker.opacity == 0]
    assert [trace.customdata[0][0] for trace in clickable] == ["t2", "t1"]


def test_few_points_have_no_line() -> None:
    assert all(trace.mode == "markers" for trace in points(table(), LIGHT, WORDS, slots=SLOTS).data)


def test_shares_start_at_zero() -> None:
    for name in ("lines", "points", "multiples"):
        assert figures(LIGHT)[name].layout.yaxis.rangemode == "tozero"


def test_colours_follow_slots() -> None:
    assert topic_colour(1, LIGHT) == topic_colour(9, LIGHT)
    assert topic_dash(1) == "solid"
    assert topic_dash(9) == "dash"
    assert topic_dash(17) == "dot"
    assert topic_colour(-1, LIGHT) == LIGHT.bars


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_on_paper(colours: Palette) -> None:
    def contrast(colour: str) -> float:
        a, b = sorted((luminance(colour), luminance(colours.paper)))
        return (b + 0.05) / (a + 0.05)

    assert contrast(colours.text) >= 7
    assert contrast(colours.muted) >= 4.5
    assert all(contrast(hue) >= 2.9 for hue in colours.topics)


def test_a_legend_of_long_names_has_its_rows_above_the_plot_on_a_phone() -> None:
    def top(names: list[str]) -> int:
        figure = go.Figure([go.Scatter(x=["2024-01-01"], y=[1], name=name) for name in names])
        return int(framed(figure, palette(False), Words("题", "副题"), series=len(names)).layout.margin.t)

    assert top(["农业"] * 3) == 50 + 2 * ROW
    assert top(["国务院办公厅印发·监管·通知"] * 4) == 50 + 4 * ROW
