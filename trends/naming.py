"""Terms in order → a name of two or three of them, short enough for a legend, that no other has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

JOIN = "·"
LONGEST = 10  # characters of a label's terms; a third term only up to LONGEST_OF_THREE
LONGEST_OF_THREE = 8
_STANDS_FOR = 0.5


def whole_terms(terms: Sequence[str], weights: Mapping[str, float]) -> list[str]:
    """Terms in order, each once; a part gives way to the longest form that stands for it."""
    whole = [
        max(
            (t for t in terms if t == term or (term in t and weights[t] >= _STANDS_FOR * weights[term])),
            key=len,
        )
        for term in terms
    ]
    return list(dict.fromkeys(whole))


def distinct_label(terms: Sequence[str], taken: Sequence[str]) -> str:
    """The first label that the terms give and no other topic has."""
    given = ""
    for begin in range(len(terms)):
        for label in _labels([*terms[begin:], *terms[:begin]]):
            given = given or label
            if label not in taken:
                return label
    return f"{given}{JOIN}{len(taken) + 1}" if given else str(len(taken) + 1)


def _labels(terms: Sequence[str]) -> Iterator[str]:
    """Labels that begin with the first term, the best first."""
    first, *others = terms
    fitting = [t for t in others if not _overlap(first, t) and len(first) + len(t) <= LONGEST]
    for place, second in enumerate(fitting):
        third = next(
            (
                t
                for t in fitting[place + 1 :]
                if not _overlap(second, t) and len(first) + len(second) + len(t) <= LONGEST_OF_THREE
            ),
            None,
        )
        yield JOIN.join([first, second] + ([third] if third else []))
    if not fitting:
        yield JOIN.join([first, *others[:1]]) if others and not _overlap(first, others[0]) else first


def _overlap(one: str, other: str) -> bool:
    """Whether two terms share two characters in a row, or one is part or a short form of the other."""
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    shorter, longer = sorted((one, other), key=len)
    return _shortens(shorter, longer) or any(other[i : i + 2] in pairs for i in range(len(other) - 1))


def _shortens(shorter: str, longer: str) -> bool:
    """Whether all characters of the one stand in the other in their order: 博会 and 博览会."""
    rest = iter(longer)
    return all(character in rest for character in shorter)
