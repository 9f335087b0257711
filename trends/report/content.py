"""Archive + query → the brief, the same for every form it is written in."""

from __future__ import annotations

import pandas as pd

from trends.archive import Archive
from trends.report.articles import chosen_articles, headline_section, issue_section
from trends.report.changes import burst_section, change_section, phrase_section, sure_moves, topic_moves
from trends.report.grounds import coverage_section, method_section
from trends.report.records import Brief, BriefQuery, Section, Spans
from trends.report.shares import chosen_topics, count_section, share_section, word_section
from trends.report.spans import period_of_charts, spans_of
from trends.report.writing import checked_base, quoted, range_words, to_page


def brief_of(archive: Archive, query: BriefQuery) -> Brief:
    """The brief of a span. Raises QueryError for dates, papers or ids the archive does not have."""
    checked_base(query.base_url)
    spans = spans_of(archive, query)
    moves = pd.DataFrame() if spans.few else topic_moves(archive, spans)
    sections = [*_chosen(archive, query, spans), *_sections(archive, query, spans, moves)]
    meta = archive.meta
    return Brief(
        title=f"{_papers(archive, query)}话题简报 · {range_words(spans.now)}",
        finding=_finding(archive, spans, moves),
        about=_about(spans),
        facts=_facts(archive, spans),
        sections=tuple(sections),
        data_version=meta.data_version,
        link=to_page(query, spans.now, "在看板里打开", version=meta.data_version) if query.base_url else None,
    )


def _sections(archive: Archive, query: BriefQuery, spans: Spans, moves: pd.DataFrame) -> list[Section]:
    by = period_of_charts(spans)
    if spans.few:
        return [
            count_section(archive, query, spans),
            issue_section(archive, query, spans),
            coverage_section(archive, query, spans, by),
            method_section(archive, query, spans, 0),
        ]
    compared = spans.before is not None
    found = [
        change_section(archive, query, spans, moves) if compared else None,
        share_section(archive, query, spans, by, moves),
        phrase_section(archive, query, spans) if compared else None,
        burst_section(archive, query, spans, by),
        headline_section(archive, query, spans, moves),
        coverage_section(archive, query, spans, by),
        method_section(archive, query, spans, len(moves)),
    ]
    return [section for section in found if section is not None]


def _chosen(archive: Archive, query: BriefQuery, spans: Spans) -> list[Section]:
    """What the reader put into the basket."""
    by = period_of_charts(spans)
    made = []
    if query.topics:
        made.append(chosen_topics(archive, query, spans, by))
    if query.words:
        made.append(word_section(archive, query, spans, by))
    if query.articles:
        made.append(chosen_articles(archive, query, spans.now))
    return made


def _finding(archive: Archive, spans: Spans, moves: pd.DataFrame) -> str:
    """What was found, in one line; no cause."""
    if moves.empty:
        topics = archive.topics(spans.now)
        topics = topics[~topics["hidden"] & (topics["n"] > 0)]
        counted = f"{spans.issues:,} 期 {spans.N:,} 篇"
        if topics.empty:
            return counted
        top = topics.sort_values(["n", "topic"], ascending=[False, True]).iloc[0]
        return f"{counted}，{quoted(str(top['label']))}最多，{top['n']:,} 篇"
    up, down = sure_moves(moves)
    rise = f"{quoted(str(up.iloc[0]['label']))}升得最多" if len(up) else ""
    fall = f"{quoted(str(down.iloc[0]['label']))}降得最多" if len(down) else ""
    return "，".join(part for part in (rise, fall) if part) or "没有一个话题的升降超出波动"


def _about(spans: Spans) -> str:
    text = range_words(spans.now)
    if spans.few:
        return text
    if spans.before is None:
        return f"{text}；在此之前收录的期数不足，不作前后比较"
    return f"{text}，与之前一样长的一段（{range_words(spans.before)}）相比"


def _facts(archive: Archive, spans: Spans) -> tuple[tuple[str, str], ...]:
    coverage = archive.coverage(spans.now, "issue")
    characters = int(coverage["characters"].sum())
    missing = "未判断" if archive.meta.sparse else f"{int(coverage['missing'].sum()):,} 期"
    facts = [
        ("收录", f"{spans.issues:,} 期"),
        ("缺期", missing),
        ("文章", f"{spans.N:,} 篇"),
        ("字数", f"{characters:,}"),
    ]
    if spans.before is not None and not spans.few:
        facts.insert(3, ("前一段", f"{spans.issues_before:,} 期 {spans.N_before:,} 篇"))
    return tuple(facts)


def _papers(archive: Archive, query: BriefQuery) -> str:
    named = [paper for paper in ([query.paper] if query.paper else archive.meta.papers) if paper]
    return (
        "、".join(named[:2])
        + ("等" if len(named) > 2 else "")
        + ("（头版）" if query.front_page else "")
        + ("（重复的不计）" if query.once else "")
    )
