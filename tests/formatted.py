"""Files of every form, and what reading them gives: what the tests of the formats share."""

from __future__ import annotations

import time
from pathlib import Path

from tests import samples
from trends.readers import (
    columns_of,
    find_sources,
    read_source,
)
from trends.records import Article, Page, Problem

TEXT = samples.page_text().decode()
NAMES = sorted(path.name for path in samples.FOLDER.iterdir())


def read(path: Path, columns: tuple[str, ...] = ()) -> list[Page | Article | Problem]:
    sources, problems = find_sources([path], columns_of(columns))
    return [*problems, *(found for source in sources for found in read_source(source))]


def put(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def only_problem(path: Path) -> Problem:
    """The one thing found, which must be a Problem with a cure, soon and without much memory."""
    started = time.process_time()
    [problem] = read(path)
    assert isinstance(problem, Problem)
    assert problem.what
    assert problem.cure
    assert time.process_time() - started < 20
    return problem
