"""Scores of a snapshot's topics, kept beside the snapshots so that the screen need not compute them.

DIR/scores/000001-….json    what `evaluate` said of that snapshot
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from trends.archive.disk import write_whole
from trends.archive.permission import changing

SCORES = "scores"


def scores_file(folder: Path, snapshot: str) -> Path:
    return folder / SCORES / f"{Path(snapshot).stem}.json"


def keep_scores(folder: Path, snapshot: str, scores: Mapping[str, float]) -> None:
    """Keeps the scores of a snapshot. Raises AccessError or OSError when nothing may be written."""
    path = scores_file(folder, snapshot)
    with changing("evaluate", snapshot=snapshot):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, json.dumps(dict(scores)).encode())


def kept_scores(folder: Path, snapshot: str) -> dict[str, float]:
    """The scores kept of a snapshot by name; empty when there are none, or their file is damaged."""
    try:
        found = json.loads(scores_file(folder, snapshot).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    numbers = found.items() if isinstance(found, dict) else ()
    return {str(name): float(value) for name, value in numbers if isinstance(value, (int, float))}
