"""Paths given by a person → the source files to read, in one fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trends.errors import InputError
from trends.records import Problem

SIDE_FILES = frozenset({"manifest.csv", "corrections.csv", "events.csv", "labels.csv"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read; `name` is shown to people, `root` is the folder given (or the file's own)."""

    path: Path
    name: str
    root: Path


def format_of(path: Path, formats: Iterable[str]) -> str | None:
    """The ending of `path` among `formats` (the longest that fits: ".jsonl.gz" before ".gz"), or None."""
    name = path.name.lower()
    return max((f for f in formats if name.endswith(f)), key=len, default=None)


def find_sources(paths: Sequence[Path | str], formats: Iterable[str]) -> tuple[list[Source], list[Problem]]:
    """Files and folders → sources in sorted order, each file once, and what could not be used.

    Raises InputError when nothing at all can be read.
    """
    known = tuple(formats)
    found: dict[Path, Source] = {}
    problems: list[Problem] = []
    for path in map(Path, paths):
        if not path.exists():
            problems.append(Problem(str(path), None, "没有这个文件或文件夹", "检查路径的写法"))
        for source in _walk(path):
            if source.path.name in SIDE_FILES:
                continue
            if format_of(source.path, known) is None:
                problems.append(_unknown(source, known))
            else:
                found.setdefault(source.path.resolve(), source)
    if not found:
        where = "、".join(map(str, paths)) or "(未给出路径)"
        detail = f"：{problems[0].what}" if problems else ""
        raise InputError(f"{where} 里没有可读的来源{detail}", f"给出 {'、'.join(known)} 文件或它们的文件夹")
    return list(found.values()), problems


def _walk(path: Path) -> Iterator[Source]:
    if path.is_file():
        yield Source(path, path.name, path.parent)
    elif path.is_dir():
        inside = (p for p in path.rglob("*") if not any(q.startswith(".") for q in p.relative_to(path).parts))
        for file in sorted((p for p in inside if p.is_file()), key=lambda p: p.relative_to(path).parts):
            yield Source(file, file.relative_to(path).as_posix(), path)


def _unknown(source: Source, known: Sequence[str]) -> Problem:
    cure = f"请转成 {'、'.join(known)} 之一，或移出文件夹"
    return Problem(source.name, None, "不认识的文件格式，没有读", cure)
