"""What a check of a topic or code found."""

from __future__ import annotations

from dataclasses import dataclass

from trends.validation.correction import Checked, Estimate


@dataclass(frozen=True, slots=True)
class Scored:
    """Agreement is NaN with one coder. doubtful: articles that coders disagree on or are not sure of; outside: coded
    articles that no random draw holds, which no estimate uses. share: None where too little was coded; need: how many
    more it takes."""

    target: str
    machine: float
    coders: tuple[str, ...]
    checked: Checked
    precision: Estimate
    recall: Estimate
    share: Estimate | None
    need: int
    kappa: float
    alpha: float
    ac1: float
    doubtful: tuple[str, ...]
    outside: int
