"""Labels of topics, short enough for a legend."""

from __future__ import annotations

from collections import Counter

SHORT = 8  # characters of two words that stand together in a legend


def short_labels(labels: list[str]) -> list[str]:
    """Each label cut to its first two words when these are short, else to the first; two topics
    that would be called the same keep their whole labels."""
    words = [label.split("、") for label in labels]
    short = [p[0] if len(p) < 2 or len(p[0] + p[1]) > SHORT else f"{p[0]}·{p[1]}" for p in words]
    counts = Counter(short)
    return [cut if counts[cut] == 1 else label for cut, label in zip(short, labels, strict=True)]
