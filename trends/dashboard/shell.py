"""What stands around every page: the global bar, notices, the footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import streamlit as st

from trends.archive.snapshot import Meta
from trends.charts.colours import Palette, palette, topic_colour
from trends.charts.marks import mark
from trends.charts.template import Words
from trends.dashboard import params
from trends.dashboard.data import ask
from trends.dashboard.sentences import escaped, say
from trends.dashboard.state import (
    MEASURES,
    SMOOTHS,
    Notice,
    View,
    archive_dates,
    preset_of,
    preset_range,
    read_view,
)
from trends.records import PERIODS, SOURCE_KINDS
from trends.series.ranges import year_before

ALL = "\x00"  # the option that restricts nothing
MOST_AGENCIES = 30  # in the box of sources
PRESETS = ("month", "year", "five", "all")


def colours() -> Palette:
    return palette(st.context.theme.type == "dark")


def paper_name(meta: Meta) -> str:
    """The papers of the archive as a heading; where none is known, what it is."""
    named = [paper for paper in meta.papers if paper]
    return say("list_mark").join(named[:2]) + ("…" if len(named) > 2 else "") if named else say("unnamed")


def sidebar(meta: Meta) -> tuple[View, list[Notice]]:
    """Draws the global bar; returns the view it shows and what the URL had to give up."""
    st.session_state["lang"] = params.shared().get("lang", "zh")
    view, notices = read_view(params.shared(), meta)
    for notice in notices:
        for name, value in notice.values:
            if name == "name":
                params.put(value, None)
    with st.sidebar:
        st.markdown(f"### {escaped(paper_name(meta))}")
        _dates(view, meta)
        params.bound(
            st.segmented_control,
            say("by"),
            PERIODS,
            name="by",
            value=view.by,
            parse=lambda v: v,
            format_func=lambda p: say(f"by_{p}"),
            width="stretch",
            required=True,
        )
        params.bound(
            st.selectbox,
            say("measure"),
            MEASURES,
            name="measure",
            value=view.measure,
            parse=lambda v: v,
            format_func=lambda m: say(f"measure_{m}"),
        )
        params.bound(
            st.segmented_control,
            say("smooth"),
            SMOOTHS,
            name="smooth",
            value=view.smooth,
            parse=str,
            format_func=lambda n: say("smooth_none") if n == 1 else say("smooth_n", n=n),
            width="stretch",
            required=True,
        )
        if len(meta.papers) > 1:
            params.bound(
                st.selectbox,
                say("paper"),
                (ALL, *meta.papers),
                name="paper",
                value=ALL if view.paper is None else view.paper,
                parse=lambda v: None if v == ALL else v,
                format_func=lambda p: say("all_papers") if p == ALL else p or say("no_paper"),
            )
        params.bound(
            st.toggle, say("front"), name="front", value=view.front_page, parse=lambda v: "1" if v else None
        )
        params.bound(
            st.toggle,
            say("once"),
            name="once",
            value=view.once,
            parse=lambda v: "1" if v else None,
            help=say("once_help"),
        )
        _source(view)
        _facts(view, meta)
        params.bound(
            st.segmented_control,
            say("language"),
            ("zh", "en"),
            name="lang",
            value=view.lang,
            label_visibility="collapsed",
            parse=lambda v: None if v == "zh" else v,
            format_func=lambda v: {"zh": "中文", "en": "English"}[v],
            required=True,
        )
    return view, list(notices)


def source_words(source: str) -> str:
    """What a scope's source says, in words."""
    return say("list_mark").join(
        say(f"source_{part}") if part in SOURCE_KINDS else escaped(part) for part in source.split("|")
    )


def _source(view: View) -> None:
    """Whose words: a kind of source or one agency; nothing to choose where no article says."""
    table = ask().agencies(limit=MOST_AGENCIES)
    if table.empty and view.source is None:
        return
    options = [ALL, *SOURCE_KINDS, *dict.fromkeys(table["agency"])]
    if view.source is not None and view.source not in options:
        options.append(view.source)
    params.bound(
        st.selectbox,
        say("source_kind"),
        options,
        name="source",
        value=ALL if view.source is None else view.source,
        parse=lambda v: None if v == ALL else v,
        format_func=lambda v: say("source_all") if v == ALL else source_words(v),
        help=say("source_help"),
    )


def _dates(view: View, meta: Meta) -> None:
    key = "w__dates"

    def picked() -> None:
        value = st.session_state[key]
        if isinstance(value, tuple) and len(value) == 2:
            set_range(value[0], value[1], meta)

    if len(st.session_state.get(key, ())) != 1:
        st.session_state[key] = (view.since, view.until)
    first, last = archive_dates(meta)
    st.date_input(
        say("dates"), key=key, format="YYYY-MM-DD", on_change=picked, min_value=first, max_value=last
    )
    if meta.issues < 2:
        return

    def preset() -> None:
        chosen = st.session_state["w__preset"]
        if chosen:
            st.session_state.pop(key, None)
            set_range(*preset_range(chosen, meta), meta)

    st.session_state["w__preset"] = preset_of(view, meta)
    st.segmented_control(
        say("presets"),
        PRESETS,
        key="w__preset",
        on_change=preset,
        format_func=lambda p: say(f"preset_{p}"),
        label_visibility="collapsed",
        width="stretch",
    )
    _same_dates(view, meta)


def _same_dates(view: View, meta: Meta) -> None:
    """A button to the same dates of the year before, where the archive reaches back to them."""
    since, until = year_before(view.since), year_before(view.until)
    if view.whole or until.isoformat() < meta.first:
        return

    def earlier() -> None:
        st.session_state.pop("w__dates", None)
        set_range(since, until, meta)

    st.button(
        say("same_dates"),
        key="w__same_dates",
        type="tertiary",
        icon=":material/history:",
        help=say("same_dates_help"),
        on_click=earlier,
    )


def set_range(since: dt.date, until: dt.date, meta: Meta) -> None:
    """Makes the dates the URL's; those that are shown anyway are left out."""
    params.put("from", None if since.isoformat() == meta.core_first else since.isoformat())
    params.put("to", None if until.isoformat() == meta.core_last else until.isoformat())


def _facts(view: View, meta: Meta) -> None:
    coverage = ask().coverage(view.scope, "year")
    issues, articles = int(coverage["issues"].sum()), int(coverage["articles"].sum())
    gaps = int(coverage["missing"].sum())
    first = say("facts", issues=f"{issues:,}", articles=f"{articles:,}")
    last = (
        say("facts_sparse", last=meta.core_last)
        if meta.sparse
        else say("facts_missing", missing=f"{gaps:,}", last=meta.core_last)
        if gaps
        else say("facts_whole", last=meta.core_last)
    )
    st.markdown(f"{muted(first)}  \n{muted(last)}")


def signed(value: float, form: str = ".1f") -> str:
    """A number with its sign, a minus as wide as the plus."""
    return f"{value:+{form}}".replace("-", "−")


def span(low: int, high: int) -> str:
    """Two counts as a range, or the one that they both are."""
    return f"{low:,}" if low == high else say("from_to", low=f"{low:,}", high=f"{high:,}")


def muted(text: str) -> str:
    return f":small[:gray[{text}]]"


def heading(title: str, line: str) -> None:
    """The page's finding and, muted, what and when it is about."""
    st.markdown(f"# {title}")
    st.markdown(muted(line))


def own_label(key: str, title: str) -> str:
    """The label of a button with, heard and searched but not seen, what it is about: no two of a page are alike."""
    return f"{say(key)} :gray[{escaped(title)}]"


def few(sentence: str) -> None:
    """The badge 样本少 with what follows from it."""
    st.markdown(f":orange-badge[{say('few')}] {sentence}")


def show_notices(notices: Iterable[Notice]) -> None:
    for notice in list(notices)[:6]:
        st.warning(say(notice.key, **{k: escaped(v) for k, v in notice.values}), icon=":material/info:")


def pages() -> dict[str, st.Page]:
    found: dict[str, st.Page] = st.session_state["pages"]
    return found


def day(date: str) -> str:
    """An ISO date that does not break at its hyphens."""
    return date.replace("-", "\u2011")


def words(title: str, subtitle: str, meta: Meta) -> Words:
    """The words on a figure, with its source line."""
    source = say("source", paper=paper_name(meta), issues=f"{meta.issues:,}", version=meta.data_version)
    return Words(
        title=title,
        subtitle=subtitle,
        source=source,
        missing=say("missing"),
        articles=say("articles_read"),
        gaps=say("gaps"),
        day=say("hover_day"),
        counted=say("hover_counted"),
        strip=say("hover_strip"),
    )


def dot(slot: int, *, rank: int | None = None) -> str:
    """A topic's colour as a Markdown picture: the line's colour, its dash as a ring; rank: the shape of its points
    instead. A dash for what has no topic."""
    if slot < 0:
        return ":gray[–]"
    return f"![]({mark(topic_colour(slot, colours()), slot=slot, rank=rank)})"


def grey_dot() -> str:
    """The mark of a line that is drawn grey."""
    return f"![]({mark(colours().bars)})"
