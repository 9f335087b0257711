"""What is told of an archive as it stands, beside what its sources were found to be."""

from __future__ import annotations

from pathlib import Path

from trends.archive.dates import date_faults
from trends.archive.labels import label_faults
from trends.archive.lists import list_problems, read_list
from trends.archive.pointer import pointer_problem
from trends.archive.snapshot import Snapshot
from trends.records import Problem

STATUSES = ("", "auto", "keep", "drop")


def standing_problems(snapshot: Snapshot) -> list[Problem]:
    """Of the folder's pointer, of issues that stand far from all others, and of the lists people edit."""
    own = pointer_problem(snapshot.folder, snapshot.path.name)
    return [*([own] if own else []), *_far(snapshot), *_old(snapshot), *people_problems(snapshot.folder)]


def _old(snapshot: Snapshot) -> list[Problem]:
    """A snapshot of before all words were counted: what stands in many articles is in none of its tables of words."""
    most = snapshot.meta.settings.get("max_df")
    if not most or snapshot.rows("SELECT 1 FROM meta WHERE key = 'rare_words'"):
        return []
    what = f"这个档案由旧版建成，没有收进见于 {float(most):.0%} 以上文章的常用词，也不收新出现的词"
    return [Problem("", None, what, "用 build 重建一次，便都收进词表、对比和升降", False)]


def people_problems(folder: Path) -> list[Problem]:
    """What is no use in the lists beside the snapshots, and was set aside."""
    phrases = read_list(folder / "phrases.csv", ("phrase", "status"))
    odd = [
        (row, f"status 是“{row['status'][:20]}”")
        for row in phrases.rows
        if row["status"].lower() not in STATUSES
    ]
    form = "列为 phrase,status 等；status 写 auto、keep 或 drop"
    return [*label_faults(folder), *date_faults(folder), *list_problems(phrases, odd, form)]


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
