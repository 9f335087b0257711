"""Tests of meaning over an archive: tasks from its topics, answers kept beside it, their scores."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from trends.archive import Archive
from trends.archive.intrusions import IntruderAnswer, read_answers
from trends.archive.lists import read_list
from trends.archive.scope import topic_id
from trends.archive.sql.coding import heavy_topics
from trends.errors import QueryError
from trends.validation.intrusion import (
    CHANCE,
    KINDS,
    Kind,
    Task,
    found_intruders,
    set_tasks,
    topic_tasks,
    word_tasks,
)

MOST = 500  # tasks of one draw
CANDIDATES = 4  # articles looked at for each task about one


def tasks_of(archive: Archive, kind: Kind, n: int, seed: int) -> list[Task]:
    """The tasks of a draw; the same seed and data version draw the same. Raises QueryError for an impossible number, or
    where the topics have too few words."""
    if not 1 <= n <= MOST:
        raise QueryError(f"要抽 {n} 题", f"可抽 1 到 {MOST} 题")
    snapshot = archive.snapshot
    hidden = set(archive.topics().query("hidden")["topic"])
    words = {
        topic_id(number): [term for term, _ in own]
        for number, own in snapshot.shown_words.items()
        if topic_id(number) not in hidden
    }
    if kind == "topic":
        articles = [
            (one, [topic for topic in map(topic_id, own) if topic in words])
            for one, own in heavy_topics(snapshot, n * CANDIDATES, seed)
        ]
        made = topic_tasks(articles, words, n, seed)
    else:
        made = (word_tasks if kind == "word" else set_tasks)(words, n, seed)
    if not made:
        raise QueryError("话题太少或词太少，出不了题", "至少要有两个话题")
    return made


def task_table(archive: Archive, tasks: list[Task]) -> pd.DataFrame:
    """number, article, headline, option_1 … and an empty coder and chosen; which is the intruder is not in it."""
    rows = []
    for task in tasks:
        headline = archive.article(task.article).headline if task.article else ""
        shown = {f"option_{i}": text for i, text in enumerate(task.shown, 1)}
        rows.append(
            {
                "number": task.number,
                "article": task.article,
                "headline": headline,
                **shown,
                "coder": "",
                "chosen": "",
            }
        )
    return pd.DataFrame(rows)


def answers_of(path: Path, tasks: list[Task], draw: str) -> tuple[list[IntruderAnswer], int]:
    """The answers of a table that people filled in (number, coder, chosen: 1 = the first), and how many rows are no use."""
    known = {str(task.number): task for task in tasks}
    found, wrong = [], 0
    for row in read_list(path, ("number", "coder", "chosen")).rows:
        task, chosen = known.get(row["number"]), row["chosen"]
        if task is None or not row["coder"] or chosen not in {str(i + 1) for i in range(len(task.shown))}:
            wrong += bool(row["chosen"] or row["coder"])
            continue
        place = int(chosen) - 1
        found.append(
            IntruderAnswer(draw, task.number, task.topic, row["coder"], place, place == task.intruder)
        )
    return found, wrong


def draw_name(kind: Kind, seed: int, archive: Archive) -> str:
    """Names a draw: its tasks come again from the same data version alone."""
    return f"{kind}-{seed}-{archive.meta.data_version}"


def intruder_scores(answers: list[IntruderAnswer]) -> pd.DataFrame:
    """kind, n, right, share, low, high (95 % interval), chance, coders: a row a kind with an answer."""
    rows = []
    for kind in KINDS:
        own = [one for one in answers if one.draw.partition("-")[0] == kind]
        if own:
            found = found_intruders([one.right for one in own])
            coders = len({one.coder for one in own})
            rows.append(
                (
                    kind,
                    len(own),
                    sum(one.right for one in own),
                    found.value,
                    found.low,
                    found.high,
                    CHANCE[kind],
                    coders,
                )
            )
    return pd.DataFrame(rows, columns=["kind", "n", "right", "share", "low", "high", "chance", "coders"])


def kept_scores(archive: Archive) -> pd.DataFrame:
    """`intruder_scores` of what is kept beside the archive."""
    return intruder_scores(read_answers(archive.snapshot.folder)[0])
