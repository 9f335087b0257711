"""One-line builders for tests."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from trends import pipeline
from trends.archive import Archive, open_archive
from trends.pipeline import Engine, Summary
from trends.records import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "seeds" / "pages"

# Subjects with words of their own, for planted truths.
SUBJECTS = {
    "farm": "粮食 小麦 农民 丰收 灌溉 农机 种子 化肥",
    "school": "学校 教师 学生 课堂 教材 考试 幼儿园 校园",
    "sport": "比赛 冠军 运动员 教练 球队 金牌 决赛 体育馆",
    "health": "医院 医生 患者 疫苗 护士 手术 药品 门诊",
}


def text_about(subject: str, variant: int, sentences: int = 6) -> str:
    """A body about one subject; no two variants are alike."""
    words = SUBJECTS[subject].split()
    n = len(words)
    parts = [
        f"{words[(variant + i) % n]}和{words[(variant * 3 + 2 * i + 1) % n]}，{words[(variant + 5 * i) % n]}"
        for i in range(sentences)
    ]
    return "。".join(parts) + f"。编号{variant}。"


def record(date: str, subject: str, variant: int, **more: object) -> dict[str, object]:
    title = SUBJECTS[subject].split()[variant % 8] + f"新闻{variant}"
    return {"date": date, "title": title, "body": text_about(subject, variant), "paper": "测试日报"} | more


def write_jsonl(path: Path, rows: Iterable[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def days(first: str, n: int, step: int = 1) -> list[str]:
    start = dt.date.fromisoformat(first)
    return [(start + dt.timedelta(days=step * i)).isoformat() for i in range(n)]


def mixed_records(dates: Sequence[str], mix: dict[str, int], start: int = 0) -> list[dict[str, object]]:
    """`mix[subject]` articles about each subject on every date, numbered from `start`, each in words of its own."""
    rows, variant = list[dict[str, object]](), start
    for date in dates:
        for subject, n in mix.items():
            for _ in range(n):
                rows.append(record(date, subject, variant, id=f"r{variant}"))
                variant += 1
    return rows


def build(source: Path | Sequence[Path], archive: Path, *, drop: bool = False, **settings: object) -> Summary:
    sources = [source] if isinstance(source, Path) else list(source)
    made = Settings(**({"max_df": 0.8} | settings))  # type: ignore[arg-type]
    return pipeline.build(sources, archive, made, engine=Engine(jobs=1), drop=drop)


def copied(kept: Path, folder: Path) -> Path:
    """A folder of sources and archives in another place, as if the archives had been built there.

    For tests that change an archive: copying one costs a hundredth of building it."""
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    for ledger in folder.glob("*/sources.json"):
        ledger.write_text(ledger.read_text("utf-8").replace(str(kept), str(folder)), "utf-8")
    return folder


def built(source: Path | Sequence[Path], archive: Path, **settings: object) -> Archive:
    build(source, archive, **settings)
    return open_archive(archive)
