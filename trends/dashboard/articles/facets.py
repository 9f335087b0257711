"""The conditions of the list of articles: search words, and facets with the number behind each value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from trends.archive import Filter
from trends.archive.coding import MEET, Mode
from trends.archive.sql.articles import Order
from trends.dashboard import params
from trends.dashboard.data import ask, made
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import source_words
from trends.records import KINDS

NAMES = ("topic", "q", "kind", "page", "year", "reporter", "code", "coded")
MODES: tuple[Mode, ...] = ("strict", "assisted")
ORDERS: tuple[Order, ...] = ("weight", "hits", "date", "characters")
FACETS = ("topic", "kind", "page", "year", "reporter", "paper", "source", "agency", "section")


def asked_filter(topics: Mapping[str, str]) -> Filter:
    """The parameters as a filter; one that makes no sense is dropped with a sentence."""
    topic = params.get("topic") or None
    if topic is not None and topic not in topics:
        _dropped("notice_topic", topic=escaped(topic[:40]), kept=say("all_topics"))
        params.put("topic", None)
        topic = None
    numbers: dict[str, int | None] = {}
    for name in ("page", "year"):
        text = params.get(name)
        numbers[name] = int(text) if text.isdecimal() and len(text) < 5 else None
        if text and numbers[name] is None:
            _dropped("notice_dropped", name=name, value=escaped(text[:40]))
            params.put(name, None)
    kind = params.get("kind")
    if kind and kind not in KINDS:
        _dropped("notice_dropped", name="kind", value=escaped(kind[:40]))
        params.put("kind", None)
    code, names = params.get("code") or None, [own.name for own in ask().codebook.codes]
    if code is not None and not set(code.split(MEET)) <= set(names):
        _dropped("notice_code", code=escaped(code[:40]))
        params.put("code", None)
        code = None
    return Filter(
        code=code,
        coded=params.among("coded", MODES, "strict"),
        topic=topic,
        query=params.get("q") or None,
        kind=kind if kind in KINDS else None,
        page=numbers["page"],
        year=numbers["year"],
        reporter=params.get("reporter")[:40] or None,
    )


def _dropped(key: str, **values: object) -> None:
    st.warning(say(key, **values), icon=":material/info:")


def restart(value: str | None) -> str | None:
    """A changed condition begins the list anew."""
    params.put("start", None)
    params.put("id", None)
    return value or None


def controls(wanted: Filter, facets: pd.DataFrame, labels: Mapping[str, str], order: str) -> None:
    """Search and order, then one choice a facet that can narrow the list."""
    counts = made("facets", lambda: _counted(facets))
    with st.grid(5, min_column_width=150, gap=(8, 16), vertical_alignment="center") as cells:
        with cells.cell(column_span=2):
            params.bound(
                st.text_input,
                say("search"),
                name="q",
                value=wanted.query or "",
                parse=lambda v: restart(v.strip()[:100]),
                placeholder=say("search_hint"),
                label_visibility="collapsed",
                icon=":material/search:",
            )
        with cells.cell():
            _facet("topic", wanted.topic, counts["topic"], lambda t: labels.get(t, t))
        with cells.cell():
            year = None if wanted.year is None else str(wanted.year)
            _facet("year", year, counts["year"], str)
        with cells.cell():
            params.bound(
                st.selectbox,
                say("order"),
                [o for o in ORDERS if o != "hits" or wanted.counts_hits],
                name="order",
                value=order,
                parse=restart,
                label_visibility="collapsed",
                format_func=lambda o: say(f"order_{o}"),
            )
    _codes(wanted)
    _kinds(wanted.kind, counts["kind"])
    page = None if wanted.page is None else str(wanted.page)
    narrow: tuple[tuple[str, str | None, Callable[[str], str]], ...] = (
        ("page", page, lambda v: say("page_n", n=v)),
        ("reporter", wanted.reporter, str),
        ("paper", params.shared().get("paper"), lambda v: v or say("no_paper")),
        ("source", params.shared().get("source"), source_words),
    )
    shown = [facet for facet in narrow if len(counts[facet[0]]) > 1 or facet[1] is not None]
    if shown:
        with st.grid(4, min_column_width=150, gap=(8, 16)) as cells:
            for name, value, named in shown:
                with cells.cell():
                    _facet(name, value, counts[name], named)


def _counted(facets: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Facet → its values and their articles."""
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for facet, value, n in zip(facets["facet"], facets["value"].astype(str), facets["n"], strict=True):
        counts[facet][value] = int(n)
    counts["source"] |= counts.pop("agency")
    return counts


def _facet(name: str, value: str | None, counts: dict[str, int], named: Callable[[str], str]) -> None:
    """A select box of a facet's values with their numbers; the chosen one stands in it even at 0."""
    nothing = "\x00"
    options = [nothing, *counts, *([value] if value is not None and value not in counts else [])]
    params.bound(
        st.selectbox,
        say(f"facet_{name}"),
        options,
        name=name,
        value=nothing if value is None else value,
        parse=lambda v: restart(None if v == nothing else v),
        place="_facet",
        label_visibility="collapsed",
        format_func=lambda v: (
            say(f"facet_{name}_all") if v == nothing else f"{named(v)}　{counts.get(v, 0):,}"
        ),
    )


def _codes(wanted: Filter) -> None:
    """The codes of the codebook, and by which of the two counts; nothing without one."""
    names = [code.name for code in ask().codebook.codes]
    if not names:
        return
    nothing = "\x00"
    options = [nothing, *names, *([wanted.code] if wanted.code and wanted.code not in names else [])]
    with st.grid(4, min_column_width=150, gap=(8, 16)) as cells:
        with cells.cell():
            params.bound(
                st.selectbox,
                say("code"),
                options,
                name="code",
                value=wanted.code or nothing,
                parse=lambda v: restart(None if v == nothing else v),
                label_visibility="collapsed",
                format_func=lambda v: say("facet_code_all") if v == nothing else f"■ {v}",
            )
        if wanted.code:
            with cells.cell():
                params.bound(
                    st.segmented_control,
                    say("coded"),
                    MODES,
                    name="coded",
                    value=wanted.coded,
                    parse=lambda v: restart(None if v == "strict" else v),
                    label_visibility="collapsed",
                    format_func=lambda v: say(f"coded_{v}"),
                    required=True,
                )


def _kinds(kind: str | None, counts: dict[str, int]) -> None:
    """Kinds of article as pills, those that occur."""
    shown = [k for k in KINDS if counts.get(k) or k == kind]
    if len(shown) < 2 and kind is None:
        return
    params.bound(
        st.pills,
        say("kind"),
        shown,
        name="kind",
        value=kind,
        parse=restart,
        label_visibility="collapsed",
        format_func=lambda k: f"{say(f'kind_{k}')} {counts.get(k, 0):,}",
    )
