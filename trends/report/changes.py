"""What changed from the span before to this one: topics, phrases, bursts."""

from __future__ import annotations

import pandas as pd

from trends.archive import Archive
from trends.charts.colours import Palette, topic_colour
from trends.charts.dumbbell import dumbbell
from trends.charts.spans import spans as span_chart
from trends.charts.template import Figure, Words
from trends.records import Period
from trends.report.records import BriefQuery, Cell, Chart, Link, Section, Spans, Table
from trends.report.spans import range_of
from trends.report.writing import (
    between,
    command,
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
    told = [
        *(_told(row, "升") for row in up.head(NAMED).to_dict("records")),
        *(_told(row, "降") for row in down.head(NAMED).to_dict("records")),
    ]
    counted = (
        f"{len(moves)} 个话题里，{len(up)} 个升、{len(down)} 个降的幅度超出波动；"
        "区间含 0 的只算波动。变化以百分点计，括号内为 5–95% 区间。"
    )
    ends = pd.concat([moves.head(SHOWN), moves.tail(SHOWN)]).drop_duplicates("item")
    names = (range_words(spans.before), range_words(spans.now))
    drawn = ends.assign(topic=ends["item"], a=ends["share_before"], b=ends["share"])
    drawn = drawn.rename(columns={"n_before": "n_a", "n": "n_b", "N_before": "N_a", "N": "N_b"})

    def draw(colours: Palette) -> Figure:
        subtitle = f"话题份额；N={spans.N_before:,} 与 {spans.N:,} 篇"
        return dumbbell(drawn, colours, Words("份额升降最多的话题", subtitle), names=names)

    rows = [_row(query, spans, row) for row in ends.to_dict("records")]
    every = [_row(query, spans, row) for row in moves.to_dict("records")]
    columns = ("话题", "份额", "篇数", "前一段", "变化", "5–95% 区间", "代表报道")
    return Section(
        "changes",
        "什么变了",
        (*(told or ["没有一个话题的升降超出波动。"]), counted),
        (Chart("changes", "每个话题一行：前一段的份额到这一段的份额", draw),),
        (
            Table("升得最多与降得最多的话题", columns, tuple(rows), frozenset({1, 2, 3, 4, 5})),
            Table(
                f"全部 {len(every)} 个话题", columns, tuple(every), frozenset({1, 2, 3, 4, 5}), folded=True
            ),
        ),
        command(
            "movers", "--range", range_of(spans.now), "--before", range_of(spans.before), *restrictions(query)
        ),
    )


def _told(row: dict[str, object], verb: str) -> str:
    n, total, low, high = row["n"], row["N"], float(str(row["low"])), float(str(row["high"]))
    size = abs(100 * float(str(row["change"])))
    return (
        f"{quoted(str(row['label']))}{verb} {size:.1f} 个百分点（{interval(low, high)}），"
        f"从 {percent(float(str(row['share_before'])))} 到 {percent(float(str(row['share'])))}，"
        f"这一段 {n:,} 篇，占 {total:,} 篇。"
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
        interval(low, high),
        _first_headline(query, spans, row["headlines"]),
    )


def _first_headline(query: BriefQuery, spans: Spans, headlines: object) -> Link:
    if not isinstance(headlines, list) or not headlines:
        return Link("")
    article, date, headline = headlines[0]
    return to_page(query, spans.now, f"{headline or '（无题）'}（{date}）", "articles", id=article)


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
    told = (
        f"{len(coming)} 个词明显增多，{len(going)} 个明显减少；按变化的把握大小排列，各列至多 {PHRASES} 个。"
    )
    first = f"前一段一次也没有的：{'、'.join(new)}。" if new else ""
    left = f"这一段不再出现的：{'、'.join(gone)}。" if gone else ""
    columns = ("词", "这一段", "前一段", "变化", "代表报道")
    tables = [
        Table(
            caption,
            columns,
            tuple(_phrase(query, spans, r) for r in rows.to_dict("records")),
            frozenset({1, 2, 3}),
        )
        for caption, rows in (("新出现和增多的词", coming), ("减少和消失的词", going))
        if len(rows)
    ]
    return Section(
        "phrases",
        "新词与旧词",
        tuple(sentence for sentence in (told, first, left) if sentence),
        tables=tuple(tables),
        command=command(
            "movers", "--kind", "phrases", "--range", range_of(spans.now), "--before", range_of(spans.before), *restrictions(query)
        ),
    )  # fmt: skip


def _phrase(query: BriefQuery, spans: Spans, row: dict[str, object]) -> tuple[Cell, ...]:
    return (
        to_page(query, spans.now, str(row["item"]), "keywords", q=str(row["item"])),
        f"{row['n']:,} 篇",
        f"{row['n_before']:,} 篇",
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
    texts = [f"{r.label}　{r.start} 至 {r.end}　{r.n} / {r.N} 篇" for r in found.itertuples()]
    slots = topics["slot"].to_dict()

    def draw(colours: Palette) -> Figure:
        words = Words("集中出现的话题", "横条为起止，颜色越深越集中")
        fills = {item: topic_colour(int(slots[item]), colours) for item in found["item"]}
        ends = {"since": str(spans.now.since), "until": str(spans.now.until)}
        figure = span_chart(found, colours, words, texts=texts, fills=fills, **ends)
        figure.update_xaxes(tickformat="%Y-%m" if by != "week" else "%m-%d", nticks=8)
        return figure

    top = found.loc[found["weight"].idxmax()]
    rows = tuple(
        (
            to_page(query, spans.now, str(row["label"]), "topics", topic=str(row["item"])),
            f"{row['start']} 至 {row['end']}",
            f"{row['n']:,} / {row['N']:,}",
            to_page(query, spans.now, str(row["headline"] or "（无题）"), "articles", id=str(row["id"])),
        )
        for row in found.to_dict("records")
    )
    return Section(
        "bursts",
        "集中出现的时段",
        (
            f"{quoted(str(top['label']))}最集中：{top['start']} 至 {top['end']}，"
            f"{top['n']:,} / {top['N']:,} 篇，高出它自己平时的比例。",
        ),
        (Chart("bursts", "每个话题一行，横条是它集中出现的时段", draw),),
        (Table("集中出现的时段", ("话题", "起止", "篇数 / 同期全部", "代表报道"), rows, frozenset({1, 2})),),
        command("bursts", "--by", by, *between(spans.now), *restrictions(query)),
    )
