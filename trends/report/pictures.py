"""Charts as pictures, where a browser is at hand: one page with all of them, one screenshot, cut apart."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from trends.charts.colours import LIGHT
from trends.charts.embedding import figure_data, plotly_script
from trends.report.records import Brief

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
WIDTH, SCALE = 760, 2
SECONDS = 60
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=3000",
    f"--force-device-scale-factor={SCALE}",
)


def chart_pictures(brief: Brief) -> dict[str, bytes]:
    """ "section-chart" → PNG; empty where there is no browser, or it does not answer."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    drawn = {
        f"{section.name}-{chart.name}": figure_data(chart.draw(LIGHT))
        for section in brief.sections
        for chart in section.charts
    }
    if browser is None or not drawn:
        return {}
    heights = [int(figure["layout"]["height"]) for figure in drawn.values()]
    with tempfile.TemporaryDirectory() as folder:
        page, picture = Path(folder) / "charts.html", Path(folder) / "charts.png"
        page.write_text(_page(list(drawn.values())), "utf-8")
        rooted = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium has no sandbox for root
        command = [
            browser,
            *FLAGS,
            *(["--no-sandbox"] if rooted else []),
            f"--user-data-dir={folder}/profile",
            f"--window-size={WIDTH},{sum(heights)}",
            f"--screenshot={picture}",
            page.as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
        except (OSError, subprocess.SubprocessError):
            return {}
        return dict(zip(drawn, _cut(picture, heights), strict=True)) if picture.is_file() else {}


def _page(figures: list[dict[str, object]]) -> str:
    data = json.dumps(figures, ensure_ascii=False).replace("<", "\\u003c")
    return f"""<!DOCTYPE html><meta charset="utf-8"><style>body{{margin:0}}</style><body>
<script>{plotly_script()}</script><script>
for (const figure of {data}) {{
  const place = document.body.appendChild(document.createElement("div"));
  figure.layout.width = {WIDTH};
  Plotly.newPlot(place, figure.data, figure.layout, {{staticPlot: true}});
}}</script>"""


def _cut(picture: Path, heights: list[int]) -> list[bytes]:
    """The screenshot cut into strips of the given heights, as PNG."""
    strips, top = [], 0
    with Image.open(picture) as whole:
        for height in heights:
            out = io.BytesIO()
            whole.crop((0, top * SCALE, WIDTH * SCALE, (top + height) * SCALE)).convert("RGB").save(
                out, "PNG"
            )
            strips.append(out.getvalue())
            top += height
    return strips
