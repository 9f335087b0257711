"""New issues into an archive, without rewriting what it says of the old ones."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from trends import readers
from trends.archive.appending import Addition, known_ids, next_article, stored_texts
from trends.archive.publishing import build_lock, current_snapshot
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.archive.work import WorkStore, digest
from trends.archive.writing import NAMED
from trends.errors import ArchiveError, InputError
from trends.pipeline.chunks import Chunk
from trends.pipeline.counting import count_chunk, printed_forms, words_digest
from trends.pipeline.doubles import added_doubles
from trends.pipeline.engine import Engine
from trends.pipeline.fitting import Recipe, fit_partition
from trends.pipeline.identity import renamed_articles
from trends.pipeline.issue_terms import added_issue_terms
from trends.pipeline.known import known_of
from trends.pipeline.memory import watched_memory
from trends.pipeline.names import name_chunk
from trends.pipeline.partitions import Lexicon, Partition, partitioned, save_lexicon
from trends.pipeline.phrases import listed_words
from trends.pipeline.publication import Published, problem_table, source_table
from trends.pipeline.reading import Reading, read
from trends.pipeline.refitting import refitted_issues
from trends.pipeline.successor import successor
from trends.pipeline.summary import Stopwatch, Summary
from trends.pipeline.weighing import Weighed, weigh_partition
from trends.readers import Columns, wordlists
from trends.records import Problem, Settings
from trends.terms import Vocabulary


@dataclass(frozen=True)
class Grown:
    """The numeric half of an addition: the new partitions' tables."""

    parts: list[tuple[Partition, str, Weighed]]
    traditional: bool


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

    Topics stay as they are, and with them ids, names, weights, shares and words of articles already there: what is new
    is weighed under them, so that additions at once or one by one say the same, and no topic slides into another
    subject. What they leave unexplained is proposed as a topic; a build moves them.
    Raises ArchiveError when there is no archive to add to.
    """
    watch = Stopwatch(begun=lambda step: progress(step, 0, 0))
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
            reading = read(sources, problems, store, engine, progress, known_of(archive))
            chunks, changed = _unknown(reading.chunks, store, snapshot)
            reading = replace(reading, problems=(*reading.problems, *changed))
        if not chunks and changed:
            raise InputError(
                f"来源里没有新的文章，{len(changed)} 篇旧文的文字改了而 add 不改旧文",
                CHANGED_CURE,
                file=changed[0].file,
                line=changed[0].line,
            )
        if not chunks and (reading.undated or reading.problems):
            raise reading.without_articles("来源里没有新的文章")
        if not chunks:
            return Published(path, changed=False).summary(watch.seconds, peak.bytes)
        state = fitted_topics(snapshot)
        settings = Settings(**snapshot.meta.settings)
        with successor(archive, path, keep) as publish:
            with watch.step("topics"):
                recipe, grown = _grown(archive, store, chunks, state, settings, snapshot)
            with watch.step("publish"):
                rows, facts = _addition(snapshot, state, recipe, reading, grown)
                published = publish(rows, facts, replace(state, components=state.components))
        return published.summary(watch.seconds, peak.bytes)


CHANGED_CURE = "运行 build，它会读入改过的文字"


def _unknown(
    chunks: Sequence[Chunk], store: WorkStore, snapshot: Snapshot
) -> tuple[list[Chunk], list[Problem]]:
    """The chunks reduced to articles whose ids the archive does not have; and a Problem for every
    article that it has with another text: `add` never rewrites what is there."""
    known = known_ids(snapshot)
    fresh: list[Chunk] = []
    changed: list[Problem] = []
    for chunk in chunks:
        table = pq.read_table(store.path("chunks", chunk.key, "parquet"))
        there = pc.is_in(table["id"], value_set=known)
        new = table.filter(pc.invert(there))
        changed += _changed(table.filter(there), snapshot)
        if new.num_rows == table.num_rows:
            fresh.append(chunk)
        elif new.num_rows:
            key = digest(chunk.key, *new["id"].to_pylist())
            with store.writing("chunks", key, "parquet") as path:
                pq.write_table(new, path, compression="zstd")
            characters = sum(new["characters"].to_pylist())
            fresh.append(replace(chunk, key=key, articles=new.num_rows, characters=characters))
    return fresh, changed


def _changed(table: pa.Table, snapshot: Snapshot) -> list[Problem]:
    """The articles of the table that the snapshot has under the same id with another text."""
    names = table["id"].to_pylist()
    # Of articles that share an id, the second and later ones were given a number: id-2.
    stored = stored_texts(snapshot, [*names, *(f"{name}-{n}" for name in set(names) for n in range(2, 6))])
    texts: dict[str, set[tuple[str | None, str]]] = {}
    for name, found in stored.items():
        for owner in {name, name.rpartition("-")[0]}:
            texts.setdefault(owner, set()).add((found.headline, found.body))
    columns = (table[name].to_pylist() for name in ("id", "headline", "body", "file", "first_line"))
    return [
        Problem(file, line or None, f"文章 {name} 已在档案里，文字却不同，没有换掉", CHANGED_CURE)
        for name, headline, body, file, line in zip(*columns, strict=True)
        if (headline, body) not in texts[name]
    ]


def _grown(
    archive: Path,
    store: WorkStore,
    chunks: Sequence[Chunk],
    state: FittedTopics,
    settings: Settings,
    snapshot: Snapshot,
) -> tuple[Recipe, Grown]:
    """Counts, fits and weighs the new chunks by the vocabulary and idf of the snapshot."""
    counted_too, classes = (tuple(pair[i] for pair in state.counted) for i in (0, 1))
    terms, classes = state.terms + counted_too, state.classes + classes
    new_words = (term for term, known in zip(terms, classes, strict=True) if known == "x")
    words = wordlists.user_dictionary() | listed_words(archive) | frozenset(new_words)
    words_key = words_digest(words)
    for chunk in chunks:
        name_chunk(chunk, store)
    counted = [count_chunk(chunk, store, words, words_key) for chunk in chunks]
    df = np.concatenate([state.df, np.zeros(len(counted_too), dtype=np.int64)])
    vocabulary = Vocabulary(terms, classes, df, state.articles, len(state.terms))
    recipe = Recipe(store, save_lexicon(store, Lexicon(vocabulary, words_key)), settings)
    first = next_article(snapshot)
    partitions = [replace(p, first=p.first + first) for p in partitioned(chunks)]
    fits = [fit_partition(partition, recipe) for partition in partitions]
    ids = np.array(state.ids, dtype=np.int64)
    key = digest(*fits, state.components.tobytes())
    store.save_record("components", key, (state.components, ids))
    weigh = functools.partial(
        weigh_partition,
        recipe=recipe,
        components_key=key,
        renamed=renamed_articles(store, partitions),
        doubles=added_doubles(store, snapshot, chunks),
    )
    parts = [(p, fit, weigh((p, fit))) for p, fit in zip(partitions, fits, strict=True)]
    return recipe, Grown(parts, bool(printed_forms(store, counted)))


def _addition(
    snapshot: Snapshot,
    state: FittedTopics,
    recipe: Recipe,
    reading: Reading,
    grown: Grown,
) -> tuple[Addition, dict[str, Any]]:
    """The rows that the snapshot gains, and what it will say of itself."""
    refit = refitted_issues(snapshot, state, recipe, grown.parts, state.components)
    names = ("articles", "article_topics", "article_terms", "topic_words", NAMED)
    tables: dict[str, Any] = {name: [part.paths[name] for _, _, part in grown.parts] for name in names}
    tables |= dict(refit.tables) | {"problems": problem_table(reading.problems)}
    tables |= {"pages": list(reading.pages), "page_lines": list(reading.page_lines)}
    of_issues, disturbed = added_issue_terms(
        snapshot,
        [part.paths for _, _, part in grown.parts],
        [partition.paper for partition, _, _ in grown.parts],
        len(state.terms) + len(state.counted),
    )
    (source,) = snapshot.rows("SELECT coalesce(max(source), -1) + 1 FROM sources")[0]
    tables["sources"] = source_table(reading, source)
    tables["issue_terms"] = of_issues["issue_terms"]
    facts = {
        "traditional": snapshot.traditional or grown.traditional,
        "build_key": digest(snapshot.path.name, *(part.key for part, _, _ in grown.parts)),
    }
    replaced = {"term_issues": of_issues["term_issues"]}
    return Addition(tables, replaced, refit.issues, disturbed=disturbed), facts
