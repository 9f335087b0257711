"""Newspaper pages made of clean stories, with the answer an editor would give: for tests and benchmarks.

`Layout` says how a printer and a careless copyist would put stories on a page; `printed()` does it and
returns the page with its gold answer, in the form of `data/gold/*.json`, so that the gold scorer
measures both alike.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from tests.stories import Story
from trends.records import Line, Page


@dataclass(frozen=True)
class Layout:
    """How stories are printed. wrap: em of a column, 0 = a paragraph a line, -1 = paragraphs cut in two."""

    wrap: int = 17
    blank: str = "paragraphs"  # blank lines: none, paragraphs, lines
    heads: str = "before"  # before, after
    masthead: bool = True
    wraps: tuple[int, ...] = ()  # each story its own, in turn
    split_heads: bool = False  # long headlines stand in two lines
    interleaved: bool = False
    woven: int = 2  # how many stories are interleaved with each other
    by_line: bool = False  # interleaved line by line, as a program reads across columns
    half_width: bool = False  # ASCII punctuation
    doubled: bool = False  # one paragraph stands twice
    caption: bool = False
    jump: bool = False
    pointer: bool = False
    editors: bool = False


def page(*lines: str, file: str = "page.txt", **stated: Any) -> Page:
    """Lines → a Page."""
    return Page(file, tuple(Line(n, text) for n, text in enumerate(lines, 1)), **stated)


def page_of(text: str, file: str = "page.txt") -> Page:
    """Text → a Page, as the reader of text files makes it."""
    return page(*text.removesuffix("\n").split("\n"), file=file)


@dataclass
class Lines:
    """Lines being printed, each with its owner: (story, role, paragraph) or ("noise", why, None)."""

    lines: list[str] = field(default_factory=list)
    owners: list[tuple[Any, str, Any] | None] = field(default_factory=list)

    def put(self, text: str, owner: tuple[Any, str, Any], blank: bool) -> None:
        self.lines.append(text)
        self.owners.append(owner)
        if blank:
            self.skip()

    def skip(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
            self.owners.append(None)


def printed(
    stories: list[Story],
    layout: Layout,
    rng: random.Random,
    changes: Sequence[Callable[[Lines, random.Random], Lines]] = (),
) -> tuple[Page, dict[str, Any]]:
    """Stories on a page and the gold answer: `data/gold`'s form, every line owned."""
    sheet = set_lines(stories, layout, rng)
    for change in changes:
        sheet = change(sheet, rng)
    return answer(sheet, stories, layout)


def set_lines(stories: list[Story], layout: Layout, rng: random.Random) -> Lines:
    sheet = Lines()
    every = layout.blank == "lines"
    if layout.masthead:
        sheet.put(
            "2024年3月9日 星期六 国内统一连续出版物号 CN 99-0001 第4321期 今日8版",
            ("noise", "masthead", None),
            True,
        )
    if layout.pointer:
        sheet.put("全国春耕工作现场会召开", ("pointer", "head", None), every)
        sheet.put("详细报道见3版", ("noise", "jump", None), True)
    bodies = [_body(s, k, layout, rng) for k, s in enumerate(stories)]
    if layout.interleaved:
        _interleave(sheet, stories, bodies, layout, rng)
    else:
        for k, s in enumerate(stories):
            _one(sheet, s, k, bodies[k], layout)
    if layout.caption:
        sheet.skip()
        sheet.put(
            _plain("3月7日，游客在湖边拍照赏花。近期气温回升，城郊公园迎来客流高峰。", layout),
            ("caption", "body", 0),
            every,
        )
        sheet.put("■ 本报记者 罗文静", ("noise", "credit", None), True)
    if layout.editors:
        sheet.put("值班主任：陶慧敏 责编：袁志远 版式：贺长青", ("noise", "editors", None), False)
    return sheet


def _plain(text: str, layout: Layout) -> str:
    return text.translate(str.maketrans("，：；（）“”", ',:;()""')) if layout.half_width else text


def _body(s: Story, k: int, layout: Layout, rng: random.Random) -> list[list[tuple[str, Any]]]:
    """Paragraphs as print lines with their owners."""
    body = []
    wrap = layout.wraps[k % len(layout.wraps)] if layout.wraps else layout.wrap
    for p, text in enumerate(s.paragraphs):
        if p in s.subheads:
            body.append([(s.subheads[p], (k, "head", None))])
        text = _plain(text, layout)
        body.append([(line, (k, "body", p)) for line in wrapped(text, wrap, rng)])
    if layout.doubled and k == 0 and len(body) > 1:
        p = len(body) - 1
        body.append([(line, ("noise", "double", None)) for line, _ in body[p]])
    return body


def wrapped(text: str, wrap: int, rng: random.Random) -> list[str]:
    """Text → print lines of `wrap` em; closing punctuation never begins a line. The first line is 2 em shorter."""
    if wrap == 0 or (wrap < 0 and len(text) < 60):
        return [text]
    if wrap < 0:
        at = rng.randrange(20, len(text) - 20)
        at += next((i for i in range(8) if text[at + i] not in '，。；：、！？”）,;:)" '), 0)
        return [text[:at], text[at:]]
    lines, line, room = [], "", wrap - 2.0
    for c in text:
        width = 0.5 if c < "\u0250" else 1.0
        if room < width and c not in '，。；：、！？”）,;:)"':
            lines.append(line)
            line, room = "", float(wrap)
        line, room = line + c, room - width
    return [part.strip() for part in [*lines, line] if part.strip()]


def _head(sheet: Lines, s: Story, k: int, layout: Layout) -> None:
    headline = [s.headline] if s.headline else []
    if layout.split_heads and s.headline and len(s.headline) > 11:
        at = s.headline.find(" ") if " " in s.headline else len(s.headline) // 2
        headline = [s.headline[:at], s.headline[at:].strip()]
    for text in filter(None, (s.kicker, *headline, s.deck)):
        sheet.put(text, (k, "head", None), layout.blank == "lines")
    if layout.blank != "none":
        sheet.skip()


def _one(sheet: Lines, s: Story, k: int, body: list[list[tuple[str, Any]]], layout: Layout) -> None:
    if layout.heads == "before":
        _head(sheet, s, k, layout)
    if s.byline:
        sheet.put(s.byline, (k, "head", None), layout.blank != "none")
    for paragraph in body:
        for line, owner in paragraph:
            sheet.put(line, owner, layout.blank == "lines")
        if layout.blank != "none":
            sheet.skip()
    if layout.jump and k == 1:
        sheet.put("（下转8版）", ("noise", "jump", None), True)
    if layout.heads == "after":
        _head(sheet, s, k, layout)
        if layout.blank != "none":
            sheet.skip()


def _interleave(
    sheet: Lines,
    stories: list[Story],
    bodies: list[list[list[tuple[str, Any]]]],
    layout: Layout,
    rng: random.Random,
) -> None:
    """Groups of stories with their columns in turn: a piece of one, a piece of the other."""
    for k in range(0, len(stories), layout.woven):
        group = list(range(k, min(k + layout.woven, len(stories))))
        flat = {i: [line for paragraph in bodies[i] for line in paragraph] for i in group}
        for i in group:
            _head(sheet, stories[i], i, layout)
            byline = stories[i].byline
            if byline:
                sheet.put(byline, (i, "head", None), layout.blank != "none")
            if layout.by_line:
                continue
            cut = rng.randrange(max(1, len(flat[i]) // 3), max(2, 2 * len(flat[i]) // 3))
            flat[i], rest = flat[i][:cut], flat[i][cut:]
            _put_all(sheet, flat[i], layout)
            flat[i] = rest
        if layout.by_line:
            rows = zip_longest(*(flat[i] for i in group))
            _put_all(sheet, [line for row in rows for line in row if line], layout)
        else:
            for i in group:
                _put_all(sheet, flat[i], layout)


def _put_all(sheet: Lines, lines: Sequence[tuple[str, Any]], layout: Layout) -> None:
    for line, owner in lines:
        sheet.put(line, owner, layout.blank == "lines")
    sheet.skip()


def answer(sheet: Lines, stories: list[Story], layout: Layout) -> tuple[Page, dict[str, Any]]:
    while sheet.lines and not sheet.lines[-1]:
        sheet.lines.pop()
        sheet.owners.pop()
    articles: dict[Any, dict[str, Any]] = {}
    noise = []
    for n, owner in enumerate(sheet.owners, 1):
        if owner is None:
            continue
        key, role, paragraph = owner
        if key == "noise":
            noise.append({"lines": [n], "why": role})
            continue
        article = articles.setdefault(key, _article(key, stories, layout))
        if role == "head":
            article["headline_lines"].append(n)
        else:
            article["lines"].append((paragraph, n))
    for article in articles.values():
        numbered: dict[int, list[int]] = {}
        for paragraph, n in article["lines"]:
            numbered.setdefault(paragraph, []).append(n)
        article["paragraphs"] = [numbered[p] for p in sorted(numbered)]
        article["lines"] = [n for p in sorted(numbered) for n in numbered[p]]
    dated = layout.masthead or any(owner == ("noise", "masthead", None) for owner in sheet.owners)
    date = "2024-03-09" if dated else None
    gold = {
        "file": "page.txt", "line_count": len(sheet.lines), "issue_date": date, "acceptable_dates": [date],
        "issue_date_explicit": dated, "articles": list(articles.values()), "noise": noise, "ambiguous": [],
    }  # fmt: skip
    return page(*sheet.lines), gold


def _article(key: Any, stories: list[Story], layout: Layout) -> dict[str, Any]:
    base = {"id": f"a{key}", "headline_lines": [], "lines": [], "continued_on": None, "kicker": None}
    if key == "pointer":
        s = Story("全国春耕工作现场会召开", (), kind="brief")
        base["continued_on"] = "3版"
    elif key == "caption":
        s = Story(None, (), kind="photo-caption", reporters=("罗文静",))
    else:
        s = stories[key]
        base["continued_on"] = "8版" if layout.jump and key == 1 and not layout.interleaved else None
    byline = {
        "reporters": list(s.reporters),
        "correspondents": [],
        "authors": list(s.authors),
        "agency": s.agency,
    }
    whole = f"{s.kicker} {s.headline}" if s.kicker else None
    return base | {
        "headline": s.headline, "headline_alternatives": [whole] if whole else [], "kind": s.kind, "byline": byline
    }  # fmt: skip


def layouts() -> dict[str, Layout]:
    """The kinds of page that tests and benchmarks print."""
    plain = Layout(wrap=0, masthead=False)
    return {
        "一段一行": plain,
        "一段一行，题在后": dataclasses.replace(plain, heads="after"),
        "段落断开": Layout(wrap=-1, half_width=True, pointer=True, caption=True),
        "窄栏": Layout(wrap=17),
        "窄栏，题在后": Layout(wrap=17, heads="after", masthead=False),
        "宽栏，行行空": Layout(wrap=25, blank="lines", half_width=True, editors=True),
        "窄栏，无空行": Layout(wrap=13, blank="none"),
        "重段、转版、图片": Layout(wrap=21, doubled=True, jump=True, caption=True, editors=True),
        "栏目交错": Layout(wrap=17, interleaved=True),
        "栏目交错，行行空": Layout(wrap=20, interleaved=True, blank="lines", half_width=True),
    }
