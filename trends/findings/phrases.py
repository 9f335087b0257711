"""Which phrases came up and went away: the window against the year before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from trends.findings.case import Case, direction
from trends.findings.moves import dated_headline
from trends.findings.records import Cell, Link, Section, Table
from trends.findings.windows import common_papers, range_of
from trends.findings.writing import points, range_words
from trends.records import Scope

YEAR = dt.timedelta(days=365)  # that phrases are compared with, at least
LEAST = 5  # articles of the window that hold a phrase
SHOWN, CANDIDATES = 9, 18
SHARED = 2 / 3  # of a phrase's articles that also hold the longer phrase around it


def phrase_section(case: Case) -> Section | None:
    """Phrases that came and went; None where nothing is compared, or none did either."""
    compared = _compared(case)
    if compared is None:
        return None
    (now, baseline), say = compared, case.say
    moves = case.archive.movers(now, baseline, "phrases", limit=400)
    moves = moves.assign(news=direction(moves))
    coming = _once(case, moves[(moves["news"] > 0) & (moves["n"] >= LEAST)], now).head(SHOWN)
    going = _once(case, moves[(moves["news"] < 0) & (moves["n_before"] >= LEAST)], baseline).head(SHOWN)
    if coming.empty and going.empty:
        return None
    told = (
        say("phrases_coming_told", words=_listed(case, coming)) if len(coming) else say("phrases_none"),
        say("phrases_going_told", words=_listed(case, going)) if len(going) else "",
        say("phrases_how", before=range_words(say, baseline), least=LEAST),
    )
    columns = tuple(say(key) for key in ("word", "now", "before", "change", "against_past", "leading"))
    tables = tuple(
        Table(
            say(key),
            columns,
            tuple(_row(case, row) for row in rows.to_dict("records")),
            frozenset({1, 2, 3, 4}),
        )
        for key, rows in (("phrases_coming", coming), ("phrases_going", going))
        if len(rows)
    )
    return Section(
        "phrases",
        say("phrases"),
        tuple(sentence for sentence in told if sentence),
        tables=tables,
        command=case.command(
            "movers",
            "--kind",
            "phrases",
            "--range",
            range_of(now),
            "--before",
            range_of(baseline),
            scope=now,
        ),
        numbers=pd.concat([coming, going], ignore_index=True),
    )


def _compared(case: Case) -> tuple[Scope, Scope] | None:
    """The window and the year before it, or the window before where that is longer, of the newspapers that both
    have; None where nothing is compared."""
    now, before = case.windows.now, case.windows.before
    if before is None:
        return None
    assert now.since is not None
    assert before.since is not None
    first = dt.date.fromisoformat(case.archive.meta.first)
    year = replace(before, since=min(before.since, max(first, now.since - YEAR)))
    return common_papers(case.archive, now, year)


def _once(case: Case, table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The table without phrases that a longer one beside them repeats."""
    pairs = nested(table["item"].head(CANDIDATES).tolist())
    if not pairs:
        return table
    asked = list(dict.fromkeys(word for pair in pairs for word in pair))
    held: dict[str, int] = {}
    for start in range(0, len(asked), 8):
        found = case.archive.keywords(asked[start : start + 8], scope, "year")
        held |= found.groupby("term")["n"].sum().to_dict()
    return table[~table["item"].isin(repeated(pairs, held))]


def nested(words: Sequence[str]) -> list[tuple[str, str]]:
    """(word, longer word that it stands inside of), of all the words."""
    return [(a, b) for a in words for b in words if a != b and a in b]


def repeated(pairs: Sequence[tuple[str, str]], held: Mapping[str, int]) -> set[str]:
    """Words of nested pairs whose longer one tells the same news. held: word → articles that hold it."""
    return {word for word, longer in pairs if held[longer] >= SHARED * held[word]}


def _listed(case: Case, table: pd.DataFrame) -> str:
    return case.say("list").join(table["item"])


def _row(case: Case, row: dict[str, object]) -> tuple[Cell, ...]:
    say = case.say
    share, before, change = (float(str(row[name])) for name in ("share", "share_before", "change"))
    times = share / before if before else float("inf")
    return (
        Link(str(row["item"]), "keywords", (("q", str(row["item"])),)),
        f"{row['n']:,}",
        f"{row['n_before']:,}",
        points(change),
        say("never_before") if before == 0 else say("times", times=f"{times:.0f}" if times >= 10 else f"{times:.1f}"),
        dated_headline(case, row["headlines"]),
    )  # fmt: skip
