"""Shares of topics and counts of words over the span: charts with their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from trends.archive import Archive
from trends.charts.bars import ranked
from trends.charts.colours import Palette, topic_colour
from trends.charts.points import points as point_chart
from trends.charts.template import Figure
from trends.charts.timelines import lines
from trends.records import UNASSIGNED, Period
from trends.report.records import BriefQuery, Cell, Chart, Section, Spans, Table
from trends.report.spans import FEW
from trends.report.writing import (
    between,
    command,
    figure_words,
    percent,
    quoted,
    range_words,
    restrictions,
    to_page,
)

LARGEST = 6


def share_section(
    archive: Archive, query: BriefQuery, spans: Spans, by: Period, moves: pd.DataFrame
) -> Section:
    """The largest topics over the span, the one that rose most drawn strong."""
    topics = archive.topics(spans.now)
    shown = topics[~topics["hidden"] & (topics["n"] > 0)].sort_values(["n", "topic"], ascending=[False, True])
    largest = shown.head(LARGEST)
    up = moves[(moves["low"] > 0) & moves["plain"]] if len(moves) else moves
    ids = list(largest["topic"])
    focus = str(up["item"].iloc[0]) if len(up) else ids[0]
    ids = ids if focus in ids else [*ids[:-1], focus]
    rest = spans.N - int(topics["n"].sum())
    top = largest.iloc[0]
    say = query.say
    told = say(
        "shares_told",
        label=quoted(say, top["label"]),
        n=f"{top['n']:,}",
        N=f"{spans.N:,}",
        share=percent(top["share"]),
        k=len(largest),
        sum=percent(largest["share"].sum()),
        rest=percent(rest / spans.N),
    )
    part = _shares(archive, query, spans, by, ids, focus)
    return Section("shares", say("shares"), (told, *part.sentences), part.charts, part.tables, part.command)


def chosen_topics(archive: Archive, query: BriefQuery, spans: Spans, by: Period) -> Section:
    """The topics of the reader's basket."""
    for topic in query.topics:
        archive.topic_history(topic, spans.now)  # raises QueryError for one that is not there
    part = _shares(archive, query, spans, by, list(query.topics), query.topics[0])
    title = query.say("chosen_topics")
    return Section("chosen_topics", title, part.sentences, part.charts, part.tables, part.command)


def _shares(
    archive: Archive, query: BriefQuery, spans: Spans, by: Period, ids: Sequence[str], focus: str
) -> Section:
    say = query.say
    table = archive.shares(spans.now, by)
    topics = archive.topics(spans.now)
    names = dict(zip(topics["topic"], topics["label"], strict=True))
    slots = {topic: int(slot) for topic, slot in zip(topics["topic"], topics["slot"], strict=True)}
    series = table[table["topic"].isin([*ids, UNASSIGNED])].rename(
        columns={"topic": "series", "share": "value"}
    )
    series = series.assign(
        smooth=series["value"], label=series["series"].map(names).fillna(say("unassigned"))
    )
    chart = _over_time(query, "shares", series, {topic: slots[topic] for topic in ids}, focus, by, spans)
    grid = series.pivot(index="period", columns="series", values="value")
    totals = series.drop_duplicates("period").set_index("period")["N"]
    rows = [
        (period, *(percent(grid.loc[period, topic]) for topic in [*ids, UNASSIGNED]), f"{totals[period]:,}")
        for period in grid.index
    ]
    columns = (say(f"head_{by}"), *(names[topic] for topic in ids), say("unassigned"), say("all_articles"))
    gaps = totals[totals == 0].index.tolist()
    named = say("list").join(gaps[:6])
    named = say("and_more", items=named) if len(gaps) > 6 else named
    missing = (say("gaps_blank", periods=named),) if gaps else ()
    return Section(
        "shares", "", missing, (chart,),
        (Table(say("shares_table", by=say(f"by_{by}")), columns, tuple(rows), frozenset(range(1, len(columns))), folded=len(rows) > FEW),),
        command("shares", "--by", by, *between(spans.now), *restrictions(query)),
    )  # fmt: skip


def word_section(archive: Archive, query: BriefQuery, spans: Spans, by: Period) -> Section:
    """The words of the reader's basket: articles that hold them, by period."""
    say = query.say
    table = archive.keywords(list(query.words), spans.now, by)
    series = table.rename(columns={"term": "series"})
    value = series["share"].where(series["issues"] > 0)
    series = series.assign(
        label=series["series"], value=value, smooth=value, low=float("nan"), high=float("nan")
    )
    words = list(dict.fromkeys(series["series"]))
    slots = {word: i for i, word in enumerate(words)}
    chart = _over_time(query, "words", series, slots, words[0], by, spans)
    counts = series.pivot(index="period", columns="series", values="n")
    totals = series.drop_duplicates("period").set_index("period")["N"]
    rows = [
        (period, *(f"{counts.loc[period, word]:,}" for word in words), f"{totals[period]:,}")
        for period in counts.index
    ]
    told = tuple(
        say(
            "words_told",
            word=quoted(say, word),
            n=f"{int(counts[word].sum()):,}",
            N=f"{spans.N:,}",
            share=percent(counts[word].sum() / spans.N),
        )
        for word in words
    )
    columns = (say(f"head_{by}"), *words, say("all_articles"))
    return Section(
        "words", say("words"), told, (chart,),
        (Table(say("words_table", by=say(f"by_{by}")), columns, tuple(rows), frozenset(range(1, len(columns))), folded=len(rows) > FEW),),
        command("keywords", *words, "--by", by, *between(spans.now), *restrictions(query)),
    )  # fmt: skip


def _over_time(
    query: BriefQuery,
    name: str,
    series: pd.DataFrame,
    slots: Mapping[str, int],
    focus: str,
    by: Period,
    spans: Spans,
) -> Chart:
    few = series["period"].nunique() <= FEW
    say = query.say
    told = {"what": say(f"{name}_chart"), "by": say(f"by_{by}")}
    words = figure_words(say, range_words(say, spans.now), say("over_time", N=f"{spans.N:,}", **told))

    def draw(colours: Palette) -> Figure:
        if few:
            return point_chart(series, colours, words, slots=slots)
        return lines(series, colours, words, slots=slots, focus=focus)

    return Chart(name, say("over_time_alt", **told), draw)


def count_section(archive: Archive, query: BriefQuery, spans: Spans) -> Section:
    """Few issues: how many articles each topic has, no word of rise or fall."""
    topics = archive.topics(spans.now)
    topics = topics[(topics["n"] > 0) & ~topics["hidden"]].sort_values(
        ["n", "topic"], ascending=[False, True]
    )
    say = query.say
    labels, counts = list(topics["label"]), [int(n) for n in topics["n"]]
    rest = spans.N - sum(counts)

    def draw(colours: Palette) -> Figure:
        names = [*labels, say("unassigned")]
        values = [*counts, rest]
        texts = [say("n_articles", n=f"{n:,}") for n in values]
        fills = [*(topic_colour(int(slot), colours) for slot in topics["slot"]), colours.bars]
        return ranked(names, values, texts, names, fills, colours, figure_words(say))

    rows: list[tuple[Cell, ...]] = [
        (to_page(query, spans.now, label, "topics", topic=topic), f"{n:,}", percent(n / spans.N))
        for topic, label, n in zip(topics["topic"], labels, counts, strict=True)
    ]
    rows.append((say("unassigned"), f"{rest:,}", percent(rest / spans.N)))
    columns = (say("topic"), say("articles"), say("share"))
    return Section(
        "counts",
        say("counts"),
        (say("counts_few", issues=spans.issues, articles=spans.N),),
        (Chart("counts", say("counts_alt"), draw),),
        (Table(say("counts"), columns, tuple(rows), frozenset({1, 2})),),
        command("topics", *between(spans.now), *restrictions(query)),
    )
