"""How articles are put into files changes nothing: one file, many, any grouping, in any order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.builders import built, days, mixed_records, write_jsonl
from trends.archive import Archive

QUOTED = ("“水网工程”", "“五老八匠”", "“清风驿站”", "“百日会战”")


def rows() -> list[dict[str, object]]:
    """Twenty issues over two months, phrases that come once or twice in an issue, two papers."""
    found = mixed_records(days("2024-01-20", 20), {"farm": 3, "school": 3, "sport": 2})
    for n, row in enumerate(found):
        row["paper"] = ("柳桥日报", "柳桥晚报")[n % 3 == 0]
        phrase = QUOTED[n % 7 % 4]
        row["body"] = f"{row['body']}各地推进{phrase}建设，{phrase[1:-1]}见到成效。"
    return found


def told(archive: Archive) -> dict[str, object]:
    """All that a reader can see of it, without the names of files and the places in them."""
    articles = archive.articles(order="date", limit=1000).sort_values("id")
    columns = ["id", "date", "paper", "headline", "topic", "weight"]
    shares = archive.shares(by="month")
    return {
        "articles": articles[columns].round(6).to_csv(index=False),
        "phrases": archive.phrases().round(6).to_csv(index=False),
        "terms": archive.snapshot.terms.tolist(),
        "shares": shares.round(6).to_csv(index=False),
        "topics": archive.topics()[["topic", "label", "n"]].to_csv(index=False),
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("whole")
    return told(built(write_jsonl(folder / "all.jsonl", rows()), folder / "x", topics=3))


@pytest.mark.parametrize("seed", range(3))
def test_any_grouping_of_the_same_articles_is_the_same_archive(
    whole: dict[str, object], seed: int, tmp_path: Path
) -> None:
    drawn = random.Random(seed)
    found = rows()
    drawn.shuffle(found)
    files = (2, 9, len(found))[seed]
    folder = tmp_path / "in"
    folder.mkdir()
    groups: list[list[dict[str, object]]] = [[] for _ in range(files)]
    for n, row in enumerate(found):
        groups[n if files == len(found) else drawn.randrange(files)].append(row)
    for n, group in enumerate(groups):
        if group:
            write_jsonl(folder / f"{drawn.randrange(10**6)}-{n}.jsonl", group)
    again = told(built(folder, tmp_path / "x", topics=3))
    for name, value in whole.items():
        assert again[name] == value, name
