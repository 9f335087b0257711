"""文章: facets that count and narrow, pages of the list, the reader and its arrows, on planted truths."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.builders import built, days, record, write_jsonl
from tests.screens import heading, screen, text
from trends.archive import Archive, Filter, open_archive
from trends.archive.sql.facets import FACETS
from trends.dashboard.articles.reader import neighbours
from trends.records import Scope

YEARS = ("2022", "2023")
PAPERS = ("甲报", "乙报")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two papers, two years, three pages: farm on page 1, school on page 2, health on page 3 of 乙报."""
    root = tmp_path_factory.mktemp("facets")
    rows = []
    for y, year in enumerate(YEARS):
        for d, date in enumerate(days(f"{year}-01-01", 10)):
            for p, paper in enumerate(PAPERS[: y + 1]):
                for page, subject in enumerate(("farm", "school", "health")[: 2 + p], 1):
                    variant = y * 1000 + d * 100 + p * 10 + page
                    rows.append(record(date, subject, variant, id=f"f{variant}", paper=paper, page=page))
    built(write_jsonl(root / "rows.jsonl", rows), root / "archive", topics=3)
    return root / "archive"


@pytest.fixture(scope="module")
def archive(folder: Path) -> Archive:
    return open_archive(folder)


def counts(archive: Archive, facet: str, wanted: Filter) -> dict[str, int]:
    table = archive.facets(Scope(), wanted)
    rows = table[table["facet"] == facet]
    return dict(zip(rows["value"], rows["n"], strict=True))


def test_facets_count_what_was_planted(archive: Archive) -> None:
    assert counts(archive, "year", Filter()) == {"2023": 50, "2022": 20}
    assert counts(archive, "page", Filter()) == {"1": 30, "2": 30, "3": 10}
    assert counts(archive, "paper", Filter()) == {"甲报": 40, "乙报": 30}


def test_a_facet_counts_within_the_other_conditions_but_not_its_own(archive: Archive) -> None:
    wanted = Filter(year=2022, page=1)
    assert counts(archive, "page", wanted) == {"1": 10, "2": 10}
    assert counts(archive, "year", wanted) == {"2023": 20, "2022": 10}


@settings(max_examples=30, deadline=None)
@given(
    wanted=some.builds(
        Filter,
        query=some.sampled_from([None, "小麦", "教师", "小麦|教师", "农民 -化肥"]),
        page=some.sampled_from([None, 1, 2, 3]),
        year=some.sampled_from([None, 2022, 2023]),
        topic=some.sampled_from([None, "t1", "t2", "unassigned"]),
    ),
    facet=some.sampled_from([*FACETS]),
)
def test_every_facet_leads_to_as_many_articles_as_it_says(
    archive: Archive, wanted: Filter, facet: str
) -> None:
    for value, n in counts(archive, facet, wanted).items():
        if facet in ("paper", "source", "agency"):  # of the range, on every page
            field = "paper" if facet == "paper" else "source"
            assert archive.count_articles(Scope(**{field: value}), wanted) == n
            continue
        typed = int(value) if facet in ("page", "year") else value
        assert archive.count_articles(Scope(), dataclasses.replace(wanted, **{facet: typed})) == n


def test_a_reporter_narrows_the_list(sample: Archive) -> None:
    table = sample.facets()
    top = table[table["facet"] == "reporter"].iloc[0]
    found = sample.articles(wanted=Filter(reporter=top["value"]))
    assert len(found) == top["n"]
    assert all(top["value"] in byline for byline in found["byline"])


def test_facets_of_the_link_narrow_the_list(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(folder, monkeypatch, "articles", year="2023", page="3")
    assert not app.exception
    assert "10 篇" in heading(app)
    assert set(app.table[0].value["版"]) == {"3 版"}
    labels = [box.label for box in app.selectbox]
    assert {"年份", "版面", "话题"} <= set(labels)
    app.selectbox[labels.index("版面")].select("1").run()
    assert "20 篇" in heading(app)
    assert set(app.table[0].value["版"]) == {"1 版"}


def test_conditions_that_nothing_meets_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(folder, monkeypatch, "articles", year="2022", page="3")
    assert "，0 篇" in heading(app)
    assert "没有符合条件的报道" in text(app)


def test_the_list_comes_in_pages(folder: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(folder, monkeypatch, "articles")
    assert len(app.table[0].value) == 50
    app.pagination[0].set_value(2).run()
    truth = archive.articles(order="date", limit=50, offset=50)
    shown = app.table[0].value
    assert [date.replace("\u2011", "-") for date in shown["日期"]] == truth["date"].tolist()
    assert all(f"id={id_}" in cell for id_, cell in zip(truth["id"], shown["标题"], strict=True))
    assert "第 51 至 70 篇，共 70 篇" in text(app)


@pytest.mark.parametrize(
    ("name", "value"),
    [("start", "x"), ("start", "999999"), ("year", "jetzt"), ("page", "-1"), ("kind", "<b>"), ("reporter", "无此人"),
     ("q", "|"), ("q", "的"), ("order", "x"), ("id", "a0")],
)  # fmt: skip
def test_senseless_conditions_leave_a_working_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    app = screen(folder, monkeypatch, "articles", **{name: value})
    assert not app.exception
    assert heading(app)


def test_the_readers_arrows_go_through_the_list(
    folder: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = archive.articles(order="date", limit=3)["id"].tolist()
    view = archive.article(ids[1])
    assert neighbours(view, ids) == (ids[0], ids[2])
    assert neighbours(view, []) == (view.previous, view.next)
    app = screen(folder, monkeypatch, "articles", id=ids[1])
    app.button(key="reader_next").click().run()
    assert f"## {archive.article(ids[2]).headline}" in text(app)


def test_words_of_the_subject_speak_for_its_topic(archive: Archive) -> None:
    found = archive.articles(wanted=Filter(query="小麦"), limit=1).iloc[0]
    table = archive.reasons(found["id"])
    own = table[table["topic"] == found["topic"]]
    farm = {"粮食", "小麦", "农民", "丰收", "灌溉", "农机", "种子", "化肥"}
    assert set(own["term"]) <= farm
    assert own["part"].is_monotonic_decreasing
    assert 0 < own["part"].sum() <= 1 + 1e-6


def test_search_words_are_marked_and_the_source_named(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(sample_dir, monkeypatch, "articles", q="营商环境")
    shown = text(app)
    assert ":orange-background[营商环境]" in shown
    assert "来源 " in shown
    assert (
        "话题归类依据" in [p.proto.popover.label for p in app.get("popover")] or "归入该话题的贡献" in shown
    )
