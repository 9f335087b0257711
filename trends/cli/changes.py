"""What a build did, or would do, to the topics, in lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trends.pipeline import Summary

NAMES = {
    "same": "沿用编号",
    "birth": "新增",
    "drift": "换号（与旧话题相近而不相同）",
    "death": "消失",
    "split": "分裂",
    "merge": "合并",
}
EXAMPLES = 3


def report_lines(summary: Summary) -> Iterator[str]:
    """The numbers of topics that were weighed, then the changes, the plain ones counted only."""
    for place, choice in enumerate(summary.candidates):
        yield choice_line(choice, chosen=place == 0)
    if summary.fresh:
        yield "话题从头算起（--fresh）：词和文章都说明是同一个的才沿用编号，其余换新号"
    counts = Counter(row["change"] for row in summary.changes)
    if counts:
        yield "与现有快照相比：" + "，".join(
            f"{NAMES[kind]} {counts[kind]}" for kind in NAMES if counts[kind]
        )
    for row in summary.changes:
        if row["change"] != "same":
            yield change_line(row)


def choice_line(choice: dict[str, Any], *, chosen: bool) -> str:
    """One number of topics, why, and the first words of its largest topics."""
    words = "；".join(" ".join(topic) for topic in choice["examples"][:EXAMPLES])
    return (
        f"{'采用' if chosen else '也可用'} --topics {choice['topics']}：{choice['why']}"
        f"（稳定 {choice['stability']:.2f}，连贯 {choice['coherence']:.2f}，不重复 {choice['diversity']:.2f}，"
        f"未解释 {choice['error']:.2f}）例：{words}"
    )


def change_line(row: dict[str, Any]) -> str:
    others = "、".join(f"{topic} {label}" for topic, label in row["others"])
    name = NAMES[row["change"]]
    near = f"，余弦 {row['similarity']:.2f}" if row["change"] == "drift" else ""
    arrow = {"split": f" → {others}", "merge": f" ← {others}", "drift": f"（旧 {others}{near}）"}
    return f"{name}：{row['topic']} {row['label']}{arrow.get(row['change'], '')}"
