"""Colours of both themes. A topic's colour follows from its slot, which is fixed by its id.

Okabe–Ito hues, darkened or lightened until each stands 3:1 off the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

DASHES = ("solid", "dash", "dot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star")


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour a figure needs, as #RRGGBB."""

    paper: str
    text: str
    muted: str
    grid: str
    axis: str
    bars: str
    soft: str
    hover: str
    accent: str
    band: float  # opacity of an uncertainty band
    topics: tuple[str, ...]


LIGHT = Palette(
    paper="#FBFAF6", text="#23211E", muted="#5F5A51", grid="#E7E2D7", axis="#A8A193", bars="#8F887A",
    soft="#CFC8BA", hover="#FFFFFF", accent="#9E2B25", band=0.16,
    topics=("#005F99", "#C04A00", "#00896A", "#C0619A", "#C48500", "#3B98CF", "#4F4A00", "#2F2C28"),
)  # fmt: skip
DARK = Palette(
    paper="#181714", text="#E8E3D8", muted="#A9A396", grid="#2B2925", axis="#6B665C", bars="#7A7468",
    soft="#57524A", hover="#2A2824", accent="#D87060", band=0.22,
    topics=("#3D95D6", "#E56A24", "#20AE86", "#D98FB8", "#E69F00", "#8CCBF2", "#E3DA55", "#D6D0C4"),
)  # fmt: skip


def palette(dark: bool) -> Palette:
    return DARK if dark else LIGHT


def topic_colour(slot: int, colours: Palette) -> str:
    """The hue of a slot; negative slots (the unassigned rest) are grey."""
    return colours.bars if slot < 0 else colours.topics[slot % len(colours.topics)]


def topic_dash(slot: int) -> str:
    """Slots 0–7 solid, 8–15 dashed, 16–23 dotted."""
    return DASHES[max(slot, 0) // 8 % len(DASHES)]


def faded(colour: str, opacity: float) -> str:
    """ "#RRGGBB" with an opacity 0..1, as rgba(…)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def mixed(first: str, second: str, part: float) -> str:
    """The colour that lies `part` (0..1) of the way from the first "#RRGGBB" to the second."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
