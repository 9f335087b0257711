"""How often a build touches its input and its work files: laws of the corridor, counted, not timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scipy.sparse import csr_matrix

from tests.builders import build, days, mixed_records, write_jsonl
from trends import readers
from trends.archive.work import WorkStore
from trends.pipeline.fitting import FittedPartition, stacked_issue_topics
from trends.readers import Source
from trends.records import Article, Page, Problem

PLACES = {"id", "file", "date", "paper"}


class Passes:
    """Sources read, and Parquet work files opened by step, since the last `clear`; a look at where a chunk's
    articles stand, without their texts, is not counted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sources: Counter[str] = Counter()
        self.files: Counter[tuple[str, str]] = Counter()
        read_source, counts = readers.read_apart, self.files

        def sources(source: Source) -> Iterator[Page | Article | Problem]:
            self.sources[source.path.name] += 1
            return read_source(source)

        class Counted(pq.ParquetFile):  # type: ignore[misc]
            def __init__(self, path: object, **named: object) -> None:
                super().__init__(path, **named)
                self.path = path

            def read(self, columns: list[str] | None = None, **named: object) -> pa.Table:
                if isinstance(self.path, Path) and not set(columns or ["body"]) <= PLACES:
                    counts[self.path.parent.name, self.path.name] += 1
                return super().read(columns, **named)

        monkeypatch.setattr(readers, "read_apart", sources)
        monkeypatch.setattr(pq, "ParquetFile", Counted)

    def clear(self) -> None:
        self.sources.clear()
        self.files.clear()

    def of_step(self, step: str) -> list[int]:
        return [times for (folder, _), times in self.files.items() if folder == step]


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Passes:
    return Passes(monkeypatch)


def month(folder: Path, number: int) -> Path:
    rows = mixed_records(days(f"2024-{number:02}-01", 6), {"farm": 3, "school": 2, "sport": 1})
    return write_jsonl(
        folder / f"{number:02}.jsonl", [r | {"id": f"{number}-{k}"} for k, r in enumerate(rows)]
    )


def test_every_source_is_read_once_and_a_rebuild_reads_only_what_changed(
    tmp_path: Path, passes: Passes
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    names = [month(papers, number).name for number in range(1, 7)]
    build(papers, tmp_path / "x", topics=3)
    assert passes.sources == Counter(names)
    passes.clear()
    build(papers, tmp_path / "x", topics=3)
    assert not passes.sources
    assert not passes.of_step("chunks")
    changed = papers / names[2]
    changed.write_text(changed.read_text("utf-8").replace("小麦", "玉米"), "utf-8")
    passes.clear()
    build(papers, tmp_path / "x", topics=3)
    assert passes.sources == Counter([names[2]])


def test_a_chunk_is_opened_as_often_in_a_large_archive_as_in_a_small_one(
    tmp_path: Path, passes: Passes
) -> None:
    most = []
    for months in (3, 9):
        papers = tmp_path / f"papers{months}"
        papers.mkdir()
        for number in range(1, months + 1):
            month(papers, number)
        passes.clear()
        build(papers, tmp_path / f"x{months}", topics=3)
        opened = passes.of_step("chunks")
        assert len(opened) >= months
        most.append(max(opened))
    assert most[0] == most[1], most


def test_of_a_large_archive_every_nth_issue_topic_is_linked(tmp_path: Path) -> None:
    """Evenly over the partitions, also when each has fewer than n; of a small archive every one."""
    store, sizes = WorkStore(tmp_path), [1, 2, 7] * 20
    for key, size in enumerate(sizes):
        stack = csr_matrix(np.full((size, 1), key + 1, dtype=np.float32))
        none = np.zeros(0, dtype=np.int32)
        store.save_record("fitted", str(key), FittedPartition(stack, stack, *[none] * 8, stack, stack))
    keys = [str(key) for key in range(len(sizes))]
    whole = stacked_issue_topics(store, keys)
    assert whole.toarray().ravel().tolist() == [
        key + 1 for key, size in enumerate(sizes) for _ in range(size)
    ]
    thin = stacked_issue_topics(store, keys, every=4).toarray().ravel()
    assert thin.size == sum(sizes) // 4
    assert np.diff(np.unique(thin)).max() <= 6  # no stretch of partitions is left out
