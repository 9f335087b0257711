"""What is taken back is gone from everything, and stays away."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.builders import build, copied, record, write_jsonl
from tests.changed import counts, page
from tests.screens import screen, text
from trends import pipeline
from trends.archive import Filter, open_archive
from trends.archive.bundle import export_archive, import_archive
from trends.archive.publishing import roll_back
from trends.archive.withdrawn import read_withdrawn
from trends.errors import AccessError, QueryError

SECRET = "紫色蜗牛爬上铜钟"


def with_secret(folder: Path) -> Path:
    body = f"应当撤下的句子{SECRET}三次。“铜钟计划”由此开始。" + "粮食小麦农民丰收灌溉农机。" * 4
    row = record("2024-01-20", "farm", 990) | {"title": "撤稿的一篇", "body": body, "id": "bad1"}
    return write_jsonl(folder / "w.jsonl", [row])


def held(folder: Path) -> list[str]:
    """Files under a folder that hold the sentence."""
    found = []
    for path in folder.rglob("*"):
        if (path.suffix == ".parquet" and SECRET in str(pq.read_table(path).to_pydict())) or (
            path.is_file() and SECRET.encode() in path.read_bytes()
        ):
            found.append(path.name)
    return found


@pytest.fixture(scope="module")
def three_snapshots(two_months: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = copied(two_months, tmp_path_factory.mktemp("three_snapshots"))
    with_secret(kept / "in")
    build(kept / "in", kept / "x", topics=2)
    build(kept / "in", kept / "x", topics=3)
    return kept


@pytest.fixture
def tainted(three_snapshots: Path, tmp_path: Path) -> Path:
    """Three snapshots; the last two hold the sentence."""
    return copied(three_snapshots, tmp_path) / "x"


@pytest.mark.parametrize("what", ["bad1", "w.jsonl"])
def test_what_is_withdrawn_is_gone_from_everything(
    tainted: Path, tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = [p.stem.partition("-")[2] for p in sorted((tainted / "snapshots").iterdir())]
    assert held(tainted / "snapshots") or held(tainted / "work")
    done = pipeline.withdraw(what, tainted, "当事人要求")
    assert (done.articles, len(done.snapshots), done.files) == (("bad1",), 2, ("w.jsonl",))
    assert held(tainted) == []
    assert open_archive(tainted).count_articles(wanted=Filter(query=SECRET)) == 0
    with pytest.raises(QueryError):
        open_archive(tainted).article("bad1")
    app = screen(tainted, monkeypatch, "articles", version=versions[-1], q=SECRET)
    assert not app.exception
    assert "：1 篇" not in text(app)
    export_archive(tainted, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as bundle:
        assert all(SECRET.encode() not in bundle.read(name) for name in bundle.namelist())
    roll_back(tainted)
    assert open_archive(tainted).count_articles(wanted=Filter(query=SECRET)) == 0
    build(tmp_path / "in", tainted, topics=2)  # its source still holds it
    assert open_archive(tainted).count_articles(wanted=Filter(query=SECRET)) == 0
    assert held(tainted) == []
    [kept] = read_withdrawn(tainted)
    assert (kept.id, kept.why, kept.by) == ("bad1", "当事人要求", "local")


def test_the_rest_of_a_rewritten_snapshot_is_as_it_was(tainted: Path, tmp_path: Path) -> None:
    before = open_archive(tainted)
    rest = before.articles(order="date", limit=999).query("id != 'bad1'")
    pipeline.withdraw("bad1", tainted, "撤")
    after = open_archive(tainted)
    columns = ["id", "date", "headline", "topic", "weight", "lines"]
    assert (
        after.articles(order="date", limit=999)[columns].to_csv()
        == rest[columns].reset_index(drop=True).to_csv()
    )
    for date in ("2024-01-19", "2024-01-20", "2024-02-09"):
        assert len(after.issue(date).articles) == len(before.issue(date).articles) - (date == "2024-01-20")
    assert after.shares(by="month")["n"].sum() == 160


def test_a_withdrawn_story_of_a_page_leaves_a_mark(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"A{n}.txt").write_text(page(f"2024-02-0{n}", n))
    build(folder, tmp_path / "x", topics=1)
    opened = open_archive(tmp_path / "x")
    victim = opened.articles(order="date").iloc[-1]
    body = "".join(opened.article(str(victim["id"])).paragraphs)
    pipeline.withdraw(str(victim["id"]), tmp_path / "x", "撤")
    for _ in ("withdrawn", "built again"):
        opened = open_archive(tmp_path / "x")
        lines = opened.page_lines(str(victim["source"]))
        assert "〔已撤下〕" in set(lines["text"])
        assert body[:20] not in "".join(lines["text"])
        assert sum(counts(tmp_path / "x").values()) == 5
        build(folder, tmp_path / "x", topics=1)


def test_an_older_backup_does_not_bring_it_back(tainted: Path, tmp_path: Path) -> None:
    export_archive(tainted, tmp_path / "before.zip")
    pipeline.withdraw("bad1", tainted, "撤")
    import_archive(tmp_path / "before.zip", tainted)
    pipeline.enforce(tainted)
    assert open_archive(tainted).count_articles(wanted=Filter(query=SECRET)) == 0


def test_a_file_taken_out_of_its_folder_goes_from_old_versions_too(tainted: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "w.jsonl").unlink()
    summary = build(tmp_path / "in", tainted, topics=2)
    assert "撤下" in summary.problem_list[0].what
    assert held(tainted) == []


def test_a_withdrawal_that_was_cut_off_ends_when_it_is_done_again(
    tainted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("trends.pipeline.withdrawing.shutil.rmtree", lambda *_, **__: sys.exit())
        with pytest.raises(SystemExit):
            pipeline.withdraw("bad1", tainted, "撤")
    assert (tainted / "work").exists()  # where its text still stands
    assert pipeline.withdraw("bad1", tainted, "撤").articles == ("bad1",)
    assert not (tainted / "work").exists()


def test_who_may_not_change_may_not_withdraw(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryError, match="原因"):
        pipeline.withdraw("r1", old, " ")
    with pytest.raises(QueryError, match="没有文章"):
        pipeline.withdraw("none", old, "撤")
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    with pytest.raises(AccessError):
        pipeline.withdraw("r1", old, "撤")
