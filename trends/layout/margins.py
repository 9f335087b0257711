"""Furniture that is known by what stands around it: pieces of a masthead, dates of notices, tails of web pages."""

from __future__ import annotations

import dataclasses

from trends.layout.characters import is_closed
from trends.layout.furniture import WEB_TAIL, top_line
from trends.layout.statements import statement_of
from trends.layout.units import Unit
from trends.written import is_title

_TOP = 16  # units among which a masthead stands


def furnished(units: list[Unit]) -> list[Unit]:
    """The units of a page, those that their neighbours show to be furniture as noise."""
    return _with_web_tail(_with_notice_dates(_with_masthead(units)))


def _with_masthead(units: list[Unit]) -> list[Unit]:
    """Pieces of a masthead in the first lines of a page, beside a line that is known as one."""
    top = units[:_TOP]
    if not any(unit.why == "报头" for unit in top):
        return units
    first_story = next((k for k, unit in enumerate(top) if unit.role in ("start", "byline")), len(top))
    pieces = {
        k for k in range(first_story) if top[k].role == "text" and not top[k].part and top_line(top[k].text)
    }
    pieces |= {k - 1 for k in range(1, len(units)) if _names_paper(units[k - 1], units[k])}
    return [
        dataclasses.replace(unit, role="noise", why="报头") if k in pieces else unit
        for k, unit in enumerate(units)
    ]


def _names_paper(unit: Unit, below: Unit) -> bool:
    """Whether a line is a paper's name alone over a masthead's date."""
    return below.why == "报头" and unit.role == "text" and not unit.part and is_title(unit.text)


def _with_notice_dates(units: list[Unit]) -> list[Unit]:
    """A bare date below running text and away from all else of a masthead dates a notice, not the issue."""
    places = {k for k, unit in enumerate(units) if unit.why == "报头"}
    told = next((k for k, unit in enumerate(units) if unit.readable and is_closed(unit.text)), len(units))
    out = list(units)
    for k in places:
        near = {k - 3, k - 2, k - 1, k + 1, k + 2, k + 3}
        stated = statement_of(units[k].text) if k > told and places.isdisjoint(near) else None
        if stated and stated.dates and not stated.company and not stated.labels:
            out[k] = dataclasses.replace(units[k], why="落款日期")
    return out


def _with_web_tail(units: list[Unit]) -> list[Unit]:
    """After 新闻推荐 or the like, and after a teaser cut with "...", what follows is the web site's."""
    out = list(units)
    for k, unit in enumerate(units):
        teaser = k > 0 and k >= len(units) - 3 and unit.text.endswith("...") and not unit.part
        if teaser or (unit.role == "noise" and WEB_TAIL.match(unit.text)):
            for j in range(k, len(units)):
                if units[j].role in ("start", "byline") or units[j].part:
                    break
                out[j] = dataclasses.replace(units[j], role="noise", why="网页附带文字")
            break
    return out
