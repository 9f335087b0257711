"""SQL of names of topics in time: since when a name could be given, and what a topic is called in a range."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from trends.archive.scope import exact_sum, scope_where
from trends.archive.snapshot import Snapshot
from trends.naming import JOIN, distinct_label, whole_terms
from trends.records import Scope

WORDS = 12  # of a topic, of which a range's name is made
GUESSED = "xg"  # the class of words that no dictionary and no list has


@dataclass(frozen=True, slots=True)
class Names:
    """here: topic → what it is called in the range; named: topic → ISO date of the first article that holds the
    youngest word of its lasting name, None where a word of it stands in no article."""

    here: dict[int, str]
    named: dict[int, str | None]


def range_names(snapshot: Snapshot, scope: Scope) -> Names:
    """A topic keeps its lasting name where every word of it stands in an article of the range; else it is called by
    its own words of the range, and by the lasting name where it has none there."""
    dates = snapshot.name_words
    named, here, other = dict[int, str | None](), dict[int, str](), list[int]()
    since, until = (
        np.datetime64(day or end) for day, end in ((scope.since, "0001-01-01"), (scope.until, "9999-12-31"))
    )
    for topic, label in snapshot.labels.items():
        held = [dates.get(word) for word in label.split(JOIN)]
        known = [days for days in held if days is not None]
        named[topic] = str(max(days[0] for days in known)) if len(known) == len(held) else None
        whole = all(np.searchsorted(days, until, "right") > np.searchsorted(days, since) for days in known)
        if whole:
            here[topic] = label
        else:
            other.append(topic)
    own = _own_words(snapshot, scope, other)
    for topic in other:
        words = own.get(topic)
        here[topic] = distinct_label(*words, list(here.values())) if words else snapshot.labels[topic]
    return Names(here, named)


def _own_words(snapshot: Snapshot, scope: Scope, topics: list[int]) -> dict[int, tuple[list[str]]]:
    """Topic → its words of the range, the heaviest first, a part standing for its whole; verbs and adjectives
    behind the others, words that were only guessed left out."""
    if not topics:
        return {}
    where, params = scope_where(scope, pages=False)
    table = snapshot.table(
        f"""SELECT * FROM (
                SELECT topic, text, class, {exact_sum("weight")} AS weight FROM topic_words JOIN terms USING (term)
                WHERE topic IN (SELECT unnest(CAST(? AS INTEGER[]))) AND class <> '{GUESSED}' AND {where}
                GROUP BY topic, text, class)
            QUALIFY row_number() OVER (PARTITION BY topic ORDER BY weight DESC, text) <= {WORDS}
            ORDER BY topic, weight DESC, text""",
        [topics, *params],
    )
    found = {}
    for topic, rows in table.groupby("topic"):
        said = rows["class"].str[:1].isin(["v", "a", "d"]) & ~rows["class"].isin(["vn", "an"])
        ranked = pd.concat([rows[~said], rows[said]])
        weights = dict(zip(rows["text"], rows["weight"], strict=True))
        found[int(str(topic))] = (whole_terms(list(ranked["text"]), weights),)
    return found
