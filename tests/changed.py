"""Pages and archives that later pages, tables and people change."""

from __future__ import annotations

from pathlib import Path

from trends import pipeline
from trends.archive import open_archive
from trends.pipeline import Engine, Summary

FIRM = ("水利局清淤", "学校开课讲座", "医院义诊下乡", "车站公交改线")


def add(source: Path, archive: Path) -> Summary:
    return pipeline.add([source], archive, engine=Engine(jobs=1), progress=pipeline.no_progress)


def page(date: str, variant: int, mend: str = "") -> str:
    """A page of three stories."""
    parts = [f"柳桥日报\n{date[:4]}年{int(date[5:7])}月{int(date[8:])}日 第{9000 + variant}期\n"]
    for n, head in enumerate(FIRM[:3]):
        body = "。".join(
            f"{head[k % 5]}处第{variant + n}号工程{k}组情况{chr(0x5200 + 7 * variant + k)}比上月好转"
            for k in range(8)
        )
        parts.append(f"{head}{variant}有新进展\n　　本报讯（记者 甲一）{body}{mend}。\n")
    return "\n".join(parts)


def counts(archive: Path) -> dict[str, int]:
    table = open_archive(archive).coverage(by="issue")
    return {day: n for day, n in zip(table["period"], table["articles"], strict=True) if n}
