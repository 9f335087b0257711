"""Shares of topics and counts of words over the span: charts with their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from trends.charts.colours import Palette
from trends.charts.points import points as point_chart
from trends.charts.template import Figure
from trends.charts.timelines import lines
from trends.findings.case import Case, called
from trends.findings.lives import topic_takeaway, word_takeaway, year_before
from trends.findings.records import Chart, Section, Table
from trends.findings.windows import FEW
from trends.findings.writing import between, figure_words, percent, period_words, quoted, range_words
from trends.records import UNASSIGNED
from trends.series.measures import topic_series
from trends.series.peaks import peaks

LARGEST = 6


def share_section(case: Case) -> Section | None:
    """The largest topics over the range, the one that rose most drawn strong; None without a topic."""
    say, N = case.say, case.windows.N
    shown = case.topics[case.topics["n"] > 0]
    if shown.empty:
        return None
    largest = shown.head(LARGEST)
    ids = list(largest["topic"])
    focus = str(case.rises["item"].iloc[0]) if len(case.rises) else ids[0]
    ids = ids if focus in ids else [*ids[:-1], focus]
    rest = N - int(case.archive.topics(case.windows.range)["n"].sum())
    top = largest.iloc[0]
    told = say(
        "shares_told",
        label=quoted(say, top["label"]),
        n=f"{top['n']:,}",
        N=f"{N:,}",
        share=percent(top["share"]),
        k=len(largest),
        sum=percent(largest["share"].sum()),
        rest=percent(rest / N),
    )
    part = _shares(case, ids, focus)
    return replace(part, name="shares", title=say("shares"), sentences=(told, *part.sentences))


def chosen_topics(case: Case) -> Section | None:
    """The topics of the reader's basket. QueryError for one that is not there."""
    chosen = case.subject.topics
    if not chosen:
        return None
    for topic in chosen:
        case.archive.topic_history(topic, case.windows.range)
    part = _shares(case, list(chosen), chosen[0])
    told = (text for topic in chosen for text in _life(case, topic, part.numbers))
    sentences = (*told, *part.sentences)
    return replace(part, name="chosen_topics", title=case.say("chosen_topics"), sentences=sentences)


def _life(case: Case, topic: str, shares: pd.DataFrame) -> tuple[str, ...]:
    """What the page of a topic says of it over the range."""
    archive, by, scope = case.archive, case.by, case.windows.range
    rows = topic_series(shares[shares["topic"] == topic], archive.coverage(scope, by), "articles", 1)
    found = archive.bursts(scope, by, "topics", None, 10_000)
    high = peaks(rows, found[found["item"] == topic])
    told = topic_takeaway(case.say, str(rows["label"].iloc[0]), rows, high, by)
    ago = "" if case.windows.few else year_before(case.say, archive, scope, topic)
    return tuple(text for text in (told, ago) if text)


def _shares(case: Case, ids: Sequence[str], focus: str) -> Section:
    say, by, scope = case.say, case.by, case.windows.range
    table = case.archive.shares(scope, by)
    topics = called(case.archive.topics(scope))
    names = dict(zip(topics["topic"], topics["label"], strict=True))
    slots = {topic: int(slot) for topic, slot in zip(topics["topic"], topics["slot"], strict=True)}
    series = table[table["topic"].isin([*ids, UNASSIGNED])].rename(
        columns={"topic": "series", "share": "value"}
    )
    series = series.assign(
        smooth=series["value"], label=series["series"].map(names).fillna(say("unassigned"))
    )
    chart = _over_time(case, "shares", series, {topic: slots[topic] for topic in ids}, focus)
    grid = series.pivot(index="period", columns="series", values="value")
    totals = series.drop_duplicates("period").set_index("period")["N"]
    rows = [
        (
            period_words(say, period, by),
            *(percent(grid.loc[period, topic]) for topic in [*ids, UNASSIGNED]),
            f"{totals[period]:,}",
        )
        for period in grid.index
    ]
    columns = (say(f"head_{by}"), *(names[topic] for topic in ids), say("unassigned"), say("all_articles"))
    gaps = totals[totals == 0].index.tolist()
    named = say("list").join(period_words(say, gap, by) for gap in gaps[:6])
    named = say("and_more", items=named) if len(gaps) > 6 else named
    missing = (say("gaps_blank", periods=named),) if gaps else ()
    return Section(
        "", "", missing, (chart,),
        (Table(say("shares_table", by=say(f"by_{by}")), columns, tuple(rows), frozenset(range(1, len(columns))), folded=len(rows) > FEW),),
        case.command("shares", "--by", by, *between(scope)),
        table,
    )  # fmt: skip


def word_section(case: Case) -> Section | None:
    """The words of the reader's basket: articles that hold them, by period."""
    if not case.subject.words:
        return None
    say, by, scope = case.say, case.by, case.windows.range
    table = case.archive.keywords(list(case.subject.words), scope, by)
    series = table.rename(columns={"term": "series"})
    value = series["share"].where(series["issues"] > 0)
    series = series.assign(label=series["series"], value=value, smooth=value)
    words = list(dict.fromkeys(series["series"]))
    slots = {word: i for i, word in enumerate(words)}
    chart = _over_time(case, "words", series, slots, words[0])
    counts = series.pivot(index="period", columns="series", values="n")
    totals = series.drop_duplicates("period").set_index("period")["N"]
    rows = [
        (
            period_words(say, period, by),
            *(f"{counts.loc[period, word]:,}" for word in words),
            f"{totals[period]:,}",
        )
        for period in counts.index
    ]
    told = tuple(word_takeaway(say, word, series[series["series"] == word], by) for word in words)
    columns = (say(f"head_{by}"), *words, say("all_articles"))
    return Section(
        "words", say("words"), told, (chart,),
        (Table(say("words_table", by=say(f"by_{by}")), columns, tuple(rows), frozenset(range(1, len(columns))), folded=len(rows) > FEW),),
        case.command("keywords", *words, "--by", by, *between(scope)),
        table,
    )  # fmt: skip


def _over_time(case: Case, name: str, series: pd.DataFrame, slots: Mapping[str, int], focus: str) -> Chart:
    few = series["period"].nunique() <= FEW
    say, windows = case.say, case.windows
    told = {"what": say(f"{name}_chart"), "by": say(f"by_{case.by}")}
    words = figure_words(say, range_words(say, windows.range), say("over_time", N=f"{windows.N:,}", **told))

    def draw(colours: Palette) -> Figure:
        if few:
            return point_chart(series, colours, words, slots=slots)
        return lines(series, colours, words, slots=slots, focus=focus)

    return Chart(name, say("over_time_alt", **told), draw)
