"""HTML bytes → a tree, and the paragraphs of a part of it with the source lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trends.errors import InputError
from trends.readers.decoding import decode
from trends.readers.foreign import library

BROKEN, CURE = "网页读不通", "用浏览器重新存一遍"
LONGEST = 20_000_000  # characters of one page
_HIDDEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "select",
        "button",
        "textarea",
        "nav",
        "iframe",
        "head",
        "title",
        "object",
    )
)
_BLOCKS = frozenset(
    (
        *(
            "p",
            "div",
            "br",
            "hr",
            "center",
            "pre",
            "blockquote",
            "figure",
            "figcaption",
            "body",
            "founder-content",
        ),
        *(
            "table",
            "tr",
            "td",
            "th",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "section",
            "article",
            "header",
            "footer",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_WRAPPERS = ("form", "template", "noscript")
_PROSE = re.compile(r"[\u3400-\u9fff][^<>]{10,400}?[。！？；]")
# A page put together of parts may end several times; browsers read on
_ENDS = re.compile(r"</(?:html|body)[ \t]{0,20}>", re.IGNORECASE)
_BLANK = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its text without blanks at the ends and its 1-based line in the source."""

    text: str
    line: int


def tree_of(data: bytes, file: str) -> Any:
    """The document's root element (lxml). Raises InputError for what is no HTML."""
    text = decode(data, file)
    if len(text) > LONGEST:
        raise InputError(f"网页超过 {LONGEST} 字，没有读", "拆成单篇的网页", file=file)
    return _opened(parsed(_ENDS.sub("", _INVALID.sub("", text)), file))


def parsed(text: str, file: str) -> Any:
    import lxml.html

    with library(BROKEN, CURE, file):
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if root is None:
        raise InputError(BROKEN, CURE, file=file)
    return root


def _opened(root: Any) -> Any:
    """The tree with what only wraps its text, as a whole form around a page, taken for plain parts of it;
    what a browser would not show is taken so where nothing else holds a sentence."""
    for tag in _WRAPPERS:
        shown = tag != "form" and any(_PROSE.search(block.text) for block in blocks_of(root))
        for element in () if shown else list(root.iter(tag)):
            element.tag = "div"
    return root


def text_of(element: Any) -> str:
    """All text of an element on one line, blanks folded."""
    return folded("".join(element.itertext())) if element is not None else ""


def folded(text: str) -> str:
    return _BLANK.sub(" ", text).strip()


def blocks_of(element: Any) -> list[Block]:
    """The paragraphs of an element in order; scripts, forms and navigation left out."""
    found: list[Block] = []
    parts: list[str] = []
    line = 0
    for text, at in _texts(element):
        if text is None or not parts:
            if parts and (joined := folded("".join(parts))):
                found.append(Block(joined, line))
            parts, line = [], at
        if text is not None and (parts or text.strip()):
            parts.append(text)
            line = line or at
    if joined := folded("".join(parts)):
        found.append(Block(joined, line))
    return found


def _texts(element: Any) -> Iterator[tuple[str | None, int]]:
    """Texts with the lines of their elements; None where a paragraph ends. Without recursion: trees may be deep."""
    waiting: list[tuple[Any, bool]] = [(element, True)]
    while waiting:
        node, opening = waiting.pop()
        tag = node.tag if isinstance(node.tag, str) else None
        line = node.sourceline or 0
        if opening:
            shown = tag is not None and tag not in _HIDDEN
            if tag in _BLOCKS:
                yield None, line
            if shown and node.text:
                yield from _typed(node.text, line, node)
            waiting.append((node, False))
            if shown:
                waiting += [(child, True) for child in reversed(node)]
            continue
        if tag in _BLOCKS:
            yield None, line
        if node is not element and node.tail:
            yield from _typed(node.tail, line, node.getparent())


def _typed(text: str, line: int, element: Any) -> Iterator[tuple[str | None, int]]:
    """A text; in <pre> each of its lines a paragraph."""
    if element.tag != "pre":
        yield text, line
        return
    for k, part in enumerate(text.split("\n")):
        if k:
            yield None, line + k
        yield part, line + k
