"""A brief as one HTML file that loads nothing: charts drawn by the plotly.js inside, tables beneath."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from trends.charts.colours import DARK, LIGHT
from trends.charts.embedding import figure_data, plotly_script
from trends.charts.template import config
from trends.report.records import Brief

HERE = Path(__file__).parent
LANG = {"zh": "zh-CN", "en": "en"}
DATE = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)")


def html_brief(brief: Brief) -> bytes:
    """The page in UTF-8. Text of the archive is escaped, and scripts run by their hash only."""
    drawing = (HERE / "brief.js").read_text("utf-8")
    plotly = plotly_script()
    page = _environment().get_template("brief.html.jinja")
    text = page.render(
        brief=brief,
        lang=LANG[brief.language],
        style=(HERE / "brief.css").read_text("utf-8"),
        plotly=plotly,
        drawing=drawing,
        figures=_figures(brief),
        policy=_policy(plotly, drawing),
    )
    return text.encode("utf-8", "replace")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["dated"] = dated
    return environment


def dated(text: object) -> Markup:
    """Escaped text whose dates are not broken over lines."""
    parts = DATE.split(str(text))
    return Markup("").join(
        Markup('<span class="w">{}</span>').format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _figures(brief: Brief) -> str:
    """Every chart in both palettes as JSON that cannot leave its script element."""
    figures = {
        f"{section.name}-{chart.name}": {
            "light": figure_data(chart.draw(LIGHT)),
            "dark": figure_data(chart.draw(DARK)),
            "config": config(chart.name, brief.say("camera")) | {"responsive": True},
        }
        for section in brief.sections
        for chart in section.charts
    }
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _policy(*scripts: str) -> str:
    """A content security policy: nothing is loaded, only these scripts run."""
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
