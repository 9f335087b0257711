"""The corridor: pages in, a published snapshot out.

    read → phrases → terms → vocabulary → issue topics → topics → weights → publish

Maps over partitions with small reductions between them; the maps run through joblib.
"""

from __future__ import annotations

import functools
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from trends import layout
from trends.archive.dates import read_dates
from trends.archive.publishing import build_lock
from trends.archive.withdrawn import withdrawn_keys
from trends.archive.work import WorkStore
from trends.errors import InputError
from trends.pipeline.accepting import accept
from trends.pipeline.adding import add
from trends.pipeline.counting import count_chunk, printed_forms, words_digest
from trends.pipeline.doubles import found_doubles
from trends.pipeline.engine import Engine
from trends.pipeline.fitting import Recipe, fit_partition
from trends.pipeline.identity import renamed_articles
from trends.pipeline.ledger import (
    all_given,
    found_sources,
    lack_of,
    read_ledger,
    taken_now,
    told_of,
    write_ledger,
)
from trends.pipeline.memory import watched_memory
from trends.pipeline.names import has_names, name_chunk, name_key, sure_people
from trends.pipeline.new_words import rare_word_table
from trends.pipeline.partitions import (
    Lexicon,
    article_ids,
    chunk_frequencies,
    partitioned,
    save_lexicon,
)
from trends.pipeline.phrases import found_phrases, save_list
from trends.pipeline.previous import previous_topics, readable_snapshot
from trends.pipeline.publication import Material, build_key, publish_snapshot, unchanged_snapshot
from trends.pipeline.reading import read
from trends.pipeline.rehearsing import rehearsed
from trends.pipeline.relating import with_related_terms
from trends.pipeline.starting import Corpus
from trends.pipeline.summary import Stopwatch, Summary
from trends.pipeline.topics import found_topics
from trends.pipeline.weighing import weigh_partition
from trends.pipeline.withdrawing import enforce, purge, withdraw
from trends.readers import Columns, wordlists
from trends.records import Settings
from trends.terms import vocabulary

T = TypeVar("T")

__all__ = ["Engine", "Summary", "accept", "add", "build", "enforce", "withdraw"]

# Below this many articles starting worker processes costs more than it saves.
WORTH_WORKERS = 2_000
# Steps of the work cache that a build goes on from, and that are looked through for damage.
MENDED = (
    "chunks",
    "files",
    "names",
    "terms",
    "sentences",
    "grams",
    "related",
    "fitted",
    "phrases",
    "doubles",
)


def no_progress(step: str, done: int, total: int) -> None:
    """Reports nothing."""


def build(
    paths: Sequence[str | Path],
    archive: Path,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    engine: Engine = Engine(),  # noqa: B008 - frozen
    keep: int = 3,
    progress: Callable[[str, int, int], None] = no_progress,
    columns: Columns = (),
    root: Path | None = None,
    dry_run: bool = False,
    drop: bool = False,
    fresh: bool = False,
) -> Summary:
    """Reads the sources, fits the topics and publishes a new snapshot in the folder `archive`.

    Files that did not change are not read again; when nothing changed at all the snapshot stays.
    progress: called with step, done, total (0 when unknown).
    columns: what columns of tables mean, where their names do not say it: (("正文", "body"), …).
    root: the folder below which files given one by one are named.
    fresh: begin the topics anew, where an archive stands too; else they go on from those of its snapshot.
    drop: let go of articles of the archive that the sources lack; without it that is refused.
    dry_run: stop before anything is replaced; the summary tells what would become of the topics.
    What `add` and 导入 took is read again from where it is kept.
    Raises InputError when nothing can be read, or the sources lack what the archive has, ArchiveError when the archive cannot be written.
    """
    watch = Stopwatch(begun=lambda step: progress(step, 0, 0))
    with build_lock(archive), watched_memory() as peak:
        store, begun = WorkStore((archive / "work").absolute()), time.time()
        with watch.step("read"):
            mended = store.mend(MENDED)
            before, now = read_ledger(archive), taken_now(paths, columns, root, "build")
            sources, problems = found_sources(paths, columns, root, before)
            known, withheld = layout.Known(read_dates(archive)), withdrawn_keys(archive)
            reading = read(sources, problems, store, engine, progress, known, withheld)
        if reading.articles == 0:
            raise reading.without_articles("来源里没有一篇可用的文章")
        lack = lack_of(
            readable_snapshot(archive, fresh=fresh), reading, sources, store, all_given(now, before, sources)
        )
        if lack and not (drop or dry_run or lack.small):
            raise InputError(lack.what, "加 --drop 才会去掉它们；或把文件放回、把路径一并写上")
        kept_ledger = [*now, *(one for one in before if one.kind == "add" and Path(one.path).exists())]
        small = reading.articles < WORTH_WORKERS
        with watch.step("phrases"):
            phrases = found_phrases(archive, store, reading.chunks, engine, small=small)
        with watch.step("names"):
            find = functools.partial(name_chunk, store=store)
            unnamed = [chunk for chunk in reading.chunks if not has_names(chunk, store)]
            _collected(engine.map(find, unnamed, small=small or not unnamed), "names", len(unnamed), progress)
            people = sure_people(store, map(name_key, reading.chunks))
            words = wordlists.user_dictionary() | phrases.words | people
        stopwords = wordlists.stopwords()
        key = build_key(reading, settings, words, stopwords)
        same = unchanged_snapshot(archive, key, fresh=fresh)
        if same is not None:
            write_ledger(archive, kept_ledger)
            return told_of(same.summary(watch.seconds, peak.bytes), None, mended)
        partitions = partitioned(reading.chunks)
        with watch.step("terms"):
            words_key = words_digest(words)
            count = functools.partial(count_chunk, store=store, words=words, words_key=words_key)
            counted = _collected(
                engine.map(count, reading.chunks, small=small), "terms", len(reading.chunks), progress
            )
        with watch.step("vocabulary"):
            frequencies = chunk_frequencies(store, counted)
            terms = vocabulary(
                frequencies,
                reading.articles,
                stopwords=stopwords,
                keep=words,
                min_df=settings.min_df,
                max_df=settings.max_df,
                max_terms=settings.max_terms,
            )
            rare = rare_word_table(frequencies, terms, stopwords=stopwords, keep=words)
            recipe = Recipe(store, save_lexicon(store, Lexicon(terms, words_key)), settings)
            recipe = with_related_terms(recipe, partitions, terms)
        with watch.step("issue topics"):
            fit = functools.partial(fit_partition, recipe=recipe)
            fits = _collected(
                engine.map(fit, partitions, small=small), "issue topics", len(partitions), progress
            )
            recipe = recipe.taught(fits)
        with watch.step("topics"):
            previous = previous_topics(archive, fresh=fresh)
            corpus = Corpus(terms, article_ids(store, partitions))
            found = found_topics(recipe, fits, corpus, previous, engine)
        if dry_run:
            return told_of(rehearsed(archive, found, terms, watch.seconds, peak.bytes), lack, mended)
        with watch.step("weights"):
            weigh = functools.partial(
                weigh_partition,
                recipe=recipe,
                components_key=found.key,
                renamed=renamed_articles(store, partitions),
                doubles=found_doubles(store, partitions, engine, small=small),
            )
            pairs = list(zip(partitions, fits, strict=True))
            weighed = _collected(engine.map(weigh, pairs, small=small), "weights", len(pairs), progress)
        with watch.step("publish"):
            save_list(archive, phrases)
            published = publish_snapshot(
                archive,
                Material(
                    reading, partitions, phrases, terms, found, weighed, printed_forms(store, counted), rare
                ),
                recipe,
                key,
                previous,
                keep=keep,
            )
            write_ledger(archive, kept_ledger)
            if lack and lack.keys:
                purge(archive, lack.keys)
                shutil.rmtree(
                    archive / "work", ignore_errors=True
                )  # nothing of it stays, whoever used it last
            else:
                store.prune(begun)
        return told_of(published.summary(watch.seconds, peak.bytes, report=True), lack, mended)


def _collected(
    results: Iterable[T], step: str, total: int, progress: Callable[[str, int, int], None]
) -> list[T]:
    """The results as a list, each reported as it comes."""
    found = []
    for result in results:
        found.append(result)
        progress(step, len(found), total)
    return found
