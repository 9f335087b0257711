"""Which phrases came up and went away: the window against the year before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from trends.findings.case import Case, direction
from trends.findings.moves import dated_headline
from trends.findings.records import Cell, Link, Section, Table
from trends.findings.windows import common_papers
from trends.findings.writing import between, points, range_words
from trends.records import Scope

YEAR = dt.timedelta(days=365)  # that phrases are compared with, at least
LEAST = 5  # articles of the window that hold a phrase
SHOWN, CANDIDATES, ASKED = 8, 18, 8  # ASKED: words of one question
SHARED = 2 / 3  # of a phrase's articles that also hold the longer phrase around it


def phrase_section(case: Case) -> Section | None:
    """Phrases that became more frequent; None where nothing is compared. One without a table says that none did."""
    return _section(case, "phrases", 1)


def fading_section(case: Case) -> Section | None:
    """Phrases that became rarer; None where nothing is compared, or none did."""
    found = _section(case, "fading", -1)
    return found if found is not None and found.tables else None


def _section(case: Case, name: str, sign: int) -> Section | None:
    compared = _compared(case)
    if compared is None:
        return None
    (now, baseline), say = compared, case.say
    moves = case.archive.movers(now, baseline, "phrases", limit=400)
    least = moves["n" if sign > 0 else "n_before"] >= LEAST
    found = _once(case, moves[(direction(moves) == sign) & least], now if sign > 0 else baseline)
    how = say(f"{name}_how", before=range_words(say, baseline), least=LEAST)
    if found.empty:
        return Section(name, say(name), (say("phrases_none"), how))
    found = counted(case, found, now, baseline)
    columns = tuple(say(key) for key in ("word", "now", "before", "change", "against_past", "leading"))
    rows = tuple(_row(case, row) for row in found.to_dict("records"))
    told = say(f"{name}_told", words=say("list").join(found["item"]))
    return Section(
        name,
        say(name),
        (told, how),
        tables=(Table(say(name), columns, rows, frozenset({1, 2, 3, 4})),),
        command=case.command("keywords", *found["item"], "--by", "year", *between(now), scope=now),
        numbers=found,
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
    """The first rows of the table without phrases that a longer one beside them repeats."""
    pairs = nested(table["item"].head(CANDIDATES).tolist())
    held = _holding(case, [word for pair in pairs for word in pair], scope)
    return table[~table["item"].isin(repeated(pairs, held))].head(SHOWN)


def _holding(case: Case, words: Sequence[str], scope: Scope) -> dict[str, int]:
    """Word → articles of the scope whose text holds it."""
    asked = list(dict.fromkeys(words))
    found: dict[str, int] = {}
    for start in range(0, len(asked), ASKED):
        table = case.archive.keywords(asked[start : start + ASKED], scope, "year")
        found |= table.groupby("term")["n"].sum().to_dict()
    return {word: int(found.get(word, 0)) for word in asked}


def counted(case: Case, table: pd.DataFrame, now: Scope, baseline: Scope) -> pd.DataFrame:
    """The table with n, n_before, share, share_before and change as the page of a word tells them: articles whose
    text holds the phrase. first: whether none of the archive did before the window."""
    words = table["item"].tolist()
    n, n_before = (table["item"].map(_holding(case, words, scope)) for scope in (now, baseline))
    assert now.since is not None
    unseen = table.loc[n_before == 0, "item"].tolist()
    ever = _holding(case, unseen, Scope(until=now.since - dt.timedelta(days=1)))
    share, share_before = n / table["N"], n_before / table["N_before"]
    return table.assign(
        n=n,
        n_before=n_before,
        share=share,
        share_before=share_before,
        change=share - share_before,
        first=table["item"].map(lambda word: ever.get(word) == 0),
    )


def nested(words: Sequence[str]) -> list[tuple[str, str]]:
    """(word, longer word that it stands inside of), of all the words."""
    return [(a, b) for a in words for b in words if a != b and a in b]


def repeated(pairs: Sequence[tuple[str, str]], held: Mapping[str, int]) -> set[str]:
    """Words of nested pairs whose longer one tells the same news. held: word → articles that hold it."""
    return {word for word, longer in pairs if held[longer] >= SHARED * held[word]}


def _row(case: Case, row: dict[str, object]) -> tuple[Cell, ...]:
    say = case.say
    share, before, change = (float(str(row[name])) for name in ("share", "share_before", "change"))
    if before:
        times = share / before
        told = say("times", times=f"{times:.0f}" if times >= 10 else f"{times:.1f}")
    else:
        told = say("first_time" if row["first"] else "not_then")
    return (
        Link(str(row["item"]), "keywords", (("q", str(row["item"])),)),
        f"{row['n']:,}",
        f"{row['n_before']:,}",
        points(change),
        told,
        dated_headline(case, row["headlines"]),
    )
