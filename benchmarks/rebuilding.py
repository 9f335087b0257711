"""How much of what an archive says of its topics a rebuild over more articles keeps.

    python -m benchmarks.rebuilding ARCHIVE --until 2019-12 --more 2020-01 2022-06 [--topics 60] [--fresh]

Takes the cut and counted articles of a built archive's work cache, fits the months up to `until` anew and then, going on
from there, those up to each of `more`. Words are those of the whole archive throughout (phrases found in the
future are already never cut); vocabulary and weights of terms are of the months of each fit.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from trends import topics
from trends.archive.sql.state import FittedTopics
from trends.archive.work import WorkStore
from trends.pipeline import Engine
from trends.pipeline.chunks import Chunk
from trends.pipeline.fitting import Recipe, fit_partition, fitted
from trends.pipeline.partitions import Lexicon, article_ids, chunk_frequencies, partitioned, save_lexicon
from trends.pipeline.previous import Previous
from trends.pipeline.starting import Corpus
from trends.pipeline.topics import FoundTopics, found_topics
from trends.quality import ari, nmi
from trends.readers.wordlists import stopwords
from trends.records import Settings
from trends.terms import vocabulary


def chunks_of(store: WorkStore) -> tuple[list[Chunk], str]:
    """All chunks of the work cache, and the key of the words they were counted under."""
    counted = {
        path.stem.split("-")[0]: path.stem.split("-")[1]
        for path in store.path("terms", "*", "parquet").parent.glob("*.parquet")
    }
    chunks = []
    for path in sorted(store.path("chunks", "*", "parquet").parent.glob("*.parquet")):
        if path.stem in counted:
            table = pq.read_table(path, columns=["paper", "date", "characters"])
            month = table["date"][0].as_py().strftime("%Y-%m")
            characters = sum(table["characters"].to_pylist())
            chunks.append(Chunk(path.stem, table["paper"][0].as_py(), month, table.num_rows, characters))
    return chunks, next(iter(counted.values()))


class Bench:
    def __init__(self, archive: Path, settings: Settings) -> None:
        self.store, self.settings = WorkStore((archive / "work").absolute()), settings
        self.chunks, self.words_key = chunks_of(self.store)

    def fit(self, until: str, previous: Previous) -> tuple[Previous, FoundTopics, dict[str, int]]:
        """The topics of the months up to `until`, as the next fit takes them, and each article's main one."""
        chunks, s = [chunk for chunk in self.chunks if chunk.month <= until], self.settings
        keys = [f"{chunk.key}-{self.words_key}" for chunk in chunks]
        articles = sum(chunk.articles for chunk in chunks)
        words = vocabulary(
            chunk_frequencies(self.store, keys), articles, stopwords=stopwords(),
            min_df=s.min_df, max_df=s.max_df, max_terms=s.max_terms,
        )  # fmt: skip
        recipe = Recipe(self.store, save_lexicon(self.store, Lexicon(words, self.words_key)), s)
        partitions = partitioned(chunks)
        fits = [fit_partition(partition, recipe) for partition in partitions]
        ids = article_ids(self.store, partitions)
        found = found_topics(recipe, fits, Corpus(words, ids), previous, Engine(jobs=1))
        numbers = np.append(found.ids, 0)
        main = [
            topics.article_weights(
                fitted(self.store, key).rows,
                found.components,
                min_explained=s.min_explained,
                min_clear=s.min_clear,
            ).main
            for key in fits
        ]
        labels = topics.label_topics(found.words, words.terms, words.classes)
        state = FittedTopics(
            found.components, tuple(map(int, found.ids)), words.fitted_terms, words.classes[: words.fitted],
            words.df[: words.fitted], articles,
            tuple(labels), found.next_id,
        )  # fmt: skip
        mains = dict(zip(ids, map(int, numbers[np.concatenate(main)]), strict=True))
        return Previous(state, {}, mains), found, mains


def kept(before: dict[str, int], after: dict[str, int]) -> dict[str, float]:
    """What the articles of both say: the part with the same topic id, and the agreement whatever the ids."""
    common = [name for name in before if name in after]
    old, new = (np.array([mains[name] for name in common]) for mains in (before, after))
    return {"same_topic": float((old == new).mean()), "nmi": nmi(old, new), "ari": ari(old, new)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--until", required=True)
    parser.add_argument("--more", nargs="+", required=True)
    parser.add_argument("--topics", type=int, default=60)
    parser.add_argument("--fresh", action="store_true", help="also with topics begun anew")
    args = parser.parse_args()
    bench = Bench(args.archive, Settings(topics=args.topics))
    previous, found, before = bench.fit(args.until, Previous())
    print(json.dumps({"until": args.until, "articles": len(before), "topics": len(found.ids)}), flush=True)
    assert previous.fitted is not None
    for more in args.more:
        for fresh in (False, True) if args.fresh else (False,):
            cpu = time.process_time()
            now, found, after = bench.fit(more, replace(previous, fresh=fresh))
            assert now.fitted is not None
            changes = found.report["changes"]
            row = {"until": more, "fresh": fresh, "articles": len(after)} | kept(before, after)
            row |= {"ids_kept": len(changes["same"]), "cpu_s": time.process_time() - cpu}
            print(
                json.dumps({key: round(v, 4) if isinstance(v, float) else v for key, v in row.items()}),
                flush=True,
            )
            names = dict(zip(now.fitted.ids, now.fitted.labels, strict=True))
            fresh_names = [
                f"{names[i]} ({sum(t == i for t in after.values())})"
                for i in names
                if i not in previous.fitted.ids
            ]
            gone = [
                label
                for i, label in zip(previous.fitted.ids, previous.fitted.labels, strict=True)
                if i not in names
            ]
            print(
                "  new:", "; ".join(fresh_names) or "none", "| gone:", "; ".join(gone) or "none", flush=True
            )


if __name__ == "__main__":
    main()
