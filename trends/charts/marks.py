"""The mark of a line as a small picture, for names beside a chart: the very colour and kind of the line."""

from __future__ import annotations

from urllib.parse import quote

from trends.charts.colours import DASHES, SYMBOLS, topic_dash

SHAPES = {  # of a point, in a square of 12 by 12; what plotly draws by the same name
    "circle": "<circle cx='6' cy='6' r='5'/>",
    "square": "<path d='M1.5 1.5h9v9h-9z'/>",
    "diamond": "<path d='M6 0 12 6 6 12 0 6z'/>",
    "triangle-up": "<path d='M6 1 12 11H0z'/>",
    "cross": "<path d='M4 0h4v4h4v4H8v4H4V8H0V4h4z'/>",
    "x": "<path d='M3 0 6 3 9 0l3 3-3 3 3 3-3 3-3-3-3 3-3-3 3-3-3-3z'/>",
    "triangle-down": "<path d='M0 1h12L6 11z'/>",
    "star": "<path d='M6 0 7.4 4.1 11.8 4.2 8.3 6.8 9.6 11 6 8.5 2.4 11 3.7 6.8 0.2 4.2 4.6 4.1z'/>",
}
RINGS = dict(
    zip(
        DASHES,
        (
            SHAPES["circle"],
            "<circle cx='6' cy='6' r='4.2' fill='none' stroke='{0}' stroke-width='1.6'/><circle cx='6' cy='6' r='2'/>",
            "<circle cx='6' cy='6' r='4.2' fill='none' stroke='{0}' stroke-width='1.6'/>",
        ),
        strict=True,
    )
)


def mark(colour: str, *, slot: int = 0, rank: int | None = None) -> str:
    """A picture's address. slot: tells by a ring whether the line is dashed or dotted; rank: the point's shape instead."""
    drawn = RINGS[topic_dash(slot)] if rank is None else SHAPES[SYMBOLS[rank % len(SYMBOLS)]]
    picture = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 12' width='12' height='12' fill='{colour}'>{drawn.format(colour)}</svg>"
    return "data:image/svg+xml," + quote(picture, safe="/:='")
