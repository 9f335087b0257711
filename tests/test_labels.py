"""labels.csv: names that people give to topics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trends.archive import Archive, open_archive
from trends.archive.labels import LABEL_FILE, Label, read_labels, write_label
from trends.archive.sql.topics import unknown_labels
from trends.errors import AccessError, QueryError


@pytest.fixture
def own(planted_dir: Path, tmp_path: Path) -> Archive:
    shutil.copytree(planted_dir, tmp_path / "own", ignore=shutil.ignore_patterns("work"))
    return open_archive(tmp_path / "own")


def test_a_name_shows_everywhere_and_can_be_taken_back(own: Archive) -> None:
    computed = own.topics()["label"][0]
    own.rename("t1", "  春耕\n生产 ", hidden=True)
    assert own.topics()["label"][0] == "春耕 生产"
    assert own.topics()["hidden"].tolist() == [True, False, False, False]
    assert "春耕 生产" in set(own.shares(by="year")["label"])
    assert "春耕 生产" in set(own.articles()["label"])
    own.rename("t1", "")
    assert own.topics()["label"][0] == computed


def test_other_lines_stay(tmp_path: Path) -> None:
    write_label(tmp_path, Label("t2", "教育"))
    write_label(tmp_path, Label("t1", "春耕", hidden=True))
    write_label(tmp_path, Label("t2", "学校"))
    assert read_labels(tmp_path) == {"t1": Label("t1", "春耕", True), "t2": Label("t2", "学校")}


def test_unknown_ids_are_named_and_harmless(own: Archive) -> None:
    write_label(own.snapshot.folder, Label("t99", "没有"))
    assert unknown_labels(own.snapshot) == ["t99"]
    assert len(own.topics()) == 4


def test_bad_labels_are_one_sentence(own: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryError):
        own.rename("t99", "没有")
    with pytest.raises(QueryError, match="24"):
        own.rename("t1", "长" * 25)
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    with pytest.raises(AccessError, match="只能看"):
        own.rename("t1", "春耕")
    (own.snapshot.folder / LABEL_FILE).write_bytes(b"\xff\xfe\x00bad")
    assert len(own.topics()) == 4
    assert "没有用上" in own.problems().query("file == @LABEL_FILE")["what"].iloc[0]
