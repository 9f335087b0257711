"""Older snapshots by link, and archives that change, break or go away under an open page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import streamlit as st

import trends
from tests.builders import build, copied, days, mixed_records, write_jsonl
from tests.screens import heading, screen, text
from trends.archive import Meta
from trends.dashboard import shell
from trends.dashboard.data import was_open
from trends.dashboard.state import Notice, View

MIX = {"farm": 3, "school": 2}


@pytest.fixture(scope="module")
def two_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = tmp_path_factory.mktemp("two_snapshots")
    for n in (6, 9):
        rows = mixed_records(days("2024-01-01", n), MIX)
        build(write_jsonl(kept / "rows.jsonl", rows), kept / "archive", topics=2)
    return kept


@pytest.fixture
def archive(two_snapshots: Path, tmp_path: Path) -> Path:
    """Two kept snapshots: 6 issues, then 9."""
    return copied(two_snapshots, tmp_path) / "archive"


def test_a_link_opens_the_snapshot_it_names(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = trends.open_archive(archive).meta.data_version
    versions = {path.stem.partition("-")[2] for path in (archive / "snapshots").glob("*.duckdb")}
    [version] = versions - {new}
    app = screen(archive, monkeypatch, "data", version=version)
    assert heading(app) == "收录 6 期 30 篇"
    assert f"最新版本为 {new}" in app.warning[0].value.replace("\\", "")
    app.button(key="open_newest").click().run()
    assert heading(app) == "收录 9 期 45 篇"
    assert len(app.warning) == 0


@pytest.mark.parametrize("version", ["20200101-dead", "../../etc/passwd", "*", "一"])
def test_a_version_that_is_not_kept_is_said(
    archive: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    app = screen(archive, monkeypatch, "topics", version=version)
    assert not app.exception
    assert "已不再保存" in app.warning[0].value
    assert trends.open_archive(archive).meta.data_version in text(app)


def test_a_new_snapshot_shows_at_the_next_step(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(archive, monkeypatch, "data")
    rows = mixed_records(days("2024-01-01", 12), MIX)
    build(write_jsonl(tmp_path / "rows.jsonl", rows), archive, topics=2)
    assert heading(app.run()) == "收录 12 期 60 篇"


@pytest.mark.parametrize("page", ["overview", "topics", "keywords", "articles", "data"])
def test_an_archive_that_goes_away_gets_a_sentence_and_comes_back(
    archive: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app = screen(archive, monkeypatch, page)
    archive.rename(archive.with_name("moved"))
    app.run()
    assert not app.exception
    assert was_open(archive)
    assert len(app.error) == 1
    assert not archive.exists()
    archive.with_name("moved").rename(archive)
    app.run()
    assert len(app.error) == 0
    assert heading(app) != "档案无法打开"


def test_another_archive_in_its_place_is_shown(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(archive, monkeypatch, "articles", topic="t2")
    rows = mixed_records(days("2025-01-01", 5), {"sport": 4})
    build(write_jsonl(tmp_path / "other.jsonl", rows), tmp_path / "other", topics=1)
    shutil.rmtree(archive)
    (tmp_path / "other").rename(archive)
    app.run()
    assert not app.exception
    assert "没有话题「t2」" in "".join(w.value for w in app.warning)
    assert "20 篇" in heading(app)


def test_two_tabs_keep_their_own_filters(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = screen(archive, monkeypatch, "articles", **{"from": "2024-01-01", "to": "2024-01-02"})
    two = screen(archive, monkeypatch, "articles", q="小麦")
    n = trends.open_archive(archive).count_hits("小麦")[0]
    assert "10 篇" in heading(one.run())
    assert heading(two.run()) == f"小麦：{n} 篇"
    assert "10 篇" in heading(one.run())


def test_a_page_drawn_while_a_snapshot_is_published_shows_one_of_them(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = shell.sidebar

    def published_meanwhile(meta: Meta) -> tuple[View, list[Notice]]:
        rows = mixed_records(days("2024-01-01", 12), MIX)
        build(write_jsonl(tmp_path / "rows.jsonl", rows), archive, topics=2)
        return beside(meta)

    with monkeypatch.context() as patch:
        patch.setattr(shell, "sidebar", published_meanwhile)
        app = screen(archive, monkeypatch, "data")
    assert heading(app) == "收录 9 期 45 篇"
    assert heading(app.run()) == "收录 12 期 60 篇"


LINKS: tuple[tuple[str, dict[str, str]], ...] = (
    ("overview", {}),
    ("overview", {"lang": "en"}),
    ("overview", {"from": "2024-01-03"}),
    ("topics", {}),
    ("topics", {"topic": "t2"}),
    ("topics", {"topic": "t2", "measure": "count"}),
    ("topics", {"view": "heat"}),
    ("topics", {"view": "area", "with": "none"}),
    ("topics", {"by": "month"}),
    ("keywords", {}),
    ("keywords", {"q": "小麦"}),
    ("keywords", {"q": "小麦,学校"}),
    ("keywords", {"q": "小麦", "at": "2024-01-02"}),
    ("compare", {}),
    ("compare", {"a": "2024-01-01:2024-01-02", "b": "2024-01-03:2024-01-09"}),
    ("compare", {"min": "20"}),
    ("articles", {}),
    ("articles", {"topic": "t2"}),
    ("articles", {"q": "小麦"}),
    ("articles", {"q": "小麦", "order": "date"}),
    ("issue", {}),
    ("issue", {"date": "2024-01-03"}),
    ("data", {}),
    ("data", {"to": "2024-01-05"}),
)


def test_what_is_kept_between_readers_changes_no_page(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(link: tuple[str, dict[str, str]]) -> list[bytes]:
        app = screen(archive, monkeypatch, link[0], **link[1])
        assert not app.exception
        # A file to download has another name each time.
        kept = [node for node in app._tree if node.type != "download_button"]
        protos = [getattr(node, "proto", None) for node in kept]
        return [proto.SerializeToString(deterministic=True) for proto in protos if proto is not None]

    fresh = []
    for link in LINKS:
        st.cache_resource.clear()
        fresh.append(drawn(link))
    assert len({b"".join(page) for page in fresh}) == len(LINKS)
    for page, link in reversed(list(zip(fresh, LINKS, strict=True))):
        assert drawn(link) == page, link
