"""What changed from the span before to this one: topics, phrases, bursts."""

from __future__ import annotations

import pandas as pd

from trends.archive import Archive
from trends.charts.colours import Palette, topic_colour
from trends.charts.dumbbell import dumbbell
from trends.charts.spans import spans as span_chart
from trends.charts.template import Figure
from trends.records import Period
from trends.report.records import BriefQuery, Cell, Chart, Link, Say, Section, Spans, Table
from trends.report.spans import range_of
from trends.report.writing import (
    between,
    command,
    figure_words,
    interval,
    percent,
    points,
    quoted,
    range_words,
    restrictions,
    to_page,
)

SHOWN = 6  # topics in each direction
NAMED = 2  # of them in a sentence each
PHRASES = 12
BURSTS = 12


def topic_moves(archive: Archive, spans: Spans) -> pd.DataFrame:
    """The archive's movers of all topics that are not hidden, with the names people gave them;
    largest rise first."""
    if spans.before is None:
        return pd.DataFrame()
    topics = archive.topics(spans.now).set_index("topic")
    moves = archive.movers(spans.now, spans.before, "topics", limit=100_000)
    moves = moves.assign(
        label=moves["item"].map(topics["label"]),
        slot=moves["item"].map(topics["slot"]).astype(int),
        plain=~moves["item"].map(topics["formulaic"]).astype(bool),
    )
    moves = moves[~moves["item"].map(topics["hidden"]).astype(bool)]
    return moves.sort_values(["change", "item"], ascending=[False, True], ignore_index=True)


def sure_moves(moves: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rises and the falls whose interval leaves out 0, the largest first; formulas left out."""
    told = moves[moves["plain"]]
    return told[told["low"] > 0], told[told["high"] < 0].iloc[::-1]


def change_section(archive: Archive, query: BriefQuery, spans: Spans, moves: pd.DataFrame) -> Section:
    assert spans.before is not None
    up, down = sure_moves(moves)
    say = query.say
    told = [
        *(_told(say, row, "moved_up") for row in up.head(NAMED).to_dict("records")),
        *(_told(say, row, "moved_down") for row in down.head(NAMED).to_dict("records")),
    ]
    counted = say("moves_counted", topics=len(moves), up=len(up), down=len(down))
    ends = pd.concat([moves.head(SHOWN), moves.tail(SHOWN)]).drop_duplicates("item")
    names = (range_words(say, spans.before), range_words(say, spans.now))
    drawn = ends.assign(topic=ends["item"], a=ends["share_before"], b=ends["share"])
    drawn = drawn.rename(columns={"n_before": "n_a", "n": "n_b", "N_before": "N_a", "N": "N_b"})

    def draw(colours: Palette) -> Figure:
        subtitle = say("moves_chart_sub", before=f"{spans.N_before:,}", now=f"{spans.N:,}")
        return dumbbell(drawn, colours, figure_words(say, say("moves_chart"), subtitle), names=names)

    rows = [_row(query, spans, row) for row in ends.to_dict("records")]
    every = [_row(query, spans, row) for row in moves.to_dict("records")]
    columns = tuple(
        say(key) for key in ("topic", "share", "articles", "before", "change", "interval", "leading")
    )
    numeric = frozenset({1, 2, 3, 4, 5})
    return Section(
        "changes",
        say("changes"),
        (*(told or [say("moves_none")]), counted),
        (Chart("changes", say("moves_chart_alt"), draw),),
        (
            Table(say("moves_table"), columns, tuple(rows), numeric),
            Table(say("moves_every", n=len(every)), columns, tuple(every), numeric, folded=True),
        ),
        command(
            "movers", "--range", range_of(spans.now), "--before", range_of(spans.before), *restrictions(query)
        ),
    )


def _told(say: Say, row: dict[str, object], key: str) -> str:
    low, high, change, before, now = (
        float(str(row[name])) for name in ("low", "high", "change", "share_before", "share")
    )
    return say(
        key,
        label=quoted(say, row["label"]),
        size=f"{abs(100 * change):.1f}",
        interval=interval(say, low, high),
        before=percent(before),
        now=percent(now),
        n=f"{row['n']:,}",
        N=f"{row['N']:,}",
    )


def _row(query: BriefQuery, spans: Spans, row: dict[str, object]) -> tuple[Cell, ...]:
    share, before, change, low, high = (
        float(str(row[name])) for name in ("share", "share_before", "change", "low", "high")
    )
    return (
        to_page(query, spans.now, str(row["label"]), "topics", topic=str(row["item"])),
        percent(share),
        f"{row['n']:,}",
        percent(before),
        points(change),
        interval(query.say, low, high),
        _first_headline(query, spans, row["headlines"]),
    )


def _first_headline(query: BriefQuery, spans: Spans, headlines: object) -> Link:
    if not isinstance(headlines, list) or not headlines:
        return Link("")
    article, date, headline = headlines[0]
    text = query.say("headline_dated", headline=headline or query.say("no_headline"), date=date)
    return to_page(query, spans.now, text, "articles", id=article)


def phrase_section(archive: Archive, query: BriefQuery, spans: Spans) -> Section | None:
    """Phrases that came and went; None where the archive has none of either."""
    assert spans.before is not None
    moves = archive.movers(spans.now, spans.before, "phrases", limit=400)
    coming = moves[moves["status"].isin(["new", "rising"]) & (moves["low"] > 0)].head(PHRASES)
    going = moves[moves["status"].isin(["gone", "fading"]) & (moves["high"] < 0)].head(PHRASES)
    if coming.empty and going.empty:
        return None
    new = coming.loc[coming["status"] == "new", "item"].tolist()
    gone = going.loc[going["status"] == "gone", "item"].tolist()
    say = query.say
    told = say("phrases_counted", coming=len(coming), going=len(going), most=PHRASES)
    first = say("phrases_new", words=say("list").join(new)) if new else ""
    left = say("phrases_gone", words=say("list").join(gone)) if gone else ""
    columns = tuple(say(key) for key in ("word", "now", "before", "change", "leading"))
    tables = [
        Table(
            caption,
            columns,
            tuple(_phrase(query, spans, r) for r in rows.to_dict("records")),
            frozenset({1, 2, 3}),
        )
        for caption, rows in ((say("phrases_coming"), coming), (say("phrases_going"), going))
        if len(rows)
    ]
    return Section(
        "phrases",
        say("phrases"),
        tuple(sentence for sentence in (told, first, left) if sentence),
        tables=tuple(tables),
        command=command(
            "movers", "--kind", "phrases", "--range", range_of(spans.now), "--before", range_of(spans.before), *restrictions(query)
        ),
    )  # fmt: skip


def _phrase(query: BriefQuery, spans: Spans, row: dict[str, object]) -> tuple[Cell, ...]:
    return (
        to_page(query, spans.now, str(row["item"]), "keywords", q=str(row["item"])),
        query.say("n_articles", n=f"{row['n']:,}"),
        query.say("n_articles", n=f"{row['n_before']:,}"),
        points(float(str(row["change"]))),
        _first_headline(query, spans, row["headlines"]),
    )


def burst_section(archive: Archive, query: BriefQuery, spans: Spans, by: Period) -> Section | None:
    """When topics stood out of their own measure; None when none did."""
    by = "week" if by == "issue" else by
    found = archive.bursts(spans.now, by, "topics", None, 1000)
    topics = archive.topics(spans.now).set_index("topic")
    found = found[~found["item"].map(topics["hidden"]).astype(bool)].head(BURSTS)
    if found.empty:
        return None
    found = found.assign(label=found["item"].map(topics["label"])).sort_values(["start", "item"])
    say = query.say
    texts = [
        say("burst_bar", label=r.label, start=r.start, end=r.end, n=r.n, N=r.N) for r in found.itertuples()
    ]
    slots = topics["slot"].to_dict()

    def draw(colours: Palette) -> Figure:
        words = figure_words(say, say("bursts_chart"), say("bursts_chart_sub"))
        fills = {item: topic_colour(int(slots[item]), colours) for item in found["item"]}
        ends = {"since": str(spans.now.since), "until": str(spans.now.until)}
        figure = span_chart(found, colours, words, texts=texts, fills=fills, **ends)
        figure.update_xaxes(tickformat="%Y-%m" if by != "week" else "%m-%d", nticks=8)
        return figure

    top = found.loc[found["weight"].idxmax()]
    rows = tuple(
        (
            to_page(query, spans.now, str(row["label"]), "topics", topic=str(row["item"])),
            say("to", a=row["start"], b=row["end"]),
            f"{row['n']:,} / {row['N']:,}",
            to_page(
                query, spans.now, str(row["headline"] or say("no_headline")), "articles", id=str(row["id"])
            ),
        )
        for row in found.to_dict("records")
    )
    told = say(
        "burst_top",
        label=quoted(say, top["label"]),
        start=top["start"],
        end=top["end"],
        n=f"{top['n']:,}",
        N=f"{top['N']:,}",
    )
    columns = (say("topic"), say("from_to"), say("n_of_all"), say("leading"))
    return Section(
        "bursts",
        say("bursts"),
        (told,),
        (Chart("bursts", say("bursts_chart_alt"), draw),),
        (Table(say("bursts"), columns, rows, frozenset({1, 2})),),
        command("bursts", "--by", by, *between(spans.now), *restrictions(query)),
    )
