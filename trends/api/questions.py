"""The questions: one path each, named after the command that answers the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from trends.api.answers import TABLE, Form, answer, record, records
from trends.api.asked import Asked, Limit, Offset, Paper, Since, Text, Topic, Until, Within, span
from trends.archive import Filter
from trends.archive.sql.articles import Order
from trends.archive.sql.changes import ItemKind
from trends.archive.sql.words import NameKind
from trends.records import Measure, Period

router = APIRouter()
Word = Annotated[str, Query(min_length=1, max_length=200)]
Words = Annotated[list[Word], Query(min_length=1, max_length=8)]
WordsOrNone = Annotated[list[Word] | None, Query(min_length=1, max_length=8)]


@router.get("/meta")
def meta(archive: Asked) -> Response:
    """What the archive holds: version, papers, dates, numbers, settings."""
    return record(dataclasses.asdict(archive.meta), archive)


@router.get("/topics", responses=TABLE)
def topics(archive: Asked, scope: Within, format: Form = "json") -> Response:
    """The topics, with the terms of each and its share in the range."""
    return answer(archive.topics(scope), archive, format, "topics")


@router.get("/shares", responses=TABLE)
def shares(
    archive: Asked, scope: Within, by: Period = "month", measure: Measure = "articles", format: Form = "json"
) -> Response:
    """The share of every topic in every period; the rest is the topic `unassigned`."""
    return answer(archive.shares(scope, by, measure), archive, format, "shares")


@router.get("/coverage", responses=TABLE)
def coverage(archive: Asked, scope: Within, by: Period = "month", format: Form = "json") -> Response:
    """Issues there are and issues missing, by period."""
    return answer(archive.coverage(scope, by), archive, format, "coverage")


@router.get("/keywords", responses=TABLE)
def keywords(
    archive: Asked, scope: Within, q: Words, by: Period = "month", format: Form = "json"
) -> Response:
    """How often words stand in the articles of each period; a|b either, 'a b' both, -c without."""
    return answer(archive.keywords(q, scope, by), archive, format, "keywords")


@router.get("/concordance", responses=TABLE)
def concordance(
    archive: Asked, scope: Within, q: Text, limit: Limit = 50, offset: Offset = 0, format: Form = "json"
) -> Response:
    """Every use of a word with what stands around it."""
    table = archive.concordance(q, scope, limit=limit, offset=offset)
    return answer(table, archive, format, "concordance")


@router.get("/articles", responses=TABLE)
def articles(
    archive: Asked,
    scope: Within,
    topic: Topic | None = None,
    q: Text | None = None,
    order: Order = "date",
    limit: Limit = 100,
    offset: Offset = 0,
    format: Form = "json",
) -> Response:
    """Articles of a topic or holding a word, without their text."""
    table = archive.articles(scope, Filter(topic=topic, query=q), order, limit, offset)
    return answer(table, archive, format, "articles")


@router.get("/articles/{id}")
def article(archive: Asked, id: Annotated[str, Path(max_length=200, pattern=r"^[^\n/]+$")]) -> Response:
    """One article: its text, source lines, topics."""
    return record(dataclasses.asdict(archive.article(id)), archive)


@router.get("/issues/{date}")
def issue(archive: Asked, date: dt.date, paper: Paper = None) -> Response:
    """One issue: its own topics, its distinctive terms, its articles."""
    view = archive.issue(date, paper)
    facts = {f.name: getattr(view, f.name) for f in dataclasses.fields(view)}
    tables = {name: records(facts[name]) for name in ("topics", "terms", "articles")}
    plain = {name: value for name, value in facts.items() if isinstance(value, (str, int, float, type(None)))}
    return record(plain | tables, archive)


@router.get("/bursts", responses=TABLE)
def bursts(
    archive: Asked,
    scope: Within,
    kind: ItemKind = "topics",
    by: Period = "month",
    q: WordsOrNone = None,
    limit: Limit = 100,
    format: Form = "json",
) -> Response:
    """When something stood out of its own measure (Kleinberg's automaton), with a headline."""
    return answer(archive.bursts(scope, by, kind, q, limit), archive, format, "bursts")


@router.get("/movers", responses=TABLE)
def movers(
    archive: Asked,
    scope: Within,
    before_since: dt.date,
    before_until: dt.date,
    kind: ItemKind = "topics",
    limit: Limit = 50,
    format: Form = "json",
) -> Response:
    """What is new, rising, fading or gone in a range against the one before."""
    before = span(before_since, before_until, scope.paper, scope.front_page)
    return answer(archive.movers(scope, before, kind, limit), archive, format, "movers")


@router.get("/compare", responses=TABLE)
def compare(
    archive: Asked,
    a_since: Since = None,
    a_until: Until = None,
    b_since: Since = None,
    b_until: Until = None,
    paper_a: Paper = None,
    paper_b: Paper = None,
    min_n: Annotated[int, Query(ge=1, le=1_000_000)] = 5,
    limit: Limit = 200,
    format: Form = "json",
) -> Response:
    """The terms that set two ranges apart: log-likelihood, log ratio, dispersion."""
    a, b = span(a_since, a_until, paper_a), span(b_since, b_until, paper_b)
    return answer(archive.keyness(a, b, min_n, limit), archive, format, "compare")


@router.get("/phrases", responses=TABLE)
def phrases(archive: Asked, scope: Within, limit: Limit = 200, format: Form = "json") -> Response:
    """New words and fixed expressions found in the archive."""
    return answer(archive.phrases(scope).head(limit), archive, format, "phrases")


@router.get("/names", responses=TABLE)
def names(
    archive: Asked, scope: Within, kind: NameKind = "person", limit: Limit = 200, format: Form = "json"
) -> Response:
    """People, places, organisations, or reporters with their output."""
    return answer(archive.names(scope, kind).head(limit), archive, format, "names")


@router.get("/problems", responses=TABLE)
def problems(archive: Asked, format: Form = "json") -> Response:
    """What was not, or not fully, read, and what to do about it."""
    return answer(archive.problems(), archive, format, "problems")
