"""HTML and MHTML → one Article a content page, without navigation and advertisements.

Article pages of electronic papers are read by what they state (`epaper`), pages of many stories as the Markdown
they could be written in (`digests`), pages of unknown form by what can be found on them (`unknown_pages`).
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from trends.errors import InputError
from trends.readers.digests import listed_stories
from trends.readers.documents import Document
from trends.readers.epaper import Stated, article_stated
from trends.readers.filenames import stated_page, stated_paper
from trends.readers.foreign import library
from trends.readers.manifest import stated_by_person
from trends.readers.markup import BROKEN, CURE, text_of, tree_of
from trends.readers.pages import page_of
from trends.readers.records import authors_of
from trends.readers.unknown_pages import SENTENCE, article_found
from trends.records import Article, Byline, Line, Page, Piece, Problem, Span, article_id

_LISTED = 5  # links from which a page without a sentence is a list
_FEW = 30  # characters: less text than this is a page without an article


def read_html(document: Document) -> Iterator[Page | Article | Problem]:
    """One Article; an undated one as a Page, so that its date is inferred from the text."""
    yield from _read(document, document.content(), document.name)


def read_mhtml(document: Document) -> Iterator[Page | Article | Problem]:
    """The saved page's HTML part, with the address it was saved from."""
    with library("存档网页打不开或已损坏", CURE, document.name):
        message = email.message_from_bytes(document.content(), policy=email.policy.default)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        data = pages[0].get_payload(decode=True) if pages else b""
        place = str(
            message.get("Snapshot-Content-Location") or (pages and pages[0].get("Content-Location")) or ""
        )
    if not isinstance(data, bytes) or not data.strip():
        raise InputError("存档网页里没有正文", CURE, file=document.name)
    yield from _read(document, data, place or document.name)


def _read(document: Document, data: bytes, place: str) -> Iterator[Page | Article | Problem]:
    root = tree_of(data, document.name)
    with library(BROKEN, CURE, document.name):
        stated = article_stated(root, place)
        if stated is None and (lines := listed_stories(root)):
            yield from page_of(document, lines)
            return
        stated = stated or article_found(root, place)
    if why := _no_article(root, stated):
        yield Problem(document.name, None, why, "若应当有文章，请重新保存那一页", lost=False)
        return
    person = stated_by_person(document.source, document.name, document.manifests)
    if not (person.date or stated.date):
        for item in page_of(document, _lines(stated)):
            yield _with_facts(item, stated) if isinstance(item, Page) else item
        return
    yield _article(document, stated, place)
    yield from person.problems


def _with_facts(page: Page, stated: Stated) -> Page:
    """The page under the paper and number that the web page states, where nothing else does."""
    return replace(page, paper=page.paper or stated.paper, number=page.number or stated.page)


def _no_article(root: Any, stated: Stated) -> str | None:
    """Why a page holds no article, or None."""
    linked = [text_of(link) for link in root.iter("a")]
    links, known = [text for text in linked if text], set(linked)
    own = [block.text for block in stated.blocks if block.text not in known]
    length = sum(map(len, own))
    frames = [
        str(frame.get("src")) for tag in ("frame", "iframe") for frame in root.iter(tag) if frame.get("src")
    ]
    if frames and length < _FEW:
        return f"是框架网页，文字在别的文件里（{'、'.join(frames[:3])[:80]}）"
    listed = len(links) >= _LISTED and 2 * sum(map(len, links)) > length
    if listed and (length < _FEW or not any(map(SENTENCE.search, own))):
        return f"是目录页（{len(links)} 个链接），没有正文"
    return None if length >= _FEW else "网页里没有正文"


def _article(document: Document, stated: Stated, place: str) -> Article:
    person = stated_by_person(document.source, document.name, document.manifests)
    date = person.date or stated.date
    assert date is not None
    paper = person.paper or stated.paper or stated_paper(place) or ""
    named = person.number == stated_page(document.name)  # by the file's name only, which may count articles
    number = (stated.page if named else None) or person.number
    paragraphs = tuple(block.text for block in stated.blocks)
    lines = dict.fromkeys(block.line for block in stated.blocks)
    piece = Piece(
        document.name,
        number,
        tuple(Span(line, 0, 0) for line in lines),
        tuple(Span(line, 0, 0) for line in stated.head_lines if line not in lines),
    )
    return Article(
        id=article_id(paper, date, stated.headline, "\n".join(paragraphs)),
        date=date,
        paper=paper,
        page=number,
        headline=stated.headline,
        paragraphs=paragraphs,
        pieces=(piece,),
        kicker=stated.kicker,
        deck=stated.deck,
        byline=Byline(authors=authors_of(stated.author)),
        section=stated.section,
        credits=stated.credits,
        url=place if "://" in place else None,
    )


def _lines(stated: Stated) -> tuple[Line, ...]:
    """Heads and paragraphs of an undated article as the lines of a page."""
    texts = [stated.kicker, stated.headline, stated.deck]
    lines = [text for text in texts if text]
    for block in stated.blocks:
        lines += ["", block.text]
    return tuple(Line(n, text) for n, text in enumerate(lines, 1))
