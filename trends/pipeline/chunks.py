"""Articles → chunks: the Parquet work files of up to a few thousand articles of one partition.

A partition is the issues of one paper in one calendar month. A chunk belongs to one partition and
is named by its content, so nothing is computed twice for a chunk that did not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from trends.archive.work import WorkStore, digest
from trends.pipeline.tables import write_rows
from trends.records import Article, Piece
from trends.sources import origin_of

# Raise when what a chunk holds changes: cached chunks of older code are then made anew.
CHUNK_VERSION = 3
CHUNK_ARTICLES = 2_000
HELD_ARTICLES = 20_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """One work file's name and size. `month` is "2024-11"; characters are non-blank ones."""

    key: str
    paper: str
    month: str
    articles: int
    characters: int


ARTICLE_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("date", pa.date32()),
        ("paper", pa.string()),
        ("page", pa.int16()),
        ("section", pa.string()),
        ("headline", pa.string()),
        ("kicker", pa.string()),
        ("deck", pa.string()),
        ("kind", pa.string()),
        ("byline", pa.string()),
        ("reporters", pa.list_(pa.string())),
        ("body", pa.string()),
        ("characters", pa.int32()),
        ("file", pa.string()),
        ("first_line", pa.int32()),
        ("lines", pa.string()),
        ("source_kind", pa.string()),
        ("agency", pa.string()),
        ("url", pa.string()),
        ("label", pa.string()),
        ("continued_on", pa.string()),
        ("ordered", pa.bool_()),
        ("double_of", pa.string()),
    ]
)


def in_chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Groups a stream of articles by partition, `CHUNK_ARTICLES` at most a group.

    Holds `HELD_ARTICLES` at most; then the fullest group leaves, so any order of input works.
    """
    held: dict[tuple[str, str], list[Article]] = {}
    count = 0
    for article in articles:
        group = held.setdefault((article.paper, article.date.isoformat()[:7]), [])
        group.append(article)
        count += 1
        if len(group) == CHUNK_ARTICLES or count > HELD_ARTICLES:
            key = max(held, key=lambda k: len(held[k]))
            count -= len(held[key])
            yield held.pop(key)
    yield from held.values()


def store_chunk(articles: Sequence[Article], store: WorkStore) -> Chunk:
    """Writes the articles, unless a chunk of the same content is there."""
    table = article_table(articles)
    key = digest(CHUNK_VERSION, *map(repr, articles))
    if not store.path("chunks", key, "parquet").exists():
        with store.writing("chunks", key, "parquet") as path:
            write_rows(table, path)
    return Chunk(
        key=key,
        paper=articles[0].paper,
        month=articles[0].date.isoformat()[:7],
        articles=len(articles),
        characters=sum(table["characters"].to_pylist()),
    )


def article_table(articles: Sequence[Article]) -> pa.Table:
    """The articles as a table of ARTICLE_SCHEMA."""
    return pa.Table.from_pylist([_row(article) for article in articles], schema=ARTICLE_SCHEMA)


def head_text(kicker: str | None, headline: str | None, deck: str | None) -> str:
    """Kicker, headline and deck, parted by full stops so that no word is read across them."""
    return "。".join(part for part in (kicker, headline, deck) if part)


def _row(article: Article) -> dict[str, object]:
    names = (*article.byline.reporters, *article.byline.correspondents, *article.byline.authors)
    byline = " ".join((*names, article.byline.agency or "")).strip()
    origin = origin_of(article.body, paper=article.paper, credits=article.credits, byline=article.byline)
    text = head_text(article.kicker, article.headline, article.deck) + article.body
    return {
        "id": article.id,
        "date": article.date,
        "paper": article.paper,
        "page": article.page,
        "section": article.section,
        "headline": article.headline,
        "kicker": article.kicker,
        "deck": article.deck,
        "kind": article.kind,
        "byline": byline,
        "reporters": list(names),
        "body": article.body,
        "characters": len("".join(text.split())),
        "file": article.pieces[0].file,
        "first_line": _first_line(article.pieces[0]),
        "lines": "；".join(line_ranges(piece, named=len(article.pieces) > 1) for piece in article.pieces),
        "source_kind": origin.kind,
        "agency": origin.agency,
        "url": article.url,
        "label": article.label,
        "continued_on": article.continued_on,
        "ordered": article.ordered,
        "double_of": article.double_of,
    }


def line_ranges(piece: Piece, *, named: bool = False) -> str:
    """The source lines of a piece as people write them: "1, 12–30"; with the file when `named`."""
    lines = sorted({span.line for span in (*piece.head, *piece.body)})
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    text = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges)
    return f"{piece.file} {text}" if named else text


def _first_line(piece: Piece) -> int:
    return min((span.line for span in (*piece.head, *piece.body)), default=0)
