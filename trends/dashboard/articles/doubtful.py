"""Where in an article's text the lines stand of which character recognition was not sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

Range = tuple[int, int]  # code points of one text, end exclusive


def doubtful_ranges(texts: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> list[list[Range]]:
    """For each text the parts that are one of the lines (text, before, after), blanks left aside.

    Of several places the one is taken around which most of the lines beside it stands. Overlapping parts
    are one; a line that stands nowhere (a byline, say) gives none.
    """
    places = [[k for k, c in enumerate(text) if not c.isspace()] for text in texts]
    packed = ["".join(text[k] for k in at) for text, at in zip(texts, places, strict=True)]
    found: list[list[Range]] = [[] for _ in texts]
    for line in lines:
        wanted, before, after = (_packed(line[name]) for name in ("text", "before", "after"))
        spots = [(n, at) for n, text in enumerate(packed) for at in _all_places(text, wanted)]
        if not spots:
            continue

        def beside(spot: tuple[int, int], w: str = wanted, b: str = before, a: str = after) -> int:
            text, at = packed[spot[0]], spot[1]
            return _alike(reversed(text[:at]), reversed(b)) + _alike(text[at + len(w) :], a)

        n, at = max(spots, key=beside)
        found[n].append((places[n][at], places[n][at + len(wanted) - 1] + 1))
    return [_joined(sorted(ranges)) for ranges in found]


def _packed(text: object) -> str:
    return "".join(text.split()) if isinstance(text, str) else ""


def _alike(a: Iterable[str], b: Iterable[str]) -> int:
    """How many characters two texts begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _all_places(text: str, wanted: str) -> list[int]:
    return [k for k in range(len(text) - len(wanted) + 1) if text.startswith(wanted, k)] if wanted else []


def _joined(ranges: Sequence[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in ranges:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
