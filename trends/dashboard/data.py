"""The one door from the screen to the archive, with its caches.

The open snapshot is kept per file name, so a newly published one shows at the next interaction; a page asks
one snapshot from its first line to its last. Answers are kept with the snapshot they are about, by question and
arguments. Two snapshots are open at most, each in as much memory as its file is long: the current one, and an
older one that a link names or that is being left.
"""

from __future__ import annotations

import functools
import os
import sys
import weakref
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from trends.archive import Archive, open_archive
from trends.archive.codebooks import codebook_file, version_of
from trends.archive.kept import Kept
from trends.archive.labels import LABEL_FILE
from trends.archive.permission import may_change
from trends.archive.pointer import current_snapshot, pointer_problem
from trends.archive.reading import ALL
from trends.codebook import Codebook, read_codebook
from trends.dashboard import params
from trends.dashboard.state import Notice
from trends.records import Scope
from trends.shipped import CODEBOOKS

T = TypeVar("T")
DEFAULT = "archive"
OWN = "codebook"  # in the session: a codebook that the reader brought along
TRIED = "tried"  # in the session: a codebook that this run of the page tries
EXAMPLES = {path.stem: path for path in sorted(CODEBOOKS.glob("*.yaml"))}
ASKED = "asked"  # in the session: the snapshot that this run of the page asks, and when topics were renamed


@dataclass(frozen=True, eq=False)
class Opened:
    """An open snapshot, its last answers, and what pages made of them."""

    archive: Archive
    answers: Kept[Hashable, Any] = field(default_factory=lambda: Kept(400))
    made: Kept[Hashable, Any] = field(default_factory=lambda: Kept(300))


def archive_folder() -> Path:
    """`--archive DIR` after `--`, else TRENDS_ARCHIVE, else ./archive."""
    given = sys.argv[1:]
    if "--archive" in given[:-1]:
        return Path(given[given.index("--archive") + 1])
    return Path(os.environ.get("TRENDS_ARCHIVE") or DEFAULT)


def open_current() -> Archive:
    """The snapshot the link names when it is still kept, else the current one: the page asks it until its next run.

    Raises ArchiveError when there is none.
    """
    return _turned()[0].archive


def _asked() -> tuple[Opened, Hashable]:
    """The snapshot this page asks, and when people had last renamed a topic as its run began."""
    held, renamed = st.session_state.get(ASKED, (None, 0))
    opened: Opened | None = held() if held else None
    return _turned() if opened is None else (opened, renamed)


def _turned() -> tuple[Opened, Hashable]:
    try_codebook(None)
    folder = archive_folder()
    current = current_snapshot(folder)
    if current is None:
        return Opened(open_archive(folder)), 0
    kept = _kept_snapshot(folder, params.get("version"))
    opened, renamed = _opened(str(folder), kept or current.name), _renamed(folder)
    # Held weakly: a tab left open for a day must not hold the snapshot of the morning.
    st.session_state[ASKED] = weakref.ref(opened), renamed
    return opened, renamed


def _kept_snapshot(folder: Path, version: str) -> str | None:
    """The file name of the snapshot with that data version, when it is still kept."""
    if not version.replace("-", "").isalnum() or not version.isascii():
        return None
    found = sorted((folder / "snapshots").glob(f"*-{version}.duckdb"))
    return found[-1].name if found else None


def version_notice(opened: Archive) -> Notice | None:
    """What to say when the link names a data version: that it is no longer kept, or not the newest."""
    wanted = params.get("version")
    if not wanted:
        return None
    if wanted != opened.meta.data_version:
        params.put("version", None)
        return Notice("notice_version", (("version", wanted[:40]), ("kept", opened.meta.data_version)))
    current = current_snapshot(archive_folder())
    if current is None or current.name == opened.meta.snapshot:
        return None
    newest = current.stem.partition("-")[2]
    return Notice("notice_older", (("version", wanted), ("newest", newest)))


def pointer_notice(opened: Archive) -> Notice | None:
    """What to say when the archive's folder does not name its current snapshot."""
    name = opened.meta.snapshot
    if pointer_problem(archive_folder(), name) is None:
        return None
    return Notice("notice_pointer", (("snapshot", name), ("number", str(int(name[:6])))))


def far_notice(opened: Archive) -> Notice | None:
    """What to say of the few issues that stand far from all others, where they are not shown."""
    far = opened.meta.far
    if not far or params.get("from") or params.get("to"):
        return None
    return Notice("notice_far", (("n", str(len(far))), ("dates", "、".join(far[:3]))))


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(folder: str, snapshot: str) -> Opened:
    _folders().add(folder)
    return Opened(open_archive(folder, snapshot))


@st.cache_resource(show_spinner=False)
def _folders() -> set[str]:
    """The archives that this server has opened."""
    return set()


def was_open(folder: Path) -> bool:
    """Whether this server had an archive open in the folder."""
    return str(folder) in _folders()


def ask() -> Archive:
    """The snapshot this page asks, with its answers kept for all who look; a table is the caller's own."""
    opened, renamed = _asked()

    tried = tried_codebook()
    book = tried.version if tried else ""

    def answering(key: Hashable, make: Callable[[], T]) -> T:
        answer: T = opened.answers.answer((renamed, book, key), make)
        return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer

    return Archive(opened.archive.snapshot, answering, tried)


def tried_codebook() -> Codebook | None:
    """What this reader tries, or the link names, in the place of the archive's codebook; None: that one."""
    tried: Codebook | None = st.session_state.get(TRIED)
    return tried or st.session_state.get(OWN) or _linked_codebook(params.get("book"))


def try_codebook(codebook: Codebook | None) -> None:
    """Until this run of the page ends, codes are asked of this codebook; nothing is written."""
    st.session_state[TRIED] = codebook


def _linked_codebook(version: str) -> Codebook | None:
    if not version:
        return None
    found = EXAMPLES.get(version)
    return _example(found) if found else version_of(archive_folder(), version)


@functools.cache
def _example(path: Path) -> Codebook:
    return read_codebook(path.name, path.read_bytes())[0]


def made(name: str, make: Callable[[], T], *besides: Hashable) -> T:
    """What `make` computes from answers and the link alone, as tables and figures: kept with the snapshot for
    everyone who follows that link. Nobody may change it.

    name: tells what is made on one page apart; besides: what else it depends on.
    """
    opened, renamed = _asked()
    key = (name, renamed, st.context.theme.type, *params.everything(), *besides)
    return opened.made.answer(key, make)  # type: ignore[no-any-return]


def _renamed(folder: Path) -> Hashable:
    """When people last renamed a topic or changed the codebook; answers from before are not used after."""
    paths = (folder / LABEL_FILE, codebook_file(folder))
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)


def read_only() -> bool:
    """Whether who looks at this screen may change nothing."""
    return not may_change()


def topics(scope: Scope = ALL) -> pd.DataFrame:
    """The archive's table of topics."""
    return ask().topics(scope)


def changes_of(now: Scope, before: Scope) -> pd.DataFrame:
    """The archive's movers of all topics."""
    return ask().movers(now, before, "topics", 100_000, explained=False)


def topic_names() -> dict[str, str]:
    """Topic id → label."""
    table = topics()
    return dict(zip(table["topic"], table["label"], strict=True))
