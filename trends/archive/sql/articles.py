"""SQL of articles: lists of them, and one whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

import pandas as pd

from trends.archive.coding import Mode
from trends.archive.query import QUERY, parse_query, spelling
from trends.archive.scope import scope_where, topic_id, topic_number
from trends.archive.snapshot import Snapshot
from trends.archive.sql.hits import hit_articles
from trends.archive.sql.topics import topic_labels
from trends.errors import NotFoundError, QueryError
from trends.records import Help, Kind, Scope
from trends.script import simplified

Order = Literal["weight", "hits", "date", "characters"]
ORDERS: dict[Order, str] = {
    "weight": "weight DESC, article",
    "hits": "hits DESC, date DESC, article",
    "date": "date DESC, article",
    "characters": "characters DESC, article",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles of a scope. None means no restriction. Every field is a parameter of every question
    about a filter, on every face."""

    topic: Annotated[str | None, Help("a topic's id, e.g. t7", most=12)] = None
    query: Annotated[
        str | None, Help(f"articles that hold it: {QUERY}", name="term", most=200, was=("q",))
    ] = None
    kind: Annotated[Kind | None, Help("one kind of article")] = None
    page: Annotated[int | None, Help("one page of the issues", least=1, most=999)] = None
    headline: Annotated[str | None, Help("characters that the headline holds", most=200)] = None
    year: Annotated[int | None, Help("one year", least=1, most=9999)] = None
    reporter: Annotated[str | None, Help("one name of the byline", most=40)] = None
    code: Annotated[str | None, Help("a code of the codebook, by its name; a×b: both", most=200)] = None
    coded: Annotated[Mode, Help("how the code is counted: by its words, or by seeded centroids")] = "strict"

    @property
    def closest(self) -> Order:
        """The order that begins with what was asked for: of words alone, the articles that say them most."""
        return "hits" if self.counts_hits and self.topic is None else "weight"

    @property
    def counts_hits(self) -> bool:
        """Whether it is known how often what was asked for stands in an article."""
        return bool(self.query) or (self.code is not None and self.coded == "strict")


@dataclass(frozen=True, slots=True)
class Coded(Filter):
    """A filter whose code has been looked up. members: article (its number), weight (0..1, how much it is about the
    code), hits (how often the code's words stand in it) of the code's articles."""

    members: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """`relation` WHERE `where`, with its parameters and the tables it names: articles, with the
    column `hits` (how often the query stands in each) when there is a query."""

    relation: str
    where: str
    params: list[Any]
    given: dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its topics and terms. `previous` and `next` are ids within its issue."""

    id: str
    date: str
    paper: str
    page: int | None
    section: str | None
    headline: str | None
    kicker: str | None
    deck: str | None
    kind: str
    byline: str
    source_kind: str
    agency: str
    paragraphs: tuple[str, ...]
    characters: int
    source: str
    lines: str
    url: str | None
    double_of: str | None
    ordered: bool
    weights: tuple[tuple[str, str, float], ...]  # (topic, label, weight), heaviest first
    terms: tuple[str, ...]  # the terms that carry its topics, heaviest first
    previous: str | None
    next: str | None


def article_table(
    snapshot: Snapshot, scope: Scope, wanted: Filter, order: Order, limit: int, offset: int
) -> pd.DataFrame:
    """id, date, paper, page, headline, kind, byline, source_kind, agency, topic (main), label, weight (of the asked
    topic, else of the main one, 0..1), characters, source, lines, double_of, lead; with a query also
    hits: how often its words stand in the article.

    Raises QueryError for the order "hits" without a query.
    """
    return article_rows(snapshot, scope, wanted, order, limit, offset).drop(columns="article")


def article_rows(
    snapshot: Snapshot, scope: Scope, wanted: Filter, order: Order, limit: int, offset: int = 0
) -> pd.DataFrame:
    """Columns of `article_table` after the article's key."""
    if order == "hits" and not wanted.counts_hits:
        raise QueryError("没有查询词，不能按次数排序", "请给出要找的词，或按 weight、date、characters 排序")
    chosen = chosen_articles(snapshot, scope, wanted)
    hits = ", hits" if wanted.counts_hits else ""
    table = snapshot.table(
        f"""SELECT article, id, date, paper, page, headline, kind, byline, source_kind, agency, topic, weight, characters,
                   file AS source, lines, double_of, lead{hits}
            FROM {chosen.relation} WHERE {chosen.where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?""",
        [*chosen.params, limit, offset],
        **chosen.given,
    )
    labels = topic_labels(snapshot)
    table["topic"] = [topic_id(number) for number in table["topic"]]
    table.insert(table.columns.get_loc("topic") + 1, "label", table["topic"].map(labels))
    table["page"] = table["page"].astype("Int16")
    return table


def leading_table(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """topic, id, date, headline, lead: the article of the scope that is most about each topic."""
    where, params = scope_where(scope)
    table = snapshot.table(
        f"""WITH best AS (
                SELECT arg_max(article, (weight, -article)) AS article
                FROM articles WHERE {where} AND topic > 0 GROUP BY topic)
            SELECT topic, id, date, headline, lead FROM articles JOIN best USING (article) ORDER BY topic""",
        params,
    )
    return table.assign(topic=[topic_id(number) for number in table["topic"]])


def article_count(snapshot: Snapshot, scope: Scope, wanted: Filter) -> int:
    chosen = chosen_articles(snapshot, scope, wanted)
    counted = f"SELECT count(*) AS n FROM {chosen.relation} WHERE {chosen.where}"
    return int(snapshot.table(counted, chosen.params, **chosen.given)["n"].iloc[0])


def chosen_articles(snapshot: Snapshot, scope: Scope, wanted: Filter) -> Chosen:
    """The articles of a scope that a filter lets through; what a query finds is looked up once for
    all questions about it."""
    where, params = filter_where(wanted)
    inside, values = scope_where(scope)
    chosen = Chosen("articles", f"{inside} AND {where}", [*values, *params], {})
    if isinstance(wanted, Coded):
        hits = ", c.hits" if wanted.counts_hits and not wanted.query else ""
        coded = f"(SELECT a.* REPLACE (c.weight AS weight){hits} FROM articles a JOIN found_codes c USING (article))"
        chosen = replace(chosen, relation=coded, given={"found_codes": wanted.members})
    if not wanted.query:
        return chosen
    (found,) = hit_articles(snapshot, [parse_query(wanted.query)], scope)
    hits = found[["article", "occurrences"]].set_axis(["article", "hits"], axis=1)
    joined = f"{chosen.relation} JOIN found_hits USING (article)"
    return replace(chosen, relation=joined, given={**chosen.given, "found_hits": hits})


def filter_where(wanted: Filter) -> tuple[str, list[Any]]:
    """Conditions on the columns of articles and their parameters: all of a filter but its query."""
    parts, params = ["true"], list[Any]()
    if wanted.topic is not None:
        parts.append("topic = ?")
        params.append(topic_number(wanted.topic))
    for column, value in (("kind", wanted.kind), ("page", wanted.page)):
        if value is not None:
            parts.append(f"{column} = ?")
            params.append(value)
    if wanted.year is not None:
        parts.append("year(date) = ?")
        params.append(wanted.year)
    if wanted.reporter is not None:
        parts.append("list_contains(reporters, ?)")
        params.append(wanted.reporter)
    if wanted.headline:
        parts.append("regexp_matches(coalesce(headline, ''), ?)")
        params.append(spelling(simplified(wanted.headline)))
    return " AND ".join(parts), params


def texts(snapshot: Snapshot, ids: list[str]) -> list[str]:
    """The bodies of articles, a paragraph a line, in the order of the ids."""
    rows = snapshot.rows(
        "SELECT id, body FROM articles WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[])))", [ids]
    )
    bodies = dict(rows)
    return [bodies[article] or "" for article in ids]


def known_article(snapshot: Snapshot, article_id: str) -> None:
    """Raises NotFoundError when there is no such article."""
    if not snapshot.rows("SELECT 1 FROM articles WHERE id = ?", [article_id]):
        raise NotFoundError(f"没有文章 {article_id[:60]!r}", "它可能属于另一个数据版本")


def article_view(snapshot: Snapshot, article_id: str) -> ArticleView:
    """Raises NotFoundError when there is no such article."""
    known_article(snapshot, article_id)
    table = snapshot.table("SELECT * FROM articles WHERE id = ?", [article_id])
    row = table.to_dict("records")[0]
    key = int(row["article"])
    labels = topic_labels(snapshot)
    weights = snapshot.rows(
        "SELECT topic, weight FROM article_topics WHERE article = ? ORDER BY weight DESC, topic", [key]
    )
    previous, following = _neighbours(snapshot, row["date"], row["paper"], key)
    return ArticleView(
        **{
            name: _value(row[name])
            for name in ("id", "date", "paper", "section", "headline", "kicker", "deck")
        },
        **{
            name: _value(row[name])
            for name in ("kind", "byline", "source_kind", "agency", "lines", "url", "double_of")
        },
        page=None if pd.isna(row["page"]) else int(row["page"]),
        paragraphs=tuple(row["body"].split("\n")) if row["body"] else (),
        characters=int(row["characters"]),
        source=row["file"],
        ordered=bool(row["ordered"]),
        weights=tuple((topic_id(t), labels[topic_id(t)], float(w)) for t, w in weights),
        terms=_telling_terms(snapshot, key, int(row["topic"])),
        previous=previous,
        next=following,
    )


def _value(value: Any) -> Any:
    return None if value is None or value is pd.NA or value != value else value


def _neighbours(snapshot: Snapshot, date: str, paper: str, key: int) -> tuple[str | None, str | None]:
    ids = snapshot.rows(
        "SELECT article, id FROM articles WHERE date = CAST(? AS DATE) AND paper = ? ORDER BY article",
        [date, paper],
    )
    place = next(i for i, (article, _) in enumerate(ids) if article == key)
    before = ids[place - 1][1] if place > 0 else None
    return before, ids[place + 1][1] if place + 1 < len(ids) else None


def _telling_terms(snapshot: Snapshot, key: int, topic: int, limit: int = 12) -> tuple[str, ...]:
    """The article's terms by their count, weighted by rarity and by their weight in its main topic."""
    rows = snapshot.rows(
        """SELECT text FROM article_terms a JOIN terms t USING (term)
           LEFT JOIN components c ON c.term = a.term AND c.topic = ?
           WHERE a.article = ?
           ORDER BY (1 + ln(a.n)) * ln((SELECT count(*) FROM articles) / t.n + 1) * (0.05 + coalesce(c.weight, 0)) DESC, text
           LIMIT ?""",
        [topic, key, limit],
    )
    return tuple(text for (text,) in rows)
