"""Typeset newspaper pages: every printed line with its box, in whatever order a program gave them out.

`typeset()` lays stories on a grid of columns, in bands, heads over or beside their columns, and
returns the page with boxes and its gold answer. `bare()` takes the boxes off, so that cutting by
place and cutting by sense are scored on the same pages.
"""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from tests.pages import Layout, Lines, answer, wrapped
from tests.stories import Story
from trends.layout.characters import em
from trends.records import Box, Line, Page

LEADING = 1.45  # em from line to line
GUTTER = 1.6  # em between columns


@dataclass(frozen=True)
class Sheet:
    """A page's grid: `columns` of `wrap` em. order: story, columns, rows, heads-last or shuffled blocks."""

    columns: int = 6
    wrap: int = 15
    order: str = "columns"
    upright: float = 0.0  # share of stories with a vertical headline beside their columns
    jitter: float = 0.0  # em by which recognition misplaces the edges of a line
    masthead: bool = True


@dataclass
class _Set:
    """Lines set so far: text, owner, left, top, width, height in em, and the block they stand in."""

    lines: list[tuple[str, Any, float, float, float, float, int]] = field(default_factory=list)
    blocks: int = 0

    def put(self, text: str, owner: Any, x: float, y: float, size: float, upright: bool = False) -> None:
        length = size * sum(0.5 if c < "\u0250" else 1.0 for c in text)
        width, height = (size, length) if upright else (length, size)
        self.lines.append((text, owner, x, y, width, height, self.blocks))


def typeset(stories: list[Story], sheet: Sheet, rng: random.Random) -> tuple[Page, dict[str, Any]]:
    """Stories in bands of one to three, each over its own columns."""
    made = _Set()
    width = sheet.columns * (sheet.wrap + GUTTER) - GUTTER
    y = 0.0
    if sheet.masthead:
        made.put(
            "2024年3月9日 星期六 国内统一连续出版物号 CN 99-0001 第4321期 今日8版",
            ("noise", "masthead", None),
            0,
            0,
            0.9,
        )
        y = 3.0
    left = list(range(len(stories)))
    while left:
        n = min(len(left), rng.choice((1, 2, 2, 3)))
        spans = _spans(sheet.columns, n, rng)
        tops = []
        column = 0
        for span in spans:
            k = left.pop(0)
            x = column * (sheet.wrap + GUTTER)
            tops.append(_story(made, stories[k], k, x, y, span, sheet, rng))
            column += span
        y = max(tops) + 2.2
    lines = _ordered(made, sheet.order, rng)
    number = {id(line): n for n, line in enumerate(lines, 1)}
    out = Lines()
    for text, owner, *_ in lines:
        out.put(text, owner, False)
    page, gold = answer(out, stories, Layout(masthead=sheet.masthead))
    place = {number[id(line)]: at for at, line in enumerate(made.lines)}
    for article in gold["articles"]:  # file order is not reading order here
        article["lines"].sort(key=place.__getitem__)
        for paragraph in article["paragraphs"]:
            paragraph.sort(key=place.__getitem__)
    boxes = [_box(line, width, y, sheet.jitter, rng) for line in lines]
    placed = [dataclasses.replace(line, box=box) for line, box in zip(page.lines, boxes, strict=True)]
    return dataclasses.replace(page, lines=tuple(placed)), gold


def _box(line: Any, width: float, height: float, jitter: float, rng: random.Random) -> Box:
    _, _, x, t, w, h, _ = line
    a, b, c, d = (rng.uniform(-jitter, jitter) if jitter else 0.0 for _ in range(4))
    return Box((x + a) / width, (t + b) / height, (x + w + c) / width, (t + h + d) / height)


def bare(page: Page) -> Page:
    """The page without boxes: what a plain text file keeps of it."""
    return dataclasses.replace(page, lines=tuple(Line(line.number, line.text) for line in page.lines))


def side_by_side(page: Page, gold: dict[str, Any]) -> tuple[Page, dict[str, Any]]:
    """A typeset page as text that keeps its look: each line at its column of the character grid."""
    body = [line for line in page.lines if line.box and len(line.text) > 8 and _flat(line.box)]
    wide = median((line.box.right - line.box.left) / em(line.text) for line in body if line.box)
    high = median(line.box.bottom - line.box.top for line in body if line.box) * LEADING
    rows: dict[int, list[tuple[float, Line]]] = {}
    for line in page.lines:
        if line.box:
            rows.setdefault(round(line.box.top / high), []).append((line.box.left / wide, line))
    texts, where = [""] * (max(rows) + 1), {}
    for row, cells in rows.items():
        for left, line in sorted(cells, key=lambda cell: cell[0]):
            blanks = round(2 * (left - em(texts[row])))
            texts[row] += " " * max(blanks, 3 if texts[row] else 0)
            start = len(texts[row])
            texts[row] += line.text
            where[line.number] = {"line": row + 1, "start": start, "end": len(texts[row])}
    moved = dict(gold, line_count=len(texts))
    moved["articles"] = [
        a
        | {part: [where[n] for n in a[part]] for part in ("lines", "headline_lines")}
        | {"paragraphs": [[where[n] for n in refs] for refs in a["paragraphs"]]}
        | {"headline_parts": []}
        for a in gold["articles"]
    ]
    moved["noise"] = [n | {"lines": [where[k] for k in n["lines"]]} for n in gold["noise"]]
    return dataclasses.replace(page, lines=tuple(Line(n, t) for n, t in enumerate(texts, 1))), moved


def _flat(box: Box) -> bool:
    return box.right - box.left > box.bottom - box.top


def sheets() -> dict[str, Sheet]:
    """The kinds of typeset page that tests and benchmarks print."""
    return {
        "版面，逐篇": Sheet(order="story"),
        "版面，逐栏": Sheet(order="columns"),
        "版面，逐栏，宽": Sheet(columns=4, wrap=22, order="columns"),
        "版面，逐行": Sheet(order="rows"),
        "版面，题在最后": Sheet(order="heads-last"),
        "版面，块乱序": Sheet(order="shuffled"),
        "版面，识别": Sheet(order="shuffled", jitter=0.2),
        "版面，竖题": Sheet(order="columns", upright=0.6),
        "版面，竖题，乱序": Sheet(columns=5, wrap=17, order="shuffled", upright=0.6, masthead=False),
    }


def _spans(columns: int, n: int, rng: random.Random) -> list[int]:
    cuts = sorted(rng.sample(range(1, columns), n - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, columns], strict=True)]


def _story(
    made: _Set, s: Story, k: int, x: float, y: float, span: int, sheet: Sheet, rng: random.Random
) -> float:
    """Sets one story with its head; returns the bottom of it."""
    made.blocks += 1
    room = span * (sheet.wrap + GUTTER) - GUTTER
    headline, foot = s.headline or "", 0.0
    if span > 1 and rng.random() < sheet.upright and len(headline) < 24:
        span, x = span - 1, x + sheet.wrap + GUTTER
        at = x - GUTTER - 3.0
        for part in headline.split(" "):
            made.put(part, (k, "head", None), at, y, 2.0, upright=True)
            at -= 2.6
            foot = max(foot, y + 2.0 * len(part))
    else:
        if s.kicker:
            made.put(s.kicker, (k, "head", None), x, y, min(1.5, room / len(s.kicker)))
            y += 2.4
        for part in _head_lines(headline, room):
            made.put(part, (k, "head", None), x, y, min(2.8, room / len(part)))
            y += 3.6
    lines = []
    for p, text in enumerate(s.paragraphs):
        lines += [
            (line, (k, "body", p), 2.0 if not i else 0.0)
            for i, line in enumerate(wrapped(text, sheet.wrap, rng))
        ]
    each = -(-len(lines) // span)
    for n, (text, owner, indent) in enumerate(lines):
        if n % each == 0:
            made.blocks += 1
        place = x + n // each * (sheet.wrap + GUTTER) + indent
        made.put(text, owner, place, y + n % each * LEADING, 1.0)
    return max(foot, y + each * LEADING)


def _head_lines(headline: str, room: float) -> list[str]:
    """A headline in lines that fit: at its blanks, or cut in the middle where none fits."""
    if len(headline) * 2.2 <= room:
        return [headline]
    parts = headline.split(" ")
    if len(parts) == 1 and len(headline) > 10:
        middle = len(headline) // 2
        parts = [headline[:middle], headline[middle:]]
    return parts


def _ordered(made: _Set, order: str, rng: random.Random) -> list[Any]:
    lines = list(made.lines)
    if order == "columns":
        lines.sort(key=lambda line: (line[4] > 30, round(line[2] / 4), line[3]))
    elif order == "rows":
        lines.sort(key=lambda line: (round(line[3] / 1.2), line[2]))
    elif order == "heads-last":
        lines.sort(key=lambda line: line[1][1] == "head")
    elif order == "shuffled":
        numbers = list(range(made.blocks + 1))
        rng.shuffle(numbers)
        lines.sort(key=lambda line: numbers[line[6]])
    return lines
