"""Whatever the screen can be asked to name has a name in both languages."""

from __future__ import annotations

from trends.archive.columns import COLUMNS
from trends.dashboard.sentences import SENTENCES
from trends.readers.columns import ARTICLE_FIELDS


def test_every_column_and_field_is_named_in_both_languages() -> None:
    wanted = {f"column_{name}" for name in COLUMNS} | {f"field_{name}" for name in ARTICLE_FIELDS}
    assert wanted <= set(SENTENCES)
    for key in wanted:
        assert all(SENTENCES[key])
