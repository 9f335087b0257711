"""Figures as a browser draws them: on a phone and on a desk no writing lies on another or is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser, Page

from trends.charts.area import area
from trends.charts.bars import ranked
from trends.charts.calendar import calendar
from trends.charts.colours import DARK, LIGHT
from trends.charts.coverage import strip
from trends.charts.dots import dots
from trends.charts.dumbbell import dumbbell
from trends.charts.embedding import figure_data, plotly_script
from trends.charts.heatmap import heatmap
from trends.charts.multiples import multiples
from trends.charts.points import points
from trends.charts.spans import spans
from trends.charts.template import Words
from trends.charts.timelines import lines

pytestmark = pytest.mark.browser
WORDS = Words(
    title="各话题走势",
    subtitle="占当月文章的 %｜三期滑动平均，每条为一个突出时段，含该词的报道明显多于此前｜点击查看报道",
    source="资料：某报，120 期",
)
NAMES = ("招商引资·投资·消费", "市政协·攻坚突破", "乡村振兴·市农业农村局", "美好·信心·生活", "水质·森林",
         "Belt and Road·summit", "纪检监察·巡视巡察", "春耕")  # fmt: skip
SIDES = ("A　2019‑12‑06 – 2023‑02‑24", "B　2023‑02‑25 – 2025‑02‑28 · 头版")  # as the page names them
TOPICS = {f"t{i}": i for i in range(len(NAMES))}
# Every writing of a figure: where two lie on each other, and what reaches out of the figure
MET = """() => {
  const found = [], frame = document.querySelector('.svg-container').getBoundingClientRect();
  const texts = [...document.querySelectorAll('svg text')].filter(e => e.textContent.trim())
    .map(e => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, box]) => box.width);
  texts.forEach(([text, a], i) => {
    if (a.left < frame.left - 2 || a.right > frame.right + 2 || a.bottom > frame.bottom + 2 || a.top < frame.top - 5) found.push(`cut: ${text} at ${[a.left - frame.left, a.top - frame.top, a.right - frame.left, a.bottom - frame.top].map(Math.round)} of ${[frame.width, frame.height].map(Math.round)}`);
    for (const [other, b] of texts.slice(i + 1)) {
      const [wide, high] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
      if (wide > 2 && high > 4) found.push(text + ' on ' + other);
    }
  });
  return found;
}"""


def table(starts: list[str], names: int) -> pd.DataFrame:
    """Shares of topics over periods; the second period has no issue, the last is unfinished."""
    share = np.random.default_rng(1).dirichlet(np.ones(len(NAMES)), len(starts))
    rows = [
        {"period": start, "start": start, "end": start, "series": topic, "label": NAMES[k], "value": share[i, k],
         "smooth": share[i, k], "low": share[i, k] / 2, "high": share[i, k] * 1.2, "n": 9, "N": 0 if i == 1 else 90,
         "issues": int(i != 1), "missing": int(i == 1), "complete": i < len(starts) - 1}
        for k, topic in enumerate(list(TOPICS)[:names]) for i, start in enumerate(starts)
    ]  # fmt: skip
    found = pd.DataFrame(rows)
    found.loc[found["N"] == 0, ["value", "smooth", "low", "high"]] = np.nan
    return found


def figures(names: int) -> dict[str, go.Figure]:
    few = table(["2019-12-06", "2023-02-06", "2023-02-24", "2024-03-11", "2025-02-28"], names)
    months = [str(day)[:10] for day in pd.date_range("2010-01-01", periods=72, freq="MS")]
    many = table(months, names).assign(period=lambda rows: rows["period"].str[:7])
    slots = {topic: TOPICS[topic] for topic in list(TOPICS)[:names]}
    peaks = many[many["series"] == "t0"].iloc[[20, 40, 60]].assign(top=0.9)
    pairs = pd.DataFrame({"topic": list(slots), "label": NAMES[:names], "a": 0.1, "b": 0.2, "n_a": 1, "n_b": 2,
                          "N_a": 10, "N_b": 10})  # fmt: skip
    found = pd.DataFrame({"key": list(slots), "label": NAMES[:names], "value": 1.5, "low": 1.2, "high": 1.9,
                          "sure": True, "told": "1.5 倍"})  # fmt: skip
    days = pd.DataFrame({"date": pd.date_range("2019-01-01", "2024-12-31")})
    days = days.assign(year=days["date"].dt.year, weekday=days["date"].dt.day_of_week, articles=3, missing=False,
                       column=(days["date"].dt.day_of_year + 5 - days["date"].dt.day_of_week) // 7)  # fmt: skip
    bursts = many[many["start"] < "2010-04-01"].assign(item=lambda rows: rows["series"], weight=1.0)
    counts = (["1,234 篇"] * names, list(slots), [LIGHT.bars] * names)
    return {
        "lines": lines(many, LIGHT, WORDS, slots=slots, focus="t0", peaks=peaks, pinned=list(slots)),
        "words": lines(many, DARK, WORDS, slots=slots, dots=True, percent=False),
        "points": points(few, LIGHT, WORDS, slots=slots),
        "area": area(many, LIGHT, WORDS, slots=slots, order=list(slots)),
        "heat": heatmap(many, LIGHT, WORDS, order=list(slots), top=0.5),
        "small": multiples(many, LIGHT, WORDS, slots=slots),
        "strip": strip(many[many["series"] == "t0"], LIGHT, Words(subtitle="每月收录期数")),
        "bars": ranked(list(NAMES[:names]), list(np.linspace(0.5, 0.01, names)), *counts, LIGHT, WORDS),
        "dumbbell": dumbbell(pairs, LIGHT, WORDS, names=SIDES),
        "spans": spans(
            bursts, LIGHT, WORDS, texts=["升"] * len(bursts), fills={}, since=months[0], until=months[-1]
        ),
        "dots": dots(found, LIGHT, WORDS, base=0, unit="%"),
        "calendar": calendar(
            days, LIGHT, WORDS, days=list("一二三四五六日"), months=[f"{i}月" for i in range(1, 13)]
        ),
    }


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<div id=figure></div>")
    page.add_script_tag(content=plotly_script())
    yield page
    page.close()


@pytest.mark.parametrize(
    ("width", "names"), [(360, len(NAMES)), (360, 4), (610, 4), (990, 3)]
)  # on a phone, a tablet and a desk
def test_no_writing_of_a_figure_lies_on_another(sheet: Page, width: int, names: int) -> None:
    met = {}
    for name, figure in figures(names).items():
        data = figure_data(figure)
        data["layout"]["width"] = width
        sheet.evaluate("figure => Plotly.newPlot('figure', figure.data, figure.layout)", data)
        met[name] = sheet.evaluate(MET)
    assert {name: found for name, found in met.items() if found} == {}
