"""Figures hold what the tables say: gaps stay gaps, colours follow topics, text is never run."""

from __future__ import annotations

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from trends.charts.area import area
from trends.charts.bars import ranked
from trends.charts.calendar import calendar
from trends.charts.colours import DARK, LIGHT, Palette, palette, topic_colour, topic_dash
from trends.charts.coverage import strip
from trends.charts.dots import dots
from trends.charts.dumbbell import dumbbell
from trends.charts.events import name_rows
from trends.charts.heatmap import heatmap
from trends.charts.multiples import multiples
from trends.charts.points import points
from trends.charts.template import HEAD, ROW, Words, framed, text_width
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
    estimates = pd.DataFrame(
        {
            "key": ["t1", "t2"],
            "label": ["<i>", "乙"],
            "value": [1.5, 0.4],
            "low": [1.2, 0.1],
            "high": [1.9, 1.2],
            "sure": [True, False],
            "told": ["<b>", "二"],
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
        "heat": heatmap(data, colours, WORDS, order=["t2", "t1"], top=0.5),
        "multiples": multiples(data, colours, WORDS, slots=SLOTS),
        "area": area(data, colours, WORDS, slots=SLOTS, order=["t2", "t1"]),
        "strip": strip(coverage, colours, WORDS),
        "bars": ranked(["<i>"], [0.5], ["1 篇"], ["t1"], ["#000000"], colours, WORDS),
        "dumbbell": dumbbell(pairs, colours, WORDS, names=("A", "B")),
        "dots": dots(estimates, colours, WORDS, base=0, unit="%"),
        "odds": dots(estimates, colours, WORDS, base=1, unit="×", ratio=True),
        "calendar": calendar(
            days, colours, WORDS, days=list("一二三四五六日"), months=list("一二三四五六七八九十冬腊")
        ),
    }


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", list(figures(LIGHT)))
def test_every_figure_is_dressed_and_runs_no_text(name: str, colours: Palette) -> None:
    figure = figures(colours)[name]
    assert figure.layout.paper_bgcolor == colours.paper == figure.layout.plot_bgcolor
    assert "<i>" not in json.dumps(figure.to_plotly_json(), default=str)


def test_a_period_without_issues_is_a_gap_not_a_zero() -> None:
    figure = lines(table(), LIGHT, WORDS, slots=SLOTS, focus="t1")
    drawn = [trace for trace in figure.data if trace.name]
    assert len(drawn) == 2
    for trace in drawn:
        assert trace.y[2] is None
        assert trace.connectgaps is False


def test_a_gap_is_a_block_around_its_periods_as_in_the_strip_below() -> None:
    figure = lines(table(), LIGHT, WORDS, slots=SLOTS, focus="t1")
    (gap,) = figure.layout.shapes
    assert (gap.x0[:10], gap.x1[:10]) == ("2020-02-15", "2020-03-16")


def test_the_unfinished_period_is_hollow() -> None:
    figure = lines(table(), LIGHT, WORDS, slots=SLOTS, focus="t1")
    drawn = next(trace for trace in figure.data if trace.name)
    assert drawn.y[-2] is None  # no line leads to the last point
    assert any(trace.marker.symbol == "circle-open" for trace in figure.data if trace.marker.symbol)


@pytest.mark.parametrize("months", [6, 80])
def test_every_period_of_a_line_answers_the_pointer(months: int) -> None:
    figure = lines(table(months), LIGHT, WORDS, slots=SLOTS, focus="t1")
    assert (figure.layout.hovermode, figure.layout.hoverdistance) == ("x", -1)  # the nearest, from anywhere
    for trace in figure.data:
        if trace.name:
            known = [row[1] for row, y in zip(trace.customdata, trace.y, strict=True) if y is not None]
            assert known == sorted(set(table(months).query("N > 0")["period"]))


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


@pytest.mark.parametrize(("months", "form"), [(60, "%Y"), (6, "%Y-%m"), (2, "%m-%d")])
def test_a_strip_names_no_year_twice(months: int, form: str) -> None:
    coverage = table(months).query("series == 't1'")
    assert strip(coverage, LIGHT, WORDS, years=True).layout.xaxis.tickformat == form


def test_a_heat_map_caps_its_colour_and_tells_the_true_value() -> None:
    figure = heatmap(table(), LIGHT, WORDS, order=["t2", "t1"], top=0.5)
    (grid,) = figure.data
    assert grid.zmax == 0.5
    assert grid.z[0][2] is None  # no issue: an empty cell
    assert {value for row in grid.z for value in row} == {0.3, 0.7, None}
    assert grid.customdata[0][0] == ["&lt;i&gt;t2&lt;/i&gt;", 7, 10]
    assert list(figure.layout.meta["rows"]) == ["t2", "t1"]
    assert any("50%" in note.text for note in figure.layout.annotations)


def test_small_charts_share_one_scale() -> None:
    panels = {f"t{i}": i for i in range(7)}
    data = pd.concat([table().query("series == 't1'").assign(series=name) for name in panels])
    layout = multiples(data, LIGHT, WORDS, slots=panels).layout
    axes = [layout[name] for name in layout if name.startswith("yaxis")]
    assert len({axis.matches for axis in axes} - {None}) == 1
    assert sum(axis.matches is None for axis in axes) == 1
    assert {tuple(round(end, 3) for end in axis.range) for axis in axes} == {(0, 0.318)}


EVENTS = pd.DataFrame(
    [(f"{year}-{day}", label) for year in range(2020, 2025)
     for day, label in (("01-25", "春节"), ("03-05", "全国人大会议开幕"), ("10-01", "国庆节"))],
    columns=["date", "label"],
)  # fmt: skip


def test_names_of_events_never_meet_and_stand_above_the_plot() -> None:
    span = ["2019-12-15", "2025-01-01"]
    rows = name_rows(EVENTS, span)
    ends: dict[int, float] = {}
    for date, label, row in zip(EVENTS["date"], EVENTS["label"], rows, strict=True):
        if row is None:
            continue
        left = (pd.Timestamp(date) - pd.Timestamp(span[0])).days / 1844 * 290
        assert left >= ends.get(row, 0.0)
        ends[row] = left + text_width(label, 12)
    named = {label for label, row in zip(EVENTS["label"], rows, strict=True) if row is not None}
    assert named == set(EVENTS["label"])
    figure = lines(table(60), LIGHT, WORDS, slots=SLOTS, focus="t1", events=EVENTS)
    plain = lines(table(60), LIGHT, WORDS, slots=SLOTS, focus="t1")
    assert figure.layout.margin.t > plain.layout.margin.t
    assert all(
        note.yanchor == "bottom" and note.y == 1 for note in figure.layout.annotations if note.text in named
    )


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

    assert top(["农业"] * 3) == HEAD + 4 + 2 * ROW
    assert top(["国务院办公厅印发·监管·通知"] * 4) == HEAD + 4 + 4 * ROW
