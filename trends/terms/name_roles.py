"""Word → what it may be the beginning of: a person, a place, an organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from trends.terms.name_words import (
    COMPOUND_SURNAMES,
    NOT_NAME_ENDS,
    NOT_PEOPLE,
    NOT_PLACE_BEGINS,
    NOT_PLACES,
    NOT_SHORT_NAME_ENDS,
    SURNAMES,
    TITLES,
)
from trends.terms.segment import KNOWN_WORDS, word_classes

# A bit each; most words of a text begin nothing and are passed over.
BEFORE_NAME, SPEAKER, PLACE, ORGANISATION = 1, 2, 4, 8
# Words of the dictionary that may yet be names, by their class; x is for words it does not know.
NAME_CLASSES = ("nr", "x")
HAN = re.compile(r"^[\u4e00-\u9fff]+$")


def may_be_name(word: str) -> bool:
    """A surname and one or two characters (after a double surname too), and no common word."""
    double = word.startswith(COMPOUND_SURNAMES)
    given = len(word) - 1 - double
    if given not in (1, 2) or not HAN.match(word) or not (double or word[0] in SURNAMES):
        return False
    if word in NOT_PEOPLE or word[-1] in (NOT_NAME_ENDS if given == 2 else NOT_SHORT_NAME_ENDS):
        return False
    return word_classes().get(word, "x").startswith(NAME_CLASSES)


class _Roles(dict[str, int]):
    """Word → its roles, found once a word."""

    def __missing__(self, word: str) -> int:
        if len(self) >= KNOWN_WORDS:
            self.clear()
        kind = word_classes().get(word, "x")
        role = BEFORE_NAME if word.endswith(TITLES) else 0
        role |= SPEAKER if len(word) == 3 and may_be_name(word) else 0
        if len(word) > 1 and word[0] not in NOT_PLACE_BEGINS:
            may_be_place = kind == "ns" and word not in NOT_PLACES
            role |= PLACE if may_be_place or (kind == "x" and HAN.match(word)) else 0
        role |= ORGANISATION if kind in ("ns", "nt") and word not in NOT_PLACES else 0
        self[word] = role
        return role


_ROLES = _Roles()


def roles_of(words: Sequence[str]) -> list[tuple[int, int]]:
    """(place, roles) of the words that have any: BEFORE_NAME for a title, SPEAKER for what may be a name
    of three characters, PLACE, ORGANISATION."""
    roles = np.frombuffer(bytes(map(_ROLES.__getitem__, words)), dtype=np.uint8)
    places = np.flatnonzero(roles)
    return list(zip(places.tolist(), roles[places].tolist(), strict=True))
