"""Precision, recall and shares corrected by a random sample that people coded.

The machine's answer splits all articles in two; in each part the sample tells how many really belong. The corrected
share adds both up: the difference estimator of survey sampling, which is prediction-powered inference for a yes or no
(Angelopoulos et al., Science 382, 2023) with the machine's answer used as far as it helps.

Small samples see no error in a part and a normal interval would be too narrow there, so each part's proportion is
taken with Jeffreys' prior, half a yes and half a no (Brown, Cai & DasGupta, Statistical Science 16, 2001).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trends.errors import QueryError

LEAST = 50  # coded articles
LEAST_SIDE = 10  # of them on either side, where there are as many
Z = 1.959964
DRAWS = 20_000


Look = tuple[float, float]  # how many belong, of how many


@dataclass(frozen=True, slots=True)
class Checked:
    """What people found in a random sample. N: all articles; M: of them those the machine puts in.
    inside, outside: coded articles the machine puts in, leaves out; inside_yes, outside_yes: of them those that belong.
    looks: of either side how many belong and how many were looked at, in articles drawn with equal chances that tell as
    much; None: all were drawn with equal chances."""

    N: int
    M: int
    inside: int
    inside_yes: int
    outside: int
    outside_yes: int
    looks: tuple[Look, Look] | None = None

    @property
    def sides(self) -> tuple[Look, Look]:
        return self.looks or ((self.inside_yes, self.inside), (self.outside_yes, self.outside))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A proportion 0..1 with its 95 % interval."""

    value: float
    low: float
    high: float


def lacking(checked: Checked) -> int:
    """How many more articles must be coded before a share may be corrected; 0 = enough."""
    coded = checked.inside + checked.outside
    need = max(LEAST - coded, 0)
    for part, found in ((checked.M, checked.inside), (checked.N - checked.M, checked.outside)):
        short = min(LEAST_SIDE, part) - found
        if short > 0:
            need = max(need, math.ceil(short * checked.N / part))
    return need


def corrected_share(checked: Checked) -> Estimate:
    """The share of articles that really belong. Raises QueryError when too few were coded, with how many lack."""
    if need := lacking(checked):
        raise QueryError(
            f"只编码了 {checked.inside + checked.outside} 篇，不足以校正", f"请再随机编码 {need} 篇"
        )
    return interval(checked)


def corrected_series(
    share: np.ndarray, low: np.ndarray, high: np.ndarray, checked: Checked, z: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The machine's shares of periods, 0..1, with the band low … high of z standard errors → corrected shares with a
    band of the same z that holds the machine's errors too.

    The part of the articles put in that belong, and of those left out, is that of the whole sample: right as far as the
    machine errs alike at all times. Raises QueryError when too few were coded.
    """
    corrected_share(checked)
    (a, va), (b, vb) = (_jeffreys(*look) for look in checked.sides)
    value = share * a + (1 - share) * b
    own = (high - low) / (2 * z)
    half = z * np.sqrt(((a - b) * own) ** 2 + share**2 * va + (1 - share) ** 2 * vb)
    return value, np.maximum(value - half, 0), np.minimum(value + half, 1)


def interval(checked: Checked) -> Estimate:
    """The corrected share, however few were coded."""
    w = checked.M / checked.N
    (a, va), (b, vb) = (_jeffreys(*look) for look in checked.sides)
    value = w * a + (1 - w) * b
    # Of a finite archive: what was coded is known.
    left = (checked.N - checked.inside - checked.outside) / max(checked.N - 1, 1)
    half = Z * math.sqrt(max(left, 0) * (w**2 * va + (1 - w) ** 2 * vb))
    return Estimate(value, max(value - half, 0.0), min(value + half, 1.0))


def precision(checked: Checked) -> Estimate:
    """Of the articles the machine puts in, the part that belongs."""
    return _quantiles(_posterior(checked)[0])


def recall(checked: Checked) -> Estimate:
    """Of the articles that belong, the part the machine puts in; the sides weigh by their true sizes."""
    inside, outside = _posterior(checked)
    found, missed = checked.M * inside, (checked.N - checked.M) * outside
    return _quantiles(found / (found + missed))


def _posterior(checked: Checked) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    first, second = (random.beta(yes + 0.5, n - yes + 0.5, DRAWS) for yes, n in checked.sides)
    return first, second


def _quantiles(draws: np.ndarray) -> Estimate:
    low, middle, high = (float(value) for value in np.quantile(draws, (0.025, 0.5, 0.975)))
    return Estimate(middle, low, high)


def equal_look(yes: np.ndarray, weight: np.ndarray) -> Look:
    """What coded articles of unequal weights tell, as (how many belong, of how many) drawn with equal chances.

    yes: (n,) bool; weight: (n,) for how many articles each stands. The part that belongs is the weighted one (Hájek 1971);
    so many articles as would leave it as much variance, by its linearised variance or by the spread of the weights alone
    (Kish 1965), whichever knows less: a few articles that stand for many may all be alike by chance.
    """
    if not len(yes):
        return 0.0, 0.0
    total = weight.sum()
    part = float((weight * yes).sum() / total)
    kish = float(total**2 / (weight**2).sum())
    middle = (part * kish + 0.5) / (kish + 1)
    variance = float((weight**2 * (yes - middle) ** 2).sum() / total**2)
    size = min(kish, middle * (1 - middle) / variance) if variance else kish
    return part * size, size


def _jeffreys(yes: float, n: float) -> tuple[float, float]:
    """Mean and variance of a proportion after n looks."""
    mean = (yes + 0.5) / (n + 1)
    return mean, mean * (1 - mean) / (n + 2)
