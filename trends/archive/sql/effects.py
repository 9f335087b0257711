"""SQL of comparisons within an archive: effects of what articles are, odds of the front page, first prints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from trends.archive.coding import Mode, members
from trends.archive.scope import START_SQL, scope_where, topic_id
from trends.archive.snapshot import Snapshot
from trends.archive.sql.reuse import SIDES, Side
from trends.archive.sql.topics import topic_labels
from trends.codebook import Codebook
from trends.errors import QueryError
from trends.records import SOURCE_KINDS, Period, Scope
from trends.series.chance import FALSE_PART, adjusted
from trends.series.effects import effects
from trends.series.odds import FrontCounts, front_odds
from trends.series.periods import bounds, period_of

# What may stand at the right of a formula → the level of each article.
VARIABLES = {
    "front_page": "CASE WHEN page = 1 THEN 'yes' WHEN page IS NULL THEN 'unknown' ELSE 'no' END",
    "paper": "paper",
    "source": "source_kind",
    "kind": "kind",
    "section": "coalesce(section, '')",
    "page": "coalesce(CAST(page AS VARCHAR), '')",
    "year": "strftime(date, '%Y')",
    "month": "strftime(date, '%m')",
    "weekday": "CAST(isodow(date) AS VARCHAR)",
}
FORM = "写成 “topic ~ front_page + paper + source”；左边可为 topic、t3、code 或编码名，右边可用 " + "、".join(
    VARIABLES
)
MOST_LEVELS = 30
LEAST_ARTICLES = 5  # of a level; rarer ones go together
OTHER = "…"
BASE = {"front_page": "no", "source": SOURCE_KINDS[0]}  # else the most frequent level


@dataclass(frozen=True, slots=True)
class Formula:
    """left: topic, code, or the name of one; right: names of VARIABLES."""

    left: str
    right: tuple[str, ...]


def read_formula(text: str) -> Formula:
    """Raises QueryError for what is none."""
    left, tilde, right = text.partition("~")
    names = tuple(part.strip() for part in right.split("+"))
    wrong = [name for name in names if name not in VARIABLES]
    if not tilde or not left.strip() or wrong:
        raise QueryError(
            f"{text[:80]!r} 不是式子" + (f"：不认识 {wrong[0][:20]!r}" if tilde and wrong else ""), FORM
        )
    return Formula(left.strip(), tuple(dict.fromkeys(names)))


def effect_table(
    snapshot: Snapshot, codebook: Codebook, formula: Formula, scope: Scope, mode: Mode
) -> pd.DataFrame:
    """topic, label, term, level, base, n, N, effect, low, high, q, beyond_chance: a row an outcome and level."""
    where, params = scope_where(scope)
    chosen = ", ".join(f"{VARIABLES[name]} AS v{i}" for i, name in enumerate(formula.right))
    table = snapshot.table(
        f"SELECT article, topic, paper, date, {chosen} FROM articles WHERE {where} ORDER BY article", params
    )
    if table.empty:
        raise QueryError("范围里没有任何文章", f"档案收录 {snapshot.first} 至 {snapshot.last}")
    issue = table.groupby(["paper", "date"], sort=True).ngroup().to_numpy()
    levels = [_levels(name, table[f"v{i}"]) for i, name in enumerate(formula.right)]
    columns = [(name, level, own.categories[0], own) for name, own in zip(formula.right, levels, strict=True)
               for level in own.categories[1:]]  # fmt: skip
    if not columns:
        raise QueryError("式子右边的每一项都只有一种取值，没有可比的", "请换范围，或换一项")
    issues = int(issue.max()) + 1
    if issues <= len(columns) + 1:
        raise QueryError(f"只有 {issues} 期，不够估计 {len(columns)} 个效应", "请放宽范围，或少写几项")
    codes = np.column_stack([own.codes for own in levels])
    rows, cell = np.unique(codes, axis=0, return_inverse=True)
    place = {name: i for i, name in enumerate(formula.right)}
    design = np.column_stack(
        [
            np.ones(len(rows)),
            *(rows[:, place[name]] == own.categories.get_loc(level) for name, level, _, own in columns),
        ]
    ).astype(float)
    outcomes = _outcomes(snapshot, codebook, formula.left, table, mode)
    found = effects(design, cell.ravel(), issue, [places for _, _, places in outcomes])
    level_n = [int((own.codes == own.categories.get_loc(level)).sum()) for _, level, _, own in columns]
    parts = [
        pd.DataFrame(
            {
                "topic": key,
                "label": label,
                "term": [name for name, *_ in columns],
                "level": [level for _, level, *_ in columns],
                "base": [base for _, _, base, _ in columns],
                "n": level_n,
                "N": len(table),
                "effect": 100 * found.value[1:, t],
                "low": 100 * (found.value[1:, t] - found.reach * found.error[1:, t]),
                "high": 100 * (found.value[1:, t] + found.reach * found.error[1:, t]),
                "p": found.p[1:, t],
            }
        )
        for t, (key, label, _) in enumerate(outcomes)
    ]
    whole = pd.concat(parts, ignore_index=True)
    known = whole["p"].notna()
    q = np.full(len(whole), np.nan)
    q[known] = adjusted(whole.loc[known, "p"].to_numpy())
    return whole.drop(columns="p").assign(q=q, beyond_chance=known & (q <= FALSE_PART))


def _levels(name: str, values: pd.Series) -> pd.Categorical:
    """The levels of a variable, what the others are held against first, then the most frequent; rare ones together."""
    counts = (
        values.value_counts(sort=False).sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    )
    kept = [str(level) for level, n in counts.head(MOST_LEVELS).items() if n >= LEAST_ARTICLES] or [
        str(counts.index[0])
    ]
    base = BASE.get(name, "")
    kept = [base, *(level for level in kept if level != base)] if base in kept else kept
    shown = values.where(values.isin(kept), OTHER)
    return pd.Categorical(shown, [*kept, *([OTHER] if (shown == OTHER).any() else [])])


def _outcomes(
    snapshot: Snapshot, codebook: Codebook, left: str, table: pd.DataFrame, mode: Mode
) -> list[tuple[str, str, np.ndarray]]:
    """(key, label, places of the articles that have it) of each outcome."""
    labels, main = topic_labels(snapshot), table["topic"].to_numpy()
    names = [code.name for code in codebook.codes]
    if left == "topic" or (left in labels and left not in names):
        asked = [number for number in snapshot.labels if left in ("topic", topic_id(number))]
        return [(topic_id(n), labels[topic_id(n)], np.flatnonzero(main == n)) for n in asked]
    if left == "code" and not names:
        raise QueryError("档案里没有编码本", "请在 编码本 页写一个，或把 codebook.yaml 放进档案文件夹")
    if left != "code" and left not in names:
        raise QueryError(f"没有话题或编码 {left[:40]!r}", FORM)
    numbers = np.array([n for (n,) in snapshot.rows("SELECT article FROM articles ORDER BY article")])
    inside = np.searchsorted(numbers, table["article"].to_numpy())
    return [
        (name, name, np.flatnonzero(members(snapshot, codebook, name, mode)[inside]))
        for name in (names if left == "code" else [left])
    ]


def front_table(snapshot: Snapshot, scope: Scope, by: Period) -> pd.DataFrame:
    """period, start, end, topic, label, n, n_front, share_front, odds, low, high: every topic in every period that has
    articles with a page number; the rest last."""
    where, params = scope_where(scope)
    table = snapshot.table(
        f"""SELECT {START_SQL[by]} AS day, date, paper, topic, count(*)::INTEGER AS n,
                   (count(*) FILTER (page = 1))::INTEGER AS front
            FROM articles WHERE {where} AND page IS NOT NULL GROUP BY ALL ORDER BY ALL""",
        params,
    )
    if table.empty:
        raise QueryError("范围里没有写明版次的文章，说不出头版", "这类来源没有版面；请换范围或报纸")
    numbers = [*snapshot.labels, 0]
    column = table["topic"].map({n: i for i, n in enumerate(numbers)}).to_numpy()
    starts, group = np.unique(table["day"].to_numpy(dtype=str), return_inverse=True)
    keys, row = np.unique(
        (table["paper"] + "\x00" + table["date"].astype(str)).to_numpy(dtype=str), return_inverse=True
    )
    of = np.zeros(len(keys), dtype=int)
    of[row] = group
    counts = np.zeros((2, len(keys), len(numbers)))
    for kept, name in enumerate(("n", "front")):
        np.add.at(counts[kept], (row, column), table[name].to_numpy(dtype=float))
    odds, low, high = front_odds(FrontCounts(*counts), of, len(starts))
    n, front = (np.zeros((len(starts), len(numbers)), dtype=np.int64) for _ in range(2))
    np.add.at(n, of, counts[0].astype(np.int64))
    np.add.at(front, of, counts[1].astype(np.int64))
    labels = topic_labels(snapshot)
    periods = [period_of(str(day), by) for day in starts]
    ends = [bounds(period, by) for period in periods]
    every = np.repeat(np.arange(len(starts)), len(numbers))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = front / n
    return pd.DataFrame(
        {
            "period": np.array(periods, dtype=object)[every],
            "start": np.array([first for first, _ in ends], dtype=object)[every],
            "end": np.array([last for _, last in ends], dtype=object)[every],
            "topic": [topic_id(number) for number in numbers] * len(starts),
            "label": [labels[topic_id(number)] for number in numbers] * len(starts),
            "n": n.ravel(),
            "n_front": front.ravel(),
            "share_front": share.ravel(),
            "odds": odds.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        }
    )


def lag_table(snapshot: Snapshot, scope: Scope, side: Side) -> pd.DataFrame:
    """giver, taker, n, first, same_day, day_10 … day_90, longest: of every two that print the same passages."""
    where, params = scope_where(scope)
    taker, giver = (SIDES[side].format(t=table) for table in "af")
    return snapshot.table(
        f"""WITH pairs AS (
                SELECT DISTINCT {giver} AS giver, {taker} AS taker, r.article, r.from_article,
                       (a.date - f.date)::INTEGER AS days
                FROM reuse r JOIN (SELECT * FROM articles WHERE {where}) a ON a.id = r.article
                JOIN articles f ON f.id = r.from_article),
            told AS (
                SELECT giver, taker, count(*) AS n, count(*) FILTER (days > 0) AS later,
                       count(*) FILTER (days = 0) AS same_day,
                       quantile_disc(days, [0.1, 0.25, 0.5, 0.75, 0.9]) AS q, max(days) AS longest
                FROM pairs WHERE giver <> taker GROUP BY ALL)
            SELECT t.giver, t.taker, t.n,
                   CASE WHEN t.later + coalesce(o.later, 0) > 0
                        THEN t.later / (t.later + coalesce(o.later, 0)) END AS first_share,
                   t.same_day, t.q[1] AS day_10, t.q[2] AS day_25, t.q[3] AS day_50, t.q[4] AS day_75,
                   t.q[5] AS day_90, t.longest
            FROM told t LEFT JOIN told o ON o.giver = t.taker AND o.taker = t.giver
            ORDER BY t.n DESC, t.giver, t.taker""",
        params,
    )
