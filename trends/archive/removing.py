"""Articles taken out of a snapshot that is not published yet: gone from every table, the rest renumbered."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from trends.archive.schema import TABLES

MARK = "〔已撤下〕"
# Tables with a column of article numbers.
NUMBERED = ("articles", "article_topics", "article_terms", "article_issue_topics", "article_names")


def remove_articles(
    db: duckdb.DuckDBPyConnection, numbers: Sequence[int], why: str, pages: Sequence[str] = ()
) -> None:
    """Takes articles out. why: what stands in their place on their pages ("" = nothing, the page goes too);
    pages: files of pages that go altogether.

    Words of topics in the issues concerned are left out; who calls counts them anew. Distinctive terms of
    the papers concerned are counted when asked for.
    """
    db.execute("CREATE TEMP TABLE gone AS SELECT unnest(CAST(? AS INTEGER[])) AS article", [list(numbers)])
    db.execute(
        "CREATE TEMP TABLE gone_articles AS "
        "SELECT id, date, paper, file, headline, body FROM articles JOIN gone USING (article)"
    )
    _phrases(db)
    _pages(db, why, pages)
    for name in NUMBERED:
        db.execute(f"DELETE FROM {name} WHERE article IN (FROM gone)")
    db.execute("UPDATE articles SET double_of = NULL WHERE double_of NOT IN (SELECT id FROM articles)")
    db.execute(
        "DELETE FROM reuse WHERE article IN (SELECT id FROM gone_articles) "
        "OR from_article IN (SELECT id FROM gone_articles)"
    )
    db.execute("DELETE FROM names WHERE name NOT IN (SELECT name FROM article_names)")
    _issues(db)
    db.execute(
        "UPDATE sources SET articles = greatest(0, sources.articles - g.n)::INTEGER FROM "
        "(SELECT split_part(file, '!', 1) AS file, count(*) AS n FROM gone_articles GROUP BY ALL) g "
        "WHERE sources.file = g.file"
    )
    _renumber(db)
    for table in ("gone", "gone_articles"):
        db.execute(f"DROP TABLE temp.{table}")


def _phrases(db: duckdb.DuckDBPyConnection) -> None:
    """Counts without the articles; a sentence of theirs is no example any more."""
    db.execute(
        """CREATE TEMP TABLE fewer AS
           SELECT phrase, count(*) AS n, sum((length(text) - length(replace(text, phrase, ''))) // length(phrase)) AS times
           FROM phrases JOIN (SELECT concat_ws(chr(10), headline, body) AS text FROM gone_articles)
             ON contains(text, phrase) GROUP BY phrase"""
    )
    db.execute(
        "UPDATE phrases SET n = greatest(0, phrases.n - f.n)::INTEGER, example = '', "
        "occurrences = greatest(0, phrases.occurrences - f.times)::INTEGER FROM fewer f WHERE phrases.phrase = f.phrase"
    )
    db.execute("DELETE FROM phrases WHERE n = 0")
    rest = db.execute(
        "SELECT phrase FROM phrases WHERE example = '' AND phrase IN (SELECT phrase FROM fewer)"
    ).fetchall()
    for (phrase,) in rest:
        found = db.execute(
            "SELECT body FROM articles WHERE article NOT IN (FROM gone) AND contains(body, ?) ORDER BY date LIMIT 1",
            [phrase],
        ).fetchone()
        if found:
            place = found[0].index(phrase)
            example = found[0][max(0, place - 15) : place + len(phrase) + 15].replace("\n", " ")
            db.execute("UPDATE phrases SET example = ? WHERE phrase = ?", [example, phrase])
    db.execute("DROP TABLE temp.fewer")


def _pages(db: duckdb.DuckDBPyConnection, why: str, pages: Sequence[str]) -> None:
    """The lines of the articles: a mark in their place, or gone with their page."""
    db.execute("CREATE TEMP TABLE gone_pages AS SELECT unnest(CAST(? AS VARCHAR[])) AS file", [list(pages)])
    db.execute("DELETE FROM page_lines WHERE file IN (FROM gone_pages)")
    db.execute("DELETE FROM pages WHERE file IN (FROM gone_pages)")
    if why:
        db.execute(
            "UPDATE page_lines SET text = ?, start = 0, \"end\" = ?, role = 'noise', article = NULL, why = ? "
            "WHERE article IN (SELECT id FROM gone_articles)",
            [MARK, len(MARK), why],
        )
        db.execute(
            "UPDATE pages SET articles = greatest(0, pages.articles - g.n)::INTEGER FROM "
            "(SELECT file, count(*) AS n FROM gone_articles GROUP BY ALL) g WHERE pages.file = g.file"
        )
    db.execute("DROP TABLE temp.gone_pages")


def _issues(db: duckdb.DuckDBPyConnection) -> None:
    """What is kept of the issues concerned."""
    db.execute("CREATE TEMP TABLE touched AS SELECT DISTINCT date, paper FROM gone_articles")
    db.execute(
        "DELETE FROM topic_words USING touched t WHERE topic_words.date = t.date AND topic_words.paper = t.paper"
    )
    db.execute(
        "DELETE FROM issue_terms USING (SELECT paper, min(date) AS date FROM touched GROUP BY paper) t "
        "WHERE issue_terms.paper = t.paper AND issue_terms.date >= t.date"
    )
    db.execute("DELETE FROM term_issues WHERE paper IN (SELECT paper FROM touched)")
    db.execute(
        """CREATE TEMP TABLE held AS
           SELECT date, paper, local, count(*) AS n, min(article) AS article
           FROM article_issue_topics JOIN articles USING (article) JOIN touched USING (date, paper) GROUP BY ALL"""
    )
    db.execute(
        """UPDATE issue_topics i SET n = h.n::SMALLINT,
             article = CASE WHEN i.article IN (FROM gone) THEN h.article ELSE i.article END
           FROM held h WHERE i.date = h.date AND i.paper = h.paper AND i.local = h.local"""
    )
    db.execute("DELETE FROM issue_topics WHERE article IN (FROM gone)")
    for table in ("held", "touched"):
        db.execute(f"DROP TABLE temp.{table}")


def _renumber(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        "CREATE TEMP TABLE renumbered AS SELECT article, (row_number() OVER (ORDER BY article) - 1)::INTEGER AS new "
        "FROM articles"
    )
    for name in (*NUMBERED, "issue_topics"):
        order = TABLES[name].order
        columns = ", ".join(
            "new AS article" if c.name == "article" else f't."{c.name}"' for c in TABLES[name].columns
        )
        db.execute(
            f"CREATE TEMP TABLE kept AS SELECT {columns} FROM {name} t JOIN renumbered USING (article)"
        )
        db.execute(f"DELETE FROM {name}")
        own = ", ".join(f'"{column.name}"' for column in TABLES[name].columns)
        db.execute(f"INSERT INTO {name} ({own}) SELECT {own} FROM kept ORDER BY {order}")
        db.execute("DROP TABLE temp.kept")
    db.execute(
        """CREATE TEMP TABLE lists AS SELECT date, paper, rank, list(new ORDER BY place) AS articles
           FROM (SELECT date, paper, rank, unnest(articles) AS article, generate_subscripts(articles, 1) AS place
                 FROM issue_terms) JOIN renumbered USING (article) GROUP BY ALL"""
    )
    db.execute(
        """UPDATE issue_terms t SET articles = l.articles FROM lists l
           WHERE t.date = l.date AND t.paper = l.paper AND t.rank = l.rank"""
    )
    db.execute("DROP TABLE temp.lists")
    db.execute("DROP TABLE temp.renumbered")
