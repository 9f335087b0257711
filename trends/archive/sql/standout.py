"""Sentences worth quoting: those of a point's articles that hold most of its stand-out words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from trends.archive.snapshot import Snapshot
from trends.archive.sql.articles import Filter, article_rows
from trends.records import Scope

READ = 30  # articles whose sentences are looked at, the closest first
SHORTEST, LONGEST = 10, 140  # characters of a sentence that can be quoted
COLUMNS = ["id", "date", "paper", "page", "headline", "sentence", "held"]
# A sentence with the marks that close it and the quotation marks behind them.
SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”」』’）]*|[^。！？!?\n]+")


def standout_sentences(
    snapshot: Snapshot, words: Sequence[str], scope: Scope, wanted: Filter, limit: int = 2
) -> pd.DataFrame:
    """id, date, paper, page, headline, sentence (verbatim), held (words it holds): one an article,
    most different words first, then the shorter. At least one word; empty without any."""
    found = article_rows(snapshot, scope, wanted, wanted.closest, READ)
    bodies = dict(
        snapshot.rows(
            "SELECT id, body FROM articles WHERE article IN (SELECT unnest(CAST(? AS INTEGER[])))",
            [found["article"].tolist()],
        )
    )
    best = quoted_sentences(((i, bodies[i]) for i in found["id"]), words, limit)
    rows = found.set_index("id").loc[[i for i, _, _ in best]].reset_index()
    rows = rows.assign(sentence=[text for _, text, _ in best], held=[held for _, _, held in best])
    return rows[COLUMNS]


def quoted_sentences(
    bodies: Iterable[tuple[str, str]], words: Sequence[str], limit: int
) -> list[tuple[str, str, list[str]]]:
    """(id, sentence, words it holds) of the best sentence of each text, the best texts first."""
    best: list[tuple[tuple[int, int], int, str, str, list[str]]] = []
    for place, (article, body) in enumerate(bodies):
        marked = []
        for match in SENTENCE.finditer(body):
            text = match.group().strip()
            held = [word for word in words if word in text]
            if held and SHORTEST <= len(text) <= LONGEST:
                marked.append(((-len(held), len(text)), text, held))
        if marked:
            mark, text, held = min(marked, key=lambda found: found[0])
            best.append((mark, place, article, text, held))
    best.sort(key=lambda found: found[:2])
    return [(article, text, held) for _, _, article, text, held in best[:limit]]
