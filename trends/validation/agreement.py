"""How far coders agree, beyond chance."""

from __future__ import annotations

import krippendorff
import numpy as np


def cohen_kappa(a: np.ndarray, b: np.ndarray) -> float:
    """Two coders' nominal answers to the same units, −1..1, NaN where chance leaves nothing to agree on.

    Cohen, Educational and Psychological Measurement 20, 1960.
    """
    values = np.union1d(a, b)
    seen = float(np.mean(a == b))
    chance = float(sum(np.mean(a == value) * np.mean(b == value) for value in values))
    return (seen - chance) / (1 - chance) if chance < 1 else float("nan")


def krippendorff_alpha(answers: np.ndarray) -> float:
    """Nominal alpha, (coders × units) float with NaN for what a coder did not code; NaN with one value in all.

    Krippendorff, Content Analysis, 4th edition, 2018, chapter 12; by the package krippendorff.
    """
    given = answers[~np.isnan(answers)]
    if len(np.unique(given)) < 2 or not (np.sum(~np.isnan(answers), axis=0) > 1).any():
        return float("nan")
    return float(krippendorff.alpha(reliability_data=answers, level_of_measurement="nominal"))


def gwet_ac1(answers: np.ndarray) -> float:
    """AC1 of two or more coders, (coders × units) float with NaN where not coded; NaN with one value in all.

    Gwet, British Journal of Mathematical and Statistical Psychology 61, 2008.
    """
    values = np.unique(answers[~np.isnan(answers)])
    counts = (
        np.stack([np.sum(answers == value, axis=0) for value in values]) if len(values) else np.zeros((0, 0))
    )
    coders = counts.sum(axis=0)
    if len(values) < 2 or not (coders > 1).any():
        return float("nan")
    both = coders > 1
    pairs = (counts[:, both] * (counts[:, both] - 1)).sum(axis=0) / (coders[both] * (coders[both] - 1))
    prevalence = (counts[:, coders > 0] / coders[coders > 0]).mean(axis=1)
    chance = float((prevalence * (1 - prevalence)).sum() / (len(values) - 1))
    return (float(pairs.mean()) - chance) / (1 - chance)
