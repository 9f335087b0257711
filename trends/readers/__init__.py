"""bytes → Pages or Articles. One file a format, one line in READERS.

>>> sources, problems = find_sources(["seeds/pages"])
>>> page = next(read_source(sources[0]))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from trends.readers import sources as _sources
from trends.readers.corrections import read_corrections
from trends.readers.manifest import side_folders
from trends.readers.pages import read_text
from trends.readers.sources import Source
from trends.readers.tables import read_csv, read_jsonl
from trends.records import Article, Page, Problem

__all__ = ["READERS", "Source", "find_sources", "read_corrections", "read_source", "side_files"]

READERS: dict[str, Callable[[Source], Iterator[Page | Article | Problem]]] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".csv": read_csv,
    ".csv.gz": read_csv,
}


def find_sources(paths: Sequence[Path | str]) -> tuple[list[Source], list[Problem]]:
    """Files and folders → the sources that READERS can read, sorted, and what cannot be read.

    Raises InputError when there is nothing to read at all.
    """
    return _sources.find_sources(paths, READERS)


def read_source(source: Source) -> Iterator[Page | Article | Problem]:
    """What a source holds, one thing at a time; a file that cannot be opened gives a Problem."""
    reader = READERS[_sources.format_of(source.path, READERS) or ".txt"]
    try:
        yield from reader(source)
    except OSError as error:
        yield Problem(source.name, None, f"打不开：{error.strerror or error}", "检查文件的权限和位置")


def side_files(source: Source) -> list[Path]:
    """The manifest.csv and corrections.csv that speak of a source; what is read of it changes with them."""
    names = ("manifest.csv", "corrections.csv")
    return [path for folder in side_folders(source) for name in names if (path := folder / name).is_file()]
