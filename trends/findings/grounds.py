"""What a brief rests on: coverage and gaps, how every number is made, the data version."""

from __future__ import annotations

import pandas as pd

from trends.charts.colours import Palette
from trends.charts.coverage import strip
from trends.charts.template import Figure
from trends.findings.case import Case
from trends.findings.records import Cell, Chart, Section, Table
from trends.findings.windows import FEW
from trends.findings.writing import (
    between,
    day_words,
    days_words,
    figure_words,
    percent,
    period_words,
    range_words,
)

NAMED_GAPS = 8


def coverage_section(case: Case) -> Section:
    """Issues read and issues missing over the range."""
    archive, say, by, windows = case.archive, case.say, case.by, case.windows
    table = archive.coverage(windows.range, by)
    daily = archive.coverage(windows.range, "issue")
    missing = daily.loc[daily["missing"] > 0, "period"].tolist()
    if archive.meta.sparse:
        told = say("gaps_untold")
    elif missing:
        named = say("list").join(days_words(say, day, day) for day in missing[:NAMED_GAPS])
        named = say("and_more", items=named) if len(missing) > NAMED_GAPS else named
        told = say("gaps_named", n=int(daily["missing"].sum()), dates=named)
    else:
        told = say("gaps_none")
    waiting = (
        say("undated", n=archive.meta.undated) if archive.meta.undated else "",
        say("problems", n=archive.meta.problems) if archive.meta.problems else "",
    )

    def draw(colours: Palette) -> Figure:
        words = figure_words(say, subtitle=say("coverage_chart", by=say(f"by_{by}")))
        return strip(table, colours, words, years=len(table) > 24)

    counted = say("issues_articles", issues=f"{windows.issues:,}", articles=f"{windows.N:,}")
    columns = (say(f"head_{by}"), say("issues"), say("articles"), say("missing"), say("part_read"))
    return Section(
        "coverage",
        say("coverage"),
        (say("covered", counted=counted, gaps=told), *(text for text in waiting if text)),
        (Chart("coverage", say("coverage_chart_alt"), draw),),
        (
            Table(
                say("coverage_table", by=say(f"by_{by}")),
                columns[:3] if archive.meta.sparse else columns,
                _rows(case, table),
                frozenset({1, 2, 3, 4}),
                folded=len(table) > FEW,
            ),
        ),
        case.command("coverage", "--by", by, *between(windows.range)),
        table,
    )


def _rows(case: Case, table: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
    """period, issues, articles and, where missing issues can be told, these and the part that was read."""
    rows = []
    for row in table.to_dict("records"):
        known = (period_words(case.say, row["period"], case.by), f"{row['issues']:,}", f"{row['articles']:,}")
        part = percent(row["issues"] / row["expected"]) if row["expected"] else "—"
        rows.append(known if case.archive.meta.sparse else (*known, f"{row['missing']:,}", part))
    return tuple(rows)


def late_names(case: Case) -> str:
    """The topics whose lasting name has a word that most of the range had not seen yet, and since when; "" without any."""
    scope, topics = case.windows.range, case.topics
    assert scope.since is not None
    assert scope.until is not None
    middle = scope.since + (scope.until - scope.since) / 2
    late = topics[(topics["n"] > 0) & topics["named"].notna() & (topics["named"] > str(middle))]
    if late.empty:
        return ""
    items = [
        case.say("named_since" if row["label"] == row["lasting"] else "named_later", label=row["label"],
                 lasting=row["lasting"], date=day_words(case.say, row["named"]))
        for row in late.head(NAMED_GAPS).to_dict("records")
    ]  # fmt: skip
    named = case.say("semicolon").join(items)
    return case.say(
        "late_names", names=case.say("and_more", items=named) if len(late) > len(items) else named
    )


def method_section(case: Case) -> Section:
    """How the numbers of the other sections are made."""
    say, meta, windows = case.say, case.archive.meta, case.windows
    told = [say("method_terms"), say("method_topics"), say("method_share", N=f"{windows.N:,}")]
    if windows.before is not None:
        counted = say(
            "issues_articles", issues=f"{windows.issues_before:,}", articles=f"{windows.N_before:,}"
        )
        before, now = range_words(say, windows.before), range_words(say, windows.now)
        told += [say("method_change", now=now, before=before, counted=counted), say("method_bursts")]
    settings = say("and").join(f"{name}={value}" for name, value in sorted(meta.settings.items()))
    told += [named] if (named := late_names(case)) else []
    told += [say("method_leading"), say("method_version", version=meta.data_version, settings=settings)]
    return Section("method", say("method"), tuple(told))
