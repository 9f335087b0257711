"""Article pages of unknown form → what can be found of their article.

trafilatura tells which text is the article's, the page's own elements where its paragraphs end, and what Chinese
sites write around an article is known by its words. The date stands beside the headline, else htmldate finds it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from trends.readers.epaper import Stated, origin_in
from trends.readers.filenames import stated_dates, stated_page, stated_paper
from trends.readers.markup import Block, blocks_of, folded, text_of
from trends.readers.table_dates import date_of

_LONGEST_LIST = 2_000  # characters
_SHORT = 12  # characters: a shorter block is the article's only where trafilatura has it as a line of its own
_FURNITURE = re.compile(
    r"版权所有|备案号|ICP备|Copyright|All Rights Reserved|未经.{0,12}(?:授权|许可)|网站地图|联系我们|关于我们|广告服务"
    r"|^(?:主办|主管|承办|协办|技术支持)(?:单位)?[:：]"
    r"|^[（(【\[]?\s*(?:责任编辑|责编|编辑|审核|校对|监制|编审|原标题)[:：]"
    r"|下[载載].{0,12}(?:APP|客[户戶]端)|(?:App\s?Store|Google\s?Play).{0,12}(?:下[载載]|看更多)|粉[丝絲]([团團]|[专專][页頁])|(?:[请請]|必[须須])先登[入录錄]|付[费費][会會][员員]|[订訂][户戶][专專][区區]"
    r"|^(?:[上下]一[篇条页]|相关(?:阅读|新闻|链接|报道)|推荐阅读|热门|热点|更多|展开全文|阅读全文|点击|分享到|网友评论|扫一扫|返回|当前位置"
    r"|您的位置|打印|关闭)|^(?:阅读|浏览|点击)[量数次：: ]*\d",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:来源|作者|记者|编辑|发布|时间|日期|责编)\s{0,3}[:：]|字[体号]|(?:点击|浏览|阅读)(?:次数|量|数|[:：\s])|^打印|打印$|【"
)
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]")
SENTENCE = re.compile(r"[。！？；…]")
_SEPARATOR = re.compile(r"\s{0,9}(?:[_|｜–—]+|--+|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])|\s-\s)\s{0,9}")
_TITLES = (".//meta[@name='ArticleTitle']/@content", ".//meta[@property='og:title']/@content")
_STATED = (".//head//@content", ".//head//@href", ".//script[contains(@type, 'json')]/text()", ".//@datetime")
_SITE = re.compile(r"网|首页|欢迎|门户|频道|政府")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,10}(?:报|晚报|新闻|在线|数字报|电子报|电子版|客户端|周刊|时报)")
_NAME_OF_SITE = re.compile(r".{0,10}(?:网|网站|首页|频道|政府)")
_TODAY = re.compile(r"今天是|今日|当前|现在|系统时间|北京时间[:：]|更新于|版权|Copyright|©", re.IGNORECASE)
_OF_ISSUE = re.compile(
    r"星期|第\s{0,2}\d{1,2}\s{0,2}版|\d{1,2}\s{0,2}版\s{0,2}[:：]|第\s{0,2}\d{2,6}\s{0,2}期"
)
_ALONE = re.compile(r"[\d〇○零一二三四五六七八九十\s年月日./-]{8,20}")
_DATED = re.compile(r"(?:发布|发表|出版|见报|刊发|刊登|报纸|发稿)?(?:日期|时间|于)\s{0,2}[:：]")
_PAGE = re.compile(
    r"第\s{0,2}[A-Z]?0?(\d{1,2})\s{0,2}版|(?<![\dA-Za-z])[A-Z]?0?(\d{1,2})\s{0,2}版(?=\s{0,2}[:：|｜])|版[面次号]\s{0,2}[:：]\s{0,2}[A-Z]?0?(\d{1,2})"
)
_PAGE_ASKED = re.compile(
    r"[?&](?:banci|bc|page(?:no|num)?|verorder|ver|bm)=[A-Z]?0{0,2}(\d{1,2})(?:&|$)", re.IGNORECASE
)
_NEAR = 120  # characters of a line that may tell the date or page of an issue


def article_found(root: Any, place: str) -> Stated:
    """Headline, paragraphs and date of the page's article; without blocks where there is none."""
    import trafilatura

    everything = blocks_of(root)
    titles = _titles(root)
    address = place if "://" in place else None
    guess = _guessed_date(root, address)
    found: Any = trafilatura.bare_extraction(
        root, url=address, include_comments=False, include_tables=True, with_metadata=True, fast=True
    )
    if found is None or not found.text:
        return Stated(None, ())
    headline, at = _headline([*titles, *_parts(folded(found.title or ""))], everything)
    links = {_packed(text_of(link)) for link in root.iter("a")} - {""}
    inside = [block for block in _inside(everything, found.text) if not _is_link(block, links)]
    body = _body(inside, headline)
    above = _line_above(body, everything, links) if at is None else None
    if above is not None and _is_of(headline or "", everything[above].text):
        headline, at = everything[above].text, above
        body = _body(body, headline)
    if at is None and headline:
        headline = _without_site(headline)
    if at is not None:
        body = _below(at, body, everything)
    before = everything[: _place(everything, body[0])] if body else everything
    beside = everything[at + 1 : _place(everything, body[0])] if body and at is not None else everything[:0]
    # A headline may name another paper.
    names = [title.replace(headline, " ") if headline else title for title in titles]
    return Stated(
        headline,
        tuple(body),
        author=found.author or "",
        date=_date_beside(beside)
        or _date_above(before)
        or (None if _is_below(guess, root, everything, body) else guess)
        or _date_labelled(everything),
        page=_page_above([*titles, *(block.text for block in before)], place),
        paper=stated_paper(f"{found.sitename or ''} {' '.join(names)} {' '.join(b.text for b in beside)}")
        or next(filter(None, map(stated_paper, _issue_lines(before))), None),
        credits=origin_in("  ".join(block.text for block in beside)),
        head_lines=(everything[at].line,) if at is not None else (),
    )


def _guessed_date(root: Any, address: str | None) -> dt.date | None:
    import htmldate

    found = htmldate.find_date(root, extensive_search=False, original_date=True, url=address)
    return date_of(found) if found else None


def _is_below(date: dt.date | None, root: Any, blocks: Sequence[Block], body: Sequence[Block]) -> bool:
    """Whether a date stands below the article only: in lists of other news, comments, footers."""
    if not body:
        return False
    end = _place(blocks, body[-1]) + 1
    stated = "  ".join(str(text) for path in _STATED for text in root.xpath(path))
    above = stated_dates(f"{stated}  {'  '.join(block.text for block in blocks[:end])}")
    return date not in above and any(date in stated_dates(block.text) for block in blocks[end:])


def _titles(root: Any) -> list[str]:
    """What the page states as its title, the surest first, each also without the site's name behind it."""
    stated = [folded(str(text)) for path in _TITLES for text in root.xpath(path)]
    ones = [text_of(head) for head in root.iter("h1")]
    title = text_of(root.find(".//title"))
    return [part for text in (*stated, *(ones if len(ones) == 1 else ()), title) for part in _parts(text)]


def _parts(title: str) -> Iterator[str]:
    """The title, then it without its last part, and so on."""
    if title:
        yield title
    ends = [match.start() for match in _SEPARATOR.finditer(title)]
    yield from (title[:end] for end in reversed(ends) if end)


def _headline(titles: Sequence[str], blocks: Sequence[Block]) -> tuple[str | None, int | None]:
    """The first title that stands on the page, and at which block; else the first one there is."""
    places = {block.text: k for k, block in reversed(list(enumerate(blocks)))}
    for title in titles:
        if title in places and len(title) > 3 and not _NAME_OF_SITE.fullmatch(title):
            return title, places[title]
    return next(iter(titles), None), None


def _line_above(body: Sequence[Block], blocks: Sequence[Block], links: set[str]) -> int | None:
    """The block nearest above the body's first sentence that may be a headline."""
    first = next((_place(blocks, block) for block in body if _is_prose(block)), 0)
    for k in range(first - 1, -1, -1):
        if 4 < len(blocks[k].text) < 60 and not (_is_label(blocks[k]) or _is_link(blocks[k], links)):
            return k
    return None


def _place(blocks: Sequence[Block], block: Block) -> int:
    return next(k for k, other in enumerate(blocks) if other is block)


def _inside(blocks: Sequence[Block], text: str) -> Iterator[Block]:
    """The blocks that trafilatura counts to the article, whole as the page has them."""
    lines = {_packed(line) for line in text.split("\n")}
    whole = "".join(_packed(line) for line in text.split("\n"))
    long = [line for line in lines if len(line) >= _SHORT]
    for block in blocks:
        packed = _packed(block.text)
        if packed in lines or (
            len(packed) >= _SHORT and (packed in whole or any(line in packed for line in long))
        ):
            yield block


def _body(blocks: Sequence[Block], headline: str | None) -> list[Block]:
    """The article's paragraphs, without what stands above its headline and what sites write around them."""
    starts = [k + 1 for k, block in enumerate(blocks) if block.text == headline]
    body = [
        block for block in blocks[starts[0] if starts else 0 :] if not _FURNITURE.search(block.text[:120])
    ]
    prose = [k for k, block in enumerate(body) if _is_prose(block)]
    first, last = (prose[0], prose[-1]) if prose else (len(body), len(body))
    return [block for k, block in enumerate(body) if first <= k <= last or not _is_label(block)]


def _below(at: int, body: list[Block], blocks: Sequence[Block]) -> list[Block]:
    """The body without what stands above its headline, unless the larger part of it does."""
    above = {id(block) for block in blocks[:at]}
    below = [block for block in body if id(block) not in above]
    return below if 2 * sum(len(b.text) for b in below) > sum(len(b.text) for b in body) else body


def _is_link(block: Block, links: set[str]) -> bool:
    """Whether nearly all of a block without a sentence is text of links: navigation, lists of other news."""
    rest = packed = _packed(block.text)
    if rest in links:
        return True
    if _is_prose(block) or len(rest) > _LONGEST_LIST:
        return False
    for link in sorted(links, key=len, reverse=True):
        rest = rest.replace(link, "")
    return len(rest) < 0.2 * len(packed)


def _is_prose(block: Block) -> bool:
    return len(block.text) >= _SHORT and SENTENCE.search(block.text) is not None


def _is_label(block: Block) -> bool:
    """Lines that tell date, source or size of type, only a paper's name, or nothing in words."""
    text = block.text
    told = stated_dates(text) or _LABELLED.search(text) or _ADDRESS.fullmatch(text) or not _WORD.search(text)
    return len(text) < 80 and bool(told or stated_paper(text) == text)


def _date_beside(blocks: Sequence[Block]) -> dt.date | None:
    """The one date of the lines between headline and body; of several the first line's that has one alone."""
    for block in blocks:
        dates = stated_dates(block.text)
        if len(dates) == 1 and len(block.text) < 80 and not _TODAY.search(block.text):
            return dates.pop()
    return None


def _date_above(blocks: Sequence[Block]) -> dt.date | None:
    """The one date that lines above the article state beside its page, weekday or number, else alone: the issue's."""
    dates = {date for line in _issue_lines(blocks) for date in stated_dates(line)}
    dates = dates or {
        date for block in blocks if _ALONE.fullmatch(block.text) for date in stated_dates(block.text)
    }
    return dates.pop() if len(dates) == 1 else None


def _issue_lines(blocks: Sequence[Block]) -> list[str]:
    """The lines above an article that tell of its issue: page, weekday, number."""
    return [
        b.text
        for b in blocks
        if len(b.text) < _NEAR and _OF_ISSUE.search(b.text) and not _TODAY.search(b.text)
    ]


def _date_labelled(blocks: Sequence[Block]) -> dt.date | None:
    """The one date that follows a label (发布时间：), wherever it stands."""
    found = [
        stated_dates(block.text[match.end() : match.end() + 24])
        for block in blocks
        if (match := _DATED.search(block.text[:2_000])) and not _TODAY.search(block.text[: match.end()])
    ]
    dates = {date for some in found for date in some}
    return dates.pop() if len(dates) == 1 else None


def _page_above(lines: Sequence[str], place: str) -> int | None:
    """The page number that the lines above an article or its address state."""
    for line in lines:
        if len(line) < _NEAR and (match := _PAGE.search(line)):
            return int(next(filter(None, match.groups()))) or None
    asked = _PAGE_ASKED.search(place)
    return (int(asked[1]) or None) if asked else stated_page(place)


def _is_of(title: str, line: str) -> bool:
    """Whether a line of the page may be the headline that the page's title does not state as it stands."""
    return _is_site(title) or _packed(line)[:8] == _packed(title)[:8]


def _is_site(title: str) -> bool:
    """Whether a title names the site or paper and no article."""
    return bool(not title or _SITE.search(title) or _NAME.fullmatch(title))


def _without_site(title: str) -> str:
    """A title without the names of channel, site and paper behind it."""
    parts = _SEPARATOR.split(title)
    while len(parts) > 1 and (_is_site(parts[-1]) or len(parts[-1]) < 8 < len(parts[0])):
        parts.pop()
    return title[: title.find(parts[-1]) + len(parts[-1])] if len(parts) > 1 else parts[0]


def _packed(text: str) -> str:
    return "".join(text.split())
