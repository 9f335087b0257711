"""Words in too many articles to tell topics apart are counted, compared and searched all the same."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tests.builders import build, days, mixed_records, write_jsonl
from trends import pipeline
from trends.archive import Archive, open_archive
from trends.pipeline import Engine
from trends.records import Scope

EARLY = Scope(until=dt.date(2024, 1, 31))
LATE = Scope(since=dt.date(2024, 2, 1), until=dt.date(2024, 2, 29))
LATER = Scope(since=dt.date(2024, 3, 1))


def told(rows: list[dict[str, object]], share: float, word: str = "疫情") -> list[dict[str, object]]:
    """The rows, a part of them with one word more, alone between full stops so that it is part of no phrase."""
    held = np.random.default_rng(0).random(len(rows)) < share
    return [
        row | {"body": f"{row['body']}{word}。"} if own else row for row, own in zip(rows, held, strict=True)
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, list[dict[str, object]]]:
    folder = tmp_path_factory.mktemp("common")
    mix = {"farm": 3, "school": 3, "sport": 3}
    january, february, march = (
        mixed_records(days(first, 20), mix) for first in ("2024-01-02", "2024-02-02", "2024-03-02")
    )
    rows = [*told(january, 0.3), *told(february, 0.95), *told(march, 0.5)]
    rows = [row | {"id": f"r{i}"} for i, row in enumerate(rows)]
    split = len(january) + len(february)
    build(write_jsonl(folder / "a.jsonl", rows[:split]), folder / "archive", topics=3, max_df=0.5)
    more = write_jsonl(folder / "b.jsonl", rows[split:])
    pipeline.add([more], folder / "archive", engine=Engine(jobs=1), progress=pipeline.no_progress)
    return open_archive(folder / "archive"), rows


def held(rows: list[dict[str, object]], month: str) -> int:
    return sum("疫情" in str(row["body"]) for row in rows if str(row["date"]).startswith(month))


def test_a_word_of_half_the_articles_is_compared(archive: tuple[Archive, list[dict[str, object]]]) -> None:
    found, rows = archive
    table = found.keyness(LATE, EARLY).set_index("term")
    assert table.loc["疫情", ["n_a", "n_b"]].tolist() == [held(rows, "2024-02"), held(rows, "2024-01")]
    moved = found.movers(LATE, EARLY, "terms").set_index("item").loc["疫情"]
    assert moved["beyond_chance"]
    assert moved["n"] == held(rows, "2024-02")


def test_what_is_added_counts_it_too(archive: tuple[Archive, list[dict[str, object]]]) -> None:
    found, rows = archive
    moved = found.movers(LATER, LATE, "terms").set_index("item").loc["疫情"]
    assert (moved["n"], moved["n_before"]) == (held(rows, "2024-03"), held(rows, "2024-02"))
    assert found.snapshot.rows("SELECT n, df FROM terms WHERE text = '疫情'") == [
        (sum(held(rows, month) for month in ("2024-01", "2024-02", "2024-03")), 0)
    ]


def test_no_topic_is_made_of_it(archive: tuple[Archive, list[dict[str, object]]]) -> None:
    found, _ = archive
    assert found.snapshot.rows("SELECT count(*) FROM components JOIN terms USING (term) WHERE df = 0") == [
        (0,)
    ]
    for topic in found.topics()["topic"]:
        assert "疫情" not in set(found.topic_words(topic)["term"])


def test_articles_of_a_topic_with_a_word_are_counted(
    archive: tuple[Archive, list[dict[str, object]]],
) -> None:
    """The count beside a word of a topic, over random ranges, is that of the articles that hold it as a term."""
    found, _ = archive
    rng = np.random.default_rng(1)
    for topic in found.topics()["topic"]:
        for _ in range(4):
            first, last = sorted(rng.integers(0, 90, 2).tolist())
            scope = Scope(*(dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in (first, last)))
            for term, n in found.topic_words(topic, scope)[["term", "n"]].itertuples(index=False):
                counted = found.snapshot.rows(
                    """SELECT count(*) FROM articles JOIN article_terms USING (article) JOIN terms USING (term)
                       WHERE text = ? AND topic = ? AND date BETWEEN ? AND ?""",
                    [term, int(topic[1:]), scope.since, scope.until],
                )
                assert counted == [(n,)]
