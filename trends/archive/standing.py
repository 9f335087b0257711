"""What is told of an archive as it stands, beside what its sources were found to be."""

from __future__ import annotations

from trends.archive.pointer import pointer_problem
from trends.archive.snapshot import Snapshot
from trends.records import Problem


def standing_problems(snapshot: Snapshot) -> list[Problem]:
    """Of the folder's pointer, and of issues that stand far from all others."""
    own = pointer_problem(snapshot.folder, snapshot.path.name)
    return [*([own] if own else []), *_far(snapshot)]


def _far(snapshot: Snapshot) -> list[Problem]:
    meta = snapshot.meta
    cure = "年份若有误，改正来源或用 dates.csv 定下日期；要看它，把日期范围拉到那里"
    return [
        Problem(
            "",
            None,
            f"{date} 这一期离其余 {meta.issues - len(meta.far)} 期很远，缺期与默认的日期范围不算它",
            cure,
            False,
        )
        for date in meta.far
    ]
