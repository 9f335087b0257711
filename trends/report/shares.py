"""Shares of topics and counts of words over the span: charts with their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from trends.archive import Archive
from trends.charts.bars import ranked
from trends.charts.colours import Palette, topic_colour
from trends.charts.points import points as point_chart
from trends.charts.template import Figure, Words
from trends.charts.timelines import lines
from trends.records import UNASSIGNED, Period
from trends.report.records import BriefQuery, Cell, Chart, Section, Spans, Table
from trends.report.spans import FEW
from trends.report.writing import between, command, percent, quoted, range_words, restrictions, to_page

LARGEST = 6
BY = {"issue": "期", "week": "周", "month": "月", "quarter": "季", "year": "年"}


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
    told = (
        f"篇幅最大的是{quoted(str(top['label']))}，{top['n']:,} 篇，占 {spans.N:,} 篇的 {percent(top['share'])}；"
        f"前 {len(largest)} 个话题合占 {percent(largest['share'].sum())}，未归入任何话题的占 {percent(rest / spans.N)}。"
    )
    part = _shares(archive, query, spans, by, ids, focus)
    return Section("shares", "话题份额", (told, *part.sentences), part.charts, part.tables, part.command)


def chosen_topics(archive: Archive, query: BriefQuery, spans: Spans, by: Period) -> Section:
    """The topics of the reader's basket."""
    for topic in query.topics:
        archive.topic_history(topic, spans.now)  # raises QueryError for one that is not there
    part = _shares(archive, query, spans, by, list(query.topics), query.topics[0])
    return Section("chosen_topics", "所选话题", part.sentences, part.charts, part.tables, part.command)


def _shares(
    archive: Archive, query: BriefQuery, spans: Spans, by: Period, ids: Sequence[str], focus: str
) -> Section:
    table = archive.shares(spans.now, by)
    topics = archive.topics(spans.now)
    names = dict(zip(topics["topic"], topics["label"], strict=True))
    slots = {topic: int(slot) for topic, slot in zip(topics["topic"], topics["slot"], strict=True)}
    series = table[table["topic"].isin([*ids, UNASSIGNED])].rename(
        columns={"topic": "series", "share": "value"}
    )
    series = series.assign(smooth=series["value"], label=series["series"].map(names).fillna("未归入"))
    chart = _over_time(
        "shares", series, {topic: slots[topic] for topic in ids}, focus, by, spans, percents=True
    )
    grid = series.pivot(index="period", columns="series", values="value")
    totals = series.drop_duplicates("period").set_index("period")["N"]
    rows = [
        (period, *(percent(grid.loc[period, topic]) for topic in [*ids, UNASSIGNED]), f"{totals[period]:,}")
        for period in grid.index
    ]
    columns = (BY[by], *(names[topic] for topic in ids), "未归入", "全部篇数")
    gaps = totals[totals == 0].index.tolist()
    missing = (
        (f"{'、'.join(gaps[:6])}{'等' if len(gaps) > 6 else ''}没有收录，图上留空，不当作 0。",)
        if gaps
        else ()
    )
    return Section(
        "shares", "", missing, (chart,),
        (Table(f"按{BY[by]}的份额", columns, tuple(rows), frozenset(range(1, len(columns))), folded=len(rows) > FEW),),
        command("shares", "--by", by, *between(spans.now), *restrictions(query)),
    )  # fmt: skip


def word_section(archive: Archive, query: BriefQuery, spans: Spans, by: Period) -> Section:
    """The words of the reader's basket: articles that hold them, by period."""
    table = archive.keywords(list(query.words), spans.now, by)
    series = table.rename(columns={"term": "series"})
    value = series["share"].where(series["issues"] > 0)
    series = series.assign(
        label=series["series"], value=value, smooth=value, low=float("nan"), high=float("nan")
    )
    words = list(dict.fromkeys(series["series"]))
    slots = {word: i for i, word in enumerate(words)}
    chart = _over_time("words", series, slots, words[0], by, spans, percents=True)
    counts = series.pivot(index="period", columns="series", values="n")
    totals = series.drop_duplicates("period").set_index("period")["N"]
    rows = [
        (period, *(f"{counts.loc[period, word]:,}" for word in words), f"{totals[period]:,}")
        for period in counts.index
    ]
    told = tuple(
        f"{quoted(word)}见于 {int(counts[word].sum()):,} 篇，占 {spans.N:,} 篇的 {percent(counts[word].sum() / spans.N)}。"
        for word in words
    )
    columns = (BY[by], *words, "全部篇数")
    return Section(
        "words", "所选的词", told, (chart,),
        (Table(f"按{BY[by]}的篇数", columns, tuple(rows), frozenset(range(1, len(columns))), folded=len(rows) > FEW),),
        command("keywords", *words, "--by", by, *between(spans.now), *restrictions(query)),
    )  # fmt: skip


def _over_time(
    name: str,
    series: pd.DataFrame,
    slots: Mapping[str, int],
    focus: str,
    by: Period,
    spans: Spans,
    *,
    percents: bool,
) -> Chart:
    few = series["period"].nunique() <= FEW
    noun = "话题份额" if name == "shares" else "含有该词的篇数所占份额"
    words = Words(range_words(spans.now), f"{noun}，按{BY[by]}；N={spans.N:,} 篇")

    def draw(colours: Palette) -> Figure:
        if few:
            return point_chart(series, colours, words, slots=slots, percent=percents)
        return lines(series, colours, words, slots=slots, focus=focus, percent=percents)

    return Chart(name, f"{noun}随时间的变化，按{BY[by]}", draw)


def count_section(archive: Archive, query: BriefQuery, spans: Spans) -> Section:
    """Few issues: how many articles each topic has, no word of rise or fall."""
    topics = archive.topics(spans.now)
    topics = topics[(topics["n"] > 0) & ~topics["hidden"]].sort_values(
        ["n", "topic"], ascending=[False, True]
    )
    labels, counts = list(topics["label"]), [int(n) for n in topics["n"]]
    rest = spans.N - sum(counts)

    def draw(colours: Palette) -> Figure:
        names = [*labels, "未归入"]
        values = [*counts, rest]
        fills = [*(topic_colour(int(slot), colours) for slot in topics["slot"]), colours.bars]
        return ranked(names, values, [f"{n} 篇" for n in values], names, fills, colours, Words())

    rows: list[tuple[Cell, ...]] = [
        (to_page(query, spans.now, label, "topics", topic=topic), f"{n:,}", percent(n / spans.N))
        for topic, label, n in zip(topics["topic"], labels, counts, strict=True)
    ]
    rows.append(("未归入", f"{rest:,}", percent(rest / spans.N)))
    return Section(
        "counts",
        "各话题篇数",
        (f"只有 {spans.issues} 期 {spans.N} 篇，样本少：先看篇数与标题，不谈升降。",),
        (Chart("counts", "各话题的篇数", draw),),
        (Table("各话题篇数", ("话题", "篇数", "份额"), tuple(rows), frozenset({1, 2})),),
        command("topics", *between(spans.now), *restrictions(query)),
    )
