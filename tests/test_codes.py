"""Codes as questions of an archive: counted exactly, the same on every face, written by nobody who only asks."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from tests.builders import SUBJECTS, build, write_jsonl
from trends.api import create_api
from trends.archive import Archive, Filter, open_archive
from trends.archive.answers import plain
from trends.archive.codebooks import save_codebook, version_of
from trends.archive.permission import Person
from trends.archive.query import is_foldable, parse_query
from trends.archive.registry import QUESTIONS
from trends.archive.sql import coding
from trends.archive.sql.coding import coded_articles
from trends.archive.sql.hits import hit_tables
from trends.cli import app
from trends.codebook import Code, Codebook
from trends.errors import AccessError, NotFoundError, QueryError
from trends.records import Scope

FARM, SPORT = (SUBJECTS[name].split()[:3] for name in ("farm", "sport"))
BOOK = Codebook(
    (
        Code("农业", tuple(FARM)),
        Code("体育", tuple(SPORT), parent="文体"),
        Code("合并", (), topics=("t1", "t2")),
    )
)


@pytest.fixture(scope="module")
def folder(planted_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("codes") / "archive"
    shutil.copytree(planted_dir, found)
    save_codebook(found, BOOK)
    return found


@pytest.fixture(scope="module")
def archive(folder: Path) -> Archive:
    return open_archive(folder)


def test_strict_counts_are_those_of_the_words(archive: Archive) -> None:
    table = archive.codes().set_index("code")
    for code in BOOK.codes[:2]:
        either = "|".join(code.words)
        assert table.loc[code.name, "n"] == archive.count_articles(wanted=Filter(query=either))
    merged = sum(archive.count_articles(wanted=Filter(topic=topic)) for topic in ("t1", "t2"))
    assert table.loc["合并", "n"] == merged
    assert set(table["N"]) == {archive.meta.articles}


@pytest.mark.parametrize("mode", ["strict", "assisted"])
def test_a_point_leads_to_the_articles_it_counts(archive: Archive, mode: str) -> None:
    shares = archive.code_shares(by="month", coded=mode)  # type: ignore[arg-type]
    for row in shares[shares["n"] > 0].itertuples():
        scope = Scope(dt.date.fromisoformat(row.start), dt.date.fromisoformat(row.end))
        wanted = Filter(code=row.code, coded=mode)  # type: ignore[arg-type]
        assert archive.count_articles(scope, wanted) == row.n
        assert row.low <= row.share <= row.high
    if mode == "assisted":
        assert shares.groupby("period")["share"].sum().tolist() == pytest.approx(
            [1.0] * shares["period"].nunique()
        )


def test_assisted_finds_the_planted_subject(archive: Archive) -> None:
    found = archive.articles(wanted=Filter(code="体育", coded="assisted"), limit=1000, text=True)
    own = [any(word in text for word in SUBJECTS["sport"].split()) for text in found["text"]]
    assert len(found) > 20
    assert sum(own) / len(own) > 0.9


def test_words_say_what_they_do_alone(archive: Archive) -> None:
    table = archive.code_words("农业").set_index("word")
    one, *others = FARM
    only = archive.count_articles(wanted=Filter(query=f"{one} -{'|'.join(others)}"))
    assert table.loc[one, "alone"] == only
    assert table.loc[one, "n"] == archive.count_articles(wanted=Filter(query=one))


def test_every_face_answers_of_codes_alike(archive: Archive, folder: Path) -> None:
    client = TestClient(create_api(folder, lambda _: Person("reader", editor=False), burst=10**6))
    asked = {
        "codes": {},
        "code_shares": {"by": "month", "coded": "assisted"},
        "code_words": {"code": "农业"},
        "code_overlap": {"code": "体育"},
        "articles": {"code": "农业", "coded": "assisted", "limit": "5"},
    }
    for name, values in asked.items():
        question = QUESTIONS[name]
        arguments, _ = question.read({key: [value] for key, value in values.items()}, "json")
        truth = plain(question.put(archive, arguments), question.columns)
        said = client.get(question.path, params=values).json()
        given = [values["code"]] if name in ("code_words", "code_overlap") else []
        flags = [w for k, v in values.items() if not (given and k == "code") for w in (f"--{k}", v)]
        line = [question.command, *flags, "--archive", str(folder), "--format", "json", "--", *given]
        printed = CliRunner().invoke(app, line)
        assert said == truth, name
        assert json.loads(printed.stdout) == truth, name


def test_unknown_codes_and_no_codebook_are_one_sentence(archive: Archive, sample: Archive) -> None:
    with pytest.raises(NotFoundError):
        archive.count_articles(wanted=Filter(code="没有"))
    with pytest.raises(NotFoundError):
        archive.code_words("没有")
    assert sample.codes().empty
    with pytest.raises(QueryError, match="没有编码本"):
        sample.code_changes(Scope(until=dt.date(2024, 1, 20)), Scope(since=dt.date(2024, 1, 21)))


def test_an_edit_is_a_new_version_and_the_old_one_stays(folder: Path, archive: Archive) -> None:
    before = archive.codes()
    other = Codebook((Code("农业", tuple(FARM[:1])), *BOOK.codes[1:]))
    save_codebook(folder, other)
    try:
        assert archive.codes()["n"].iloc[0] < before["n"].iloc[0]
        kept = version_of(folder, BOOK.version)
        assert kept == BOOK
        assert Archive(archive.snapshot, codebook=kept).codes().equals(before)
    finally:
        save_codebook(folder, BOOK)


def test_who_may_only_read_asks_and_writes_nothing(
    planted_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(planted_dir, tmp_path / "archive")
    shutil.rmtree(tmp_path / "archive" / "codebooks", ignore_errors=True)
    (tmp_path / "archive" / "codebook.yaml").unlink()
    (tmp_path / "archive" / "codebook.csv").write_bytes("编码,词\n农业,小麦\n".encode("gb18030"))
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    before = sorted(tmp_path.rglob("*"))
    assert open_archive(tmp_path / "archive").codes()["code"].tolist() == ["农业", ""]
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(AccessError):
        save_codebook(tmp_path / "archive", BOOK)


def test_many_words_at_once_find_what_each_finds_alone(tmp_path: Path) -> None:
    """Either script, any case and width, words that overlap themselves, joined, alternative and excluded."""
    bodies = [
        "人人人都说改革开放好，GDP增长，小麦丰收。",
        "經濟發展，ｇｄｐ与Gdp并列，玉米與小麥。",
        "乾隆年间乾燥少雨，干燥的风吹过著名的山，随着人人人人。",
        "５Ｇ与5g基站，APEC会议，开放不等于放开。",
    ]
    rows = [
        {"date": f"2024-01-0{n}", "title": f"第{n}条GDP", "body": body * 2}
        for n, body in enumerate(bodies, 1)
    ]
    build(write_jsonl(tmp_path / "rows.jsonl", rows), tmp_path / "archive", topics=2)
    snapshot = open_archive(tmp_path / "archive").snapshot
    words = [
        "人人",
        "改革|开放",
        "gdp",
        "小麦",
        "小麦\u3000-玉米",
        "干燥",
        "著名",
        "5G|apec",
        "经济\u3000发展",
        "乾隆",
        "山",
        "没有的词",
    ]
    queries = [parse_query(word, least=1) for word in words]
    assert not is_foldable(parse_query("乾隆"))
    numbers = coded_articles(snapshot)["article"].to_numpy()
    assert len(queries) >= coding.MANY
    found = coding.word_hits(snapshot, queries, numbers).toarray()
    for i, (query, table) in enumerate(hit_tables(snapshot, queries, Scope()).items()):
        alone = dict(zip(table["article"], table["occurrences"], strict=True))
        assert found[:, i].tolist() == [alone.get(number, 0) for number in numbers], query.text
    assert found[:, 0].max() == 4  # 人人人人 twice, each holds two
