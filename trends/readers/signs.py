"""One sign for one character: what files hold beside the printed text, and twins of characters, put right at the door.

Radicals and compatibility forms that PDFs and old encodings put for characters (⼯ for 工) become those; signs
without width (zero-width blanks, soft hyphens, variation selectors, marks of direction) go. Nothing printed changes.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from typing import Any

from trends.records import Article, Page, Problem

_TWINS = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_UNSEEN = "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_HALVES = r"\ud800-\udfff"  # of a character of UTF-16: no text that can be written holds one
_ODD = re.compile(f"[{_TWINS}{_UNSEEN}{_HALVES}]")
_HALF = re.compile(f"[{_HALVES}]")
_TWIN = re.compile(f"[{_TWINS}]")
# Radicals for which Unicode gives no compatibility form
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)


def clean(text: str) -> str:
    """The text in the signs that people write."""
    if text.isascii() or not _ODD.search(text):
        return text
    return _ODD.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    sign = match.group()
    if _HALF.match(sign):
        return "\ufffd"
    return _RADICALS.get(sign) or (unicodedata.normalize("NFKC", sign) if _TWIN.match(sign) else "")


def with_clean_text(item: Page | Article) -> Page | Article:
    """A page or article with all its text clean."""
    if isinstance(item, Page):
        lines = tuple(
            line if (text := clean(line.text)) is line.text else dataclasses.replace(line, text=text)
            for line in item.lines
        )
        return dataclasses.replace(item, lines=lines, paper=item.paper and clean(item.paper))
    texts: dict[str, Any] = {
        name: clean(text)
        for name in ("id", "headline", "kicker", "deck", "paper", "section", "label", "url")
        if (text := getattr(item, name))
    }
    if any(map(_HALF.search, item.byline.authors)):
        texts["byline"] = dataclasses.replace(item.byline, authors=tuple(map(clean, item.byline.authors)))
    paragraphs = tuple(filter(None, map(clean, item.paragraphs)))
    if paragraphs == item.paragraphs and all(getattr(item, name) == text for name, text in texts.items()):
        return item
    return dataclasses.replace(item, paragraphs=paragraphs, **texts)


def halves(item: Page | Article) -> Problem | None:
    """What is told of half characters, which stand as � in the clean text."""
    texts = [(line.number, line.text) for line in item.lines] if isinstance(item, Page) else _texts(item)
    line = next((n for n, text in texts if not text.isascii() and _HALF.search(text)), None)
    if line is None:
        return None
    file = item.file if isinstance(item, Page) else item.pieces[0].file
    return Problem(file, line, "有半个字符（编码坏了），记作 �", "从原处重新导出", lost=False)


def _texts(article: Article) -> list[tuple[int, str]]:
    line = article.pieces[0].body[0].line if article.pieces and article.pieces[0].body else 1
    return [(line, text) for text in (article.headline or "", *article.paragraphs)]
