"""What a topic or a word did over time, in sentences: the headline of its page, the takeaway under its chart, the
chart's alternative text, the facts of a point; the brief says the same. Never a cause.

Rows are those of one series, as `series.measures` gives them. `say` writes a sentence the face's own way; a label
is a Link, so that a face can tell what is quoted from what is its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from trends.archive import Archive
from trends.findings.records import Link, Say
from trends.findings.windows import FEW
from trends.findings.writing import day_words, measured, percent, period_words, points
from trends.records import Period, Scope
from trends.series.ranges import same_dates_before

FALLEN = 0.8  # of the peak: what is lower after a burst's end has fallen
NAMED_GAPS = 3


def topic_finding(say: Say, label: str, rows: pd.DataFrame, peaks: pd.DataFrame, by: Period) -> str:
    """The headline: how often the topic stood out and when, or where there is little, how often it stood at all."""
    name, known = Link(label), rows[rows["issues"] > 0]
    if len(known) == 1:
        return say("topic_one", label=name, n=int(known["n"].iloc[0]), N=int(known["N"].iloc[0]))
    if len(known) <= FEW:
        held = int((known["n"] > 0).sum())
        return say("topic_points", label=name, span=_span(say, known["n"]), held=held, periods=len(known))
    if peaks.empty:
        return say("topic_steady", label=name)
    top = peaks.loc[peaks["value"].idxmax(), "period"]
    if len(peaks) == 1:
        return say("topic_peak", label=name, top=period_words(say, top, by))
    last = period_words(say, peaks["period"].iloc[-1], by)
    return say("topic_peaks", label=name, k=len(peaks), top=period_words(say, top, by), last=last)


def name_line(say: Say, topic: Mapping[str, Any], since: str) -> str:
    """Since when all words of the topic's lasting name are there, where the range from `since` begins before.
    topic: its row of `case.called`."""
    if not isinstance(topic["named"], str) or topic["named"] <= since:
        return ""
    key = "name_since" if topic["label"] == topic["lasting"] else "name_later"
    return say(key, lasting=Link(topic["lasting"]), date=day_words(say, topic["named"]))


def topic_takeaway(
    say: Say, label: str, rows: pd.DataFrame, peaks: pd.DataFrame, by: Period, measure: str = "articles"
) -> str:
    """What the chart shows of the topic, with what it leaves open."""
    known = rows[rows["issues"] > 0]
    if known.empty:
        return say("life_nothing")
    if len(known) <= FEW:
        counts = {name: int(known[name].sum()) for name in ("issues", "n", "N")}
        return say("topic_few", label=Link(label), span=_span(say, known["n"]), **counts) + _gaps(
            say, rows, by
        )
    whole = known[known["complete"]] if known["complete"].any() else known
    top = whole.loc[whole["value"].idxmax()]
    over = len(peaks) and bool(peaks.loc[peaks["value"].idxmax(), "over"])
    fell = over and whole["value"].iloc[-1] < FALLEN * top["value"]
    all_articles = max(whole["N"].sum(), 1)
    mean = whole["n"].sum() / all_articles if measure == "articles" else whole["value"].mean()
    told = say(
        "topic_told",
        since=period_words(say, known["period"].iloc[0], by),
        label=Link(label),
        mean=measured(mean, measure),
        at=period_words(say, top["period"], by),
        top=measured(top["value"], measure),
        n=f"{int(top['n']):,}",
        N=f"{int(top['N']):,}",
        after=say("topic_fell" if fell else "topic_open"),
    )
    told += _gaps(say, rows, by)
    if not bool(known["complete"].iloc[-1]):
        told += say("life_unfinished", period=period_words(say, known["period"].iloc[-1], by))
    return told


def year_before(say: Say, archive: Archive, scope: Scope, topic: str) -> str:
    """The topic's share against the same dates of the year before: of the scope when it is at most a year long,
    else of its last year so far. "" when there is nothing to compare."""
    assert scope.since is not None
    assert scope.until is not None
    long = (scope.until - scope.since).days >= 366
    now = replace(scope, since=scope.until.replace(month=1, day=1)) if long else scope
    before = same_dates_before(now)
    if before.since is None or before.since.isoformat() < archive.meta.first:
        return ""
    N, M = (int(archive.coverage(one, "year")["articles"].sum()) for one in (now, before))
    changes = (
        archive.movers(now, before, "topics", limit=10_000, explained=False)
        if N and M
        else pd.DataFrame({"item": []})
    )
    found = changes[changes["item"] == topic]
    if found.empty:
        return ""
    row = found.iloc[0]
    return say(
        "year_before",
        since=day_words(say, str(now.since)),
        until=day_words(say, str(now.until)),
        share=percent(row["share"]),
        n=f"{int(row['n']):,}",
        N=f"{N:,}",
        before=percent(row["share_before"]),
        m=f"{int(row['n_before']):,}",
        M=f"{M:,}",
        **{name: points(row[name]) for name in ("change", "low", "high")},
        within=say("beyond_chance" if row["beyond_chance"] else "within_chance"),
    )


def topic_facts(say: Say, rows: pd.DataFrame) -> str:
    """How many of the articles are about the topic."""
    return say("articles_of", n=f"{int(rows['n'].sum()):,}", N=f"{int(rows['N'].sum()):,}")


def topic_point(say: Say, point: Mapping[str, Any], measure: str) -> str:
    """The facts of one period; point: its row."""
    missing = say("point_missing", n=int(point["missing"])) if point["missing"] else ""
    counts = {"n": f"{int(point['n']):,}", "N": f"{int(point['N']):,}", "issues": int(point["issues"])}
    return say("topic_point", value=measured(float(point["value"]), measure), missing=missing, **counts)


def word_finding(say: Say, word: str, rows: pd.DataFrame, by: Period) -> str:
    """The headline: how many articles hold the word, and when most."""
    held = rows[rows["n"] > 0]
    if held.empty:
        return say("word_none", word=Link(word))
    at = held.loc[held["n"].idxmax(), "period"]  # of articles, whatever the chart measures
    return say("word_peak", word=Link(word), n=f"{int(held['n'].sum()):,}", at=period_words(say, at, by))


def word_takeaway(
    say: Say, word: str, rows: pd.DataFrame, by: Period, ends: tuple[str, str] | None = None
) -> str:
    """The word's first, last and most. ends: ids of its first and last article, to which these lead."""
    held = rows[rows["n"] > 0]
    if held.empty:
        return say("word_absent", word=Link(word))
    top = held.loc[held["value"].idxmax()]
    names = [period_words(say, held["period"].iloc[end], by) for end in (0, -1)]
    ids = ends or ("", "")
    first, last = (
        Link(name, "articles" if i else "", (("id", i), ("q", word)))
        for name, i in zip(names, ids, strict=True)
    )
    return say(
        "word_told",
        word=Link(word),
        first=first,
        last=last,
        times=f"{int(held['occurrences'].sum()):,}",
        n=f"{int(held['n'].sum()):,}",
        N=f"{int(rows['N'].sum()):,}",
        at=period_words(say, top["period"], by),
        top=f"{int(top['n']):,}",
        total=f"{int(top['N']):,}",
    )


def word_ends(archive: Archive, word: str, scope: Scope) -> tuple[str, str] | None:
    """Ids of the first and the last article of the scope that say the word; None where none does."""
    hits = archive.count_hits(word, scope)[1]
    found = [archive.concordance(word, scope, limit=1, offset=offset) for offset in (0, max(hits - 1, 0))]
    if any(lines.empty for lines in found):
        return None
    return str(found[0]["id"].iloc[0]), str(found[1]["id"].iloc[0])


def word_facts(say: Say, rows: pd.DataFrame) -> str:
    """How many of the articles hold the word."""
    return say("articles_with", n=f"{int(rows['n'].sum()):,}", N=f"{int(rows['N'].sum()):,}")


def word_point(say: Say, point: Mapping[str, Any]) -> str:
    """The facts of one period; point: its row."""
    names = {"n": "n", "N": "N", "times": "occurrences"}
    return say("word_point", **{name: f"{int(point[column]):,}" for name, column in names.items()})


def _span(say: Say, counts: pd.Series) -> str:
    """The least and the most of counts, or the one that they are."""
    low, high = int(counts.min()), int(counts.max())
    return f"{low:,}" if low == high else say("span", low=f"{low:,}", high=f"{high:,}")


def _gaps(say: Say, rows: pd.DataFrame, by: Period) -> str:
    gaps = rows.loc[rows["issues"] == 0, "period"].tolist()
    if not gaps:
        return ""
    named = say("list").join(period_words(say, gap, by) for gap in gaps[:NAMED_GAPS])
    return say(
        "life_missing",
        periods=say("life_more", items=named, n=len(gaps)) if len(gaps) > NAMED_GAPS else named,
    )
