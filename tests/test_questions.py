"""The law of questions: every one is declared whole, and every face gives it the same answer or the same sentence.

Random parameters, some of them unfit; TRENDS_QUESTIONS sets how many draws each question gets, TRENDS_ASKED names
the folder of one more archive to ask.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pandas as pd
import pytest
from fastapi.testclient import TestClient
from typer.main import get_command
from typer.testing import CliRunner

from tests.builders import ROOT
from tests.server import served
from trends.api import create_api
from trends.archive import Archive, open_archive
from trends.archive.answers import plain
from trends.archive.columns import COLUMNS
from trends.archive.parameters import Parameter
from trends.archive.permission import Person
from trends.archive.registry import QUESTIONS, Question, known_question
from trends.cli import app
from trends.cli.manual import manual
from trends.dashboard import data
from trends.errors import NotFoundError, TrendsError, UsageError
from trends.records import Scope

DRAWS = int(os.environ.get("TRENDS_QUESTIONS", "2"))
MORE = [Path(folder) for folder in [os.environ.get("TRENDS_ASKED")] if folder]
Values = dict[str, Any]  # of a question's parameters, by name
ASKED = list(QUESTIONS.values())
each = pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)


@pytest.fixture(scope="module", params=["sample_dir", "planted_dir", *MORE], ids=str)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param if isinstance(request.param, Path) else request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_api(folder, lambda _: Person("reader", editor=False), burst=10**9)) as opened:
        yield opened


# ---- parameters by chance --------------------------------------------------------------------


class Chance:
    """Values of parameters, mostly of the archive, now and then unfit."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.random = random.Random(seed)
        self.dates = [dt.date.fromisoformat(day) for day in archive.issues()["date"].unique()]
        words = [term for terms in archive.topics()["terms"] for term, _ in terms]
        self.texts: dict[str, list[str]] = {
            "topic": [*archive.topics()["topic"], "unassigned", "t99", "topic"],
            "id": [*archive.articles(limit=9)["id"], "nothing"],
            "file": [*archive.pages()["file"], "nothing"],
            "paper": [*archive.meta.papers, "没有这份报"],
            "headline": [word[:1] for word in words],
            "code": [*archive.codes()["code"], "没有这个编码"],
            "reporter": [*archive.names(kind="reporter", limit=5)["name"], "无名"],
            "source": ["own", "unknown", "unknown", "own|unknown|新华社", "没有这个来源"],
        }
        self.words = [*words, f"{words[0]}|{words[1]}", f"{words[2]} -{words[3]}", "没有这个词", "一", "- |"]

    def values(self, asked: Question) -> Values:
        given = {}
        for p in asked.parameters:
            if p.required or self.random.random() < 0.4:
                given[p.name] = self.many(p) if p.many else self.one(p)
        return given

    def many(self, p: Parameter) -> list[str]:
        return [self.random.choice(self.words) for _ in range(self.random.choice([1, 1, 2, 8, 9]))]

    def one(self, p: Parameter) -> Any:
        if p.kind == "flag":
            return self.random.random() < 0.5
        if p.kind == "choice":
            return self.random.choice([*p.choices * 3, "decade"])
        if p.kind == "number":
            least, most = p.help.least or 0, p.help.most or 9
            return self.random.choice([least, least + 1, min(least + 7, most), most, least - 1, most + 1])
        if p.kind == "date":
            return self.random.choice([*self.dates, dt.date(2001, 1, 1)])
        if p.kind == "range":
            ends = [self.random.choice([None, *self.dates]) for _ in range(2)]
            return Scope(*(ends if self.random.random() < 0.2 else sorted(ends, key=str)))
        return self.random.choice(self.texts.get(p.name.removesuffix("_a").removesuffix("_b"), self.words))


def text(value: Any) -> str:
    """A value as people type it."""
    if isinstance(value, Scope):
        return f"{value.since or ''}:{value.until or ''}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def texts(values: Values) -> dict[str, list[str]]:
    return {
        n: [text(v) for v in value] if isinstance(value, list) else [text(value)]
        for n, value in values.items()
    }


# ---- the faces -------------------------------------------------------------------------------


def python(asked: Question, archive: Archive, values: Values, **defaults: Any) -> Any:
    """What Python answers: the answer itself, or the error."""
    arguments = {a.name: a.value(defaults | values) for a in asked.arguments}
    try:
        called = getattr(type(archive), asked.method.__name__)
        return called.fget(archive) if isinstance(called, property) else called(archive, **arguments)
    except TrendsError as error:
        return error


def command(asked: Question, folder: Path, values: Values, form: str) -> Any:
    """What the command prints, or (sentence, exit code)."""
    words = []
    for p in asked.parameters:
        given = texts(values).get(p.name, [])
        flag = f"--{p.name.replace('_', '-')}"
        if given and p.kind == "flag":
            words += [flag] if given == ["true"] else [f"--no-{flag[2:]}"] if p.default else []
        elif not (p.many or (p.required and p.kind != "range")):
            words += [word for value in given for word in (flag, value)]
    behind = [
        v
        for p in asked.parameters
        if p.many or (p.required and p.kind != "range")
        for v in texts(values).get(p.name, [])
    ]
    line = [asked.command, *words, "--archive", str(folder), "--format", form, "--", *behind]
    done = CliRunner().invoke(app, line)
    return done.stdout if done.exit_code == 0 else (done.stderr.strip(), done.exit_code)


def over_http(asked: Question, client: TestClient, values: Values) -> Any:
    """What the path answers, or (sentence, status)."""
    query = texts(values)
    path = asked.path.format(**{name: found[0] for name, found in query.items()})
    inside = {name for name in query if f"{{{name}}}" in asked.path}
    found = client.get(path, params={name: value for name, value in query.items() if name not in inside})
    if found.status_code == 200:
        return found.text
    fault = found.json()
    return f"{fault['what']}; {fault['cure']}" if fault["cure"] else fault["what"], found.status_code


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


# ---- the declarations ------------------------------------------------------------------------


@each
def test_a_question_is_declared_whole(asked: Question) -> None:
    assert asked.summary.endswith((".", "`"))
    assert all(p.help.text for p in asked.parameters)
    assert all(c.text for c in asked.columns)
    hints = {a.name for a in asked.arguments}
    assert len(hints) == len(asked.arguments)


@pytest.mark.parametrize("asked", [a for a in ASKED if a.columns], ids=lambda asked: asked.name)
def test_a_table_has_the_columns_it_declares(sample: Archive, planted: Archive, asked: Question) -> None:
    for seed in range(240):
        archive = (sample, planted)[seed % 2]
        answer = python(asked, archive, Chance(archive, seed).values(asked))
        if isinstance(answer, pd.DataFrame):
            always = [c.name for c in asked.columns if c.always]
            assert [name for name in answer.columns if name in always] == always
            assert set(answer.columns) <= {c.name for c in asked.columns}
            return
    pytest.fail("no draw gave a table")


def test_every_column_that_is_explained_is_used() -> None:
    assert set(COLUMNS) <= {c.name for asked in ASKED for c in asked.columns}


def test_every_question_has_a_command_and_a_path_of_its_own(sample_dir: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {asked.command for asked in ASKED} <= set(commands)
    assert len({asked.command for asked in ASKED}) == len({asked.path for asked in ASKED}) == len(ASKED)
    paths = create_api(sample_dir, lambda _: None).openapi()["paths"]
    assert set(paths) == {asked.path for asked in ASKED}


def test_every_public_table_of_an_archive_is_a_question() -> None:
    public = {name for name in dir(Archive) if not name.startswith("_")}
    methods = {asked.method.__name__ for asked in ASKED}
    assert public - methods == {"rename", "count_articles", "count_hits", "codebook", "own_codebook"}


def test_the_reference_is_what_the_declarations_say() -> None:
    assert (ROOT / "docs" / "questions.md").read_text("utf-8") == manual(), "make questions writes it anew"


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


# ---- the same bytes twice --------------------------------------------------------------------


@pytest.fixture(scope="module")
def turned(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The archive with the rows of every table stored in another order, in row groups of other lengths."""
    copy = tmp_path_factory.mktemp("turned")
    lists = [path for path in folder.iterdir() if path.is_file() and path.name != "LOCK"]
    for path in lists:
        shutil.copy(path, copy)
    source = open_archive(folder).snapshot.path
    (copy / "snapshots").mkdir()
    with duckdb.connect(str(copy / "snapshots" / source.name)) as db:
        db.execute(f"ATTACH '{source}' AS old (READ_ONLY)")
        for (table,) in db.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
        ).fetchall():
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM old.{table} ORDER BY hash(rowid * 7919)")
    return open_archive(copy)


@each
def test_an_answer_does_not_depend_on_the_order_in_which_rows_are_met(
    folder: Path, turned: Archive, asked: Question
) -> None:
    """What threads bring in any order must be put in one, and ties must be broken by something that is told."""
    archive = open_archive(folder)
    chance = Chance(archive, 11)
    for _ in range(4):
        values = chance.values(asked)
        one, other = (python(asked, source, values) for source in (archive, turned))
        if isinstance(one, TrendsError):
            assert str(other) == str(one)
        else:
            assert json.dumps(plain(other)) == json.dumps(plain(one)), values
