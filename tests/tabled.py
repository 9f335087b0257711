"""Tables of articles in files, and what reading them gives."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from trends import readers
from trends.records import Article, Problem

BODY = "本报讯 县文化馆昨日举办书法展，展出作品一百二十件，吸引了许多市民前来参观交流。"


def read(path: Path) -> tuple[list[Article], list[Problem]]:
    sources, problems = readers.find_sources([path])
    items = [item for source in sources for item in readers.read_source(source)]
    return [i for i in items if isinstance(i, Article)], [
        *problems,
        *(i for i in items if isinstance(i, Problem)),
    ]


def rows(n: int) -> list[list[str]]:
    return [[f"2021-07-{k:02d}", f"书法展第{k}天", f"{k}号。{BODY}"] for k in range(1, n + 1)]


def written(path: Path, table: list[list[str]], encoding: str = "utf-8") -> Path:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    path.write_bytes(out.getvalue().encode(encoding))
    return path
