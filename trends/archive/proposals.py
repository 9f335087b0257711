"""Proposed topics as a snapshot keeps them, and the latest articles they are looked for in."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from trends.archive.snapshot import Snapshot
from trends.archive.writing import snapshot_file
from trends.errors import NotFoundError

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """One entry of the fact `proposals`.

    proposal: id made of its words, the same while they are; terms: (term, weight), heaviest first;
    n: articles that move by accepting it; first: ISO date of the issue that begins its present run; recent, before: articles
    an issue about it lately and earlier; explains: part, 0..1, of what is unexplained in those articles that
    it would explain; examples: numbers of its strongest articles.
    """

    proposal: str
    label: str
    terms: tuple[tuple[str, float], ...]
    n: int
    first: str
    recent: float
    before: float
    explains: float
    examples: tuple[int, ...]


def stored_proposals(snapshot: Snapshot) -> list[StoredProposal]:
    """The snapshot's proposals, the one with most recent articles first."""
    rows = snapshot.rows("SELECT value FROM meta WHERE key = 'proposals'")
    found = json.loads(rows[0][0]) if rows else []
    return [
        StoredProposal(**entry | {"terms": tuple((term, weight) for term, weight in entry["terms"])})
        for entry in found
    ]


def stored_proposal(snapshot: Snapshot, proposal: str) -> StoredProposal:
    """Raises NotFoundError when the snapshot has no such proposal."""
    for found in stored_proposals(snapshot):
        if found.proposal == proposal:
            return found
    raise NotFoundError(
        f"没有提议 {proposal[:40]!r}", "它可能已被采纳或已过时，可用 proposals 命令列出现有提议"
    )


def store_proposals(path: Path, proposals: list[StoredProposal]) -> None:
    """Writes the fact `proposals` into a snapshot that is not published yet."""
    value = json.dumps([asdict(proposal) for proposal in proposals], ensure_ascii=False)
    with snapshot_file(path) as db:
        db.execute("DELETE FROM meta WHERE key = 'proposals'")
        db.execute("INSERT INTO meta VALUES ('proposals', ?)", [value])
        db.execute("CHECKPOINT")


def proposal_table(snapshot: Snapshot) -> pd.DataFrame:
    """proposal, label, terms (list of (term, weight), ten), n, first, recent, before, explains,
    examples (list of (article id, date, headline))."""
    found = stored_proposals(snapshot)
    numbers = sorted({number for proposal in found for number in proposal.examples[:EXAMPLES]})
    seen = {
        number: (article, str(date), headline)
        for number, article, date, headline in snapshot.rows(
            "SELECT article, id, date, headline FROM articles WHERE list_contains(?, article)", [numbers]
        )
    }
    rows = [
        (p.proposal, p.label, list(p.terms[:10]), p.n, p.first, p.recent, p.before, p.explains,
         [seen[number] for number in p.examples[:EXAMPLES]])
        for p in found
    ]  # fmt: skip
    columns = ["proposal", "label", "terms", "n", "first", "recent", "before", "explains", "examples"]
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """Articles in order with their term counts: article (n,) numbers; date, paper (n,); topic (n,)
    main topic and weight (n,); row, term, count: one entry for each term of an article, terms that the
    topics were fitted on only."""

    article: np.ndarray
    date: np.ndarray
    paper: np.ndarray
    topic: np.ndarray
    weight: np.ndarray
    row: np.ndarray
    term: np.ndarray
    count: np.ndarray


def latest_articles(snapshot: Snapshot, issues: int) -> ArticleCounts:
    """The articles of the last `issues` issue dates, by date."""
    return _counts(
        snapshot,
        "date >= (SELECT min(date) FROM (SELECT DISTINCT date FROM articles ORDER BY date DESC LIMIT ?))",
        [issues],
    )


def articles_to_judge(snapshot: Snapshot, since: str) -> ArticleCounts:
    """The articles from a date on, and the unassigned ones of any date, by date."""
    return _counts(snapshot, "date >= ? OR topic = 0", [dt.date.fromisoformat(since)])


def articles_of_issues(snapshot: Snapshot, issues: list[tuple[str, str]]) -> ArticleCounts:
    """The articles of some issues, (date, paper), by date."""
    keys = [f"{date}\t{paper}" for date, paper in issues]
    return _counts(snapshot, "list_contains(?, strftime(date, '%Y-%m-%d') || chr(9) || paper)", [keys])


def _counts(snapshot: Snapshot, where: str, params: list[object]) -> ArticleCounts:
    articles = snapshot.table(
        f"SELECT article, date, paper, topic, weight FROM articles WHERE {where} ORDER BY date, article",
        params,
    )
    entries = snapshot.table(
        f"""SELECT article, term, x.n FROM article_terms x JOIN terms USING (term)
            WHERE df > 0 AND article IN (SELECT article FROM articles WHERE {where}) ORDER BY article, term""",
        params,
    )
    place = {article: row for row, article in enumerate(articles["article"].tolist())}
    return ArticleCounts(
        **{name: articles[name].to_numpy() for name in ("article", "date", "paper", "topic", "weight")},
        row=np.array([place[article] for article in entries["article"].tolist()], dtype=np.int64),
        term=entries["term"].to_numpy(),
        count=entries["n"].to_numpy(),
    )
