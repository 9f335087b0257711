"""Invented pages printed as a newspaper prints them: HTML by Chromium to PDF, with the place of every line.

`print_pages` gives each page's PDF bytes and where its stories stand, `gold_for` the answer for lines that
a reader found on it: every line belongs to the story at whose place it stands.
"""

from __future__ import annotations

import html
import random
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.stories import SUBJECTS, Story, story  # noqa: E402
from trends.records import Line  # noqa: E402

WIDTH = 1000  # CSS pixels of a page; 96 an inch
MASTHEAD = "临川日报 2024年3月9日 星期六 国内统一连续出版物号 CN 99-0001 第4321期 今日8版"
ROWS = ((4,), (2, 2), (1, 3), (3, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2))
Owner = tuple[str, str, int]  # story ("0", "1", … or "noise"), body | head | why, paragraph

STYLE = """
@page { margin: 0 } * { box-sizing: border-box }
body { margin: 0; width: 1000px; padding: 24px; font: 13px/1.55 "Noto Serif CJK SC", serif; background: #fff }
.row { display: flex; gap: 22px; border-top: 1px solid #333; padding: 10px 0 14px }
.story { min-width: 0 } .body { column-gap: 22px; text-align: justify }
p { margin: 0; text-indent: 2em; orphans: 1; widows: 1 }
h1 { font: 700 27px/1.3 "Noto Sans CJK SC", sans-serif; margin: 2px 0 8px }
h3 { font: 400 17px/1.3 "Noto Sans CJK SC", sans-serif; margin: 0 }
.upright { display: flex; flex-direction: row-reverse; gap: 14px }
.upright h1 { writing-mode: vertical-rl; margin: 0; font-size: 24px }
.mast { font: 12px/1.5 "Noto Sans CJK SC", sans-serif; margin-bottom: 8px }
"""
PLACES = """() => [...document.querySelectorAll("[data-owner]")].flatMap(e => {
  const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT); const out = [];
  while (walker.nextNode()) { const r = document.createRange(); r.selectNodeContents(walker.currentNode);
    for (const b of r.getClientRects()) out.push([e.dataset.owner, b.left, b.top, b.right, b.bottom]); }
  return out; })"""


@dataclass(frozen=True)
class PrintedPage:
    """`places`: owner and left, top, right, bottom as fractions of the page, in the order of reading."""

    stories: tuple[Story, ...]
    pdf: bytes
    markup: str
    places: tuple[tuple[Owner, tuple[float, float, float, float]], ...]


def invented_pages(n: int, seed: int = 3) -> list[tuple[Story, ...]]:
    rng = random.Random(seed)
    return [
        tuple(story(rng, subject) for subject in rng.sample(sorted(SUBJECTS), rng.randrange(3, 8)))
        for _ in range(n)
    ]


def page_markup(stories: Sequence[Story], rng: random.Random) -> str:
    """The page in HTML: rows of stories in columns, one headline in four printed upright."""
    parts = [f'<div class="mast" data-owner="noise masthead 0">{MASTHEAD}</div>']
    k = 0
    while k < len(stories):
        spans = rng.choice([row for row in ROWS if len(row) <= len(stories) - k])
        cells = [_story(stories[k + i], k + i, span, rng) for i, span in enumerate(spans)]
        parts.append(f'<div class="row">{"".join(cells)}</div>')
        k += len(spans)
    return f'<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}</style><body>{"".join(parts)}</body>'


def _story(s: Story, k: int, span: int, rng: random.Random) -> str:
    kicker = f'<h3 data-owner="{k} head 0">{html.escape(s.kicker)}</h3>' if s.kicker else ""
    head = f'<h1 data-owner="{k} head 0">{html.escape(s.headline or "")}</h1>'
    body = "".join(f'<p data-owner="{k} body {p}">{html.escape(t)}</p>' for p, t in enumerate(s.paragraphs))
    upright = span > 1 and not kicker and rng.random() < 0.25
    inner = f'<div class="body" style="column-count:{span}">{body}</div>'
    style = f"flex: {span} {span} 0"
    if upright:
        return f'<div class="story upright" style="{style}">{head}<div style="flex:1">{inner}</div></div>'
    return f'<div class="story" style="{style}">{kicker}{head}{inner}</div>'


def print_pages(pages: Iterable[Sequence[Story]], seed: int = 5) -> list[PrintedPage]:
    """Prints each page with the Chromium of this machine."""
    from playwright.sync_api import sync_playwright

    rng = random.Random(seed)
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    printed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=args)
        page = browser.new_page(viewport={"width": WIDTH, "height": 1400})
        page.emulate_media(media="print")
        for stories in pages:
            markup = page_markup(stories, rng)
            page.set_content(markup)
            height = page.evaluate("() => Math.ceil(document.documentElement.scrollHeight) + 2")
            boxes = page.evaluate(PLACES)
            pdf = page.pdf(width=f"{WIDTH}px", height=f"{height}px", print_background=True)
            places = tuple(
                (_owner(o), (x / WIDTH, y / height, r / WIDTH, b / height)) for o, x, y, r, b in boxes
            )
            printed.append(PrintedPage(tuple(stories), pdf, markup, places))
        browser.close()
    return printed


def _owner(text: str) -> Owner:
    key, role, paragraph = text.split()
    return key, role, int(paragraph)


def gold_for(page: PrintedPage, lines: Sequence[Line], file: str = "page.txt") -> tuple[dict[str, Any], int]:
    """The gold answer in terms of the lines that were found, and how many of them stand nowhere."""
    at: dict[int, list[tuple[float, int]]] = {}
    lost = 0
    for line in lines:
        place = _place(page, line)
        if place is None:
            lost += 1
        else:
            at.setdefault(place, []).append((line.box.left if line.box else 0.0, line.number))
    articles: dict[str, dict[str, Any]] = {}
    noise = []
    for k, ((key, role, paragraph), _) in enumerate(page.places):
        for _, number in sorted(at.get(k, [])):
            if key == "noise":
                noise.append({"lines": [number], "why": role})
                continue
            article = articles.setdefault(key, _article(page.stories[int(key)], key))
            if role == "head":
                article["headline_lines"].append(number)
            else:
                article["numbered"].setdefault(paragraph, []).append(number)
    for article in articles.values():
        numbered = article.pop("numbered")
        article["paragraphs"] = [numbered[p] for p in sorted(numbered)]
        article["lines"] = [n for p in sorted(numbered) for n in numbered[p]]
    gold = {
        "file": file, "line_count": len(lines), "issue_date": "2024-03-09", "acceptable_dates": ["2024-03-09"],
        "issue_date_explicit": True, "articles": list(articles.values()), "noise": noise, "ambiguous": [],
    }  # fmt: skip
    return gold, lost


def _place(page: PrintedPage, line: Line) -> int | None:
    """The number of the printed line that holds the middle of a found line, or the nearest within a little."""
    if line.box is None:
        return None
    x, y = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
    best, nearest = None, 0.012
    for k, (_, (left, top, right, bottom)) in enumerate(page.places):
        away = max(left - x, x - right, 0.0) + max(top - y, y - bottom, 0.0)
        middle = abs(y - (top + bottom) / 2) * 0.01 + away
        if middle < nearest:
            best, nearest = k, middle
    return best


def _article(s: Story, key: str) -> dict[str, Any]:
    byline = {
        "reporters": list(s.reporters),
        "correspondents": [],
        "authors": list(s.authors),
        "agency": None,
    }
    whole = f"{s.kicker} {s.headline}" if s.kicker else None
    return {
        "id": f"a{key}", "headline": s.headline, "headline_alternatives": [whole] if whole else [], "kicker": None,
        "kind": s.kind, "byline": byline, "continued_on": None, "headline_lines": [], "numbered": {},
    }  # fmt: skip
