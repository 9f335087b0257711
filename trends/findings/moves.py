"""Which topics rose and fell between the two windows."""

from __future__ import annotations

import pandas as pd

from trends.charts.colours import Palette
from trends.charts.dumbbell import dumbbell
from trends.charts.template import Figure
from trends.findings.case import Case
from trends.findings.records import Cell, Chart, Link, Section, Table
from trends.findings.seasons import season_told
from trends.findings.windows import range_of
from trends.findings.writing import figure_words, interval, percent, points, quoted, range_words

SHOWN = 6  # topics in each direction
NAMED = 2  # of them in a sentence each
COLUMNS = ("topic", "share", "articles", "before", "change", "interval", "leading")
NUMERIC = frozenset({1, 2, 3, 4, 5})


def ends(moves: pd.DataFrame) -> pd.DataFrame:
    """The largest rises and the largest falls of a table in the order of change."""
    return pd.concat([moves.head(SHOWN), moves.tail(SHOWN)]).drop_duplicates("item")


def moves_section(case: Case) -> Section | None:
    """None where nothing is compared."""
    windows, moves, say = case.windows, case.moves, case.say
    if windows.before is None or moves.empty:
        return None
    told = [
        *(told_move(case, row, "moved_up") for row in case.rises.head(NAMED).to_dict("records")),
        *(told_move(case, row, "moved_down") for row in case.falls.head(NAMED).to_dict("records")),
    ]
    season = season_told(case, pd.concat([case.rises.head(NAMED), case.falls.head(NAMED)]))
    counted = say("moves_counted", topics=len(moves), up=len(case.rises), down=len(case.falls))
    names = (range_words(say, windows.before), range_words(say, windows.now))
    shown = ends(moves)
    drawn = shown.assign(topic=shown["item"], a=shown["share_before"], b=shown["share"])
    drawn = drawn.rename(columns={"n_before": "n_a", "n": "n_b", "N_before": "N_a", "N": "N_b"})

    def draw(colours: Palette) -> Figure:
        subtitle = say("moves_chart_sub", before=f"{windows.N_before:,}", now=f"{windows.N_now:,}")
        return dumbbell(drawn, colours, figure_words(say, say("moves_chart"), subtitle), names=names)

    columns = tuple(say(key) for key in COLUMNS)
    every = tuple(_row(case, row) for row in moves.to_dict("records"))
    return Section(
        "changes",
        say("changes"),
        (*(told or [say("moves_none")]), counted, *([season] if season else [])),
        (Chart("changes", say("moves_chart_alt"), draw),),
        (
            Table(
                say("moves_table"), columns, tuple(_row(case, r) for r in shown.to_dict("records")), NUMERIC
            ),
            Table(say("moves_every", n=len(every)), columns, every, NUMERIC, folded=True),
        ),
        case.command(
            "movers",
            "--range",
            range_of(windows.now),
            "--before",
            range_of(windows.before),
            scope=windows.now,
        ),
        moves,
    )


def told_move(case: Case, row: dict[str, object], key: str) -> str:
    """A rise or a fall in a sentence. row: of a table of movers."""
    low, high, change, before, now = floats(row, "low", "high", "change", "share_before", "share")
    return case.say(
        key,
        label=quoted(case.say, row["label"]),
        size=f"{abs(100 * change):.1f}",
        interval=interval(case.say, low, high),
        before=percent(before),
        now=percent(now),
        n=f"{row['n']:,}",
        N=f"{row['N']:,}",
    )


def _row(case: Case, row: dict[str, object]) -> tuple[Cell, ...]:
    share, before, change, low, high = floats(row, "share", "share_before", "change", "low", "high")
    return (
        Link(str(row["label"]), "topics", (("topic", str(row["item"])),)),
        percent(share),
        f"{row['n']:,}",
        percent(before),
        points(change),
        interval(case.say, low, high),
        dated_headline(case, row["headlines"]),
    )


def floats(row: dict[str, object], *names: str) -> tuple[float, ...]:
    """Cells of a row of a table as numbers."""
    return tuple(float(str(row[name])) for name in names)


def dated_headline(case: Case, headlines: object) -> Link:
    """The first of a mover's headlines, with its date."""
    if not isinstance(headlines, list) or not headlines:
        return Link("")
    article, date, headline = headlines[0]
    text = case.say("headline_dated", headline=headline or case.say("no_headline"), date=date)
    return case.headline(article, text)
