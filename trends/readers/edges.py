"""What sites write above and below an article's text, in cells that scrapers filled with all of it.

Only whole paragraphs at either end are taken off, and a remark in brackets behind the last sentence; what is taken
off is kept with the article as its credits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 60  # characters of a line that is none of the text
_LABEL = (
    r"(?:责任编辑|本网编辑|见习编辑|实习编辑|网络编辑|值班编辑|责编|编辑|原标题|标题|文章来源|信息来源|本文来源|来源|稿源|出处"
    r"|作者|审核|审校|校对|监制|编审|初审|复审|终审|发布时间|发布日期|发稿时间|时间|日期|字号|浏览次数|点击数|阅读量)"
)
_REMARK = re.compile(
    r"[（(\[【]\s{0,9}(?:责任编辑|责编|编辑|见习编辑|原标题|本文来源)\s{0,9}[:：][^（()）\[\]【】。]{1,30}[）)\]】]\s{0,9}$"
)
_TITLED = re.compile(
    r"\A(?P<title>.{0,300}\S{4})\s{0,3}(?:[_|｜]{1,9}|\s[-–—]{1,9}\s|-{2,9})\s{0,3}(?P<name>[^_|｜]{2,16})"
)
_SITE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:网|新闻网|频道|在线|客户端|数字报|电子报|电子版|日报|晚报)")
_EDGE = re.compile(
    rf"[（(\[【]?\s*{_LABEL}\s*[:：][^。！？]{{0,50}}[）)\]】]?"
    r"|(?:打印|关闭|分享到?|收藏|返回(?:首页|顶部|列表)|[上下]一[篇条页]|相关(?:阅读|新闻|链接|报道)|推荐阅读|延伸阅读|点击查看|查看原图|扫一扫|更多精彩)[^。！？]{0,50}"
    r"|(?=\S*页)(?:首页|尾页|末页|[上下]一页|\d{1,2}|[<>«»\[\]\s])+"
    r"|.{0,20}(?:版权所有|未经.{0,12}(?:授权|许可)|ICP备|备案号|Copyright).{0,40}"
    r"|(?:打印|关闭|分享|放大|缩小|大|中|小|[\[\]【】|/\s]){2,12}",
    re.IGNORECASE,
)


def without_edges(paragraphs: Sequence[str], headline: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A cell's paragraphs → those of the text, and the lines of either end that are none of it."""
    first, last = 0, len(paragraphs)
    while first < last and (_is_edge(paragraphs[first]) or _packed(paragraphs[first]) == _packed(headline)):
        first += 1
    while last > first and _is_edge(paragraphs[last - 1]):
        last -= 1
    if first == last:
        return tuple(paragraphs), ()
    kept = list(paragraphs[first:last])
    aside = [*paragraphs[:first], *paragraphs[last:]]
    if (match := _REMARK.search(kept[-1])) and match.start():
        aside.append(kept[-1][match.start() :].strip())
        kept[-1] = kept[-1][: match.start()].rstrip()
    return tuple(kept), tuple(line for line in aside if _packed(line) != _packed(headline))


def without_site(title: str, *names: str) -> str:
    """A headline without the names of site and channel behind it: 水渠开工_石湾网 → 水渠开工. names: those of the
    record's paper or source."""
    while match := _TITLED.fullmatch(title):
        if match["name"] not in names and not _SITE.fullmatch(match["name"]):
            break
        title = match["title"]
    return title


def _is_edge(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST and _EDGE.fullmatch(paragraph) is not None


def _packed(text: str | None) -> str:
    return "".join((text or "").split())
