"""bytes → Pages or Articles. One file a format, one line in READERS.

>>> sources, problems = find_sources(["seeds/pages"])
>>> page = next(read_source(sources[0]))
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from trends.errors import InputError
from trends.readers import sources as _sources
from trends.readers.apart import Unread, answer_apart, read_apart, whole
from trends.readers.columns import columns_of
from trends.readers.containers import Budget, count_members, tar_members, zip_members
from trends.readers.corrections import read_corrections
from trends.readers.delimited import csv_columns, read_csv
from trends.readers.documents import Document, document_of, problem_of, unpacked
from trends.readers.formats import REFUSED, SUFFIXES, format_of, lie
from trends.readers.json_records import json_columns, jsonl_columns, read_json, read_jsonl
from trends.readers.limits import LIMITS
from trends.readers.manifest import manifest_problems, side_folders
from trends.readers.pages import read_text
from trends.readers.parquet import parquet_columns, read_parquet
from trends.readers.pdf import count_pages, read_pdf
from trends.readers.recognition import has_recognition
from trends.readers.records import fields_of
from trends.readers.scans import read_image
from trends.readers.signs import halves, with_clean_text
from trends.readers.sources import Columns, Source, is_hidden
from trends.readers.spreadsheets import read_xlsx, xlsx_columns
from trends.readers.webpages import read_html, read_mhtml
from trends.readers.word import read_docx
from trends.records import Article, Page, Problem

__all__ = [
    "ENDINGS",
    "READERS",
    "Columns",
    "Source",
    "Unread",
    "answer_apart",
    "column_fields",
    "columns_of",
    "find_sources",
    "has_recognition",
    "is_hidden",
    "read_apart",
    "read_corrections",
    "read_source",
    "side_files",
    "split_source",
    "whole",
]

Found = Page | Article | Problem
READERS: dict[str, Callable[[Document], Iterator[Found]]] = {
    "text": read_text,
    "markdown": read_text,
    "csv": read_csv,
    "jsonl": read_jsonl,
    "json": read_json,
    "xlsx": read_xlsx,
    "parquet": read_parquet,
    "html": read_html,
    "mhtml": read_mhtml,
    "docx": read_docx,
    "pdf": read_pdf,
    "image": read_image,
}
TABLES: dict[str, Callable[[Document], tuple[str, ...]]] = {
    "csv": csv_columns,
    "jsonl": jsonl_columns,
    "json": json_columns,
    "xlsx": xlsx_columns,
    "parquet": parquet_columns,
}
# What names of files that can be read end in.
ENDINGS = (*SUFFIXES, ".gz", ".zst")
# Items of one part of a large file: pages of a PDF, members of a ZIP.
PART_PAGES, PART_MEMBERS = 8, 50
CONTAINERS = {"zip": zip_members, "tar": tar_members}


def find_sources(
    paths: Sequence[Path | str], columns: Columns = (), root: Path | None = None
) -> tuple[list[Source], list[Problem]]:
    """Files and folders → the sources that READERS can read, sorted, and what cannot be read.

    columns: what columns of tables mean, where their names do not say it.
    root: the folder below which files given one by one are named, as if the folder had been given.
    Raises InputError when there is nothing to read at all.
    """
    sources, problems = _sources.find_sources(paths, _is_readable, columns, root)
    return sources, [*problems, *manifest_problems(sources)]


def read_source(source: Source) -> Iterator[Found]:
    """What a source holds, one thing at a time; what cannot be read gives a Problem."""
    try:
        for item in _read(document_of(source), Budget(), depth=0):
            if isinstance(item, Problem):
                yield item
                continue
            cleaned = with_clean_text(item)
            if cleaned != item and (told := halves(item)):
                yield told
            yield cleaned
    except OSError as error:
        yield Problem(source.name, None, f"打不开：{error.strerror or error}", "检查文件的权限和位置")


def split_source(source: Source) -> list[Source]:
    """A PDF or ZIP in parts that may be read beside each other; any other source whole."""
    document = document_of(source)
    try:
        found = format_of(document)
        if found == "pdf":
            return _parts(source, count_pages(document), PART_PAGES)
        if found == "zip" and (count := count_members(document)) >= PART_MEMBERS:
            return _parts(source, count, PART_MEMBERS)
    except (InputError, OSError, EOFError):
        pass  # whoever reads it will say what is wrong
    return [source]


def _parts(source: Source, count: int, size: int) -> list[Source]:
    return [replace(source, part=(k, min(k + size, count))) for k in range(0, count, size)] or [source]


def column_fields(source: Source) -> dict[str, str | None]:
    """The columns of a table and the field each is read as (None = not used); empty for other formats."""
    document = document_of(source)
    try:
        table = TABLES.get(format_of(document) or "")
        names = table(document) if table else ()
    except (InputError, OSError, EOFError):
        return {}
    return fields_of([name for name in names if name.strip()], source.columns)


def side_files(source: Source) -> list[Path]:
    """The manifest.csv and corrections.csv that speak of a source; what is read of it changes with them."""
    names = ("manifest.csv", "corrections.csv")
    found = (folder / name for folder in side_folders(source) for name in names)
    return [path for path in found if path.is_file() and os.access(path, os.R_OK)]


def _is_readable(source: Source) -> bool:
    """Whether the name or else the content is of a format that is known, be it only to be refused by name."""
    document = Document(source, source.name, lambda: source.path.open("rb"))
    if document.suffix in SUFFIXES:
        return True
    try:
        return format_of(unpacked(document)) is not None
    except (OSError, EOFError):
        return False


def _read(document: Document, budget: Budget, depth: int) -> Iterator[Found]:
    """A document by its format, containers member by member; our own errors become Problems."""
    try:
        found = format_of(document)
        if found in CONTAINERS:
            yield from _members(document, found, budget, depth)
        elif found in READERS:
            warning = lie(document, found)
            for item in READERS[found](document):
                if warning and not isinstance(item, Problem):
                    yield Problem(document.name, None, warning, "改正扩展名", lost=False)
                    warning = None
                yield item
        else:
            what, cure = REFUSED.get(found or "", ("不认识的文件格式，没有读", _sources.UNKNOWN_CURE))
            yield Problem(document.name, None, what, cure)
    except InputError as error:
        yield problem_of(error, document.name)


def _members(document: Document, kind: str, budget: Budget, depth: int) -> Iterator[Found]:
    if depth == LIMITS.nested:
        what = f"压缩包套了 {LIMITS.nested} 层以上，里面的没有读"
        yield Problem(document.name, None, what, "解开里面的压缩包")
        return
    for member in CONTAINERS[kind](document, budget):
        if isinstance(member, Document):
            yield from _read(unpacked(member), budget, depth + 1)
        else:
            yield member
