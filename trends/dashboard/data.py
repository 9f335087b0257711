"""The one door from the screen to the archive, with its caches.

The open snapshot is kept per file name, so a newly published one shows at the next interaction;
tables are kept per snapshot, question and arguments. Two snapshots are open at most, each in as much memory as
its file is long: the current one, and an older one that a link names or that is being left.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from trends.archive import Archive, open_archive
from trends.archive.labels import LABEL_FILE
from trends.archive.permission import may_change
from trends.archive.publishing import current_snapshot
from trends.archive.reading import ALL
from trends.dashboard import params
from trends.dashboard.state import Notice
from trends.records import Scope

DEFAULT = "archive"


def archive_folder() -> Path:
    """`--archive DIR` after `--`, else TRENDS_ARCHIVE, else ./archive."""
    given = sys.argv[1:]
    if "--archive" in given[:-1]:
        return Path(given[given.index("--archive") + 1])
    return Path(os.environ.get("TRENDS_ARCHIVE") or DEFAULT)


def archive() -> Archive:
    """The snapshot the link names when it is still kept, else the current one.

    Raises ArchiveError when there is none.
    """
    folder = archive_folder()
    current = current_snapshot(folder)
    if current is None:
        return open_archive(folder)
    kept = _kept_snapshot(folder, params.get("version"))
    return _opened(str(folder), kept or current.name)


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


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(folder: str, snapshot: str) -> Archive:
    _folders().add(folder)
    return open_archive(folder, snapshot)


@st.cache_resource(show_spinner=False)
def _folders() -> set[str]:
    """The archives that this server has opened."""
    return set()


def was_open(folder: Path) -> bool:
    """Whether this server had an archive open in the folder."""
    return str(folder) in _folders()


def ask(question: str, *args: Any, **named: Any) -> Any:
    """The archive's answer to the method `question`, kept for this snapshot."""
    opened = archive()
    asked = repr((question, args, sorted(named.items())))
    key = f"{archive_folder()}\n{opened.meta.snapshot}\n{_labels_stamp()}\n{asked}"
    return _answer(key, question, args, named, opened)


@st.cache_data(max_entries=400, show_spinner=False)
def _answer(
    key: str, _question: str, _args: tuple[Any, ...], _named: dict[str, Any], _archive: Archive
) -> Any:
    """One text is the key: Streamlit takes longer to hash dates and scopes than to find the answer."""
    return getattr(_archive, _question)(*_args, **_named)


def _labels_stamp() -> int:
    """When people last renamed a topic; answers from before are not used after."""
    path = archive_folder() / LABEL_FILE
    return path.stat().st_mtime_ns if path.is_file() else 0


def read_only() -> bool:
    """Whether who looks at this screen may change nothing."""
    return not may_change()


def topics(scope: Scope = ALL) -> pd.DataFrame:
    """The archive's table of topics."""
    table: pd.DataFrame = ask("topics", scope)
    return table


def topic_names() -> dict[str, str]:
    """Topic id → label."""
    table = topics()
    return dict(zip(table["topic"], table["label"], strict=True))
