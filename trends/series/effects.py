"""How much more of a topic the articles of one kind have than those of another, all else alike.

A linear probability model by ordinary least squares: of dummies alone its coefficients are average marginal effects, a
level without a single article of the topic is no trouble, and every topic shares one design (Angrist & Pischke 2009,
chapter 3; stm's estimateEffect takes the same). Variances are robust to what articles of an issue have in common (CR1;
Liang & Zeger 1986), intervals of Student's t with G − 1 degrees of freedom for G issues.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

INTERVAL = 0.9  # of the intervals; 5 % are left out at each end
LEAST_RANK = 1e-9


@dataclass(frozen=True, slots=True)
class Effects:
    """(K, T) coefficients, their standard errors and two-sided p; NaN where a column says what earlier ones say.
    reach: half an interval in standard errors; clusters: how many issues."""

    value: np.ndarray
    error: np.ndarray
    p: np.ndarray
    reach: float
    clusters: int


def effects(design: np.ndarray, cell: np.ndarray, cluster: np.ndarray, outcomes: list[np.ndarray]) -> Effects:
    """design: (C, K) the different rows of the design, the first column the constant; cell: (n,) the row of each
    article; cluster: (n,) its issue, 0 … G − 1; outcomes: T arrays of the places, 0 … n − 1, of the articles that have it.

    Needs more issues than columns.
    """
    from scipy.stats import t as student  # loaded when something is compared

    size, issues = len(cell), int(cluster.max(initial=-1)) + 1
    weight = np.bincount(cell, minlength=len(design)).astype(float)
    kept = _independent(design, weight)
    x = design[:, kept]
    bread = np.linalg.inv((x * weight[:, None]).T @ x)
    pairs, many = np.unique(cluster.astype(np.int64) * len(design) + cell, return_counts=True)
    issue, row = np.divmod(pairs, len(design))
    small = issues / (issues - 1) * (size - 1) / (size - len(kept))
    value = np.full((design.shape[1], len(outcomes)), np.nan)
    error = value.copy()
    for column, places in enumerate(outcomes):
        beta = bread @ (x.T @ np.bincount(cell[places], minlength=len(design)))
        scores = np.zeros((issues, len(kept)))
        fitted = many * (x @ beta)[row]
        for k in range(len(kept)):
            scores[:, k] = np.bincount(cluster[places], x[cell[places], k], issues)
            scores[:, k] -= np.bincount(issue, fitted * x[row, k], issues)
        spread = small * bread @ (scores.T @ scores) @ bread
        value[kept, column], error[kept, column] = beta, np.sqrt(np.maximum(np.diag(spread), 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * student.sf(np.abs(value / error), issues - 1)
    reach = float(student.ppf((1 + INTERVAL) / 2, issues - 1))
    return Effects(value, error, p, reach, issues)


def _independent(design: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The columns that are no sum of earlier ones."""
    rows = design * np.sqrt(weight)[:, None]
    basis, kept = np.zeros((len(rows), 0)), []
    for k in range(rows.shape[1]):
        rest = rows[:, k] - basis @ (basis.T @ rows[:, k])
        rest -= basis @ (basis.T @ rest)
        length = float(np.linalg.norm(rest))
        if length > LEAST_RANK * max(float(np.linalg.norm(rows[:, k])), 1.0):
            basis = np.column_stack([basis, rest / length])
            kept.append(k)
    return np.array(kept)
