"""编码本: a subject is written by typing words, and at once seen over time with its articles."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.coding import Mode, word_queries
from trends.archive.snapshot import Meta
from trends.charts.points import points
from trends.charts.template import Figure
from trends.charts.timelines import lines
from trends.dashboard import params
from trends.dashboard.actions import actions
from trends.dashboard.charting import clickable, coverage_strip
from trends.dashboard.codebook import book
from trends.dashboard.codebook.draft import Draft, current
from trends.dashboard.codebook.editor import editor
from trends.dashboard.codebook.index import index
from trends.dashboard.codebook.parts import codes_part, overlap_part, words_part
from trends.dashboard.corrected import corrected, correction_on, correction_switch, sample_of
from trends.dashboard.data import ask, made, tried_codebook, try_codebook
from trends.dashboard.dates import when
from trends.dashboard.drawer import drawer
from trends.dashboard.findings import told
from trends.dashboard.sentences import escaped, fault_told, say
from trends.dashboard.shell import colours, day, heading, words
from trends.dashboard.state import FEW, View
from trends.records import Measure
from trends.series.measures import topic_series
from trends.series.ranges import period_scope
from trends.validation.correction import Checked

PARAMS = ("code", "words", "not", "topics", "at", "series", "look", "base", "meet", "corrected")
LOOKS = ("words", "overlap", "codes", "index", "file")
MODES: tuple[Mode, ...] = ("strict", "assisted")


def draw(view: View, meta: Meta) -> None:
    draft = current()
    if draft is None:
        heading(say("codebook_none"), say("codebook_none_line"))
        st.markdown(say("codebook_none_how"))
        book.beginning()
        return
    try_codebook(draft.codebook if draft.changed or tried_codebook() else None)
    with st.spinner(say("counting_words")):
        strict = _of(ask().code_shares(view.scope, view.shown_by, _measure(view)), draft)
    n, total = int(strict["n"].sum()), int(strict["N"].sum())
    heading(
        say("code_finding", code=escaped(draft.code.name), n=f"{n:,}", part=_part(n, total)),
        say(
            "code_line",
            since=when(view.since),
            until=when(view.until),
            N=f"{total:,}",
            codes=len(draft.codebook.codes),
            version=draft.codebook.version,
        ),
    )
    _faults(draft)
    editor(draft)
    book.standing(draft)
    if params.get("look") != "index":  # which has a chart and a drawer of its own
        with st.grid(3, min_column_width=290, gap=(16, 28)) as cells:
            left, right = cells.cell(column_span=2), cells.cell()
            with right:
                _drawer(view, draft)
            with left:
                _chart(view, meta, draft, strict)
    _below(view, meta, draft)


def _below(view: View, meta: Meta, draft: Draft) -> None:
    look = params.chosen("look", LOOKS, label=say("code_looks"), shown=lambda v: say(f"code_look_{v}"))
    if look == "words":
        words_part(view, meta, draft)
    elif look == "overlap":
        overlap_part(view, meta, draft)
    elif look == "codes":
        codes_part(view, meta, draft)
    elif look == "index":
        index(view, meta, draft.codebook)
    else:
        book.files(draft)


def _measure(view: View) -> Measure:
    return "characters" if view.measure == "characters" else "articles"


def _of(shares: pd.DataFrame, draft: Draft) -> pd.DataFrame:
    """The rows of the code looked at."""
    return shares[shares["code"] == draft.code.name].reset_index(drop=True)


def _part(n: int, total: int) -> str:
    return f"{n / total:.1%}" if total else "—"


def _faults(draft: Draft) -> None:
    """What of the archive's file and of the words just typed cannot be used."""
    unusable = word_queries((*draft.code.words, *draft.code.without), draft.code.name)[1]
    for fault in [*draft.faults, *unusable][:6]:
        st.warning(escaped(fault_told(str(fault))), icon=":material/info:")


def _chart(view: View, meta: Meta, draft: Draft, strict: pd.DataFrame) -> None:
    """Both counts of the code over time; a click opens the articles of the point."""
    with st.spinner(say("fitting")):
        assisted = _of(ask().code_shares(view.scope, view.shown_by, _measure(view), "assisted"), draft)
    coverage = ask().coverage(view.scope, view.shown_by)
    tables = {"strict": strict, "assisted": assisted}
    told = _takeaway(strict, assisted)
    samples: dict[Mode, Checked | None] = {}
    if correction_on():
        samples = {
            mode: sample_of(draft.code.name, view.measure, mode, say(f"coded_{mode}")) for mode in MODES
        }
        tables |= {mode: corrected(tables[mode], found) for mode, found in samples.items() if found}
    both = pd.concat([table.assign(code=mode) for mode, table in tables.items()], ignore_index=True)
    both = both.rename(columns={"code": "topic"}).assign(
        label=lambda t: t["topic"].map({mode: say(f"coded_{mode}") for mode in MODES})
    )
    series = topic_series(both, coverage, view.measure, view.smooth)
    small = int((coverage["issues"] > 0).sum()) <= FEW
    figure = made(
        "figure", lambda: _figure(series, view, meta, draft, small), draft.codebook.version, *samples.values()
    )
    clickable(figure, key="code", alt=told, name="code", put={"series": 0, "at": 1})
    if not small:
        coverage_strip(coverage, view, meta, left=figure.layout.margin.l)
    st.markdown(told)
    correction_switch()
    table = both.rename(columns={"topic": "coded"}).drop(columns="label").assign(code=draft.code.name)
    actions(table, view, meta, name="code", title=say("code_chart", code=draft.code.name))


def _figure(series: pd.DataFrame, view: View, meta: Meta, draft: Draft, small: bool) -> Figure:
    measure = say(f"axis_{view.measure}", by=say(f"this_{view.shown_by}"))
    band = say("sub_band") if view.measure in ("articles", "characters") and not small else ""
    text = words(
        say("code_chart", code=draft.code.name), say("sub_join").join(filter(None, (measure, band))), meta
    )
    percent = view.measure in ("articles", "characters")
    slots = {"strict": 0, "assisted": 1}
    if small:
        return points(series, colours(), text, slots=slots, percent=percent, height=330)
    row = series[series["period"] == params.get("at")]
    return lines(
        series,
        colours(),
        text,
        slots=slots,
        focus=params.among("series", MODES, "strict"),
        percent=percent,
        height=330,
        picked=str(row["start"].iloc[0]) if len(row) else None,
    )


def _takeaway(strict: pd.DataFrame, assisted: pd.DataFrame) -> str:
    total = int(strict["N"].sum())
    counts = [int(table["n"].sum()) for table in (strict, assisted)]
    if not counts[0]:
        return say("code_empty")
    return say(
        "code_takeaway",
        strict=f"{counts[0]:,}",
        strict_part=_part(counts[0], total),
        assisted=f"{counts[1]:,}",
        assisted_part=_part(counts[1], total),
        N=f"{total:,}",
    )


def _drawer(view: View, draft: Draft) -> None:
    """The code's articles, or those of the point that was clicked."""
    at, mode = params.get("at"), params.among("series", MODES, "strict")
    name = draft.code.name
    label = f"{escaped(name)} · {say(f'coded_{mode}')}"
    table = _of(ask().code_shares(view.scope, view.shown_by, "articles", mode), draft)
    row = table[table["period"] == at]
    own = {"code": name, "coded": None if mode == "strict" else mode}
    more = {**own, "book": None} if not draft.changed else {"q": "|".join(draft.code.words[:8]) or None}
    if row.empty:
        facts = told("articles_of", n=f"{int(table['n'].sum()):,}", N=f"{int(table['N'].sum()):,}")
        wanted = Filter(code=name, coded=mode)
        drawer(label, facts, view.scope, wanted, close=None, words=[], more=more, date=None)
        return
    point = row.iloc[0]
    scope = period_scope(view.scope, point["start"], point["end"])
    facts = told(
        "topic_point",
        value=_part(int(point["n"]), int(point["N"])),
        n=f"{int(point['n']):,}",
        N=f"{int(point['N']):,}",
        issues=int(point["issues"]),
        missing=told("point_missing", n=int(point["missing"])) if point["missing"] else "",
    )
    drawer(
        f"{day(at)} {label}",
        facts,
        scope,
        Filter(code=name, coded=mode),
        close=_close,
        words=[],
        more={**more, "from_": str(scope.since), "to": str(scope.until)},
        date=None,
    )


def _close() -> None:
    params.put("at", None)
    params.put("series", None)
