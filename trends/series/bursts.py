"""Articles with something, of all articles, period by period → the times it burst.

Kleinberg's automaton over batches (2002, "Bursty and Hierarchical Structure in Streams", section 4), run
forward: every period is judged by the periods up to it alone, so a burst once seen stays. In the usual
state articles hold the item at the rate p of the periods before, at the upper end of its 90 % interval;
in a burst at 2, 4 or 8 times that, or half way to 1. A period with r of d articles speaks for a burst by
r ln(p′ / p) + (d − r) ln((1 − p′) / (1 − p)) nats, divided by the design effect, since articles of an
issue hang together. To rise costs ln(items · ratios · t (t + 1) / ALPHA) in the t-th period: by Ville's
inequality, series that never change then show any burst at all, of all items and periods, with a
probability of about ALPHA at most.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from trends.series.intervals import IssueCounts, Sums, added, likeness, share_band, summed

RATIOS = (2.0, 4.0, 8.0)
ALPHA = 0.1
FEW_ISSUES = 3
_LEAST = 1e-9


def burst_states(
    hits: np.ndarray,
    totals: np.ndarray,
    *,
    of: int | None = None,
    effects: np.ndarray | float = 1.0,
) -> np.ndarray:
    """(items, periods) bool: the periods in which each item is in a burst.

    hits: (items, periods) r, articles with the item; totals: (periods,) d > 0, articles; of: how many items
    are looked at, these and others; effects: design effects, (items, periods) or one, ≥ 1.
    """
    items, periods = hits.shape
    known = np.broadcast_to(effects, hits.shape)
    before, articles = _before(hits, totals)
    _, usual = share_band(before, np.broadcast_to(articles, hits.shape), known)
    usual = np.where(articles > 0, np.clip(usual, _LEAST, 1 - _LEAST), np.nan)
    ends = np.zeros((items, periods + 1), dtype=np.int32)
    cost = np.log(max(items if of is None else of, 1) * len(RATIOS) / ALPHA)
    for ratio in RATIOS:
        gain = _gains(hits, totals, usual, ratio) / known
        ahead, start = np.full(items, -np.inf), np.zeros(items, dtype=np.int64)
        for t in range(periods):
            rise = cost + np.log((t + 1) * (t + 2))
            anew = ahead <= -rise
            start = np.where(anew, t, start)
            # From a burst the way back is free, so a period alone decides whether it goes on.
            ahead = np.minimum(np.where(anew, -rise, ahead), 0) + gain[:, t]
            seen = np.flatnonzero(ahead > 0)
            ends[seen, start[seen]] += 1
            ends[seen, t + 1] -= 1
    return np.asarray(np.cumsum(ends[:, :-1], axis=1) > 0)


def burst_table(
    items: list[str],
    periods: pd.DataFrame,
    issues: IssueCounts,
    place: np.ndarray,
    *,
    of: int | None = None,
    since: str = "",
) -> pd.DataFrame:
    """item, start, end, top (ISO dates), weight, n, N, usual: one row a burst, heaviest first.

    periods: start, end, issues, in time order; issues: a column an item; place: (I,) the row of `periods` that each
    issue belongs to; of: how many items are looked at, these and others; since: bursts are told from
    this day on, though judged by all. Periods without an article are left out, so a burst may
    reach across a gap. n of N articles of the burst hold the item; usual: the part, 0..1, of those before
    it that did; top: first day of the period with the largest part; weight, in nats: how much better the
    burst's own rate explains it than the usual one.
    """
    sums, hits, totals, effects = judged(issues, place, periods["end"].to_numpy(dtype=str))
    there = sums.total[:, 0] > 0
    edges, effects = periods[there].reset_index(drop=True), effects[:, there]
    states = burst_states(hits[:, there], totals[there], of=of, effects=effects)
    told = issues.date >= since
    inside = summed(issues.rows(told), place[told], len(periods))
    hits, totals = inside.n[there].T, inside.total[there, 0]
    item, first, last = _runs(states & (totals > 0))
    begun = _begun(states)[item, first]
    n = _sums(hits, item, first, last)
    whole = _sums(np.broadcast_to(totals, hits.shape), item, first, last)
    before, articles = _before(sums.n[there].T, sums.total[there, 0])
    usual = before[item, begun] / np.maximum(articles[begun], 1)
    table = pd.DataFrame(
        {
            "item": np.array(items, dtype=object)[item],
            "start": edges["start"].where(edges["start"] >= since, since).to_numpy()[first],
            "end": edges["end"].to_numpy()[last],
            "top": edges["start"].to_numpy()[_highest(hits / np.maximum(totals, 1), item, first, last)],
            "weight": _weight(n, whole, usual, effects[item, last]),
            "n": n.astype(np.int64),
            "N": whole.astype(np.int64),
            "usual": usual,
        }
    )
    table = table[table["n"] > 0]
    return table.sort_values(["weight", "item", "start"], ascending=[False, True, True], ignore_index=True)


def judged(
    issues: IssueCounts, place: np.ndarray, ends: np.ndarray
) -> tuple[Sums, np.ndarray, np.ndarray, np.ndarray]:
    """What the periods hold, and what they are judged by: hits (items, periods), totals (periods,) and design
    effects (items, periods), ≥ 1, as the issues up to each period's last day have taught them.

    No single issue makes a burst: of a period with more than FEW_ISSUES, the one with most of the item is left out.
    """
    sums = summed(issues, place, len(ends))
    many = sums.issues > FEW_ISSUES
    hits = sums.n - np.where(many, added(issues.n, place, len(ends), np.maximum), 0)
    totals = sums.total * np.where(many, 1 - 1 / np.maximum(sums.issues, 1), 1)
    size = sums.sizes / np.maximum(sums.articles, 1)
    effects = np.maximum(1 + likeness(issues).until(ends) * (size - 1), 1)
    return sums, hits.T, totals[:, 0], effects.T


def _begun(states: np.ndarray) -> np.ndarray:
    """(items, periods) the first period of the run that each True stands in."""
    place = np.arange(states.shape[1])
    off = np.where(states, -1, place)
    return np.asarray(np.maximum.accumulate(off, axis=1) + 1)


def _highest(shares: np.ndarray, item: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The period with the largest share of each run."""
    spans = zip(item, first, last, strict=True)
    return np.array([a + int(shares[i, a : b + 1].argmax()) for i, a, b in spans], dtype=np.int64)


def _before(hits: np.ndarray, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Articles with each item, (items, periods), and of all, (periods,), before each period."""
    return np.cumsum(hits, axis=1) - hits, np.cumsum(totals) - totals


def _gains(hits: np.ndarray, totals: np.ndarray, usual: np.ndarray, ratio: float) -> np.ndarray:
    """(items, periods) nats by which each period speaks for a burst; −inf where the usual rate is not known."""
    high = np.minimum(ratio * usual, (1 + usual) / 2)
    apart = np.log1p(-high) - np.log1p(-usual)
    gain = hits * (np.log(high / usual) - apart) + totals * apart
    return np.asarray(np.where(np.isnan(usual), -np.inf, gain))


def _weight(n: np.ndarray, total: np.ndarray, usual: np.ndarray, effect: np.ndarray) -> np.ndarray:
    rate = np.clip(n / np.maximum(total, 1), _LEAST, 1 - _LEAST)
    usual = np.clip(usual, 0.5 / np.maximum(total, 1), 1 - _LEAST)
    nats = n * np.log(rate / usual) + (total - n) * (np.log1p(-rate) - np.log1p(-usual))
    return np.asarray(nats / np.maximum(effect, 1))


def _runs(states: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """item, first and last period of every unbroken run of True."""
    edge = np.zeros((len(states), 1), dtype=np.int8)
    steps = np.diff(states.astype(np.int8), axis=1, prepend=edge, append=edge)
    item, first = np.nonzero(steps == 1)
    return item, first, np.nonzero(steps == -1)[1] - 1


def _sums(values: np.ndarray, item: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    total = np.cumsum(values, axis=1, dtype=float)
    total = np.concatenate([np.zeros((len(values), 1)), total], axis=1)
    return np.asarray(total[item, last + 1] - total[item, first])
