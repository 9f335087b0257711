"""A preview heeds what the archive and people know, as the addition after it will."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from trends.archive.dates import DATE_FILE
from trends.pipeline.known import known_of
from trends.pipeline.preview import previewed

STORY = "春灌全面开始\n\n本报讯（记者 陶慧敏）3月8日，全县春灌全面开始。各村引水入田，水管所逐段查看渠道。\n"


def page(tmp_path: Path) -> Path:
    path = tmp_path / "new" / "a.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(STORY, "utf-8")
    return path


def test_nothing_is_known_where_nothing_is_published(tmp_path: Path) -> None:
    known = known_of(tmp_path)
    assert not known.dates
    assert not known.issues
    record = next(previewed([page(tmp_path)], known=known))
    assert record["paper"] == ""
    assert record["date"] is None


def test_preview_heeds_the_archive_and_given_dates(sample_dir: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(sample_dir, archive, ignore=shutil.ignore_patterns("work"))
    (archive / DATE_FILE).write_text("file,date\na.txt,2023-03-09\n", "utf-8")
    known = known_of(archive)
    (paper,) = known.issues
    record = next(previewed([page(tmp_path)], known=known))
    assert record["paper"] == paper
    assert dt.date.fromisoformat(record["date"]) == dt.date(2023, 3, 9)
