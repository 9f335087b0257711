"""What stands over all sections: what was found, in one line; what it is about; how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from trends.findings.case import Case
from trends.findings.writing import paper_words, quoted, range_words
from trends.records import SOURCE_KINDS


@dataclass(frozen=True, slots=True)
class Head:
    """finding: the headline; about: the days it is about; facts: (name, value) of the range."""

    title: str
    finding: str
    about: str
    facts: tuple[tuple[str, str], ...]


def head_of(case: Case) -> Head:
    """Raises QueryError for days, papers or pages that the archive does not have."""
    title = case.say("title", papers=_papers(case), range=range_words(case.say, case.windows.range))
    return Head(title, finding(case), about(case), _facts(case))


def finding(case: Case) -> str:
    """What was found; no cause. Only what is beyond chance is said to have risen or fallen."""
    say, windows = case.say, case.windows
    if windows.before is None:
        counted = say("issues_articles", issues=f"{windows.issues:,}", articles=f"{windows.N:,}")
        if case.topics.empty or not case.topics["n"].iloc[0]:
            return counted
        top = case.topics.iloc[0]
        return say("finding_counted", counted=counted, label=quoted(say, top["label"]), n=f"{top['n']:,}")
    rises, falls = case.rises, case.falls
    rise = say("finding_up", label=quoted(say, rises.iloc[0]["label"])) if len(rises) else ""
    fall = say("finding_down", label=quoted(say, falls.iloc[0]["label"])) if len(falls) else ""
    return say("and").join(part for part in (rise, fall) if part) or say("finding_still")


def about(case: Case) -> str:
    """The days that are compared, or why nothing is."""
    say, windows = case.say, case.windows
    text = range_words(say, windows.range)
    if windows.before is None:
        return say(
            "about_alone", range=text, why=say(windows.why, issues=windows.issues, articles=f"{windows.N:,}")
        )
    now, before = range_words(say, windows.now), range_words(say, windows.before)
    key = "about_compared" if windows.now == windows.range else "about_latest"
    told = say(key, range=text, now=now, before=before)
    if windows.now.paper == windows.range.paper:
        return told
    return say("about_papers", text=told, papers=paper_words(say, windows.now))  # fmt: skip


def _facts(case: Case) -> tuple[tuple[str, str], ...]:
    say, windows, meta = case.say, case.windows, case.archive.meta
    coverage = case.archive.coverage(windows.range, "issue")
    gaps = int(coverage["missing"].sum())
    missing = say("not_judged") if meta.sparse else say("n_issues", n=f"{gaps:,}")
    facts = [
        (say("fact_issues"), say("n_issues", n=f"{windows.issues:,}")),
        (say("fact_missing"), missing),
        (say("fact_articles"), say("n_articles", n=f"{windows.N:,}")),
        (say("fact_characters"), f"{int(coverage['characters'].sum()):,}"),
    ]
    if windows.before is not None:
        counted = say(
            "issues_articles", issues=f"{windows.issues_before:,}", articles=f"{windows.N_before:,}"
        )
        facts.insert(3, (say("fact_before"), counted))
    return tuple(facts)


def _sources(case: Case) -> str:
    parts = (case.subject.source or "").split("|")
    return case.say("list").join(case.say(f"source_{p}") if p in SOURCE_KINDS else p for p in parts)


def _papers(case: Case) -> str:
    subject, say = case.subject, case.say
    asked = subject.paper.split("|") if subject.paper else case.archive.meta.papers
    named = [paper for paper in asked if paper]
    text = say("list").join(named[:2])
    text = say("papers_more", papers=text) if len(named) > 2 else text
    return (
        (say("papers", papers=text) if text else "")
        + (say("front") if subject.front_page else "")
        + (say("once") if subject.once else "")
        + (say("from_source", source=_sources(case)) if subject.source else "")
    )
