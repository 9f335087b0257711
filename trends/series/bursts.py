"""Articles with something, of all articles, period by period → the times it burst.

Kleinberg's two-state automaton over batches (2002, "Bursty and Hierarchical Structure in Streams",
section 4): in state 0 articles hold the item at its overall rate p0 = Σr / Σd, in state 1 at twice
that. A sequence of states costs σ_i(t) = −[r_t ln p_i + (d_t − r_t) ln(1 − p_i)] in each period and
γ ln T for each rise; the cheapest sequence is found by Viterbi's algorithm. (The binomial
coefficient is the same in both states and drops out, so r may be fractional.)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

RATIO = 2.0
GAMMA = 1.0
_LEAST = 1e-9


def burst_states(
    hits: np.ndarray, totals: np.ndarray, *, ratio: float = RATIO, gamma: float = GAMMA
) -> np.ndarray:
    """(items, periods) bool: the periods in which each item is in its burst state.

    hits: (items, periods) r, articles with the item; totals: (periods,) d > 0, articles.
    """
    normal, burst = _costs(hits, totals, ratio)
    rise = gamma * np.log(max(hits.shape[1], 1))
    items, periods = hits.shape
    stayed_low = np.zeros((items, periods), dtype=bool)
    came_from_low = np.zeros((items, periods), dtype=bool)
    low, high = np.zeros(items), np.full(items, rise)
    for t in range(periods):
        if t:
            stayed_low[:, t] = low <= high
            came_from_low[:, t] = low + rise < high
            low, high = np.minimum(low, high), np.minimum(low + rise, high)
        low, high = low + normal[:, t], high + burst[:, t]
    return _traced(high < low, stayed_low, came_from_low)


def burst_table(
    items: list[str], periods: pd.DataFrame, hits: np.ndarray, totals: np.ndarray, *, gamma: float = GAMMA
) -> pd.DataFrame:
    """item, start, end (ISO dates), weight, n, N: one row a burst, heaviest first.

    periods: start, end, one row a column of `hits`. Periods without an article are left out, so a
    burst may reach across a gap. weight = Σ (σ_0 − σ_1) over the burst, in nats: how much better
    the doubled rate explains it; n of N articles of the burst hold the item.
    """
    there = totals > 0
    hits, totals, edges = hits[:, there], totals[there], periods[there].reset_index(drop=True)
    states = burst_states(hits, totals, gamma=gamma)
    item, first, last = _runs(states)
    normal, burst = _costs(hits, totals, RATIO)
    table = pd.DataFrame(
        {
            "item": np.array(items, dtype=object)[item],
            "start": edges["start"].to_numpy()[first],
            "end": edges["end"].to_numpy()[last],
            "weight": _sums(normal - burst, item, first, last),
            "n": _sums(hits, item, first, last).astype(np.int64),
            "N": _sums(np.broadcast_to(totals, hits.shape), item, first, last).astype(np.int64),
        }
    )
    return table.sort_values(["weight", "item", "start"], ascending=[False, True, True], ignore_index=True)


def _costs(hits: np.ndarray, totals: np.ndarray, ratio: float) -> tuple[np.ndarray, np.ndarray]:
    """(items, periods) σ_0 and σ_1."""
    rate = hits.sum(axis=1, keepdims=True) / max(float(totals.sum()), 1.0)
    rates = (np.clip(p, _LEAST, 1 - _LEAST) for p in (rate, rate * ratio))
    normal, burst = (-(hits * np.log(p) + (totals - hits) * np.log1p(-p)) for p in rates)
    return normal, burst


def _traced(ends_high: np.ndarray, stayed_low: np.ndarray, came_from_low: np.ndarray) -> np.ndarray:
    """Follows each cheapest path back from its last period."""
    states = np.zeros(stayed_low.shape, dtype=bool)
    high = ends_high
    for t in range(stayed_low.shape[1] - 1, -1, -1):
        states[:, t] = high
        high = np.where(high, ~came_from_low[:, t], ~stayed_low[:, t])
    return states


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
