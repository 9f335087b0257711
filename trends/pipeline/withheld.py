"""What was taken back is not read in again: articles of tables are left out, those of pages become a mark."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from trends.archive.removing import MARK
from trends.archive.withdrawn import text_key
from trends.archive.work import WorkStore
from trends.pipeline.chunks import Chunk
from trends.pipeline.tables import read_rows
from trends.pipeline.twice import without_rows
from trends.records import Article, CutPage, Line, Noise, Span

WHY = "撤稿"


def without_withheld(chunks: Sequence[Chunk], store: WorkStore, keys: frozenset[str]) -> list[Chunk]:
    """The chunks without the articles whose text was taken back; their work files go."""
    if not keys:
        return list(chunks)
    left: list[Chunk] = []
    for chunk in chunks:
        path = store.path("chunks", chunk.key, "parquet")
        table = read_rows(path, ["headline", "body"])
        texts = zip(table["headline"].to_pylist(), table["body"].to_pylist(), strict=True)
        rows = {n for n, text in enumerate(texts) if text_key(*text) in keys}
        kept = without_rows(chunk, rows, store)
        if rows:
            path.unlink(missing_ok=True)
        left += [kept] if kept else []
    return left


def marked_pages(pages: Sequence[CutPage], keys: frozenset[str]) -> list[CutPage]:
    """The pages, each article that was taken back a mark in its place."""
    if not keys:
        return list(pages)
    return [_marked(page, keys) for page in pages]


def _marked(page: CutPage, keys: frozenset[str]) -> CutPage:
    gone = [article for article in page.articles if text_key(article.headline, article.body) in keys]
    if not gone:
        return page
    spans = [span for article in gone for span in _spans(article, page.page.file)]
    lines = {span.line for span in spans}
    first = min(lines, default=0)
    kept = tuple(
        Line(line.number, MARK if line.number == first else "", line.box, line.confidence)
        if line.number in lines
        else line
        for line in page.page.lines
    )
    noise = (
        *page.noise,
        Noise(
            tuple(dataclasses.replace(s, start=0, end=len(MARK)) for s in spans if s.line == first)[:1], WHY
        ),
    )
    return dataclasses.replace(
        page,
        page=dataclasses.replace(page.page, lines=kept),
        articles=tuple(article for article in page.articles if article not in gone),
        noise=noise,
    )


def _spans(article: Article, file: str) -> list[Span]:
    return [span for piece in article.pieces if piece.file == file for span in (*piece.head, *piece.body)]
