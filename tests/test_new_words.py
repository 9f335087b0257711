"""近期升温词: a word inside a longer one is told once when both tell the same news."""

from __future__ import annotations

from dataclasses import fields

import pytest

from trends.dashboard.sentences import SENTENCES
from trends.findings.phrases import nested, repeated
from trends.records import Settings


@pytest.mark.parametrize(
    ("held", "left_out"),
    [
        ({"埃博拉": 14, "埃博拉疫情": 14}, {"埃博拉"}),
        ({"埃博拉": 17, "埃博拉疫情": 12}, {"埃博拉"}),
        ({"埃博拉": 30, "埃博拉疫情": 12}, set()),  # the shorter has news of its own
    ],
)
def test_the_longer_word_stands_for_both_when_they_share_most(
    held: dict[str, int], left_out: set[str]
) -> None:
    pairs = nested(["埃博拉疫情", "蔡奇", "埃博拉"])
    assert pairs == [("埃博拉", "埃博拉疫情")]
    assert repeated(pairs, held) == left_out


def test_three_in_a_row_leave_the_longest() -> None:
    held = {"卫星": 10, "气象卫星": 9, "风云气象卫星": 8}
    assert repeated(nested(list(held)), held) == {"卫星", "气象卫星"}


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_has_words_on_the_screen(name: str) -> None:
    assert f"setting_{name}" in SENTENCES
