"""What an archive was made of: the paths that builds, additions and imports took, kept beside the snapshots.

A build reads again what `add` and 导入 took, from where it is kept, and never lets go in silence of what the
archive has and its sources lack.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq

from trends import readers
from trends.archive.appending import stored_texts
from trends.archive.disk import write_whole
from trends.archive.snapshot import Snapshot
from trends.archive.withdrawn import text_key
from trends.archive.work import WorkStore
from trends.errors import ArchiveError, InputError
from trends.pipeline.reading import Reading
from trends.pipeline.summary import Summary
from trends.readers import Columns, Source
from trends.records import Problem

LEDGER = "sources.json"
SMALL = 0.2  # part of the articles of a folder that may go when their files were taken out of it


@dataclass(frozen=True, slots=True)
class Taken:
    """A path that was read: absolute; kind: build or add."""

    path: str
    columns: Columns
    kind: str


def read_ledger(archive: Path) -> list[Taken]:
    """What was taken, in order. A file that is not there is empty. Raises ArchiveError for a damaged one."""
    try:
        rows = json.loads((archive / LEDGER).read_text("utf-8"))
        return [Taken(**row | {"columns": tuple(map(tuple, row["columns"]))}) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError) as error:
        cure = "从备份放回，或移走它，再用 build 写明全部来源"
        raise ArchiveError(f"{archive / LEDGER} 读不懂", cure) from error


def write_ledger(archive: Path, taken: Sequence[Taken]) -> None:
    rows = [asdict(one) for one in dict.fromkeys(taken)]
    write_whole(archive / LEDGER, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def taken_now(paths: Sequence[str | Path], columns: Columns, root: Path | None, kind: str) -> list[Taken]:
    """The ledger's entries of the paths given now."""
    if root is not None:  # files given one by one are named as if the folder had been given
        return [Taken(str(root.absolute()), columns, kind)]
    return [Taken(str(Path(path).absolute()), columns, kind) for path in paths]


def found_sources(
    paths: Sequence[str | Path], columns: Columns, root: Path | None, before: Sequence[Taken]
) -> tuple[list[Source], list[Problem]]:
    """The sources of a build: those given now, and after them those that `add` and 导入 took and that are still where
    they were."""
    sources, problems = readers.find_sources(paths, columns, root)
    seen = {source.path.resolve() for source in sources}
    for order, one in enumerate(before, 1):
        if one.kind != "add" or not Path(one.path).exists():
            continue
        try:
            more, told = readers.find_sources([one.path], one.columns)
        except InputError:
            continue  # nothing there any more: what it had is missed below
        sources += [replace(s, order=order) for s in more if s.path.resolve() not in seen]
        seen |= {source.path.resolve() for source in more}
        problems += told
    return sources, problems


@dataclass(frozen=True, slots=True)
class Lack:
    """Articles of the snapshot whose files a build does not read: how many, in which files, of how many issues that go
    altogether. keys: of their texts. removed: a few files were taken out of a folder that is read again."""

    articles: tuple[str, ...]
    keys: frozenset[str]
    files: tuple[str, ...]
    issues: int
    removed: bool

    @property
    def what(self) -> str:
        shown = "、".join(self.files[:3]) + (f" 等 {len(self.files)} 个文件" if len(self.files) > 3 else "")
        gone = f"、{self.issues} 期" if self.issues else ""
        return f"档案里有 {len(self.articles):,} 篇{gone}不在这次的来源里（{shown}）"


def lack_of(
    snapshot: Snapshot | None, reading: Reading, sources: Sequence[Source], store: WorkStore, whole: bool
) -> Lack | None:
    """What a build of these sources would let go of. whole: as `all_given`."""
    if snapshot is None:
        return None
    names = {source.name for source in sources}
    rows = [
        (name, file.partition("!")[0], issue)
        for name, file, issue in snapshot.rows("SELECT id, file, date::VARCHAR || paper FROM articles")
    ]
    missed = [row for row in rows if row[1] not in names]
    if not missed:
        return None
    ids = {name for chunk in reading.chunks for name in _ids(store, chunk.key)}
    missed = [row for row in missed if row[0] not in ids]
    if not missed:
        return None
    gone = {issue for _, _, issue in missed} - {issue for _, file, issue in rows if file in names}
    removed = whole and len(missed) <= SMALL * len(rows)
    names_gone = [name for name, _, _ in missed]
    keys = frozenset(text_key(t.headline, t.body) for t in stored_texts(snapshot, names_gone).values())
    return Lack(
        tuple(names_gone),
        keys if removed else frozenset(),
        tuple(sorted({file for _, file, _ in missed})),
        len(gone),
        removed,
    )


def all_given(now: Sequence[Taken], before: Sequence[Taken], sources: Sequence[Source]) -> bool:
    """Whether a build reads every path that the archive was made of, and finds something in each: a file that it
    lacks was then taken out by somebody, and no disk is missing."""
    given = {one.path for one in now}
    roots = {str(source.root) for source in sources} | {str(source.path) for source in sources}
    known = [one.path for one in before if one.kind == "build"]
    added = [one.path for one in before if one.kind == "add"]
    return bool(known) and set(known) <= given and all(path in roots for path in (*known, *added))


def _ids(store: WorkStore, key: str) -> list[str]:
    return pq.read_table(store.path("chunks", key, "parquet"), columns=["id"])["id"].to_pylist()  # type: ignore[no-any-return]


def told_of(summary: Summary, lack: Lack | None, mended: int) -> Summary:
    """The summary with what the archive lets go of, and with the damage that was mended."""
    told: list[Problem] = []
    if lack is not None:
        how = "它们的文件已从来源里拿走，文章跟着撤下，旧版本里也撤下" if lack.removed else "按 --drop 去掉"
        told.append(Problem("", None, f"{lack.what}：{how}", "若不是有意的，把文件放回再建一次", lost=False))
    if mended:
        what = f"工作缓存里有 {mended} 个文件损坏、或不是在这里写的，已重做"
        told.append(Problem("work", None, what, "若常有，请检查磁盘", lost=False))
    return replace(summary, problem_list=(*told, *summary.problem_list))
