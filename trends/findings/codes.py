"""Which codes of the archive's codebook rose and fell between the two windows."""

from __future__ import annotations

import pandas as pd

from trends.findings.case import Case, direction
from trends.findings.moves import NAMED, NUMERIC, floats, told_move
from trends.findings.records import Cell, Link, Section, Table
from trends.findings.windows import range_of
from trends.findings.writing import interval, percent, points

SHOWN = 12  # codes, those that changed most
SQUARE = "■"  # a code is a square, a topic a dot
COLUMNS = ("code", "share", "articles", "before", "change", "interval")


def code_section(case: Case) -> Section | None:
    """The codes counted by their words; None without a codebook or where nothing is compared."""
    windows, say = case.windows, case.say
    if windows.before is None or not case.archive.codebook.codes:
        return None
    moves = case.archive.code_changes(windows.now, windows.before)
    moves = moves.assign(label=[f"{SQUARE} {name}" for name in moves["code"]], news=direction(moves))
    moves = moves.sort_values(["change", "code"], ascending=[False, True], ignore_index=True)
    rises, falls = moves[moves["news"] > 0], moves[moves["news"] < 0].iloc[::-1]
    told = [
        *(told_move(case, row, "moved_up") for row in rises.head(NAMED).to_dict("records")),
        *(told_move(case, row, "moved_down") for row in falls.head(NAMED).to_dict("records")),
    ]
    ends = pd.concat([moves.head(SHOWN // 2), moves.tail(SHOWN // 2)]).drop_duplicates("code")
    columns = tuple(say(key) for key in COLUMNS)
    every, shown = (tuple(_row(case, row) for row in table.to_dict("records")) for table in (moves, ends))
    tables = [Table(say("codes_table"), columns, shown, NUMERIC)]
    if len(every) > len(shown):
        tables.append(Table(say("codes_every", n=len(every)), columns, every, NUMERIC, folded=True))
    return Section(
        "codes",
        say("codes"),
        (*(told or [say("codes_none")]), say("codes_how", version=case.archive.codebook.version)),
        tables=tuple(tables),
        command=case.command(
            "code-changes",
            "--range",
            range_of(windows.now),
            "--before",
            range_of(windows.before),
            scope=windows.now,
        ),
        numbers=moves,
    )


def _row(case: Case, row: dict[str, object]) -> tuple[Cell, ...]:
    share, before, change, low, high = floats(row, "share", "share_before", "change", "low", "high")
    return (
        Link(
            str(row["label"]),
            "codebook",
            (("code", str(row["code"])), ("book", case.archive.codebook.version)),
        ),
        percent(share),
        f"{row['n']:,}",
        percent(before),
        points(change),
        interval(case.say, low, high),
    )
