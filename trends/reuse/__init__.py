"""Passages that were printed before: rare 13-grams that two texts share, drawn out to the passages round them.

After passim (Smith, Cordell and Mullen 2015) and Nicholls (2019): grams that many texts hold say nothing, rare
ones that follow each other at one distance are a passage.
"""

from trends.reuse.grams import GRAM, gram_hashes, kept_codes, kept_letters, looked_up
from trends.reuse.pairs import anchors_of
from trends.reuse.passages import Passages, Texts, passages_of

__all__ = [
    "GRAM", "Passages", "Texts", "anchors_of", "gram_hashes", "kept_codes", "kept_letters", "looked_up", "passages_of",
]  # fmt: skip
