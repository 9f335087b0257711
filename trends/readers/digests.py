"""Web pages that hold many stories, each in a frame of its own below its heading → their lines as Markdown has them.

Digests of an issue and saved lists with texts are such pages. Subheads of one article stand side by side in the
same element as its paragraphs and make none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from trends.readers.markup import Block, blocks_of, text_of
from trends.records import Line

_LEVELS = ("h2", "h3", "h4", "h5")
_ALL = ("h1", *_LEVELS, "h6")
_FEWEST = 3  # stories
_MOST = 0.6  # part of the page's running text that stands in the stories
_PROSE = re.compile(r"[\u3400-\u9fff].{12,60}[。！？；…]")
# What scrapers left of the comment that electronic papers write below their text
_LEFT_OVER = re.compile(
    r"(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?::\d)? \d[^。！？]{0,900})?/?enpproperty\s{0,3}-{0,2}>?\s{0,9}$"
)


def listed_stories(root: Any) -> tuple[Line, ...]:
    """The page's headings and paragraphs as lines (## …), where it holds stories in frames; else none."""
    blocks = blocks_of(root)
    told = sum(len(block.text) for block in blocks if _PROSE.search(block.text))
    for level in _LEVELS:
        heads = [head for head in root.iter(level) if text_of(head)]
        frames = [frame for head in heads if (frame := _frame(head, level)) is not None]
        inside = sum(len(block.text) for frame in frames for block in blocks_of(frame))
        if len(frames) >= max(_FEWEST, 0.8 * len(heads)) and inside >= _MOST * told:
            return _lines(blocks, [head for head in root.iter(*_ALL) if text_of(head)])
    return ()


def _frame(head: Any, level: str) -> Any:
    """The widest element around a heading that holds no other of its level; None without running text in it."""
    frame = head
    while (wider := frame.getparent()) is not None and sum(1 for _ in wider.iter(level)) == 1:
        frame = wider
    return frame if any(_PROSE.search(block.text) for block in blocks_of(frame)) else None


def _lines(blocks: Sequence[Block], heads: Sequence[Any]) -> tuple[Line, ...]:
    """Blocks as lines, a blank one between; headings with as many signs as their level says."""
    waiting = [(text_of(head), int(head.tag[1])) for head in heads]
    texts: list[str] = []
    for block in blocks:
        if waiting and block.text == waiting[0][0]:
            text, level = waiting.pop(0)
            texts += [f"{'#' * level} {text}", ""]
        elif text := _LEFT_OVER.sub("", block.text).rstrip():
            texts += [text, ""]
    return tuple(Line(n, text) for n, text in enumerate(texts, 1))
