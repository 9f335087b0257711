"""One finding, two writers: whatever the link, the screen and the brief tell the same."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.shuffled import shuffled
from tests.screens import screen
from trends.archive import Archive, Filter, open_archive
from trends.errors import QueryError
from trends.findings import Case, Subject, head_of, morning_section
from trends.findings.bursts import burst_section
from trends.findings.phrases import counted
from trends.findings.records import Link
from trends.findings.windows import FEW, windows_of
from trends.records import Scope
from trends.report import brief_of

DAY = dt.timedelta(days=1)
GAP = ("2024-01-17", "2024-01-17")  # the day without an issue
PLANTED = [  # days of the planted archive, which begins on 2024-01-01 and ends on 2024-02-29
    (None, None),
    ("2024-01-01", "2024-02-29"),
    ("2024-02-01", "2024-02-29"),
    ("2024-01-31", "2024-02-29"),
    ("2024-01-10", "2024-02-10"),
    ("2024-02-01", None),
    (None, "2024-02-12"),
    ("2024-01-01", "2024-01-15"),
    ("2024-02-01", "2024-02-05"),
    GAP,
]
MONTHS = [(f"{y}-{m:02d}-01", str(dt.date(y + m // 12, m % 12 + 1, 1) - DAY)) for y in range(2021, 2026) for m in range(1, 13)]  # fmt: skip
YEARS = [(f"{year}-01-01", f"{year}-12-31") for year in range(2013, 2026)]


@pytest.fixture(scope="module")
def large() -> Path:
    """A large archive that was built before."""
    folder = os.environ.get("TRENDS_LARGE_ARCHIVE")
    if not folder:
        pytest.skip("TRENDS_LARGE_ARCHIVE names no archive of xwlb.jsonl.gz: the large corpus is not shipped")
    return Path(folder)


def subject(since: str | None, until: str | None, language: str = "zh") -> Subject:
    days = (dt.date.fromisoformat(day) if day else None for day in (since, until))
    return Subject(*days, language=language)


def link(since: str | None, until: str | None, language: str = "zh") -> dict[str, str]:
    given = {"from": since, "to": until, "lang": language if language != "zh" else None}
    return {name: value for name, value in given.items() if value}


def plain(text: str) -> str:
    """Markdown as it is read."""
    return re.sub(r"\\(.)", r"\1", text)


def on_the_screen(app: AppTest) -> tuple[str, str, list[tuple[str, ...]]]:
    """Headline, the days it is about, and the cells of the table of moves."""
    assert not app.exception
    told = [plain(m.value) for m in app.markdown]
    place = next(i for i, text in enumerate(told) if text.startswith("# "))
    rows = [
        (row["label"], f"{row['share']:.1f}%", row["change"], row["interval"])
        for frame in app.dataframe
        if "interval" in frame.value.columns
        for row in frame.value.to_dict("records")
    ]
    return told[place][2:], told[place + 1].removeprefix(":small[:gray[").removesuffix("]]"), rows


def in_the_brief(archive: Archive, about: Subject) -> tuple[str, str, list[tuple[str, ...]]]:
    brief = brief_of(archive, about)
    changes = [section for section in brief.sections if section.name == "changes"]
    rows = [
        (str(row[0]), str(row[1]), str(row[4]), str(row[5]))
        for section in changes
        for row in section.tables[0].rows
    ]
    return brief.head.finding, brief.head.about, rows


@pytest.mark.parametrize("days", PLANTED, ids=str)
def test_screen_and_brief_tell_the_same(
    planted_dir: Path, monkeypatch: pytest.MonkeyPatch, days: tuple[str | None, str | None]
) -> None:
    language = ("zh", "en")[PLANTED.index(days) % 2]
    app = screen(planted_dir, monkeypatch, **link(*days, language))
    if days == GAP:
        with pytest.raises(QueryError):
            in_the_brief(open_archive(planted_dir), subject(*days, language))
        assert on_the_screen(app)[2] == []
    else:
        assert on_the_screen(app) == in_the_brief(open_archive(planted_dir), subject(*days, language))


@pytest.mark.parametrize(
    "days", [(None, None), ("2023-01-01", "2023-12-31"), ("2019-01-01", "2023-12-31")], ids=str
)
def test_of_few_issues_too(sample_dir: Path, monkeypatch: pytest.MonkeyPatch, days: tuple[str, str]) -> None:
    for language in ("zh", "en"):
        app = screen(sample_dir, monkeypatch, **link(*days, language))
        told = in_the_brief(open_archive(sample_dir), subject(*days, language))
        assert on_the_screen(app) == told
        assert told[2] == []


@pytest.mark.parametrize("days", [(None, None), *MONTHS, *YEARS], ids=str)
def test_of_every_month_and_year_of_a_large_archive(
    large: Path, monkeypatch: pytest.MonkeyPatch, days: tuple[str | None, str | None]
) -> None:
    language = "en" if str(days[1])[5:7] in ("02", "12") else "zh"
    told = in_the_brief(open_archive(large), subject(*days, language))
    assert on_the_screen(screen(large, monkeypatch, **link(*days, language))) == told
    assert len(told[2]) == 12


@pytest.mark.parametrize("days", PLANTED, ids=str)
def test_windows_lie_in_the_archive_and_do_not_touch(planted: Archive, days: tuple[str, str]) -> None:
    try:
        windows = windows_of(planted, subject(*days))
    except QueryError:
        return
    now, before, meta = windows.now, windows.before, planted.meta
    assert windows.range.since <= now.since <= now.until == windows.range.until  # type: ignore[operator]
    assert (before is None) == bool(windows.why)
    if before is not None:
        assert meta.first <= str(before.since) <= str(before.until) < str(now.since)
        assert now.since - before.until == DAY  # type: ignore[operator]
        assert min(windows.issues_now, windows.issues_before) > FEW
        counted = planted.coverage(now, "issue")
        assert (windows.issues_now, windows.N_now) == (counted["issues"].sum(), counted["articles"].sum())


def test_without_dates_the_last_thirty_days_are_compared(planted: Archive) -> None:
    alone, spelled = (windows_of(planted, subject(*days)) for days in PLANTED[:2])
    assert (str(alone.range.since), str(alone.now.since)) == ("2024-01-31", "2024-01-31")
    assert (alone.now, alone.before) == (spelled.now, spelled.before)


def test_nothing_is_compared_without_a_reason(planted: Archive, sample: Archive) -> None:
    early = head_of(Case(planted, subject("2024-01-01", "2024-01-15")))
    assert "不足" in early.about
    assert "上升" not in early.finding + early.about
    assert "样本较少" in head_of(Case(sample, Subject())).about


# ---- one issue --------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2024-01-01", "2024-01-20", "2024-02-20", "2024-02-29"])
def test_the_lists_of_an_issue_lead_to_its_articles(planted: Archive, day: str) -> None:
    about = subject(day, day)
    section = morning_section(Case(planted, about))
    assert section is not None
    assert section in brief_of(planted, about).sections
    lists = {table.caption: table for table in section.tables}
    assert len(lists) + len(section.sentences) >= 3
    own = set(planted.articles(about_scope(day), limit=1000)["id"])
    for name in ("新", "升"):
        for row in lists[name].rows if name in lists else ():
            assert isinstance(row[0], Link)
            assert dict(row[0].values)["id"] in own
    month = Case(planted, subject(str(dt.date.fromisoformat(day) - 29 * DAY), day))
    fallen = set(month.falls["label"]) if len(month.falls) else set()
    for row in lists["退"].rows if "退" in lists else ():
        assert str(row[1]).rsplit(" ", 1)[0] in fallen
    assert ("升" in lists) == (day >= "2024-02-20")


def about_scope(day: str) -> Scope:
    return Scope(dt.date.fromisoformat(day), dt.date.fromisoformat(day))


def test_a_range_of_many_days_has_no_lists(planted: Archive) -> None:
    assert morning_section(Case(planted, subject("2024-02-01", "2024-02-02"))) is None


# ---- claims -----------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [days for days in PLANTED if days != GAP], ids=str)
def test_no_date_is_told_that_no_issue_has(planted: Archive, days: tuple[str | None, str | None]) -> None:
    case = Case(planted, subject(*days))
    section = burst_section(case)
    dates = set(planted.issues()["date"])
    for row in [] if section is None else section.numbers.to_dict("records"):
        assert {row["start"], row["end"]} <= dates


def test_first_means_never_before_in_the_archive(planted: Archive) -> None:
    now, before = (
        Scope(dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        Scope(dt.date(2024, 1, 31), dt.date(2024, 1, 31)),
    )
    words = pd.DataFrame({"item": ["冠军", "护士", "卫星"], "N": 348, "N_before": 12})
    told = counted(Case(planted, Subject()), words, now, before)
    assert told["first"].tolist() == [False, False, True]  # 护士: not on the day before, but in January
    assert (told["n_before"] > 0).tolist() == [True, False, False]
    for scope, column in ((now, "n"), (before, "n_before")):
        for word, n in zip(told["item"], told[column], strict=True):
            assert planted.count_articles(scope, Filter(query=word)) == n


def test_time_that_is_shuffled_tells_nothing(planted_dir: Path, tmp_path: Path) -> None:
    """At most one in ten of the archives may say that a topic rose or fell; the real one does."""
    assert len(Case(open_archive(planted_dir), Subject()).rises)
    claims = []
    for seed in range(100, 120):
        case = Case(shuffled(planted_dir, tmp_path / str(seed), "articles", seed), Subject())
        claims.append(len(case.rises) + len(case.falls) > 0)
    assert sum(claims) <= 2
