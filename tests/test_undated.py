"""Pages without a date: settled by a person on the screen or the command line, kept by every later build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from tests.builders import build, copied
from tests.pages import page
from tests.test_dashboard import screen
from trends import pipeline
from trends.archive import open_archive
from trends.archive.dates import DATE_FILE, read_dates, settled_dates, write_date
from trends.cli import app
from trends.errors import AccessError, QueryError
from trends.layout import cut_page, settle
from trends.layout.settle import publishing_days

GUESSED = "2022年全市建成道路。"
NEWS = "本报讯（记者 王一）3月8日，大桥主体完工，市民可步行过江。这座桥连接两岸，全长一千二百米。"
MARCH = dt.date(2023, 3, 9)


@pytest.fixture(scope="module")
def two_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = tmp_path_factory.mktemp("two_pages")
    pages = kept / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(f"2023年3月8日 星期三 第4320期\n河清了\n{NEWS.replace('桥', '河')}", "utf-8")
    (pages / "b.txt").write_text(f"桥通了\n{NEWS}\n{GUESSED}", "utf-8")
    build(pages, kept / "archive", topics=1)
    return kept


@pytest.fixture
def folder(two_pages: Path, tmp_path: Path) -> Path:
    """An archive of one dated page and one that says neither year nor masthead."""
    return copied(two_pages, tmp_path) / "archive"


def rebuilt(folder: Path) -> list[str]:
    build(folder.parent / "pages", folder, topics=1)
    return sorted(map(str, open_archive(folder).issues()["date"]))


def test_a_settled_page_enters_with_the_next_build_and_stays(folder: Path) -> None:
    assert open_archive(folder).meta.undated == 1
    told = open_archive(folder).problems()
    assert told["file"][told["what"].str.contains("没有日期")].tolist() == ["b.txt"]
    write_date(folder, "b.txt", MARCH)
    assert open_archive(folder).meta.undated == 1  # published snapshots never change
    for _ in range(2):
        assert rebuilt(folder) == ["2023-03-08", "2023-03-09"]
    assert open_archive(folder).meta.undated == 0
    assert not open_archive(folder).problems()["what"].str.contains("没有日期").any()


def test_the_command_settles(folder: Path) -> None:
    done = CliRunner().invoke(app, ["settle", "b.txt", "2023-03-09", "--archive", str(folder)])
    assert done.exit_code == 0
    assert settled_dates(folder) == {"b.txt": MARCH}


@pytest.mark.parametrize(
    ("file", "date"), [("a.txt", MARCH), ("x.txt", MARCH), ("b.txt", dt.date(1023, 3, 9))]
)
def test_what_cannot_be_settled_is_said(folder: Path, file: str, date: dt.date) -> None:
    with pytest.raises(QueryError):
        write_date(folder, file, date)
    assert read_dates(folder) == {}


def test_another_page_of_the_same_name_waits_for_its_own_date(folder: Path) -> None:
    write_date(folder, "b.txt", MARCH)
    other = f"路通了\n{NEWS.replace('桥', '路').replace('3月8日', '5月18日')}\n{GUESSED}"
    (folder.parent / "pages" / "b.txt").write_text(other, "utf-8")
    assert rebuilt(folder) == ["2023-03-08"]
    [page] = open_archive(folder).undated().itertuples()
    assert {k: page.guesses[0][k] for k in ("date", "confidence")} == {
        "date": "2023-03-09",
        "confidence": 0.5,
    }
    assert "dates.csv" in page.guesses[0]["evidence"]
    assert settled_dates(folder) == {}
    write_date(folder, "b.txt", dt.date(2023, 5, 19))
    assert settled_dates(folder) == {"b.txt": dt.date(2023, 5, 19)}
    assert rebuilt(folder) == ["2023-03-08", "2023-05-19"]
    (folder.parent / "pages" / "b.txt").write_text(f"桥通了\n{NEWS}\n{GUESSED}", "utf-8")
    assert rebuilt(folder) == ["2023-03-08", "2023-03-09"]  # both dates are kept


def test_two_pages_of_one_name_are_not_settled_as_one(folder: Path) -> None:
    more = folder.parent / "more"
    more.mkdir()
    (more / "b.txt").write_text(f"路通了\n{NEWS.replace('桥', '路')}\n{GUESSED}", "utf-8")
    build([folder.parent / "pages", more], folder, topics=1)
    assert open_archive(folder).meta.undated == 2
    with pytest.raises(QueryError, match="同名"):
        write_date(folder, "b.txt", MARCH)
    (folder / DATE_FILE).write_text("file,date\nb.txt,2023-03-09\n", "utf-8")
    build([folder.parent / "pages", more], folder, topics=1)
    assert open_archive(folder).meta.undated == 2


def test_a_file_of_dates_written_by_hand_or_before_holds_for_its_page(folder: Path) -> None:
    (folder / DATE_FILE).write_text("file,date\nb.txt,2023-03-09\n", "utf-8")
    assert settled_dates(folder) == {"b.txt": MARCH}
    assert rebuilt(folder) == ["2023-03-08", "2023-03-09"]


def test_a_read_only_archive_is_not_settled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    with pytest.raises(AccessError):
        write_date(folder, "b.txt", MARCH)
    assert not (folder / DATE_FILE).exists()
    assert not [b for b in opened(folder, monkeypatch).button if "定为" in b.label]


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return screen(folder, monkeypatch, "data")


def test_a_date_typed_in_settles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = opened(folder, monkeypatch)
    assert not shown.exception
    typed = next(box for box in shown.date_input if box.label == "或填写日期")
    typed.set_value(MARCH).run()
    assert settled_dates(folder) == {"b.txt": MARCH}
    assert any("2023-03-09" in m.value and "生效" in m.value for m in shown.markdown)


def test_a_click_on_a_guess_settles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = opened(folder, monkeypatch)
    guess = next(button for button in shown.button if "定为 2023-03-09" in button.label)
    guess.click().run()
    assert settled_dates(folder) == {"b.txt": MARCH}


def test_a_damaged_row_of_dates_is_named_and_stops_nothing(folder: Path) -> None:
    (folder / DATE_FILE).write_text("file,date\nb.txt,生日\n", "utf-8")
    summary = build(folder.parent / "pages", folder, topics=1)
    assert [p.line for p in summary.problem_list if p.file == DATE_FILE] == [2]


def test_a_paper_that_comes_out_daily_has_its_next_day() -> None:
    dates = [dt.date(2024, 2, 5) + dt.timedelta(days=k) for k in range(21)]
    dated = [
        cut_page(
            page(f"{d.year}年{d.month}月{d.day}日 星期{'一二三四五六日'[d.weekday()]}", NEWS, file=f"{d}.txt")
        )
        for d in dates
    ]
    sentence = "2023年，全市完成投资千亿元。2024年，我市将继续推进春耕。"
    open_ = cut_page(page("桥通了", NEWS, sentence, file="x.txt"))
    assert open_.issue_date.date == dt.date(2024, 3, 11)  # Friday's news, Monday to Friday assumed
    assert settle([*dated, open_])[-1].issue_date.date == dt.date(2024, 3, 9)


@given(st.sets(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), max_size=60))
def test_publishing_days_are_never_none(dates: set[dt.date]) -> None:
    days = publishing_days(dates)
    assert days
    assert days <= set(range(7))


def test_a_weekly_and_an_exception() -> None:
    fridays = [dt.date(2024, 1, 5) + dt.timedelta(days=7 * k) for k in range(30)]
    assert publishing_days([*fridays, dt.date(2024, 2, 10)]) == {4}
    assert publishing_days([dt.date(2024, 2, 10)]) == {0, 1, 2, 3, 4, 5}


def test_a_page_added_without_a_masthead_is_of_the_archives_paper_and_its_days(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(14):  # a paper that comes out on Saturdays and Tuesdays
        date = dt.date(2024, 1, 6) + dt.timedelta(days=7 * (n // 2) + 3 * (n % 2))
        masthead = f"{date:%Y}年{date.month}月{date.day}日 星期{'一二三四五六日'[date.weekday()]}　河州日报"
        (pages / f"{n}.txt").write_text(f"{masthead}\n河清了\n{NEWS.replace('桥', '河')}", "utf-8")
    build(pages, tmp_path / "archive", topics=1)
    late = tmp_path / "late.txt"  # datelined Thursday: the next issue is Saturday's, not Friday's
    late.write_text(
        f"桥通了\n{NEWS.replace('3月8日', '3月7日')}\n3月6日（星期三），2024年的工程全线收尾。", "utf-8"
    )
    pipeline.add([late], tmp_path / "archive", engine=pipeline.Engine(jobs=1), progress=lambda *_: None)
    issues = open_archive(tmp_path / "archive").issues()
    assert set(issues["paper"]) == {"河州日报"}
    assert issues["date"].max() == "2024-03-09"
