"""New issues into an archive, without rewriting what it says of the old ones."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from trends import readers, topics
from trends.archive.appending import Addition, append_snapshot, known_ids, next_article
from trends.archive.dates import read_dates
from trends.archive.publishing import SNAPSHOTS, build_lock, current_snapshot, next_number, publish
from trends.archive.snapshot import Snapshot
from trends.archive.state import FittedTopics, fitted_topics
from trends.archive.work import WorkStore, digest
from trends.archive.writing import NAMED
from trends.errors import ArchiveError
from trends.pipeline.chunks import Chunk
from trends.pipeline.counting import count_chunk, words_digest
from trends.pipeline.describing import component_table
from trends.pipeline.engine import Engine
from trends.pipeline.fitting import Recipe, fit_partition, fitted
from trends.pipeline.identity import renamed_articles
from trends.pipeline.issue_terms import added_issue_terms
from trends.pipeline.memory import watched_memory
from trends.pipeline.names import name_chunk
from trends.pipeline.partitions import Lexicon, Partition, partitioned, save_lexicon
from trends.pipeline.phrases import listed_words
from trends.pipeline.proposing import propose
from trends.pipeline.publication import Published, problem_table
from trends.pipeline.reading import Reading, read
from trends.pipeline.refitting import refitted_issues
from trends.pipeline.summary import Stopwatch, Summary
from trends.pipeline.topics import FoundTopics
from trends.pipeline.weighing import Weighed, weigh_partition
from trends.readers import Columns, wordlists
from trends.records import Settings
from trends.terms import Vocabulary


@dataclass(frozen=True)
class Grown:
    """The numeric half of an addition: topics mildly moved, and the new partitions' tables."""

    found: FoundTopics
    parts: list[tuple[Partition, str, Weighed]]


def add(
    paths: Sequence[str | Path],
    archive: Path,
    *,
    engine: Engine,
    keep: int = 3,
    progress: Callable[[str, int, int], None],
    columns: Columns = (),
    root: Path | None = None,
) -> Summary:
    """Adds the articles of the sources that the archive does not have yet.

    Topics keep their ids and names; weights, shares and words of articles already there stay as
    they are. The topics themselves move a little with the new articles (online NMF), for the next
    additions. New words enter the vocabulary with the next build.
    Raises ArchiveError when there is no archive to add to.
    """
    watch = Stopwatch()
    with build_lock(archive), watched_memory() as peak:
        path = current_snapshot(archive)
        if path is None:
            raise ArchiveError(
                f"{archive} 里没有档案", f"先运行 python -m trends build 来源… --archive {archive}"
            )
        snapshot = Snapshot(path)
        store = WorkStore((archive / "work").absolute())
        with watch.step("read"):
            sources, problems = readers.find_sources(paths, columns, root)
            reading = read(sources, problems, store, engine, progress, read_dates(archive))
            chunks = _unknown(reading.chunks, store, known_ids(snapshot))
        if not chunks and (reading.undated or reading.problems):
            raise reading.without_articles("来源里没有新的文章")
        if not chunks:
            return Published(path, changed=False).summary(watch.seconds, peak.bytes)
        state = fitted_topics(snapshot)
        settings = Settings(**snapshot.meta.settings)
        with watch.step("topics"):
            recipe, grown = _grown(archive, store, chunks, state, settings, next_article(snapshot))
        with watch.step("publish"):
            published = _published(archive, snapshot, state, recipe, reading, grown, keep)
        return published.summary(watch.seconds, peak.bytes)


def _unknown(chunks: Sequence[Chunk], store: WorkStore, known: set[str]) -> list[Chunk]:
    """The chunks reduced to articles whose ids the archive does not have."""
    fresh = []
    for chunk in chunks:
        table = pq.read_table(store.path("chunks", chunk.key, "parquet"))
        new = table.filter(pc.invert(pc.is_in(table["id"], value_set=pa.array(sorted(known), pa.string()))))
        if new.num_rows == table.num_rows:
            fresh.append(chunk)
        elif new.num_rows:
            key = digest(chunk.key, *new["id"].to_pylist())
            with store.writing("chunks", key, "parquet") as path:
                pq.write_table(new, path, compression="zstd")
            characters = sum(new["characters"].to_pylist())
            fresh.append(replace(chunk, key=key, articles=new.num_rows, characters=characters))
    return fresh


def _grown(
    archive: Path,
    store: WorkStore,
    chunks: Sequence[Chunk],
    state: FittedTopics,
    settings: Settings,
    first: int,
) -> tuple[Recipe, Grown]:
    """Counts, fits and weighs the new chunks by the vocabulary and idf of the snapshot."""
    new_words = (term for term, known in zip(state.terms, state.classes, strict=True) if known == "x")
    words = wordlists.user_dictionary() | listed_words(archive) | frozenset(new_words)
    words_key = words_digest(words)
    for chunk in chunks:
        name_chunk(chunk, store)
        count_chunk(chunk, store, words, words_key)
    vocabulary = Vocabulary(state.terms, state.classes, state.df, state.articles)
    recipe = Recipe(store, save_lexicon(store, Lexicon(vocabulary, words_key)), settings)
    partitions = [replace(p, first=p.first + first) for p in partitioned(chunks)]
    fits = [fit_partition(partition, recipe) for partition in partitions]
    start = topics.TopicState(
        state.components, state.ids, state.terms, state.df, state.articles, state.gram, state.labels
    )
    moved = topics.update_topics(start, (fitted(store, key).rows for key in fits))
    ids = np.array(state.ids, dtype=np.int64)
    key = digest(*fits, moved.components.tobytes())
    store.save_record("components", key, (moved.components, ids))
    found = FoundTopics(key, moved.components, ids, moved.gram, moved.components, state.next_id)
    weigh = functools.partial(
        weigh_partition,
        recipe=recipe,
        components_key=key,
        renamed=renamed_articles(store, partitions),
        doubles={},
    )
    parts = [(p, fit, weigh((p, fit))) for p, fit in zip(partitions, fits, strict=True)]
    return recipe, Grown(found, parts)


def _published(
    archive: Path,
    snapshot: Snapshot,
    state: FittedTopics,
    recipe: Recipe,
    reading: Reading,
    grown: Grown,
    keep: int,
) -> Published:
    number = next_number(archive)
    refit = refitted_issues(snapshot, state, recipe, grown.parts, grown.found.components)
    names = ("articles", "article_topics", "article_terms", "topic_words", NAMED)
    tables: dict[str, Any] = {name: [part.paths[name] for _, _, part in grown.parts] for name in names}
    tables |= dict(refit.tables) | {"problems": problem_table(reading.problems)}
    tables |= {"pages": list(reading.pages), "page_lines": list(reading.page_lines)}
    of_issues, disturbed = added_issue_terms(
        snapshot,
        [part.paths for _, _, part in grown.parts],
        [partition.paper for partition, _, _ in grown.parts],
        len(state.terms),
    )
    tables["issue_terms"] = of_issues["issue_terms"]
    facts = {
        "build_key": digest(snapshot.path.name, *(part.key for part, _, _ in grown.parts)),
        "number": number,
        "fit": {
            "articles": state.articles,
            "next_id": state.next_id,
            "gram": np.round(grown.found.gram.astype(float), 4).ravel().tolist(),
        },
    }
    aside = archive / SNAPSHOTS / f".building-{os.getpid()}.duckdb"
    replaced = {"components": component_table(grown.found), "term_issues": of_issues["term_issues"]}
    addition = Addition(tables, replaced, refit.issues, disturbed=disturbed)
    data_version = append_snapshot(snapshot.path, aside, addition, facts)
    propose(aside)
    return Published(publish(archive, aside, f"{number:06d}-{data_version}.duckdb", keep=keep), changed=True)
