"""Intervals: by hand, against the sandwich written out, and by how often they hold on planted issues."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trends.series.chance import adjusted, difference_p
from trends.series.intervals import (
    BLOCK,
    IssueCounts,
    design_effects,
    difference_band,
    difference_effects,
    difference_variance,
    effective,
    likeness,
    share_band,
    summed,
)


def planted(rng, issues, items, share, rho, size=(8, 20)):
    """Issues whose articles hang together: each has its own share of an item (beta, intraclass correlation rho)."""
    total = rng.integers(*size, issues)
    own = np.full((issues, items), share)
    if rho:
        own = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1), (issues, items))
    n = rng.binomial(total[:, None], own).astype(float)
    days = np.datetime64("2020-01-01") + np.arange(issues)
    whole = total.astype(float)
    return IssueCounts(days.astype(str), np.full(issues, ""), n, whole, whole, whole)


def bands(issues, group, groups, learned=None):
    sums = summed(issues, group, groups)
    effects = design_effects(sums, learned.until(np.array(["2030-01-01"])) if learned else 0.0)
    size = effective(sums, effects)
    return share_band(sums.n / sums.total * size, size)


def test_wilson_by_hand():
    # n = 5 of 10, z = 1.6449: (0.5 + z²/20 ± z √(0.025 + z²/400)) / (1 + z²/10) = 0.5 ± 0.2307
    low, high = share_band(np.array([5.0]), np.array([10.0]))
    assert (low[0], high[0]) == pytest.approx((0.2693, 0.7307), abs=1e-4)


def test_nothing_of_ten_is_not_certain_and_of_none_not_known():
    low, high = share_band(np.array([0.0, 0.0]), np.array([10.0, 0.0]))
    assert low[0] == 0
    assert 0.15 < high[0] < 0.3
    assert np.isnan([low[1], high[1]]).all()


@pytest.mark.parametrize(("share", "rho"), [(0.01, 0.0), (0.05, 0.0), (0.05, 0.09), (0.2, 0.04)])
def test_the_band_holds_about_nine_times_in_ten(share, rho):
    rng = np.random.default_rng(0)
    learned = likeness(planted(rng, 400, 100, share, rho))
    for issues in (1, 3, 7, 30, 90):
        held = []
        for _ in range(30):
            low, high = bands(planted(rng, issues, 100, share, rho), np.zeros(issues, dtype=int), 1, learned)
            held.append((low <= share) & (share <= high))
        assert 0.86 < np.mean(held) < 0.95


def test_articles_that_hang_together_widen_the_band():
    rng = np.random.default_rng(1)
    apart, together = (planted(rng, 60, 1, 0.2, rho) for rho in (0.0, 0.4))
    widths = [np.diff(bands(one, np.zeros(60, dtype=int), 1), axis=0)[0, 0, 0] for one in (apart, together)]
    assert widths[1] > 1.5 * widths[0]


def test_later_issues_never_change_an_earlier_band():
    rng = np.random.default_rng(2)
    every = planted(rng, 300, 5, 0.1, 0.1)
    early = every.rows(np.arange(300) < 200)
    day = early.date[-1:]
    np.testing.assert_array_equal(likeness(every).until(day), likeness(early).until(day))
    assert not likeness(early).until(early.date[BLOCK - 2 : BLOCK - 1]).any()


def test_the_variance_is_the_cluster_robust_one():
    """Of one share, and of the difference of two, as a regression on a constant and on a dummy gives them."""
    rng = np.random.default_rng(3)
    a, b = planted(rng, 12, 1, 0.3, 0.2), planted(rng, 9, 1, 0.2, 0.2)
    one, two = (summed(x, np.zeros(len(x.total), dtype=int), 1) for x in (a, b))
    y, x, cluster = [], [], []
    for side, issues in enumerate((a, b)):
        for i, (n, total) in enumerate(zip(issues.n[:, 0], issues.total, strict=True)):
            y += [1.0] * int(n) + [0.0] * int(total - n)
            x += [[1.0, side == 0]] * int(total)
            cluster += [(side, i)] * int(total)
    design, outcome = np.array(x, dtype=float), np.array(y)
    first = np.array([c[0] == 0 for c in cluster])
    for rows, columns, found in (
        (first, [0], one.variance[0, 0]),
        (first | ~first, [0, 1], difference_variance(one, two)[0, 0]),
    ):
        assert found == pytest.approx(sandwich(design[rows][:, columns], outcome[rows], [c for c, r in zip(cluster, rows, strict=True) if r]), abs=1e-9)  # fmt: skip


def sandwich(x, y, cluster):
    """CR1 variance of the last coefficient, written out."""
    bread = np.linalg.inv(x.T @ x)
    rest = y - x @ bread @ x.T @ y
    names = sorted(set(cluster))
    scores = [sum(x[i] * rest[i] for i in range(len(y)) if cluster[i] == name) for name in names]
    meat = sum(np.outer(s, s) for s in scores)
    n, k, g = *x.shape, len(names)
    return (g / (g - 1) * (n - 1) / (n - k) * bread @ meat @ bread)[-1, -1]


# ---- changes ---------------------------------------------------------------------------------


def band(n, total, n_before, total_before):
    low, high = difference_band(*(np.array([float(x)]) for x in (n, total, n_before, total_before)))
    return float(low[0]), float(high[0])


@settings(deadline=None)
@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_the_band_holds_the_change_and_turns_with_it(n, rest, m, rest_before):
    low, high = band(n, n + rest, m, m + rest_before)
    change = n / (n + rest) - m / (m + rest_before)
    assert -1 <= low <= change + 1e-12
    assert change - 1e-12 <= high <= 1
    assert band(m, m + rest_before, n, n + rest) == pytest.approx((-high, -low))


@pytest.mark.parametrize("rho", [0.0, 0.09])
@pytest.mark.parametrize("change", [0.0, 0.02, 0.05])
def test_a_change_lies_in_its_band_about_nine_times_in_ten(rho, change):
    rng = np.random.default_rng(int(1000 * (rho + change)))
    a, b = planted(rng, 30, 2000, 0.05 + change, rho), planted(rng, 30, 2000, 0.05, rho)
    one, two = (summed(x, np.zeros(30, dtype=int), 1) for x in (a, b))
    low, high = difference_band(one.n, one.total, two.n, two.total, difference_effects(one, two))
    assert 0.86 < np.mean((low <= change) & (change <= high)) < 0.95


@pytest.mark.parametrize("rho", [0.0, 0.09])
def test_without_any_change_a_change_is_seldom_called_beyond_chance(rho):
    rng = np.random.default_rng(5)
    shares = np.tile([0.002, 0.01, 0.03, 0.1], 15)
    told, worlds = 0, 200
    for _ in range(worlds):
        a, b = (planted(rng, 30, len(shares), shares, rho) for _ in range(2))
        one, two = (summed(x, np.zeros(30, dtype=int), 1) for x in (a, b))
        p = difference_p(one.n, one.total, two.n, two.total, difference_effects(one, two))[0]
        told += int((adjusted(p) <= 0.1).any())
    assert told <= 0.1 * worlds


def test_false_discovery_by_hand():
    assert adjusted(np.array([0.01, 0.04, 0.03, 0.5])).tolist() == pytest.approx(
        [0.04, 0.16 / 3, 0.16 / 3, 0.5]
    )
