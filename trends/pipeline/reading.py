"""Step one of the corridor: sources → chunks of articles with terms, and what was met on the way."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from trends import layout, readers
from trends.archive.withdrawn import text_key
from trends.archive.work import WorkStore, digest, file_digest
from trends.errors import InputError
from trends.pipeline.chunks import CHUNK_VERSION, Chunk, in_chunks, store_chunk
from trends.pipeline.cutting import Corrections, cuts
from trends.pipeline.engine import Engine
from trends.pipeline.pages import page_tables
from trends.pipeline.plausible import possible_chunks, possible_pages, undated_pages
from trends.pipeline.tables import write_rows
from trends.pipeline.twice import distinct_articles, distinct_pages
from trends.pipeline.withheld import marked_pages, without_withheld
from trends.readers import Source, Unread
from trends.records import Article, CutPage, Page, Problem

# Raise when reading or cutting pages changes what comes out of the same bytes.
READ_VERSION = 22
# A file up to this size is read whole by one worker; a larger one streams through this process.
WHOLE_FILE_BYTES = 4_000_000
BATCH_FILES = 16
# Below this many articles starting worker processes costs more than it saves.
WORTH_WORKERS = 2_000

T = TypeVar("T")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What came out of one source."""

    file: str
    digest: str
    articles: int
    problems: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the later steps need, without any text in memory.

    pages and page_lines are Parquet files of the tables of those names.
    """

    chunks: tuple[Chunk, ...]
    sources: tuple[SourceRow, ...]
    problems: tuple[Problem, ...]
    pages: tuple[Path, ...]
    page_lines: tuple[Path, ...]
    undated: int

    @property
    def articles(self) -> int:
        return sum(chunk.articles for chunk in self.chunks)

    def without_articles(self, what: str) -> InputError:
        """Why no article came out of the sources, in one sentence that begins with `what`."""
        undated = f"，{self.undated} 页没有日期" if self.undated else ""
        first = self.problems[0] if self.problems else None
        detail = f"；例如 {first.file}：{first.what}" if first else ""
        cure = "用 manifest.csv 给页面写明日期" if self.undated else "检查来源的内容与格式"
        return InputError(f"{what}{undated}{detail}", cure)

    @property
    def characters(self) -> int:
        return sum(chunk.characters for chunk in self.chunks)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one worker made of one small file: pages still to be settled, chunks already stored."""

    source: SourceRow
    cuts: tuple[CutPage, ...]
    chunks: tuple[Chunk, ...]
    problems: tuple[Problem, ...]
    continues: bool = False  # it is a later part of the file before it
    order: int = 0  # of its source


def read(
    sources: Sequence[Source],
    problems: Sequence[Problem],
    store: WorkStore,
    engine: Engine,
    progress: Progress,
    known: layout.Known,
    withheld: frozenset[str] = frozenset(),
) -> Reading:
    """Reads every source and cuts pages into articles. Files that did not change since they were
    last read are taken from the work cache.

    problems: what was met when the sources were looked for; they lead the problems of the reading.
    known: what people and the archive say of the pages' dates and papers.
    withheld: keys of articles that were taken back, see `archive.withdrawn`.
    """
    # Workers elsewhere have another working directory.
    sources = [replace(s, path=s.path.absolute(), root=s.root.absolute()) for s in sources]
    corrections, faulty = readers.read_corrections(sources)
    small: list[Source] = []
    large: list[Source] = []
    for source in sources:
        parts = (
            [source]
            if source.path.stat().st_size <= WHOLE_FILE_BYTES
            else readers.answer_apart("split", source, [source])
        )
        whole = parts != [source] or source.path.stat().st_size <= WHOLE_FILE_BYTES
        (small if whole else large).extend(parts)
    task = functools.partial(_read_files, store=store, corrections=corrections)
    files: list[FileRead] = []
    batches = [small[i : i + BATCH_FILES] for i in range(0, len(small), BATCH_FILES)]
    for batch in engine.map(task, batches, small=len(small) < 2 * BATCH_FILES):
        files += batch
        progress("read", len(files), len(sources))
    for source in large:
        found = _read_large(source, store, corrections, engine, progress)
        files.append(replace(found, order=source.order))
        progress("read", len(files), len(sources))
    return _settled(_whole(files), [*problems, *faulty], store, engine, known, withheld)


def _whole(files: Sequence[FileRead]) -> list[FileRead]:
    """The parts of a file put together again; they follow each other."""
    merged: list[FileRead] = []
    for file in files:
        if not file.continues:
            merged.append(file)
            continue
        first, row, more = merged[-1], merged[-1].source, file.source
        both = SourceRow(
            row.file,
            digest(row.digest, more.digest),
            row.articles + more.articles,
            row.problems + more.problems,
        )
        merged[-1] = FileRead(
            both,
            first.cuts + file.cuts,
            first.chunks + file.chunks,
            first.problems + file.problems,
            order=first.order,
        )
    return merged


def _read_files(sources: Sequence[Source], store: WorkStore, corrections: Corrections) -> list[FileRead]:
    return [replace(_read_file(source, store, corrections), order=source.order) for source in sources]


def _read_file(source: Source, store: WorkStore, corrections: Corrections) -> FileRead:
    """One small file, read whole; cached by its bytes, its name and what people said of it."""
    key = _source_key(source)
    cached = _cached(key, store)
    if cached is not None:
        return cached
    found = readers.whole(list(readers.read_apart(source)))
    chunks = [store_chunk(group, store) for group in in_chunks(map(layout.signed, _of(found, Article)))]
    result = FileRead(
        source=SourceRow(source.name, key, sum(c.articles for c in chunks), len(_of(found, Problem))),
        cuts=tuple(part for page in _of(found, Page) for part in cuts(page, corrections)),
        chunks=tuple(chunks),
        problems=tuple(_of(found, Problem)),
        continues=bool(source.part and source.part[0]),
    )
    if not any(isinstance(item, Unread) for item in found):
        store.save_record("files", key, result)
    return result


def _cached(key: str, store: WorkStore) -> FileRead | None:
    """What was read of a file before, with all its chunks still there."""
    found: FileRead | None = store.load_record("files", key)
    there = found is not None and all(
        store.path("chunks", chunk.key, "parquet").exists() for chunk in found.chunks
    )
    return found if there else None


def _read_large(
    source: Source, store: WorkStore, corrections: Corrections, engine: Engine, progress: Progress
) -> FileRead:
    """One large file, streamed: this process reads, the workers write the chunks."""
    key = _source_key(source)
    cached = _cached(key, store)
    if cached is not None:
        return cached
    problems: list[Problem] = []
    pages: list[Page] = []
    task = functools.partial(store_chunk, store=store)
    chunks: list[Chunk] = []
    for chunk in engine.map(task, in_chunks(_articles(readers.read_apart(source), pages, problems))):
        chunks.append(chunk)
        progress("read", sum(c.articles for c in chunks), 0)
    if unread := _of(problems, Unread):
        return FileRead(SourceRow(source.name, key, 0, len(unread)), (), (), tuple(unread))
    row = SourceRow(source.name, key, sum(chunk.articles for chunk in chunks), len(problems))
    parts = tuple(part for page in pages for part in cuts(page, corrections))
    result = FileRead(row, parts, tuple(chunks), tuple(problems))
    store.save_record("files", key, result)
    return result


def _articles(
    found: Iterable[Page | Article | Problem], pages: list[Page], problems: list[Problem]
) -> Iterator[Article]:
    """The articles of a stream; pages and problems are put aside into the two lists."""
    for item in found:
        if isinstance(item, Article):
            yield layout.signed(item)
        elif isinstance(item, Page):
            pages.append(item)
        else:
            problems.append(item)


def _settled(
    files: Sequence[FileRead],
    problems: Sequence[Problem],
    store: WorkStore,
    engine: Engine,
    known: layout.Known,
    withheld: frozenset[str],
) -> Reading:
    """Dates and continued stories settled over all pages; their articles stored beside the rest."""
    today = dt.date.today()
    cuts, doubled = distinct_pages([(file.order, cut) for file in files for cut in file.cuts])
    pages = marked_pages(possible_pages(layout.settle(cuts, known), today), withheld)
    dated = itertools.chain.from_iterable(cut.articles for cut in pages if cut.issue_date.date)
    groups = list(in_chunks(dated))
    task = functools.partial(store_chunk, store=store)
    cut_chunks = list(engine.map(task, groups, small=sum(map(len, groups)) < WORTH_WORKERS))
    orders = {chunk: file.order for file in files for chunk in file.chunks}
    possible, refused = possible_chunks(list(orders), store, today)
    own, repeated = distinct_articles([(orders[chunk], chunk) for chunk in possible], cut_chunks, store)
    if withheld:
        _forget_withheld(files, store, withheld)
    per_page = {cut.page.file: len(cut.articles) if cut.issue_date.date else 0 for cut in pages}
    table_paths = _store_pages(pages, store)
    return Reading(
        chunks=(*without_withheld(own, store, withheld), *cut_chunks),
        sources=tuple(
            sorted((_counted(file, per_page) for file in files), key=lambda row: (row.file, row.digest))
        ),
        problems=(
            *problems,
            *(problem for file in files for problem in file.problems),
            *(problem for cut in pages for problem in cut.problems),
            *undated_pages(pages),
            *refused,
            *doubled,
            *repeated,
        ),
        pages=(table_paths[0],) if pages else (),
        page_lines=(table_paths[1],) if pages else (),
        undated=sum(cut.issue_date.date is None for cut in pages),
    )


def _forget_withheld(files: Sequence[FileRead], store: WorkStore, withheld: frozenset[str]) -> None:
    """Lets go of the work records that hold the text of an article that was taken back."""
    for file in files:
        articles = (article for cut in file.cuts for article in cut.articles)
        if any(text_key(article.headline, article.body) in withheld for article in articles):
            store.drop_record("files", file.source.digest)


def _counted(file: FileRead, per_page: dict[str, int]) -> SourceRow:
    row = file.source
    return SourceRow(
        row.file,
        row.digest,
        row.articles + sum(per_page.get(cut.page.file, 0) for cut in file.cuts),
        row.problems + sum(len(cut.problems) for cut in file.cuts),
    )


def _store_pages(pages: Sequence[CutPage], store: WorkStore) -> tuple[Path, Path]:
    key = digest(READ_VERSION, *map(repr, pages))
    tables = page_tables(pages)
    for step, table in zip(("pages", "page_lines"), tables, strict=True):
        with store.writing(step, key, "parquet") as path:
            write_rows(table, path)
    return store.path("pages", key, "parquet"), store.path("page_lines", key, "parquet")


def _source_key(source: Source) -> str:
    files = (source.path, *readers.side_files(source))
    return digest(
        READ_VERSION,
        CHUNK_VERSION,
        source.name,
        repr((source.columns, source.part, readers.has_recognition())),
        *map(file_digest, files),
    )


def _of(items: Iterable[object], kind: type[T]) -> list[T]:
    return [item for item in items if isinstance(item, kind)]
