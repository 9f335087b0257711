"""Article pages of electronic papers (方正's 数字报 and its kin) → what they state of their article.

Such pages carry a comment `<!--enpproperty <date>…<title>…<nodename>…-->`, the body in `<founder-content>`,
between `<!--enpcontent-->` comments or in `#ozoom`, and the heads in h3 (kicker), h1, h2 (deck).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from trends.readers.filenames import stated_dates, stated_paper
from trends.readers.markup import Block, blocks_of, folded, text_of
from trends.readers.table_dates import date_of

_PROPERTY = re.compile(r"<(date|author|title|subtitle|introtitle|nodename)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_PAGE = re.compile(r"(?:第\s*)?[A-D]?0?(\d{1,2})\s*版|\b[A-D]?0?(\d{1,2})\s*[:：]")
_PAGE_IN_NAME = re.compile(r"[-_](\d\d)\.\w+$")
_ORIGIN = re.compile(r"(?:来源|稿源)\s{0,3}[:：]\s{0,3}([^\s|:：]{2,20})")
_PAPER = re.compile(r"《([\u4e00-\u9fff]{2,10}报)》")
_BODIES = (
    ".//founder-content",
    ".//*[@id='ozoom']",
    ".//*[@id='contenttext' or @id='articleContent' or @id='zoom' or @id='Zoom']",
)
_HEADS = ".//h1|.//*[contains(concat(' ', @class, ' '), ' font01 ')]"
_SIGNED = (
    ".//*[contains(concat(' ', @class, ' '), ' sec ') or contains(concat(' ', @class, ' '), ' author ')]"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of its article; `blocks` is its body, `head_lines` where its heads stand."""

    headline: str | None
    blocks: tuple[Block, ...]
    kicker: str | None = None
    deck: str | None = None
    author: str = ""
    date: dt.date | None = None
    page: int | None = None
    paper: str | None = None
    section: str | None = None
    credits: str = ""
    head_lines: tuple[int, ...] = field(default=())


def article_stated(root: Any, name: str) -> Stated | None:
    """What an article page of an electronic paper states, or None when it is none."""
    properties, line = _properties(root)
    body = _body(root)
    if body is None or not (properties or root.find(".//founder-content") is not None or _ozoom(root)):
        return None
    head = next((e for e in root.xpath(_HEADS) if text_of(e)), None)
    headline = properties.get("title") or text_of(head) or None
    sign = " ".join(text_of(e) for e in root.xpath(_SIGNED)[:4])
    around = f"{text_of(root.find('.//title'))} {sign} {_before(root, body)}"
    above, below = _beside(head, "h3"), _beside(head, "h2")
    kicker = properties.get("introtitle") or text_of(above)
    deck = properties.get("subtitle") or text_of(below)
    node = properties.get("nodename", "")
    heads = {folded(text) for text in (headline, kicker, deck) if text}
    blocks = [b for b in blocks_of(body) if b.text not in heads]
    besides = around
    for text in filter(None, (headline, kicker, deck)):  # they may name another paper
        besides = besides.replace(text, " ")
    paper = stated_paper(name) or _named(_PAPER.search(besides)) or stated_paper(besides)
    return Stated(
        headline,
        tuple(blocks),
        kicker=kicker or None,
        deck=deck or None,
        author=properties.get("author", "") or _author(sign),
        date=date_of(properties.get("date", "")) or _only_date(sign) or _only_date(around),
        page=_page(node) or _page(sign) or _page(around) or _page_named(name),
        paper=paper,
        credits=origin_in(around),
        section=re.sub(r"^.*?版\s*[:：]?\s*", "", node) or None,
        head_lines=_lines_of(above, head, below) or ((line,) if line else ()),
    )


def origin_in(text: str) -> str:
    """The line 来源：… of the text around an article, '' where there is none."""
    match = _ORIGIN.search(text)
    return f"来源：{match[1]}" if match else ""


def _properties(root: Any) -> tuple[dict[str, str], int]:
    """The fields of the enpproperty comment and its line."""
    for comment in root.iter(_comment()):
        if "enpproperty" in (comment.text or ""):
            pairs = ((name, folded(_TAG.sub(" ", value))) for name, value in _PROPERTY.findall(comment.text))
            return {name: value for name, value in pairs if value}, comment.sourceline or 0
    return {}, 0


def _comment() -> Any:
    from lxml import etree

    return etree.Comment


def _ozoom(root: Any) -> bool:
    """Whether the page is of the kind with #ozoom and heads of its own."""
    return bool(root.xpath(".//*[@id='ozoom']")) and bool(root.xpath(_HEADS))


def _body(root: Any) -> Any:
    """The element that holds the body: the smallest that is marked so and has text."""
    for path in _BODIES:
        for element in root.xpath(path):
            inner = element.find(".//founder-content")
            if text_of(element):
                return inner if inner is not None and text_of(inner) else element
    for comment in root.iter(_comment()):
        if (comment.text or "").strip() == "enpcontent" and comment.getparent() is not None:
            return comment.getparent()
    return None


def _before(root: Any, body: Any) -> str:
    """The beginning of the page's text outside the body: date line, page name."""
    inside = "".join(body.itertext())
    return folded("".join(root.itertext()).replace(inside, " ", 1))[:3_000] if inside else ""


def _beside(head: Any, tag: str) -> Any:
    """The element of the kicker or deck that stands beside the headline, or None."""
    if head is None or head.getparent() is None:
        return None
    return next((element for element in head.getparent().findall(tag) if text_of(element)), None)


def _lines_of(*elements: Any) -> tuple[int, ...]:
    return tuple(e.sourceline for e in elements if e is not None and e.sourceline)


def _author(sign: str) -> str:
    """The names of a signing line, without the paper, date and page that follow them."""
    return folded(re.split(r"《|\d{4}年|\(|（|来源", sign, maxsplit=1)[0])[:60]


def _only_date(text: str) -> dt.date | None:
    found = stated_dates(text)
    return found.pop() if len(found) == 1 else None


def _page(text: str) -> int | None:
    match = _PAGE.search(text)
    number = int(match[1] or match[2]) if match else 0
    return number or None


def _page_named(name: str) -> int | None:
    """人民日报's names end in the page: nw.D110000renmrb_20230206_1-01.htm."""
    match = _PAGE_IN_NAME.search(name) if "_" in name else None
    return int(match[1]) or None if match else None


def _named(match: re.Match[str] | None) -> str | None:
    return match[1] if match else None
