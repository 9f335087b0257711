"""SQL of words that are spelled like another one: what else a reader may have meant."""

from __future__ import annotations

import pandas as pd

from trends.archive.query import parse_query, spelling
from trends.archive.snapshot import Snapshot

LONGEST = 12  # pieces of a word are looked for up to this length


def variants(snapshot: Snapshot, query: str, limit: int = 8) -> pd.DataFrame:
    """word, n (articles of the archive): terms and phrases that hold a word of the query, or that the
    query holds, the most frequent first. Raises QueryError for a query that is none."""
    wanted = parse_query(query).wanted
    pieces = {
        w[i:j] for w in wanted for i in range(len(w)) for j in range(i + 2, min(len(w), i + LONGEST) + 1)
    }
    holding = " OR ".join("regexp_matches(word, ?)" for _ in wanted)
    return snapshot.table(
        f"""SELECT word, max(n)::INTEGER AS n FROM (
                SELECT text AS word, n FROM terms UNION ALL SELECT phrase AS word, n FROM phrases)
            WHERE n > 0 AND NOT word IN (SELECT unnest(CAST(? AS VARCHAR[])))
              AND ({holding} OR word IN (SELECT unnest(CAST(? AS VARCHAR[]))))
            GROUP BY word ORDER BY 2 DESC, 1 LIMIT ?""",
        [list(wanted), *map(spelling, wanted), sorted(pieces), limit],
    )
