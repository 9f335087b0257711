"""Additions, corrections, doubles, withdrawals: nothing lost, nothing twice, nothing that was taken back."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.builders import build, copied, days, mixed_records, record, write_jsonl
from tests.screens import screen, text
from trends import pipeline
from trends.archive import Archive, Filter, open_archive
from trends.archive.bundle import export_archive, import_archive
from trends.archive.publishing import roll_back
from trends.archive.withdrawn import read_withdrawn
from trends.errors import AccessError, InputError, QueryError
from trends.pipeline import Engine, Summary

SECRET = "紫色蜗牛爬上铜钟"
FIRM = ("水利局清淤", "学校开课讲座", "医院义诊下乡", "车站公交改线")


def add(source: Path, archive: Path) -> Summary:
    return pipeline.add([source], archive, engine=Engine(jobs=1), progress=pipeline.no_progress)


def page(date: str, variant: int, mend: str = "") -> str:
    """A page of three stories."""
    parts = [f"柳桥日报\n{date[:4]}年{int(date[5:7])}月{int(date[8:])}日 第{9000 + variant}期\n"]
    for n, head in enumerate(FIRM[:3]):
        body = "。".join(
            f"{head[k % 5]}处第{variant + n}号工程{k}组情况{chr(0x5200 + 7 * variant + k)}比上月好转"
            for k in range(8)
        )
        parts.append(f"{head}{variant}有新进展\n　　本报讯（记者 甲一）{body}{mend}。\n")
    return "\n".join(parts)


def counts(archive: Path) -> dict[str, int]:
    table = open_archive(archive).coverage(by="issue")
    return {day: n for day, n in zip(table["period"], table["articles"], strict=True) if n}


@pytest.fixture(scope="module")
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive x of two months from a folder in."""
    kept = tmp_path_factory.mktemp("two_months")
    rows = mixed_records(days("2024-01-01", 40), {"farm": 2, "school": 2})
    (kept / "in").mkdir()
    build(write_jsonl(kept / "in" / "a.jsonl", rows).parent, kept / "x", topics=2)
    return kept


@pytest.fixture
def old(two_months: Path, tmp_path: Path) -> Path:
    return copied(two_months, tmp_path) / "x"


# ---- what build lets go of ---------------------------------------------------------------------


def more(folder: Path, name: str = "b.jsonl", n: int = 20, first: str = "2024-03-01") -> Path:
    rows = mixed_records(days(first, n), {"farm": 1, "school": 1})
    folder.mkdir(exist_ok=True)
    return write_jsonl(folder / name, [row | {"id": f"{name}{row['id']}"} for row in rows])


def test_a_build_takes_what_add_brought_from_where_it_is_kept(old: Path, tmp_path: Path) -> None:
    add(more(tmp_path / "elsewhere"), old)
    assert len(counts(old)) == 60
    build(tmp_path / "in", old, topics=2)
    assert len(counts(old)) == 60


@pytest.mark.parametrize("gone", ["unmounted", "left out"])
def test_a_build_never_lets_go_in_silence(old: Path, tmp_path: Path, gone: str) -> None:
    other = more(tmp_path / "elsewhere").parent
    build([tmp_path / "in", other], old, topics=2)
    if gone == "unmounted":
        other.rename(tmp_path / "away")
    given = [tmp_path / "in", other] if gone == "unmounted" else [tmp_path / "in"]
    with pytest.raises(InputError, match=r"40 篇、20 期不在这次的来源里（b\.jsonl）"):
        build(given, old, topics=2)
    assert len(counts(old)) == 60
    tried = pipeline.build(given, old, engine=Engine(jobs=1), dry_run=True)
    assert "40 篇" in tried.problem_list[0].what
    pipeline.build(given, old, engine=Engine(jobs=1), drop=True)
    assert len(counts(old)) == 40
    build(tmp_path / "in", old, topics=2)  # asked once


def test_an_addition_whose_file_is_gone_is_missed(old: Path, tmp_path: Path) -> None:
    added = more(tmp_path / "elsewhere")
    add(added, old)
    added.unlink()
    with pytest.raises(InputError, match="--drop"):
        build(tmp_path / "in", old, topics=2)


def half(folder: Path) -> None:
    lines = (folder / "a.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "a.jsonl").write_text("".join(lines[: len(lines) // 2]), "utf-8")


LOSSES: dict[str, Callable[[Path], object]] = {
    "whole issues": lambda folder: (folder / "b.jsonl").unlink(),
    "all rows": lambda folder: (folder / "a.jsonl").write_text(""),
    "cut off": half,
    "unreadable": lambda folder: (folder / "a.jsonl").write_bytes(b"\x00\xff" * 900),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_no_part_of_a_folder_goes_without_consent(old: Path, tmp_path: Path, loss: str) -> None:
    more(tmp_path / "in", n=1)  # one issue of 41, two articles of 162
    build(tmp_path / "in", old, topics=2)
    before = counts(old)
    LOSSES[loss](tmp_path / "in")
    with pytest.raises(InputError, match="--drop"):
        build(tmp_path / "in", old, topics=2)
    assert counts(old) == before
    with pytest.raises(InputError, match="--drop"):
        pipeline.build([tmp_path / "in"], old, engine=Engine(jobs=1), fresh=True)
    build(tmp_path / "in", old, topics=2, drop=True)
    assert sum(counts(old).values()) < sum(before.values())


def test_a_story_taken_out_of_its_file_is_told(old: Path, tmp_path: Path) -> None:
    rows = (tmp_path / "in" / "a.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "in" / "a.jsonl").write_text("".join(rows[1:]), "utf-8")
    told = build(tmp_path / "in", old, topics=2).problem_list[0]
    assert "1 篇" in told.what
    assert told.what.endswith("它们已从来源里拿走")
    assert sum(counts(old).values()) == 159


def test_what_was_added_to_an_issue_goes_only_by_consent(old: Path, tmp_path: Path) -> None:
    extra = json.loads((tmp_path / "in" / "a.jsonl").read_text("utf-8").splitlines()[0])
    extra |= {"id": "extra", "title": "另一篇", "body": "码头上的另一件事今天办成了。" * 6}
    add(write_jsonl(tmp_path / "extra.jsonl", [extra]), old)
    (tmp_path / "extra.jsonl").unlink()
    with pytest.raises(InputError, match=r"1 篇不在这次的来源里（extra\.jsonl）"):
        build(tmp_path / "in", old, topics=2)


# ---- the same twice ------------------------------------------------------------------------------


def zipped(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)


COPIES: dict[str, Callable[[Path, str], object]] = {
    "a copy": lambda folder, own: (folder / "A1 - 副本.txt").write_text(own),
    "a backup folder": lambda folder, own: (
        (folder / "备份").mkdir(),
        (folder / "备份" / "A1.txt").write_text(own),
    ),
    "bak": lambda folder, own: (folder / "A1.txt.bak").write_text(own),
    "a zip beside it": lambda folder, own: zipped(folder / "all.zip", {"A1.txt": own}),
    "gbk": lambda folder, own: (folder / "A1(1).txt").write_bytes(own.encode("gb18030")),
    "other line ends": lambda folder, own: (folder / "Copy of A1.txt").write_bytes(
        own.replace("\n", "\r\n").encode()
    ),
    "markdown": lambda folder, own: (folder / "A1.md").write_text(own),
}


@pytest.fixture(scope="module")
def three_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages in a folder in, and their archive once."""
    kept = tmp_path_factory.mktemp("three_pages")
    (kept / "in").mkdir()
    for n in (1, 2, 3):
        (kept / "in" / f"A{n}.txt").write_text(page(f"2024-02-0{n}", n))
    build(kept / "in", kept / "once", topics=1)
    return kept


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_page_that_comes_twice_is_one_page(
    three_pages: Path, tmp_path: Path, copy: Callable[[Path, str], object]
) -> None:
    folder = copied(three_pages, tmp_path) / "in"
    copy(folder, page("2024-02-01", 1))
    build(folder, tmp_path / "twice", topics=1)
    assert counts(tmp_path / "twice") == counts(tmp_path / "once")
    one, two = (set(open_archive(tmp_path / name).articles()["id"]) for name in ("once", "twice"))
    assert one == two
    told = open_archive(tmp_path / "twice").problems()
    assert told["what"].str.contains("同一版").sum() == 1, told


def test_pages_of_one_issue_that_differ_all_stay(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in (1, 2, 3):
        (folder / f"A{n}.txt").write_text(page("2024-02-01", n))
    build(folder, tmp_path / "x", topics=1)
    assert counts(tmp_path / "x") == {"2024-02-01": 9}


def test_a_table_that_repeats_another_is_counted_once(tmp_path: Path) -> None:
    rows = [record("2024-02-01", "farm", n) for n in range(6)]
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", rows)
    write_jsonl(folder / "b.jsonl", [row | {"id": f"x{n}"} for n, row in enumerate(rows[:4])])
    build(folder, tmp_path / "x", topics=1)
    assert counts(tmp_path / "x") == {"2024-02-01": 6}
    assert open_archive(tmp_path / "x").problems()["what"].str.contains("4 篇").any()


# ---- ids -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["序号", "编号", "id"])
def test_row_numbers_are_no_ids(tmp_path: Path, column: str) -> None:
    archive = tmp_path / "x"
    for month in (1, 2, 3):
        rows = [
            record(f"2024-0{month}-{1 + n // 4:02d}", "farm", 100 * month + n) | {column: n + 1}
            for n in range(40)
        ]
        source = write_jsonl(tmp_path / f"m{month}.jsonl", rows)
        if month == 1:
            build(source, archive, topics=1)
            link = str(open_archive(archive).articles()["id"][0])
            what = open_archive(archive).article(link).headline
        else:
            add(source, archive)
    assert open_archive(archive).meta.articles == 120
    assert open_archive(archive).article(link).headline == what
    build([tmp_path / f"m{month}.jsonl" for month in (1, 2, 3)], archive, topics=1)
    opened = open_archive(archive)
    assert opened.meta.articles == 120
    if link in set(opened.articles(limit=200)["id"]):
        assert opened.article(link).headline == what


# ---- corrected -----------------------------------------------------------------------------------


def bodies(archive: Archive) -> str:
    return "\n".join(body for (body,) in archive.snapshot.rows("SELECT body FROM articles"))


@pytest.mark.parametrize("name", ["2024-05-01_01.txt", "更正.txt"])
def test_a_corrected_page_replaces_the_first(old: Path, tmp_path: Path, name: str) -> None:
    for folder, mend in (("first", ""), ("second", "更正后的一句")):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / ("2024-05-01_01.txt" if folder == "first" else name)
        file.write_text(page("2024-05-01", 1, mend))
        summary = add(file, old)
    assert any("更正" in problem.what for problem in summary.problem_list)
    for _ in ("added", "built"):
        opened = open_archive(old)
        assert counts(old)["2024-05-01"] == 3
        assert bodies(opened).count("更正后的一句") == 3
        assert len(opened.pages()) == 1
        build(tmp_path / "in", old, topics=2)
    again = add(file, old)
    assert not again.changed


@pytest.mark.parametrize("known", [{"id": "story-7"}, {"url": "http://a.cn/7"}, {}])
def test_a_corrected_article_replaces_the_first(old: Path, tmp_path: Path, known: dict[str, Any]) -> None:
    first = record("2024-05-01", "farm", 700) | known
    first["body"] = (
        f"{first['body']}县里的水渠在端午前修到了第七个村，村民说今年的稻子有水喝了，明年还要接着修。"
    )
    add(write_jsonl(tmp_path / "one.jsonl", [first, record("2024-05-01", "farm", 701)]), old)
    mended = first | {"body": str(first["body"]).replace("第七个村", "第九个村")}
    summary = add(write_jsonl(tmp_path / "two.jsonl", [mended]), old)
    assert any("替换" in problem.what for problem in summary.problem_list)
    for _ in ("added", "built"):
        assert counts(old)["2024-05-01"] == 2
        assert "第九个村" in bodies(open_archive(old))
        assert "第七个村" not in bodies(open_archive(old))
        build(tmp_path / "in", old, topics=2)


# ---- withdrawn -----------------------------------------------------------------------------------


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


def test_a_ledger_that_is_damaged_is_one_sentence(old: Path, tmp_path: Path) -> None:
    assert json.loads((old / "sources.json").read_text())[0]["kind"] == "build"
    (old / "sources.json").write_bytes(b"\xff")
    with pytest.raises(Exception, match="读不懂"):
        build(tmp_path / "in", old, topics=2)
    shutil.rmtree(old)
