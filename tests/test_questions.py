"""The law of questions: every face gives every question the same answer or the same sentence.

Random parameters, some of them unfit; TRENDS_QUESTIONS sets how many draws each question gets, TRENDS_ASKED names
the folder of one more archive to ask.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from tests.asking import MORE, Chance, command, each, over_http, python
from tests.builders import ROOT
from tests.server import served
from trends.api import create_api
from trends.archive import Archive, open_archive
from trends.archive.answers import plain
from trends.archive.permission import Person
from trends.archive.registry import Question, known_question
from trends.cli import app
from trends.dashboard import data
from trends.errors import NotFoundError, TrendsError, UsageError
from trends.records import Scope

DRAWS = int(os.environ.get("TRENDS_QUESTIONS", "2"))


@pytest.fixture(scope="module", params=["sample_dir", "planted_dir", *MORE], ids=str)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param if isinstance(request.param, Path) else request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_api(folder, lambda _: Person("reader", editor=False), burst=10**9)) as opened:
        yield opened


@pytest.mark.parametrize("draw", range(DRAWS))
@each
def test_every_face_gives_the_same_answer_or_the_same_sentence(
    folder: Path, client: TestClient, asked: Question, draw: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_ARCHIVE", str(folder))
    archive = open_archive(folder)
    values = Chance(archive, hash((asked.name.encode()[0], len(asked.name), draw))).values(asked)
    truth = python(asked, archive, values, **asked.json)
    same = [command(asked, folder, values, "json"), over_http(asked, client, values)]
    if isinstance(truth, TrendsError):
        wrong = 2 if isinstance(truth, UsageError) else 1
        assert same == [
            (str(truth), wrong),
            (str(truth), 404 if isinstance(truth, NotFoundError) else 422),
        ], values
    else:
        expected = plain(truth, asked.columns)
        assert [json.loads(said) for said in same] == [expected, expected], values
    data.open_current()  # as every run of a page begins
    bare, screen = (python(asked, one, values) for one in (archive, data.ask()))
    if isinstance(bare, TrendsError):
        assert str(screen) == str(bare)
        return
    assert json.dumps(plain(screen)) == json.dumps(plain(bare))
    if asked.columns:
        same_cells(bare, command(asked, folder, values, "csv"))


def same_cells(table: pd.DataFrame, printed: str) -> None:
    """The CSV has the table's columns, and its numbers and texts digit for digit."""
    rows = list(csv.reader(io.StringIO(printed)))
    assert rows[0] == list(table.columns)
    for name, *column in zip(*rows, strict=True):
        cells = ["" if value is pd.NA or value is None or value != value else value for value in table[name]]
        if not any(isinstance(value, (list, tuple)) for value in cells):
            assert column == [str(value) for value in cells], name


# ---- names -----------------------------------------------------------------------------------


def test_an_unknown_question_gets_one_sentence(sample_dir: Path) -> None:
    with pytest.raises(UsageError) as told:
        known_question("nothing")
    done = CliRunner().invoke(app, ["nothing"])
    assert (done.stderr.strip(), done.exit_code) == (str(told.value), 2)
    found = TestClient(create_api(sample_dir, lambda _: Person("reader", editor=False))).get("/nothing")
    assert (found.json(), found.status_code) == ({"what": told.value.what, "cure": told.value.cure}, 422)


def test_old_names_still_work_and_say_what_to_use(folder: Path, client: TestClient) -> None:
    word = open_archive(folder).topics()["terms"][0][0][0]
    now = client.get("/articles", params={"term": word})
    old = client.get("/articles", params={"q": word})
    assert (old.json(), "deprecation" in now.headers, old.headers["deprecation"]) == (
        now.json(),
        False,
        "true",
    )
    said = CliRunner().invoke(app, ["articles", "--q", word, "--archive", str(folder)])
    assert (
        said.stdout == CliRunner().invoke(app, ["articles", "--term", word, "--archive", str(folder)]).stdout
    )
    assert said.stderr.splitlines()[0] == "q 将停用，请改用 term"
    ends = {"a_since": "2024-01-01", "a_until": "2024-01-31", "b_since": "2024-02-01"}
    ranges = {"a": "2024-01-01:2024-01-31", "b": "2024-02-01:"}
    assert client.get("/compare", params=ends).json() == client.get("/compare", params=ranges).json()


def test_how_many_more_there_are_is_said(folder: Path, client: TestClient) -> None:
    n = open_archive(folder).count_articles()
    assert int(client.get("/articles", params={"limit": 2}).headers["x-total-rows"]) == n
    said = (
        CliRunner()
        .invoke(app, ["articles", "--limit", "2", "--offset", "3", "--archive", str(folder)])
        .stderr
    )
    assert said.strip() == f"共 {n} 行，到这里是 5 行；后面的用 --offset 5"
    rest = CliRunner().invoke(app, ["articles", "--offset", "1", "--limit", "9999", "--archive", str(folder)])
    assert rest.stderr == ""


def test_a_real_server_and_a_real_process_say_the_same(planted_dir: Path, tmp_path: Path) -> None:
    line = [
        sys.executable,
        "-m",
        "trends",
        "shares",
        "--once",
        "--archive",
        str(planted_dir),
        "--format",
        "json",
    ]
    with served(planted_dir, tmp_path) as server:
        found = httpx.get(
            f"{server.address}/api/shares", params={"once": "true"}, trust_env=False, timeout=60
        )
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.json() == json.loads(done.stdout)


def test_a_command_may_be_typed_with_either_mark(folder: Path) -> None:
    said = [
        CliRunner().invoke(app, [name, "--archive", str(folder)]).stdout
        for name in ("topic-changes", "topic_changes")
    ]
    assert said[0] == said[1] != ""


def test_an_answer_is_kept_for_the_next_who_asks(planted: Archive) -> None:
    kept: dict[Any, Any] = {}

    def answering(key: Any, make: Any) -> Any:
        return kept[key] if key in kept else kept.setdefault(key, make())

    archive = Archive(planted.snapshot, answering)
    word = planted.topics()["terms"][0][0][0]
    assert archive.keywords([word], by="month") is archive.keywords((word,), Scope(), "month")
    assert archive.shares() is not archive.shares(by="week")
    assert archive.count_articles() == planted.count_articles()
    assert all(dataclasses.is_dataclass(part) or not isinstance(part, list) for key in kept for part in key)
