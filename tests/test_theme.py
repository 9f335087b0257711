"""Text in the theme's colours can be read: contrast by WCAG 2.2, success criterion 1.4.3 (AA)."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.builders import ROOT

THEME: dict[str, Any] = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
NAMES = ("gray", "red", "orange", "yellow", "green", "blue", "violet")
READABLE = 4.5


def contrast(one: str, other: str) -> float:
    """(L1 + 0.05) / (L2 + 0.05) of two colours "#rrggbb", 1..21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_coloured_text_can_be_read(theme: str, name: str) -> None:
    """On the page, on its cards, on the side bar, and in a badge of its own colour."""
    colours = THEME | THEME.get(theme, {})
    side = colours.get("sidebar", {})
    grounds = [
        *(place[key] for place in (colours, side) for key in ("backgroundColor", "secondaryBackgroundColor")),
        colours[f"{name}BackgroundColor"],
    ]
    text = colours[f"{name}TextColor"]
    found = {ground: round(contrast(text, ground), 2) for ground in grounds}
    assert min(found.values()) >= READABLE, found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_links_can_be_read(theme: str) -> None:
    colours = THEME | THEME.get(theme, {})
    for name in ("textColor", "linkColor", "dataframeHeaderTextColor"):
        for ground in ("backgroundColor", "secondaryBackgroundColor", "dataframeHeaderBackgroundColor"):
            assert contrast(colours[name], colours[ground]) >= READABLE, (name, ground)
