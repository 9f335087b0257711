"""The one box: a topic, a date, a word each open their own page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens import heading, screen
from trends.archive import Archive
from trends.dashboard.finder import destination


def test_a_topic_opens_its_page(planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    label = str(planted.topics()["label"].iloc[-1])
    app = screen(planted_dir, monkeypatch, "data")
    app.selectbox(key="w_finder").set_value(label).run()
    assert label in heading(app).replace("\\", "")


@pytest.mark.parametrize("typed", ["2024-02-03", "2024年2月3日", "2024/2/3", "2024.02.03"])
def test_a_date_opens_its_issue_in_every_way_it_is_written(typed: str) -> None:
    assert destination(typed, {}) == ("issue", {"date": "2024-02-03"})


@pytest.mark.parametrize("typed", ["2024", "2024-13-01", "新质生产力", "1-2"])
def test_what_is_no_date_and_no_topic_is_a_word(typed: str) -> None:
    assert destination(typed, {"农民·丰收": "t1"}) == ("keywords", {"q": typed})
