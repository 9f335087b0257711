"""What a brief rests on: coverage and gaps, how every number is made, the data version."""

from __future__ import annotations

import pandas as pd

from trends.archive import Archive
from trends.charts.colours import Palette
from trends.charts.coverage import strip
from trends.charts.template import Figure
from trends.records import Period
from trends.report.records import BriefQuery, Cell, Chart, Section, Spans, Table
from trends.report.spans import FEW
from trends.report.writing import between, command, figure_words, percent, range_words, restrictions

NAMED_GAPS = 8


def coverage_section(archive: Archive, query: BriefQuery, spans: Spans, by: Period) -> Section:
    say = query.say
    table = archive.coverage(spans.now, by)
    daily = archive.coverage(spans.now, "issue")
    missing = daily.loc[daily["missing"] > 0, "period"].tolist()
    if archive.meta.sparse:
        told = say("gaps_untold")
    elif missing:
        named = say("list").join(missing[:NAMED_GAPS])
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

    counted = say("issues_articles", issues=f"{spans.issues:,}", articles=f"{spans.N:,}")
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
                _rows(table, archive.meta.sparse),
                frozenset({1, 2, 3, 4}),
                folded=len(table) > FEW,
            ),
        ),
        command("coverage", "--by", by, *between(spans.now), *restrictions(query)),
    )


def _rows(table: pd.DataFrame, sparse: bool) -> tuple[tuple[Cell, ...], ...]:
    """period, issues, articles and, where missing issues can be told, these and the part that was read."""
    rows = []
    for row in table.to_dict("records"):
        known = (row["period"], f"{row['issues']:,}", f"{row['articles']:,}")
        part = percent(row["issues"] / row["expected"]) if row["expected"] else "—"
        rows.append(known if sparse else (*known, f"{row['missing']:,}", part))
    return tuple(rows)


def method_section(archive: Archive, query: BriefQuery, spans: Spans, topics: int) -> Section:
    say, meta = query.say, archive.meta
    told = [say("method_terms"), say("method_topics"), say("method_share", N=f"{spans.N:,}")]
    if spans.before is not None and not spans.few:
        counted = say("issues_articles", issues=f"{spans.issues_before:,}", articles=f"{spans.N_before:,}")
        before = range_words(say, spans.before)
        told += [say("method_change", before=before, counted=counted, topics=topics), say("method_bursts")]
    settings = say("and").join(f"{name}={value}" for name, value in sorted(meta.settings.items()))
    told += [say("method_leading"), say("method_version", version=meta.data_version, settings=settings)]
    return Section("method", say("method"), tuple(told))
