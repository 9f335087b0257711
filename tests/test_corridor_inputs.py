"""Bad input, the large corpus and the decisions of people, through the whole corridor."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.builders import PAGES, build, built, days, mixed_records, record, write_jsonl
from trends.archive import open_archive
from trends.errors import InputError
from trends.records import UNASSIGNED

# ---- bad input -------------------------------------------------------------------------------


def problem_of(source: Path, archive: Path) -> pd.DataFrame:
    return built(source, archive, topics=1).problems()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        ("english.txt", b"No Chinese here at all.\n" * 5),
        ("broken.jsonl", b'{"date": "2024-01-02", "title": "x"\n'),
        ("columns.csv", "日子,内容\n2024-01-01,文字\n".encode()),
        ("dates.jsonl", '{"date": "2024-13-01", "title": "题", "body": "文"}\n'.encode()),
        ("sheet.xyz", b"?"),
    ],
)
def test_one_bad_file_is_named_with_its_cure_and_the_rest_is_built(
    tmp_path: Path, name: str, data: bytes
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data)
    write_jsonl(folder / "good.jsonl", [record("2024-01-01", "farm", i, id=f"g{i}") for i in range(4)])
    problems = problem_of(folder, tmp_path / "x")
    assert name in "".join(problems["file"])
    assert problems["what"].str.len().min() > 0
    assert problems["cure"].str.len().min() > 0
    assert open_archive(tmp_path / "x").meta.articles == 4


def test_a_page_without_a_date_is_listed_not_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "page.txt").write_text(
        "全市春季造林现场会召开\n\n与会人员实地察看了造林现场，听取了介绍。\n", "utf-8"
    )
    write_jsonl(folder / "good.jsonl", [record("2024-01-01", "farm", i, id=f"g{i}") for i in range(4)])
    archive = built(folder, tmp_path / "x", topics=1)
    assert archive.undated()["file"].tolist() == ["page.txt"]
    assert archive.meta.undated == 1


@pytest.mark.parametrize("rows", [[], [{"date": "2024-13-01", "title": "题", "body": "文"}]])
def test_no_articles_at_all_is_an_error_with_a_cure(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", rows)
    with pytest.raises(InputError) as caught:
        build(source, tmp_path / "x")
    assert caught.value.cure


def test_more_topics_than_the_articles_allow_gives_fewer_and_says_so(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 3), {"farm": 2, "school": 2}))
    summary = build(source, tmp_path / "x", topics=50)
    assert 1 <= summary.topics < 50
    assert any("话题" in problem.what for problem in summary.problem_list)


@pytest.mark.parametrize("asked", [4, 31])
def test_every_topic_of_a_forced_number_has_words_and_articles(tmp_path: Path, asked: int) -> None:
    topics = built(PAGES, tmp_path / "x", topics=asked).topics()
    assert 1 <= len(topics) <= asked
    assert topics["n"].min() >= 1
    assert topics["terms"].map(len).min() >= 1
    assert topics["label"].map(len).min() >= 2


def test_two_records_with_one_id_stay_two_articles(tmp_path: Path) -> None:
    rows = [record("2024-01-01", "farm", 1, id="same"), record("2024-01-02", "school", 2, id="same")]
    archive = built(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=1)
    ids = set(archive.articles()["id"])  # an id that two articles have is none
    assert len(ids) == 2
    assert "same" not in ids


def test_an_article_no_topic_explains_is_unassigned_and_counted(tmp_path: Path) -> None:
    rows = mixed_records(days("2024-01-01", 6), {"farm": 2, "school": 2})
    rows.append({"date": "2024-01-03", "title": "壬癸", "body": "甲乙", "id": "odd", "paper": "测试日报"})
    archive = built(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=2)
    table = archive.shares(by="year").set_index("topic")
    assert table.loc[UNASSIGNED, "n"] == 1


# ---- the large corpus ------------------------------------------------------------------------


def test_half_a_year_of_real_news(news_file: Path, tmp_path: Path) -> None:
    import gzip

    with gzip.open(news_file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.startswith('{"date": "2020-0')][::5]
    archive = built(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "x", topics=20)
    peak = archive.keywords(["疫情"], by="month").set_index("period")["n"]
    assert peak.idxmax() in ("2020-02", "2020-03")
    assert archive.shares(by="month").groupby("period")["share"].sum().tolist() == pytest.approx([1] * 9)
    shutil.rmtree(tmp_path / "x")


# ---- what people decide ----------------------------------------------------------------------


def test_a_phrase_that_a_person_drops_stays_dropped(tmp_path: Path) -> None:
    build(PAGES, tmp_path, topics=3, max_df=0.3)
    listed = tmp_path / "phrases.csv"
    assert has_term(tmp_path, "作风深化")
    lines = listed.read_text("utf-8-sig").splitlines()
    changed = [line.replace(",auto", ",drop") if line.startswith("作风深化,") else line for line in lines]
    listed.write_text("\n".join([*changed, "会议精神传达,,,,,,,keep"]) + "\n", "utf-8-sig")
    assert build(PAGES, tmp_path, topics=3, max_df=0.3).changed
    assert not has_term(tmp_path, "作风深化")
    kept = listed.read_text("utf-8-sig")
    assert "会议精神传达" in kept
    assert not build(PAGES, tmp_path, topics=3, max_df=0.3).changed
    assert listed.read_text("utf-8-sig") == kept


def test_a_changed_stop_word_is_a_changed_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trends.readers import wordlists

    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 6), {"farm": 2, "school": 2}))
    build(source, tmp_path / "x", topics=2)
    assert has_term(tmp_path / "x", "小麦")
    more = wordlists.stopwords() | {"小麦"}
    monkeypatch.setattr(wordlists, "stopwords", lambda: more)
    assert build(source, tmp_path / "x", topics=2).changed
    assert not has_term(tmp_path / "x", "小麦")


def has_term(archive: Path, term: str) -> bool:
    return bool(open_archive(archive).snapshot.rows("SELECT 1 FROM terms WHERE text = ?", [term]))
