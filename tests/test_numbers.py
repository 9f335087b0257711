"""Every number the screen shows or exports is the command line's number for the same query.

Random dates, periods, measures, words and topics; TRENDS_NUMBERS sets how many draws an archive gets.
"""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.builders import built
from tests.screens import screen, text
from trends.archive import Archive, open_archive
from trends.cli import app as commands
from trends.dashboard import actions as action_row
from trends.records import PERIODS

DRAWS = int(os.environ.get("TRENDS_NUMBERS", "4"))
Rows = list[dict[str, str]]
Exports = dict[str, bytes]


@pytest.fixture(scope="module", params=["sample", "news"])
def folder(
    request: pytest.FixtureRequest, sample_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample pages; 1,200 articles of the large corpus where it is at hand."""
    if request.param == "sample":
        return sample_dir
    source: Path = request.getfixturevalue("news_file")
    root = tmp_path_factory.mktemp("numbers")
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        (root / "news.jsonl").write_text("".join(itertools.islice(lines, 1200)), "utf-8")
    built(root / "news.jsonl", root / "archive", topics=12)
    return root / "archive"


@pytest.fixture
def exports(monkeypatch: pytest.MonkeyPatch) -> Exports:
    """The CSV of every chart by its name, as the button would give it."""
    kept: Exports = {}

    def keep(table: Any, view: Any, meta: Any, *, name: str) -> None:
        kept[name] = action_row.csv_of(table(), view, meta)

    monkeypatch.setattr(action_row, "csv_button", keep)
    return kept


def told(*words: str, archive: Path) -> Rows:
    """What the command prints, as rows."""
    done = CliRunner().invoke(commands, [*words, "--archive", str(archive), "--format", "csv"])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def exported(data: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def same(shown: Rows, command: Rows, key: dict[str, str], numbers: dict[str, str]) -> None:
    """Rows agree where they share a key; key and numbers: column of the screen → of the command."""
    theirs = {tuple(row[column] for column in key.values()): row for row in command}
    assert shown or not any(float(row.get("N", 1)) for row in command)  # no article: no chart
    for row in shown:
        other = theirs[tuple(row[column] for column in key)]
        for mine, yours in numbers.items():
            a, b = row[mine], other[yours]
            assert a == b or float(a) == pytest.approx(float(b), rel=1e-9, abs=1e-12), (row, other)


def drawn(folder: Path, seed: int) -> tuple[Archive, random.Random, dict[str, str], list[str]]:
    """An archive, a source of chance, a link's dates and period, and the same as options."""
    chance, opened = random.Random(seed), open_archive(folder)
    dates = sorted(opened.issues()["date"].unique())
    since, until = sorted(chance.sample(dates, 2))
    by = chance.choice(PERIODS)
    link = {"from": since, "to": until, "by": by}
    options = ["--since", since, "--until", until]
    if chance.random() < 0.3 and opened.facets()["facet"].eq("page").any():
        link["front"], options = "1", [*options, "--front-page"]
    return opened, chance, link, options


def word(opened: Archive, chance: random.Random) -> str:
    """A word, a phrase, two alternatives or two together, out of the archive."""
    terms = [term for row in opened.topics()["terms"] for term, _ in row]
    a, b = chance.sample(terms, 2)
    return chance.choice([a, f"{a}|{b}", f"{a} {b}"])


def check_topics(folder: Path, seed: int, open_page: Callable[..., Exports]) -> None:
    _, chance, link, options = drawn(folder, seed)
    measure = chance.choice(["articles", "characters"])
    shown = exported(open_page("topics", **link, measure=measure).get("topics", b""))
    command = told("shares", "--by", link["by"], "--measure", measure, *options, archive=folder)
    numbers = {"n": "n", "N": "N", "issues": "issues", "missing": "missing", "value": "share"}
    same(shown, command, {"period": "period", "series": "topic"}, numbers)


def check_keywords(folder: Path, seed: int, open_page: Callable[..., Exports]) -> None:
    opened, chance, link, options = drawn(folder, seed)
    query = word(opened, chance)
    shown = exported(open_page("keywords", **link, q=query).get("keywords", b""))
    command = told("keywords", query, "--by", link["by"], *options, archive=folder)
    if not shown:  # nothing is drawn of a word that does not stand there
        assert not any(int(row["n"]) for row in command)
        return
    numbers = {c: c for c in ("n", "N", "occurrences", "characters", "per_million", "issues", "missing")}
    same(shown, command, {"period": "period", "series": "term"}, numbers)


def check_articles(folder: Path, seed: int, open_page: Callable[..., Exports]) -> None:
    opened, chance, link, options = drawn(folder, seed)
    topic = chance.choice(list(opened.topics()["topic"]))
    found = open_page("articles", **link, topic=topic, order="weight")
    command = told("articles", "--topic", topic, "--limit", "100000", *options, archive=folder)
    if not command:
        assert "articles" not in found
        return
    shown = exported(found["articles"])
    assert [row["id"] for row in shown] == [row["id"] for row in command]
    same(shown, command, {"id": "id"}, {"weight": "weight"})


def check_compare(folder: Path, seed: int, open_page: Callable[..., Exports]) -> None:
    opened, chance, _, _ = drawn(folder, seed)
    dates = sorted(opened.issues()["date"].unique())
    a, b, c, d = (dates[i] for i in sorted(chance.sample(range(len(dates)), 4)))
    ranges = {"a": f"{a}:{b}", "b": f"{c}:{d}"}
    found = open_page("compare", **ranges)
    shown = exported(found.get("keyness", b""))
    command = told("compare", "--a", ranges["a"], "--b", ranges["b"], "--limit", "100000", archive=folder)
    listed = [row for row in command if row["beyond_chance"] == "True"]
    assert len(shown) == len(listed)
    same(shown, listed, {"term": "term"}, {c: c for c in ("n_a", "n_b", "log_ratio", "g2", "issues_a")})
    for side in "ab":
        first, last = ranges[side].split(":")
        topics = told("topics", "--since", first, "--until", last, archive=folder)
        mine = exported(found["compare"])
        n, share = ("n_before", "share_before") if side == "a" else ("n", "share")
        same(mine, topics, {"topic": "topic"}, {n: "n", share: "share"})


CHECKS = {
    "topics": check_topics,
    "keywords": check_keywords,
    "articles": check_articles,
    "compare": check_compare,
}


@pytest.mark.parametrize("seed", range(DRAWS))
@pytest.mark.parametrize("page", CHECKS)
def test_the_screen_tells_the_commands_numbers(
    folder: Path, exports: Exports, monkeypatch: pytest.MonkeyPatch, page: str, seed: int
) -> None:
    def open_page(name: str, **link: str) -> Exports:
        app = screen(folder, monkeypatch, name, **link)
        assert not app.exception
        assert "数据版本" in text(app)
        for data in exports.values():
            assert all(row["data_version"] and "version=" in row["query"] for row in exported(data))
        return exports

    CHECKS[page](folder, seed, open_page)


def test_the_drawer_and_the_heading_tell_the_commands_numbers(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = told("keywords", "招商引资", "--by", "year", archive=sample_dir)
    total, articles = (sum(int(row[c]) for row in rows) for c in ("n", "N"))
    app = screen(sample_dir, monkeypatch, "keywords", q="招商引资", by="year")
    assert f"见于 {total} 篇" in text(app)
    assert f"**{total}** / {articles} 篇" in text(app)
