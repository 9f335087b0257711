"""导入: hand files in, see what was read, correct it, take it in — and what must not happen."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

import trends
from tests.builders import PAGES, ROOT, build, copied, days, mixed_records, record, write_jsonl
from tests.screens import heading, opened, screen, text
from trends.dashboard.importing.found import named, stated
from trends.dashboard.importing.page import inbox
from trends.dashboard.page_text import coloured
from trends.dashboard.sentences import SENTENCES
from trends.errors import AccessError, InputError
from trends.readers.columns import ARTICLE_FIELDS
from trends.readers.filenames import stated_date

MIX = {"farm": 3, "school": 2}


@pytest.fixture(scope="module")
def eight_issues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = tmp_path_factory.mktemp("eight_issues")
    rows = mixed_records(days("2024-01-01", 8), MIX)
    build(write_jsonl(kept / "old.jsonl", rows), kept / "archive", topics=2)
    return kept


@pytest.fixture
def archive(eight_issues: Path, tmp_path: Path) -> Path:
    return copied(eight_issues, tmp_path) / "archive"


def table(first: str, n: int, start: int) -> bytes:
    rows = mixed_records(days(first, n), MIX)
    for i, row in enumerate(rows):
        row |= {"id": f"new{start + i}", "body": f"{row['body']}新到第{i}篇。"}
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def settled(app: AppTest) -> AppTest:
    """The page once its job has ended."""
    for _ in range(240):
        app.run()
        if not app.get("progress"):
            return app
        time.sleep(0.25)
    raise AssertionError("the job did not end")


def handed_in(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files])
    next(b for b in app.button if b.label == "预览读取结果").click()
    return settled(app.run())


def press(app: AppTest, key: str) -> AppTest:
    return settled(app.button(key=key).click().run())


def test_a_table_is_seen_and_then_taken_in(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(archive, monkeypatch, "import")
    app = handed_in(app, ("新 报.jsonl", table("2024-01-09", 2, 0)))
    assert heading(app) == "读到 10 篇"
    assert app.dataframe[0].value["期数"].tolist() == [2]
    assert trends.open_archive(archive).meta.issues == 8
    app = press(app, "import_take")
    assert not app.exception
    meta = trends.open_archive(archive).meta
    assert (meta.issues, meta.articles) == (10, 50)
    assert f"数据版本 {meta.data_version}" in app.success[0].value
    assert [p.name for p in sorted((archive / "imported").rglob("*.jsonl"))] == ["新_报.jsonl"]
    assert inbox.imported_folder() == archive / "imported"


def test_an_empty_start_takes_pages_and_tables_and_a_date_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "none"
    body = "市民活动丰富\n本报讯 社区里举办了活动，居民踊跃参加，活动持续了一整天，大家都说好。\n"
    app = screen(archive, monkeypatch, "import")
    app = handed_in(app, ("a.txt", body.encode()), ("x.jsonl", table("2024-01-01", 6, 0)))
    assert "1 版日期待确认" in text(app)
    [folder] = (archive / "imported" / inbox.WAITING).iterdir()
    inbox.state(folder, {"a.txt": {"date": "2024-01-20", "paper": "新报"}})
    app = press(app, "import_again")
    assert "0 版日期待确认" in text(app)
    app = press(app, "import_take")
    assert not app.exception
    issues = trends.open_archive(archive).issues()
    assert ("2024-01-20", "新报") in set(zip(issues["date"], issues["paper"], strict=True))
    assert len(issues) == 7
    assert (archive / "imported" / "0001" / "manifest.csv").is_file()


def test_what_cannot_be_read_is_one_sentence_and_can_be_dropped(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = handed_in(screen(archive, monkeypatch, "import"), ("坏.csv", b"a,b\n1,2\n"))
    assert not app.exception
    problems = next(table.value for table in app.dataframe if "问题" in table.value)
    assert "表头缺少列" in problems["问题"].iloc[0]
    app = press(app, "import_take")
    assert len(app.warning) == 1
    assert trends.open_archive(archive).meta.issues == 8
    app = press(app, "import_drop")
    assert list((archive / "imported" / inbox.WAITING).iterdir()) == []
    assert heading(app) == "导入报纸"


def test_own_papers_take_the_place_of_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(PAGES, tmp_path / "a", topics=3)
    app = handed_in(screen(tmp_path / "a", monkeypatch, "import"), ("x.jsonl", table("2024-01-01", 6, 0)))
    app = press(app, "import_take")
    assert [warning.value for warning in app.warning] == []
    assert trends.open_archive(tmp_path / "a").meta.papers == ("测试日报",)


def test_a_read_only_screen_neither_offers_nor_writes(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    app = screen(archive, monkeypatch, "import")
    assert not app.exception
    assert len(app.file_uploader) == 0
    with pytest.raises(AccessError):
        inbox.hand_in([("a.txt", b"x")])
    for change in (inbox.accept, inbox.discard):
        with pytest.raises(AccessError):
            change(archive)
    assert not (archive / "imported").exists()


@pytest.mark.parametrize("token", ["../../etc", "0" * 16, "<script>", "a" * 300])
def test_a_made_up_batch_is_gone(archive: Path, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    app = screen(archive, monkeypatch, "import", batch=token)
    assert not app.exception
    assert heading(app) == "导入报纸"


def test_limits_of_a_batch_are_said(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(archive, monkeypatch)
    for files in ([], [("a.txt", b"x")] * (inbox.MOST_FILES + 1)):
        with pytest.raises(InputError):
            inbox.hand_in(files)


@given(some.lists(some.text(max_size=120), max_size=8))
def test_any_file_name_stays_in_its_folder(names: list[str]) -> None:
    safe = inbox.safe_names(names)
    assert len({name.casefold() for name in safe}) == len(names)
    for name in safe:
        assert name
        assert not name.startswith(".")
        assert not set(name) & set('\\/:*?"<>|\0\n')
        assert len(name) <= inbox.LONGEST_NAME + 8
        assert Path(name).name == name


LONG = "柳桥日报要闻综合新闻版面校对稿全文汇总终稿第一版"
PARTS = some.lists(
    some.sampled_from(("v1.2", " ", "（终稿）", LONG, "A01", "_", "第3版", ".")), max_size=6
).map("".join)
DATES = some.sampled_from(
    ("2023-02-06", "2023.02.06", "20230206", "2023年2月6日", "2023 - 2 - 6", "2023/02/06")
)


@given(PARTS, DATES, PARTS, some.sampled_from((".txt", ".PDF", ".tar.gz", "", ".jsonl.gz")))
def test_a_file_keeps_the_date_of_its_name(before: str, date: str, after: str, ending: str) -> None:
    name = f"{before} {date} {after}{ending}"
    if stated_date(name) is not None:
        assert [stated_date(safe) for safe in inbox.safe_names([name, name])] == [stated_date(name)] * 2


def test_known_bad_names_are_made_safe() -> None:
    assert inbox.safe_names(["../../etc/passwd", "CON.txt", ".env", "甲 乙.txt", "甲 乙.txt", "x" * 200 + ".csv"]) == [
        "passwd", "_CON.txt", "env", "甲_乙.txt", "甲_乙(2).txt", "x" * 38 + "…" + "x" * 37 + ".csv",
    ]  # fmt: skip


def test_edits_become_manifest_rows() -> None:
    rows = [{"file": "a.txt"}, {"file": "b.pdf!1"}]
    edits = {0: {"date": "2024-01-02T00:00:00"}, 1: {"paper": "甲报", "page": "3"}}
    assert stated(rows, edits) == {"a.txt": {"date": "2024-01-02"}, "b.pdf": {"paper": "甲报"}}


def test_columns_named_by_hand_are_read(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    csv = "何时,说了什么\n2024-03-01,粮食丰收，农民增收，小麦入仓。\n2024-03-02,学校开学，教师上课，学生到齐。\n"
    app = handed_in(screen(archive, monkeypatch, "import"), ("自定.csv", csv.encode()))
    assert heading(app) == "未读到文章"
    [folder] = (archive / "imported" / inbox.WAITING).iterdir()
    pairs = [("自定.csv", "何时", None), ("自定.csv", "说了什么", None)]
    inbox.name_columns(folder, named(pairs, {0: {"field": "date"}, 1: {"field": "body"}}))
    app = press(app, "import_columns_again")
    assert heading(app) == "读到 2 篇"
    app = press(app, "import_take")
    assert trends.open_archive(archive).meta.last == "2024-03-02"


def test_every_step_of_a_build_has_a_name(tmp_path: Path) -> None:
    rows = [record(date, "farm", k) for k, date in enumerate(days("2024-01-01", 3))]
    summary = build(write_jsonl(tmp_path / "rows.jsonl", rows), tmp_path / "x")
    assert {f"step_{step}" for step in summary.seconds} <= set(SENTENCES)


def test_every_field_of_a_table_has_a_name() -> None:
    assert {f"field_{field}" for field in ARTICLE_FIELDS} <= set(SENTENCES)


def test_the_page_text_is_coloured_by_article_and_never_run() -> None:
    base = {"start": 0, "role": "body"}
    rows = [
        base | {"line": 1, "text": "<b>甲</b>", "article": "a1", "role": "head"},
        base | {"line": 2, "text": "乙", "article": "a2"},
        base | {"line": 3, "text": "广告", "article": None, "role": "noise", "why": "广告"},
        base | {"line": 4, "text": "电话", "article": None, "role": "noise", "why": "广告"},
    ]
    shown = coloured(rows)
    assert "<b>" not in shown
    assert "①:blue-background[**" in shown
    assert "②:orange-background[乙]" in shown
    assert shown.count("〔广告〕") == 1  # the reason leads its first line
    assert ":gray[广告]" in shown


FORMATS = sorted((ROOT / "tests" / "data" / "formats").iterdir())


def test_every_form_is_seen_before_it_is_stored(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One batch of every sample and of broken files: what was found of each, and nothing stored."""
    broken = {
        "坏.pdf": b"%PDF-1.7\n1 0 obj",
        "坏.xlsx": b"PK\x03\x04" + b"\0" * 60,
        "坏.zip": b"PK\x03\x04 half",
        "坏.docx": b"PK\x03\x04word",
        "假.jsonl": b'{"date": "2024-01-01", "body"',
    }
    samples = [(path.name, path.read_bytes()) for path in FORMATS if path.suffix != ".png"]
    scans = io.BytesIO()  # pictures beside web pages would be their trimmings
    with zipfile.ZipFile(scans, "w") as bundle:
        bundle.write(ROOT / "tests" / "data" / "formats" / "page.png", "page.png")
        bundle.writestr("坏.png", b"\x89PNG\r\n\x1a\n half")
    samples.append(("scans.zip", scans.getvalue()))
    app = handed_in(screen(archive, monkeypatch, "import"), *samples, *broken.items())
    assert not app.exception
    tables = [table.value for table in app.dataframe]
    told = {str(file) for table in tables for file in table.get("文件", table.get("file", []))}
    assert {name for name, _ in samples} | set(broken) <= {file.partition("!")[0] for file in told}
    assert {"scans.zip!page.png", "scans.zip!坏.png"} <= told  # read, or the sentence how to get OCR
    problems = next(table for table in tables if "问题" in table)
    assert set(broken) <= set(problems["文件"])
    assert problems["处理办法"].str.len().min() > 0
    assert not problems["问题"].str.contains(r"Error|Exception|BadZip|[A-Z]\w+\)").any()
    assert trends.open_archive(archive).meta.issues == 8
