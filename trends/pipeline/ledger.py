"""What an archive was made of: the paths that builds, additions and imports took, kept beside the snapshots.

A build reads again what `add` and 导入 took, from where it is kept, and never lets go in silence of what the
archive has and its sources lack.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from trends import readers
from trends.archive.appending import stored_texts
from trends.archive.disk import write_whole
from trends.archive.snapshot import Snapshot
from trends.archive.withdrawn import text_key
from trends.archive.work import WorkStore
from trends.errors import ArchiveError, InputError
from trends.pipeline.reading import Reading
from trends.pipeline.summary import Summary
from trends.pipeline.tables import read_rows
from trends.readers import Columns, Source
from trends.records import Problem

LEDGER = "sources.json"


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
    """Articles of the snapshot that a build does not find again, in files that are gone or that hold less than they did:
    how many, in which files, of how many issues that go altogether. small: the build may go on and tell it, see
    `lack_of`; keys: of the texts of files that are gone, if small."""

    articles: tuple[str, ...]
    keys: frozenset[str]
    files: tuple[str, ...]
    issues: int
    small: bool

    @property
    def what(self) -> str:
        shown = "、".join(self.files[:3]) + (f" 等 {len(self.files)} 个文件" if len(self.files) > 3 else "")
        gone = f"、{self.issues} 期" if self.issues else ""
        return f"档案里有 {len(self.articles):,} 篇{gone}不在这次的来源里（{shown}）"


def lack_of(
    snapshot: Snapshot | None, reading: Reading, sources: Sequence[Source], store: WorkStore, whole: bool
) -> Lack | None:
    """What a build of these sources would let go of. whole: as `all_given`.

    It is small where the build reads all that the archive was ever made of, nothing of that was brought by `add` or
    导入, and every issue keeps more articles than it loses: somebody took a story out of the folder. All else waits for
    a person's consent. An article that was corrected or cut otherwise is not lost: its file or its issue holds as many
    as before.
    """
    if snapshot is None:
        return None
    held = _Held({source.name for source in sources}, reading, store)
    rows = [
        (name, file.partition("!")[0], issue)
        for name, file, issue in snapshot.rows("SELECT id, file, date::VARCHAR || paper FROM articles")
    ]
    files, issues = Counter(row[1] for row in rows), Counter(row[2] for row in rows)
    missed = [
        (name, file, issue)
        for name, file, issue in rows
        if name not in held.ids
        and not (
            file in held.names and (held.files[file] >= files[file] or held.issues[issue] >= issues[issue])
        )
    ]
    if not missed:
        return None
    lost = Counter(issue for _, _, issue in missed)
    gone = [issue for issue in lost if not held.issues[issue]]
    small = whole and all(n < held.issues[issue] for issue, n in lost.items())
    taken = [name for name, file, _ in missed if file not in held.names] if small else []
    return Lack(
        tuple(name for name, _, _ in missed),
        frozenset(text_key(t.headline, t.body) for t in stored_texts(snapshot, taken).values()),
        tuple(sorted({file for _, file, _ in missed})),
        len(gone),
        small,
    )


class _Held:
    """What a reading found: names of its files, ids of its articles, how many articles each file and each issue has."""

    def __init__(self, names: set[str], reading: Reading, store: WorkStore) -> None:
        self.names, self.ids = names, set[str]()
        self.files, self.issues = Counter[str](), Counter[str]()
        for chunk in reading.chunks:
            path = store.path("chunks", chunk.key, "parquet")
            columns = read_rows(path, ["id", "file", "date", "paper"]).to_pydict()
            self.ids.update(columns["id"])
            self.files.update(file.partition("!")[0] for file in columns["file"])
            self.issues.update(map("{}{}".format, columns["date"], columns["paper"]))


def all_given(now: Sequence[Taken], before: Sequence[Taken], sources: Sequence[Source]) -> bool:
    """Whether earlier builds alone made the archive, and this one reads every path of theirs and finds something in
    each: what it lacks was then taken out by somebody, and no disk is missing."""
    given = {one.path for one in now}
    roots = {str(source.root) for source in sources} | {str(source.path) for source in sources}
    return bool(before) and all(
        one.kind == "build" and one.path in given and one.path in roots for one in before
    )


def told_of(summary: Summary, lack: Lack | None, mended: int) -> Summary:
    """The summary with what the archive lets go of, and with the damage that was mended."""
    told: list[Problem] = []
    if lack is not None:
        how = "它们已从来源里拿走" if lack.small else "按 --drop 去掉"
        how = "它们的文件已从来源里拿走，文章跟着撤下，旧版本里也撤下" if lack.keys else how
        told.append(Problem("", None, f"{lack.what}：{how}", "若不是有意的，把文件放回再建一次", lost=False))
    if mended:
        what = f"工作缓存里有 {mended} 个文件损坏、或不是在这里写的，已重做"
        told.append(Problem("work", None, what, "若常有，请检查磁盘", lost=False))
    return replace(summary, problem_list=(*told, *summary.problem_list))
