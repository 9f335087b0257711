"""Archive + query → the brief, the same for every form it is written in."""

from __future__ import annotations

import pandas as pd

from trends.archive import Archive
from trends.report.articles import chosen_articles, headline_section, issue_section
from trends.report.changes import burst_section, change_section, phrase_section, sure_moves, topic_moves
from trends.report.grounds import coverage_section, method_section
from trends.report.records import Brief, BriefQuery, Say, Section, Spans
from trends.report.sentences import checked_language
from trends.report.shares import chosen_topics, count_section, share_section, word_section
from trends.report.spans import period_of_charts, spans_of
from trends.report.writing import checked_base, quoted, range_words, to_page


def brief_of(archive: Archive, query: BriefQuery) -> Brief:
    """The brief of a span. Raises QueryError for dates, papers or ids the archive does not have."""
    checked_base(query.base_url)
    checked_language(query.language)
    spans = spans_of(archive, query)
    moves = pd.DataFrame() if spans.few else topic_moves(archive, spans)
    sections = [*_chosen(archive, query, spans), *_sections(archive, query, spans, moves)]
    meta = archive.meta
    return Brief(
        title=query.say("title", papers=_papers(archive, query), range=range_words(query.say, spans.now)),
        finding=_finding(archive, query.say, spans, moves),
        about=_about(query.say, spans),
        facts=_facts(archive, query.say, spans),
        sections=tuple(sections),
        data_version=meta.data_version,
        link=to_page(query, spans.now, query.say("open"), version=meta.data_version)
        if query.base_url
        else None,
        language=query.language,
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


def _finding(archive: Archive, say: Say, spans: Spans, moves: pd.DataFrame) -> str:
    """What was found, in one line; no cause."""
    if moves.empty:
        topics = archive.topics(spans.now)
        topics = topics[~topics["hidden"] & (topics["n"] > 0)]
        counted = say("issues_articles", issues=f"{spans.issues:,}", articles=f"{spans.N:,}")
        if topics.empty:
            return counted
        top = topics.sort_values(["n", "topic"], ascending=[False, True]).iloc[0]
        return say("finding_counted", counted=counted, label=quoted(say, top["label"]), n=f"{top['n']:,}")
    up, down = sure_moves(moves)
    rise = say("finding_up", label=quoted(say, up.iloc[0]["label"])) if len(up) else ""
    fall = say("finding_down", label=quoted(say, down.iloc[0]["label"])) if len(down) else ""
    return say("and").join(part for part in (rise, fall) if part) or say("finding_still")


def _about(say: Say, spans: Spans) -> str:
    text = range_words(say, spans.now)
    if spans.few:
        return text
    if spans.before is None:
        return say("about_alone", range=text)
    return say("about_compared", range=text, before=range_words(say, spans.before))


def _facts(archive: Archive, say: Say, spans: Spans) -> tuple[tuple[str, str], ...]:
    coverage = archive.coverage(spans.now, "issue")
    characters = int(coverage["characters"].sum())
    gaps = int(coverage["missing"].sum())
    missing = say("not_judged") if archive.meta.sparse else say("n_issues", n=f"{gaps:,}")
    facts = [
        (say("fact_issues"), say("n_issues", n=f"{spans.issues:,}")),
        (say("fact_missing"), missing),
        (say("fact_articles"), say("n_articles", n=f"{spans.N:,}")),
        (say("fact_characters"), f"{characters:,}"),
    ]
    if spans.before is not None and not spans.few:
        counted = say("issues_articles", issues=f"{spans.issues_before:,}", articles=f"{spans.N_before:,}")
        facts.insert(3, (say("fact_before"), counted))
    return tuple(facts)


def _papers(archive: Archive, query: BriefQuery) -> str:
    named = [paper for paper in ([query.paper] if query.paper else archive.meta.papers) if paper]
    say = query.say
    text = say("list").join(named[:2])
    text = say("papers_more", papers=text) if len(named) > 2 else text
    return (
        (say("papers", papers=text) if text else "")
        + (say("front") if query.front_page else "")
        + (say("once") if query.once else "")
    )
