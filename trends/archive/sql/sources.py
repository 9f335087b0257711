"""SQL of what was read: files, problems, undated pages, and pages line by line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence

import pandas as pd

from trends.archive.scope import scope_where
from trends.archive.snapshot import Snapshot
from trends.errors import NotFoundError
from trends.records import SURE, Problem, Scope


def problem_table(snapshot: Snapshot) -> pd.DataFrame:
    """file, line, what, cure, lost."""
    return snapshot.table("SELECT * FROM problems ORDER BY file, line").astype({"line": "Int32"})


def problem_frame(problems: Sequence[Problem]) -> pd.DataFrame:
    """Problems as the table problems."""
    columns = [field.name for field in dataclasses.fields(Problem)]
    rows = [dataclasses.astuple(problem) for problem in problems]
    return pd.DataFrame(rows, columns=columns).astype({"line": "Int32", "lost": bool})


def undated_table(snapshot: Snapshot) -> pd.DataFrame:
    """file, guesses (list of {date, confidence, evidence}), evidence, articles: pages that wait for
    a person's word on their date."""
    table = snapshot.table(
        "SELECT file, guesses, date_evidence AS evidence, articles FROM pages WHERE date IS NULL ORDER BY file"
    )
    return table.assign(guesses=[json.loads(guesses) for guesses in table["guesses"]])


def page_table(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """file, paper, page, date, lines, articles, noise (lines with noise), date_source,
    date_confidence, date_evidence, form, form_evidence; undated pages are left out when the scope names dates."""
    where, params = scope_where(dataclasses.replace(scope, once=False, source=None))
    return snapshot.table(
        f"""SELECT file, paper, page, date, lines, articles, coalesce(noise, 0) AS noise,
                   date_source, date_confidence, date_evidence, form, form_evidence
            FROM pages LEFT JOIN (SELECT file, count(DISTINCT line) AS noise FROM page_lines
                                  WHERE role = 'noise' GROUP BY file) USING (file)
            WHERE {where} ORDER BY date, paper, page, file""",
        params,
    ).astype({"page": "Int16"})


def page_line_table(snapshot: Snapshot, file: str) -> pd.DataFrame:
    """line, start, end, text, role (body, head, noise, blank), article (id or None), why,
    confidence (of character recognition, 0..1)."""
    table = snapshot.table(
        """SELECT line, start, "end", text, role, article, why, confidence
           FROM page_lines WHERE file = ? ORDER BY line, start""",
        [file],
    )
    if table.empty:
        raise NotFoundError(f"没有页面 {file[:80]!r}", "pages 列出所有页面")
    return table


def doubtful_table(snapshot: Snapshot, article_id: str) -> pd.DataFrame:
    """file, line, text of an article's lines of which recognition was not sure, before and after (what stands
    beside them in the same article, or None)."""
    return snapshot.table(
        """WITH own AS (
               SELECT file, line, start, text, confidence, lag(text) OVER w AS before, lead(text) OVER w AS after
               FROM page_lines
               WHERE article = $id
                 AND file IN (SELECT file FROM page_lines WHERE confidence < $sure AND article = $id)
               WINDOW w AS (PARTITION BY file ORDER BY line, start))
           SELECT file, line, text, before, after FROM own WHERE confidence < $sure ORDER BY file, line, start""",
        {"id": article_id, "sure": SURE},
    )


def source_table(snapshot: Snapshot) -> pd.DataFrame:
    """file, digest, articles, problems of every file read."""
    return snapshot.table("SELECT file, digest, articles, problems FROM sources ORDER BY source")
