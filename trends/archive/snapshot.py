"""One opened snapshot: its connection, its facts, and the calendar all tables over time share."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from trends.archive.connecting import asking, connected
from trends.archive.frames import frame
from trends.archive.kept import Kept
from trends.archive.older import lend_lacking
from trends.archive.schema import OLDER
from trends.archive.scope import scope_where
from trends.naming import JOIN
from trends.records import Period, Scope
from trends.script import simplified
from trends.series import calendar

Params = Sequence[Any] | Mapping[str, Any]  # for ? or for $name


@dataclass(frozen=True)
class Meta:
    """Facts about a snapshot. Dates are ISO strings, "" in an empty archive.

    sparse: the issues are too scattered to call any date missing.
    undated: pages without a date; problems: rows of the table problems.
    far: dates of the few issues that stand far from nearly all others; core: first and last date of the others.
    """

    data_version: str
    schema: int
    snapshot: str
    papers: tuple[str, ...]
    first: str
    last: str
    issues: int
    articles: int
    characters: int
    topics: int
    undated: int
    problems: int
    sparse: bool
    settings: dict[str, Any]
    versions: dict[str, str]
    far: tuple[str, ...] = ()
    core: tuple[str, str] = ("", "")

    @property
    def core_first(self) -> str:
        return self.core[0] or self.first

    @property
    def core_last(self) -> str:
        return self.core[1] or self.last


class Snapshot:
    """A read-only connection to one snapshot file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.parent.parent  # of the archive
        self._db, self._version = connected(path)
        self._local = threading.local()
        # Kept in the snapshot itself, and not by functools, which would need the snapshot in turn: its file
        # and memory are let go as soon as nobody holds it.
        self._coverage: Kept[tuple[Scope, Period], pd.DataFrame] = Kept(32)
        self._calendar: Kept[str | None, tuple[pd.DataFrame, pd.DataFrame, str]] = Kept(32)
        self.hits: Kept[Hashable, pd.DataFrame] = Kept(24)  # of `sql.hits`, 12 bytes an article
        self.issue_counts: Kept[Hashable, Any] = Kept(2)  # of `sql.issue_counts`, 4 bytes an issue and topic
        self.term_counts: Kept[Scope, pd.DataFrame] = Kept(24)  # of `sql.term_counts`
        self.code_words: Kept[Hashable, Any] = Kept(
            12_000
        )  # of `sql.coding`, 8 bytes an article that holds the word
        self.coding: Kept[Hashable, Any] = Kept(
            12
        )  # of `archive.coding`: rows once, 5 bytes an article and code

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        with asking(self.path):
            return self.cursor().execute(sql, params).fetchall()

    def table(self, sql: str, params: Params = (), **given: pd.DataFrame) -> pd.DataFrame:
        """The result as a DataFrame; DATE columns become ISO strings, NULL texts None.

        given: tables that the SQL names beside the snapshot's own; a list of ten thousand keys goes
        in four times faster than as a parameter.
        """
        cursor = self.cursor()
        for name, rows in given.items():
            cursor.register(name, rows)
        try:
            with asking(self.path):
                cursor.execute(sql, params)
                return frame(cursor)
        finally:
            for name in given:
                cursor.unregister(name)

    def close(self) -> None:
        """Lets go of the file, so that it can be written; no question may follow."""
        self._db.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's connection."""
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._db.cursor()
            if self._version in OLDER:
                lend_lacking(self._local.cursor)
        return self._local.cursor  # type: ignore[no-any-return]

    @functools.cached_property
    def meta(self) -> Meta:
        facts = {key: json.loads(value) for key, value in self.rows("SELECT key, value FROM meta")}
        issues = self.issues
        dates = issues["date"].tolist()
        main = calendar.main_stretches(dates)
        return Meta(
            data_version=facts["data_version"],
            schema=facts["schema"],
            snapshot=self.path.name,
            papers=tuple(sorted(issues["paper"].unique())),
            first=self.first,
            last=self.last,
            issues=len(issues),
            articles=int(issues["articles"].sum()),
            characters=int(issues["characters"].sum()),
            topics=int(self.rows("SELECT count(*) FROM topics")[0][0]),
            undated=int(self.rows("SELECT count(*) FROM pages WHERE date IS NULL")[0][0]),
            problems=int(self.rows("SELECT count(*) FROM problems")[0][0]),
            sparse=self.expected.empty,
            settings=facts["settings"],
            versions=facts["versions"],
            far=tuple(calendar.far_dates(dates)),
            core=(main[0][0], main[-1][-1]) if main else ("", ""),
        )

    @functools.cached_property
    def traditional(self) -> bool:
        """Whether a text holds traditional characters, so that a search must look for both scripts."""
        row = self.rows("SELECT value FROM meta WHERE key = 'traditional'")
        return bool(row and json.loads(row[0][0]))

    @functools.cached_property
    def terms(self) -> np.ndarray:
        """The text of each term; the place is its number."""
        rows = self.rows("SELECT term, text FROM terms")
        texts = np.full(max((term for term, _ in rows), default=-1) + 1, "", dtype=object)
        for term, text in rows:
            texts[term] = text
        return texts

    @functools.cached_property
    def term_shadows(self) -> np.ndarray:
        """Each term in simplified characters; the place is its number."""
        if not self.traditional:
            return self.terms
        return np.array([simplified(text) for text in self.terms], dtype=object)

    @functools.cached_property
    def phrase_terms(self) -> np.ndarray:
        """Whether each term is a phrase; the place is its number."""
        own = self.rows("SELECT term FROM terms WHERE text IN (SELECT phrase FROM phrases)")
        flags = np.zeros(len(self.terms), dtype=bool)
        flags[[term for (term,) in own]] = True
        return flags

    @functools.cached_property
    def labels(self) -> dict[int, str]:
        """Number of each topic → its label as built."""
        return dict(self.rows("SELECT topic, label FROM topics ORDER BY topic"))

    @functools.cached_property
    def name_words(self) -> dict[str, np.ndarray]:
        """Each word of the topics' labels → the dates, ascending, of the articles that hold it."""
        words = sorted({word for label in self.labels.values() for word in label.split(JOIN)})
        rows = self.rows(
            """SELECT text, list(DISTINCT date ORDER BY date) FROM terms JOIN article_terms USING (term)
               JOIN articles USING (article) WHERE text IN (SELECT unnest(CAST(? AS VARCHAR[]))) GROUP BY text""",
            [words],
        )
        return {text: np.array(dates, dtype="datetime64[D]") for text, dates in rows}

    @functools.cached_property
    def shown_words(self) -> dict[int, list[tuple[str, float]]]:
        """Number of each topic → its words and their weights, best first."""
        rows = self.rows(
            "SELECT topic, text, weight FROM topic_terms JOIN terms USING (term) ORDER BY topic, rank"
        )
        shown: dict[int, list[tuple[str, float]]] = {}
        for topic, text, weight in rows:
            shown.setdefault(topic, []).append((text, round(float(weight), 4)))
        return shown

    @functools.cached_property
    def issues(self) -> pd.DataFrame:
        """The table issues, by date and paper."""
        return self.table("SELECT * FROM issues ORDER BY date, paper")

    @functools.cached_property
    def expected(self) -> pd.DataFrame:
        """date, paper of every issue that should exist; empty when no paper is regular."""
        rows = [
            (date, paper)
            for paper, dates in self.issues.groupby("paper")["date"]
            for date in sorted(calendar.expected_dates(list(dates)))
        ]
        return pd.DataFrame(rows, columns=["date", "paper"])

    def coverage(self, scope: Scope, by: Period) -> pd.DataFrame:
        """period, start, end, issues, expected, missing, articles, characters, complete."""
        return self._coverage.answer((scope, by), lambda: self._covered(scope, by)).copy(deep=False)

    def _covered(self, scope: Scope, by: Period) -> pd.DataFrame:
        issues, expected, filled = self._calendar.answer(scope.paper, lambda: self._dated(scope.papers))
        since = max(scope.since.isoformat() if scope.since else "", self.first)
        until = min(scope.until.isoformat() if scope.until else filled, filled)
        issues = issues[(issues["date"] >= since) & (issues["date"] <= until)]
        expected = expected[(expected["date"] >= since) & (expected["date"] <= until)]
        if scope.front_page or scope.once or scope.source:
            kept = issues[["date", "paper"]]
            issues = self._counted(scope).merge(kept, how="inner" if scope.front_page else "right")
            counts = ["articles", "characters"]
            issues[counts] = issues[counts].fillna(0).astype("int64")
        return calendar.coverage(issues, expected, by, since, until, cut=since > self.first)

    def _dated(self, papers: tuple[str, ...] | None) -> tuple[pd.DataFrame, pd.DataFrame, str]:
        """Issues, expected issues and the day up to which no issue is still to come."""
        issues, expected = self.issues, self.expected
        if papers is not None:
            issues, expected = (table[table["paper"].isin(papers)] for table in (issues, expected))
        return issues, expected, calendar.filled_until(list(issues["date"]))

    def _counted(self, scope: Scope) -> pd.DataFrame:
        """date, paper, articles, characters of the issues with an article in the scope."""
        where, params = scope_where(scope)
        return self.table(
            "SELECT date, paper, count(*) AS articles, sum(characters)::BIGINT AS characters "
            f"FROM articles WHERE {where} GROUP BY ALL ORDER BY ALL",
            params,
        )

    @functools.cached_property
    def first(self) -> str:
        return str(self.issues["date"].min()) if len(self.issues) else ""

    @functools.cached_property
    def last(self) -> str:
        return str(self.issues["date"].max()) if len(self.issues) else ""
