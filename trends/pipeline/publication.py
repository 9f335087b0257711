"""Everything the corridor made → one new published snapshot."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

import trends
from trends.archive.publishing import SNAPSHOTS, current_snapshot, next_number, publish
from trends.archive.schema import schema_markdown
from trends.archive.snapshot import Snapshot
from trends.archive.sql.topic_changes import change_table
from trends.archive.standing import people_problems
from trends.archive.work import digest
from trends.archive.writing import Rows, write_snapshot
from trends.errors import ArchiveError
from trends.pipeline.chunks import CHUNK_VERSION
from trends.pipeline.counting import COUNT_VERSION, shown_terms
from trends.pipeline.describing import topic_tables
from trends.pipeline.fitting import FIT_VERSION, Recipe
from trends.pipeline.issue_terms import issue_term_tables
from trends.pipeline.new_words import FACT as RARE_WORDS
from trends.pipeline.partitions import Partition
from trends.pipeline.phrases import FoundPhrases
from trends.pipeline.previous import Previous
from trends.pipeline.proposing import propose
from trends.pipeline.reading import READ_VERSION, Reading
from trends.pipeline.reused import reuse_table
from trends.pipeline.set_phrases import set_phrases
from trends.pipeline.summary import Summary
from trends.pipeline.topics import FoundTopics
from trends.pipeline.weighing import Weighed
from trends.records import Problem, Settings
from trends.terms import Vocabulary

# Raise when the snapshot made of the same inputs changes.
PUBLISH_VERSION = 11
LIBRARIES = ("numpy", "scipy", "scikit-learn", "jieba", "rjieba", "duckdb", "pyarrow")


@dataclass(frozen=True, slots=True)
class Published:
    """The snapshot a build ends with; `changed` is False when it stood there before."""

    path: Path
    changed: bool

    def summary(self, seconds: dict[str, float], peak_bytes: int, *, report: bool = False) -> Summary:
        """report: with what the fit made of the topics, for a build."""
        snapshot = Snapshot(self.path)
        meta = snapshot.meta
        unassigned = snapshot.rows("SELECT count(*) FROM articles WHERE topic = 0")[0][0]
        told = _facts(snapshot, "topic_report") if report else {}
        problems = snapshot.rows(
            "SELECT file, line, what, cure, lost FROM problems ORDER BY file, line, what"
        )
        return Summary(
            snapshot=meta.snapshot,
            data_version=meta.data_version,
            issues=meta.issues,
            articles=meta.articles,
            characters=meta.characters,
            topics=meta.topics,
            unassigned=int(unassigned),
            undated_pages=meta.undated,
            problem_list=(*(Problem(*row) for row in problems), *people_problems(snapshot.folder)),
            seconds=seconds,
            peak_rss_mb=round(peak_bytes / 1e6),
            changed=self.changed,
            candidates=tuple(told.get("candidates", ())),
            changes=tuple(change_table(snapshot).to_dict("records")) if report else (),
            fresh=bool(told.get("fresh") and told["changes"]),
        )


def _facts(snapshot: Snapshot, key: str) -> Any:
    return json.loads(snapshot.rows("SELECT value FROM meta WHERE key = ?", [key])[0][0])


@dataclass(frozen=True)
class Material:
    """What the steps before made."""

    reading: Reading
    partitions: Sequence[Partition]
    phrases: FoundPhrases
    vocabulary: Vocabulary
    found: FoundTopics
    weighed: Sequence[Weighed]
    forms: Mapping[str, Counter[str]]  # of `counting.printed_forms`
    rare: pa.Table  # the table rare_words


def build_key(reading: Reading, settings: Settings, words: frozenset[str], stopwords: frozenset[str]) -> str:
    """One name for everything that decides a build's result. words: those that are never cut."""
    versions = (CHUNK_VERSION, READ_VERSION, COUNT_VERSION, FIT_VERSION, PUBLISH_VERSION)
    sources = sorted(f"{source.file} {source.digest}" for source in reading.sources)
    problems = sorted(repr(problem) for problem in reading.problems)
    chunks = sorted(chunk.key for chunk in reading.chunks)
    return digest(
        *versions,
        schema_markdown(),
        repr(settings),
        *sorted(words),
        *sorted(stopwords),
        *sources,
        *problems,
        *chunks,
    )


def unchanged_snapshot(archive: Path, key: str, *, fresh: bool = False) -> Published | None:
    """The current snapshot when a build of this very key made it; fresh: and began its topics anew."""
    try:
        path = current_snapshot(archive)
        if path is None:
            return None
        snapshot = Snapshot(path)
        row = snapshot.rows("SELECT value FROM meta WHERE key = 'build_key'")
        same = bool(row) and json.loads(row[0][0]) == key
        if same and fresh:
            same = bool(_facts(snapshot, "topic_report").get("fresh", True))
    except ArchiveError:
        return None
    return Published(path, changed=False) if same else None


def publish_snapshot(
    archive: Path, material: Material, recipe: Recipe, key: str, previous: Previous, *, keep: int
) -> Published:
    """Writes the snapshot aside, checks it, and makes it the current one; keep: how many stay."""
    number = next_number(archive)
    found, vocabulary = material.found, material.vocabulary
    facts: dict[str, Any] = {
        "build_key": key,
        "number": number,
        "settings": recipe.settings.as_dict(),
        "versions": {"trends": trends.__version__, "python": platform.python_version()}
        | {name: version(name) for name in LIBRARIES},
        "topic_report": found.report,
        "traditional": bool(material.forms),
        RARE_WORDS: material.rare.num_rows,
        "accepted": [number for number in previous.accepted if number in found.ids],
        "fit": {
            "articles": vocabulary.articles,
            "next_id": found.next_id,
            "unknown": recipe.usual,
        },
    }
    aside = archive / SNAPSHOTS / f".building-{os.getpid()}.duckdb"
    tables = _tables(material, number, previous.since)
    tables["reuse"] = reuse_table(recipe.store, [part.paths["articles"] for part in material.weighed])
    data_version = write_snapshot(aside, tables, facts, threads=os.cpu_count() or 1)
    propose(aside, before=previous.proposals)
    return Published(publish(archive, aside, f"{number:06d}-{data_version}.duckdb", keep=keep), changed=True)


def _tables(material: Material, number: int, since: dict[int, int]) -> dict[str, Rows]:
    reading, vocabulary, weighed = material.reading, material.vocabulary, material.weighed
    fitted_df = np.where(np.arange(len(vocabulary.terms)) < vocabulary.fitted, vocabulary.df, 0)
    shown = shown_terms(vocabulary.terms, material.forms, vocabulary.df.tolist())
    printed = dict(zip(vocabulary.terms, shown, strict=True))
    per_partition: dict[str, Rows] = {
        name: [part.paths[name] for part in weighed] for name in (weighed[0].paths if weighed else ())
    }
    described = topic_tables(
        material.found,
        vocabulary,
        set_phrases(weighed, material.found, len(vocabulary.terms)),
        number,
        since,
        printed,
    )
    of_issues = issue_term_tables(
        [part.paths for part in weighed], [p.paper for p in material.partitions], {}, len(vocabulary.terms)
    )
    return (
        per_partition
        | described
        | of_issues
        | {
            "sources": source_table(reading),
            "terms": pa.table(
                {
                    "term": pa.array(range(len(vocabulary.terms)), pa.int32()),
                    "text": pa.array(shown, pa.string()),
                    "class": pa.array(vocabulary.classes, pa.string()),
                    "n": pa.array(vocabulary.df.astype(np.int32)),
                    "df": pa.array(fitted_df.astype(np.int32)),
                }
            ),
            "rare_words": material.rare,
            "problems": problem_table((*reading.problems, *_notes(material.found))),
            "phrases": pa.Table.from_pandas(
                material.phrases.table.assign(
                    phrase=[printed.get(phrase, phrase) for phrase in material.phrases.table["phrase"]],
                    first=pd.to_datetime(material.phrases.table["first"]).dt.date,
                    last=pd.to_datetime(material.phrases.table["last"]).dt.date,
                ),
                preserve_index=False,
            ),
            "pages": list(reading.pages),
            "page_lines": list(reading.page_lines),
        }
    )


def source_table(reading: Reading, first: int = 0) -> pa.Table:
    """The table sources, numbered from `first`."""
    sources = reading.sources
    return pa.table(
        {
            "source": pa.array(range(first, first + len(sources)), pa.int32()),
            "file": pa.array([source.file for source in sources], pa.string()),
            "digest": pa.array([source.digest for source in sources], pa.string()),
            "articles": pa.array([source.articles for source in sources], pa.int32()),
            "problems": pa.array([source.problems for source in sources], pa.int32()),
        }
    )


PROBLEM_SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("line", pa.int32()),
        ("what", pa.string()),
        ("cure", pa.string()),
        ("lost", pa.bool_()),
    ]
)


def problem_table(problems: Sequence[Problem]) -> pa.Table:
    """The table problems."""
    return pa.Table.from_pylist([dataclasses.asdict(problem) for problem in problems], schema=PROBLEM_SCHEMA)


def _notes(found: FoundTopics) -> list[Problem]:
    """What people must know of the fit itself."""
    asked, got = found.report["asked"], found.report["found"]
    if got >= asked:
        return []
    return [
        Problem(
            "",
            None,
            f"要求 {asked} 个话题，这些文章只够分出 {got} 个",
            "用较小的 --topics，或加入更多文章",
            lost=False,
        )
    ]
