"""What an addition brings that the archive has already: the same, or a corrected page or article that replaces it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from trends.archive.snapshot import Snapshot
from trends.archive.work import WorkStore, digest
from trends.pipeline.chunks import Chunk
from trends.pipeline.identity import content_ids
from trends.pipeline.reading import Reading
from trends.pipeline.tables import read_rows, write_rows
from trends.pipeline.twice import ALIKE, TOLD, exact_of, likeness, runs_of
from trends.records import Problem

Row = dict[str, Any]


@dataclass
class Compared:
    """chunks: what is new, also in the place of something old; removed: numbers of the old articles that go, and
    issues: theirs; removed_pages: files of old pages; known_pages: files of new pages that the archive has."""

    chunks: list[Chunk] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)
    issues: set[tuple[str, str]] = field(default_factory=set)
    removed_pages: set[str] = field(default_factory=set)
    known_pages: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def replace(self, old: Row) -> None:
        self.removed.add(old["article"])
        self.issues.add((old["date"], old["paper"]))


def compared(reading: Reading, store: WorkStore, snapshot: Snapshot) -> Compared:
    """The articles of a reading against those of the snapshot: known ones are left out, corrected pages and articles
    replace what they correct."""
    found = Compared()
    correcting = _compare_pages(reading, snapshot, found)
    of_pages = {row["file"] for path in reading.pages for row in read_rows(path, ["file"]).to_pylist()}
    for chunk in reading.chunks:
        table = read_rows(store.path("chunks", chunk.key, "parquet"))
        old = _Old(snapshot, table)
        ids = table["id"].to_pylist()
        made = content_ids(table)
        kept: list[int] = []
        for n, row in enumerate(table.select(COMPARED).to_pylist()):
            if row["file"] in found.known_pages:
                continue
            if row["file"] in correcting or old.is_new(row, found, cut=row["file"] in of_pages):
                if row["id"] in old.by_id and old.by_id[row["id"]]["article"] not in found.removed:
                    ids[n] = made[n]  # another article has the id that its source gives it
                if ids[n] not in old.by_id or old.by_id[ids[n]]["article"] in found.removed:
                    kept.append(n)
        if left := _kept(chunk, table, ids, kept, store):
            found.chunks.append(left)
    return found


COMPARED = ["id", "date", "paper", "page", "file", "first_line", "headline", "url", "body"]


class _Old:
    """The articles of the snapshot that a chunk's could be: of the same issues, or with one of its ids."""

    def __init__(self, snapshot: Snapshot, table: pa.Table) -> None:
        days = [day.isoformat() for day in pc.unique(table["date"]).to_pylist()]
        rows = snapshot.rows(
            """SELECT article, id, date::VARCHAR, paper, page, file, headline, url, body FROM articles
               WHERE list_contains(?, date::VARCHAR) OR id IN (SELECT unnest(CAST(? AS VARCHAR[])))""",
            [days, table["id"].to_pylist()],
        )
        names = ("article", "id", "date", "paper", "page", "file", "headline", "url", "body")
        self.by_id: dict[str, Row] = {}
        self.by_place: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for values in rows:
            row = dict(zip(names, values, strict=True))
            self.by_id[row["id"]] = row
            for key in _keys(row):
                self.by_place[row["date"], row["paper"], key].append(row)

    def is_new(self, row: Row, found: Compared, *, cut: bool) -> bool:
        """Whether an article is new; one that corrects an old one is, and the old one goes."""
        day = row["date"].isoformat()
        own = self.by_id.get(row["id"])
        if own is not None and _exact(own) == _exact(row):
            return False
        near = [own] if own is not None and (own["date"], own["paper"]) == (day, row["paper"]) else []
        if not cut:
            near += [old for key in _keys(row) for old in self.by_place[day, row["paper"], key]]
        runs = runs_of(f"{row['headline'] or ''}\n{row['body']}")
        for old in near:
            pages = {old["page"], row["page"]} - {None}
            alike = likeness(runs, runs_of(f"{old['headline'] or ''}\n{old['body']}"))
            named = old is own and not row["id"].isdecimal()
            if len(pages) > 1 and not named:
                continue
            if _exact(old) == _exact(row):
                found.problems.append(_told(row, f"{day} 的这一篇已在档案里（{old['file']}），没有再算"))
                return False
            if alike >= ALIKE or named:
                found.replace(old)
                found.problems.append(_told(row, f"更正了档案里 {day} 的同一篇（{old['file']}），已替换"))
                return True
        return True


def _keys(row: Row) -> set[str]:
    """By what an article of an issue is known again: headline or the beginning, and address."""
    letters = "".join(c for c in (row["headline"] or row["body"][:40]) if c.isalnum())
    return {f"headline {letters}", *([f"url {row['url']}"] if row["url"] else [])}


def _exact(row: Row) -> str:
    return exact_of(f"{row['headline'] or ''}{row['body']}")


def _told(row: Row, what: str) -> Problem:
    return Problem(row["file"], row["first_line"] or None, what, TOLD, lost=False)


def _compare_pages(reading: Reading, snapshot: Snapshot, found: Compared) -> set[str]:
    """Files of the new pages that correct an old one; what the archive has, and what goes, is noted in `found`."""
    correcting: set[str] = set()
    for pages, lines in zip(reading.pages, reading.page_lines, strict=True):
        texts = _texts(read_rows(lines, ["file", "text"]).to_pylist())
        for page in read_rows(pages).to_pylist():
            if page["date"] is None:
                continue
            old = _likest(page, texts.get(page["file"], ""), snapshot)
            if old is None:
                continue
            file, date, paper, same = old
            if same:
                found.known_pages.add(page["file"])
                what = f"{date} 的这一版已在档案里（{file}），没有再算"
            else:
                correcting.add(page["file"])
                if file != page["file"]:  # the rows of a page of the same name are written over
                    found.removed_pages.add(file)
                rows = snapshot.rows(
                    "SELECT article FROM articles WHERE file = ? AND date = CAST(? AS DATE)", [file, date]
                )
                found.removed |= {number for (number,) in rows}
                found.issues.add((date, paper))
                what = f"更正了档案里 {date} 的同一版（{file}），已替换"
            found.problems.append(Problem(page["file"], None, what, TOLD, lost=False))
    return correcting


def _likest(page: Row, new: str, snapshot: Snapshot) -> tuple[str, str, str, bool] | None:
    """File, date, paper of the old page that a new one is most like, and whether they are the same."""
    rows = snapshot.rows(
        """SELECT p.file, date::VARCHAR, paper, string_agg(text, chr(10) ORDER BY line, start)
           FROM pages p JOIN page_lines USING (file)
           WHERE date = ? AND (paper = ? OR paper = '' OR ? = '') AND (page IS NULL OR ? IS NULL OR page = ?)
           GROUP BY ALL""",
        [page["date"], page["paper"], page["paper"], page["page"], page["page"]],
    )
    runs, exact = runs_of(new), exact_of(new)
    told = [(exact_of(text) == exact, likeness(runs, runs_of(text)), *place) for *place, text in rows]
    best = max(told, default=None)
    if best is None or best[1] < ALIKE:
        return None
    return best[2], best[3], best[4], best[0]


def _texts(rows: Sequence[Row]) -> dict[str, str]:
    lines: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        lines[row["file"]].append(row["text"])
    return {file: "\n".join(own) for file, own in lines.items()}


def _kept(
    chunk: Chunk, table: pa.Table, ids: Sequence[str], kept: Sequence[int], store: WorkStore
) -> Chunk | None:
    """The chunk with some of its rows, under the ids that they have from now on."""
    if len(kept) == table.num_rows and list(ids) == table["id"].to_pylist():
        return chunk
    if not kept:
        return None
    table = table.set_column(table.column_names.index("id"), "id", pa.array(ids, pa.string()))
    left = table.take(pa.array(kept, pa.int64()))
    key = digest(chunk.key, *left["id"].to_pylist(), *kept)
    with store.writing("chunks", key, "parquet") as path:
        write_rows(left, path)
    characters = sum(left["characters"].to_pylist())
    return dataclasses.replace(chunk, key=key, articles=left.num_rows, characters=characters)


def without_known(paths: Sequence[Path], files: set[str], store: WorkStore, step: str) -> tuple[Path, ...]:
    """The staged tables of pages without those that the archive has under another name."""
    if not files:
        return tuple(paths)
    out = []
    for path in paths:
        table = read_rows(path)
        left = table.filter(
            pc.invert(pc.is_in(table["file"], value_set=pa.array(sorted(files), pa.string())))
        )
        key = digest(path.name, *sorted(files))
        with store.writing(step, key, "parquet") as aside:
            write_rows(left, aside)
        out.append(store.path(step, key, "parquet"))
    return tuple(out)
