"""New issues into an archive, without rewriting what it says of the old ones."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from trends import readers
from trends.archive.appending import Addition, next_article
from trends.archive.publishing import build_lock, current_snapshot
from trends.archive.snapshot import Snapshot
from trends.archive.sql.state import FittedTopics, fitted_topics
from trends.archive.withdrawn import withdrawn_keys
from trends.archive.work import WorkStore, digest
from trends.archive.writing import NAMED
from trends.errors import ArchiveError
from trends.pipeline.chunks import Chunk
from trends.pipeline.counting import count_chunk, printed_forms, words_digest
from trends.pipeline.doubles import added_doubles
from trends.pipeline.engine import Engine
from trends.pipeline.fitting import Recipe, fit_partition
from trends.pipeline.identity import renamed_articles
from trends.pipeline.issue_terms import added_issue_terms
from trends.pipeline.known import known_of
from trends.pipeline.ledger import read_ledger, taken_now, told_of, write_ledger
from trends.pipeline.memory import watched_memory
from trends.pipeline.names import name_chunk
from trends.pipeline.new_words import new_words
from trends.pipeline.partitions import Lexicon, Partition, partitioned, save_lexicon
from trends.pipeline.phrases import listed_words
from trends.pipeline.publication import Published, problem_table, source_table
from trends.pipeline.reading import Reading, read
from trends.pipeline.refitting import refitted_issues
from trends.pipeline.replacing import Compared, compared, without_known
from trends.pipeline.reused import reuse_table
from trends.pipeline.successor import successor
from trends.pipeline.summary import Stopwatch, Summary
from trends.pipeline.weighing import Weighed, weigh_partition
from trends.readers import Columns, wordlists
from trends.records import Settings
from trends.terms import Vocabulary


@dataclass(frozen=True)
class Grown:
    """The numeric half of an addition: the new partitions' tables."""

    parts: list[tuple[Partition, str, Weighed]]
    traditional: bool
    new_words: Mapping[str, str]


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
    """Adds the articles of the sources that the archive does not have yet; a corrected page or article replaces the
    one it corrects.

    Topics stay as they are, and with them ids, names, weights, shares and words of articles already there: what is new
    is weighed under them, so that additions at once or one by one say the same, and no topic slides into another
    subject. What they leave unexplained is proposed as a topic; a build moves them. Words that no article held before
    are counted from now on; words of a few articles wait for a build, which counts these too.
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
            mended = store.mend(("files", "sentences", "grams"))
            before, now = read_ledger(archive), taken_now(paths, columns, root, "add")
            sources, problems = readers.find_sources(paths, columns, root)
            known, withheld = known_of(archive), withdrawn_keys(archive)
            reading = read(sources, problems, store, engine, progress, known, withheld)
            found = compared(reading, store, snapshot)
            reading = _without_known(
                replace(reading, problems=(*reading.problems, *found.problems)), found, store
            )
        if not found.chunks:
            if reading.undated or any(problem.lost for problem in reading.problems):
                raise reading.without_articles("来源里没有新的文章")
            write_ledger(archive, [*before, *now])
            summary = Published(path, changed=False).summary(watch.seconds, peak.bytes)
            return replace(summary, problem_list=(*reading.problems, *summary.problem_list))
        state = fitted_topics(snapshot)
        settings = Settings(**snapshot.meta.settings)
        with successor(archive, path, keep) as publish:
            with watch.step("topics"):
                recipe, grown = _grown(archive, store, found.chunks, state, settings, snapshot)
            with watch.step("publish"):
                rows, facts = _addition(snapshot, state, recipe, reading, grown)
                rows = replace(
                    rows,
                    removed=tuple(sorted(found.removed)),
                    removed_pages=tuple(sorted(found.removed_pages)),
                    recounted=tuple(sorted(found.issues)),
                )
                published = publish(rows, facts, replace(state, components=state.components))
                write_ledger(archive, [*before, *now])
        return told_of(published.summary(watch.seconds, peak.bytes), None, mended)


def _without_known(reading: Reading, found: Compared, store: WorkStore) -> Reading:
    """The reading without the pages that the archive has already."""
    pages = without_known(reading.pages, found.known_pages, store, "pages")
    lines = without_known(reading.page_lines, found.known_pages, store, "page_lines")
    return replace(reading, pages=pages, page_lines=lines)


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
    uncut = (term for term, known in zip(terms, classes, strict=True) if known == "x")
    words = wordlists.user_dictionary() | listed_words(archive) | frozenset(uncut)
    words_key = words_digest(words)
    for chunk in chunks:
        name_chunk(chunk, store)
    counted = [count_chunk(chunk, store, words, words_key) for chunk in chunks]
    new = new_words(snapshot, store, chunks, counted, terms, stopwords=wordlists.stopwords(), keep=words)
    terms, classes = (*terms, *new), (*classes, *new.values())
    df = np.concatenate([state.df, np.zeros(len(terms) - len(state.terms), dtype=np.int64)])
    vocabulary = Vocabulary(terms, classes, df, state.articles, len(state.terms), int(df.sum()))
    recipe = Recipe(store, save_lexicon(store, Lexicon(vocabulary, words_key)), settings, usual=state.unknown)
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
    return recipe, Grown(parts, bool(printed_forms(store, counted)), new)


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
        len(state.terms) + len(state.counted) + len(grown.new_words),
    )
    tables["reuse"] = reuse_table(recipe.store, tables["articles"], snapshot)
    (source,) = snapshot.rows("SELECT coalesce(max(source), -1) + 1 FROM sources")[0]
    tables["sources"] = source_table(reading, source)
    tables["terms"] = _term_rows(grown.new_words, len(state.terms) + len(state.counted))
    tables["issue_terms"] = of_issues["issue_terms"]
    facts = {
        "traditional": snapshot.traditional or grown.traditional,
        "build_key": digest(snapshot.path.name, *(part.key for part, _, _ in grown.parts)),
    }
    replaced = {"term_issues": of_issues["term_issues"]}
    return Addition(tables, replaced, refit.issues, disturbed=disturbed), facts


def _term_rows(words: Mapping[str, str], first: int) -> pa.Table:
    """Rows of the table terms, numbered from `first`, for words (with their classes) that are counted from now on."""
    nothing = pa.array([0] * len(words), pa.int32())
    return pa.table(
        {
            "term": pa.array(range(first, first + len(words)), pa.int32()),
            "text": pa.array(words, pa.string()),
            "class": pa.array(words.values(), pa.string()),
            "n": nothing,
            "df": nothing,
        }
    )
