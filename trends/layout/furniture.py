"""What a page prints around its stories, known by its words: mastheads, editors' names, web boilerplate, contents.

Genre cues only, as in `cues`; texts are plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from trends.layout.characters import unspaced, without_slips
from trends.layout.cues import PAPER
from trends.layout.statements import statement_of
from trends.written import dates_in

_FURNITURE = re.compile(
    r"CN\s*\d\d|国内统一|统一连续出版物|统一刊号|邮发代号|今日\s*\d+\s*版|第\s*\d{3,6}\s*期|日报社(?:出版|主办)|委员?会?机关报"
)
_IMPRINT = re.compile(
    r"主管|主办|出版|总编辑|零售|定价|广告|热线|电话|发行|数字报|客户端|微信|微博|网址|邮编|地址|印刷|E-?mail|https?://|www\.|邮箱"
)
_EDITOR = (
    r"(?:值班(?:副?总编辑?|主任|编委|编辑)|责编|责任编辑|编辑|版式|美编|美术编辑|校对|审读|组版|视觉|统筹|执行主编|主编|"
    r"终审|一审|二审|三审|检校|图编|制图|排版|(?:版式|版面|美术)设计|本[版期](?:责编|编辑|主编)|监制|策划|摄影编辑|实习编辑|资料整理)"
)
_EDITORS = re.compile(rf"{_EDITOR}\s{{0,3}}(?:[:/]\s{{0,3}}|\s)[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff])")
_DAY = re.compile(r"(?:18|19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_BEFORE_EDITORS = re.compile(r"^[\s■□●○◆◇(]*(?:本[版期])?")
_WEB = re.compile(
    r"^\s*(?:新闻推荐|相关(?:新闻|阅读|推荐|文章|链接)|(?:延伸|推荐|拓展)阅读|热门(?:推荐|文章|新闻)|猜你喜欢|为您推荐|精彩推荐|"
    r"上一[篇页版期]|下一[篇页版期]|(?:放大|缩小)\s*(?:放大|缩小|默认|$)|分享到|返回(?:首页|顶部|列表)|(?:打印|关闭)(?:本页|窗口)|免责声明|版权(?:所有|声明)|扫一扫|原标题|"
    r"\[?(?:打印|关闭)(?:本页|窗口)|(?:当前位置|您(?:现在)?的位置|(?:网站)?首页)\s*[::>»›|→]|Copyright\b|(?:本文)?来源[:：]|责任编辑[:：]|阅读(?:量|次数)|点击(?:数|量|查看)|字号|收藏本文|更多(?:精彩|新闻))"
)
WEB_TAIL = re.compile(
    r"^\s*(?:新闻推荐|相关(?:新闻|阅读|推荐|文章)|(?:延伸|推荐|拓展)阅读|热门|猜你喜欢|为您推荐|精彩推荐)"
)

_CONTENTS = re.compile(r"(?:今日|本期|本报|本版|新闻|内页|版面|要闻)?(?:导读|导航|看点|要目|提要|速览)")
_CONTENTS_HEAD = 12  # characters
_MENU = re.compile(r"\s{0,9}(?:文章|版面|标题)导航\s{0,9}[::]")
_FIRST_PRINTED = re.compile(r"\(?(?:原载|原刊|摘自)[^()。]{2,30}\)?")
_REACHED = re.compile(  # how to reach the paper
    r"(?:[\u4e00-\u9fff]{2,8}报社(?:出版|主办|编辑出版)"
    r"|[\u4e00-\u9fff]{0,6}(?:热线|电话|传真|信箱|邮箱|QQ群?)\s*[:：]?\s*[\w\-—()@.、/\s]{5,40}"
    r"|(?:欢迎)?(?:扫(?:描|一扫)?[^,。]{0,6}二维码|扫码(?:关注|观看|看视频|下载|阅读|订阅)|关注[^,。]{0,10}(?:微信|公众号|客户端|视频号|抖音|微博|新媒体))"
    r"[^,。]{0,16})",
    re.ASCII,
)

_GIVEN = re.compile(
    r"\(?(?:本版|本文|文中)?(?:图片|照片|资料图片?)(?:均?由|来源)?[^()]{0,16}(?:提供)?\)?|资料图片?|(?:均为)?资料图"
)

_SECTION = (
    r"(?:要闻|综合|综合新闻|时政|时政要闻|本市新闻|本地新闻|国内|国际|国内国际|民生|社会|经济|财经|文化|体育|教育|健康|法治|"
    r"理论|评论|视点|县区|县域|区县|专题|专版|广告|公告|副刊|文教|文体|文旅|新闻|头版|封面|特刊)"
)
_CHINESE_DAY = (
    r"[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_HEADED = re.compile(
    r"(?:19|20)\d\d\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-./]\d{1,2}[-./]\d{1,2})[\s/|,·]*星期[一二三四五六日天]"
    rf"|{_CHINESE_DAY}\s*星期[一二三四五六日天]"
    r"|^\s*\S{4}年\S{1,3}月\S{1,3}\s*星期[一二三四五六日天]\s*$"  # a digit of it misread
)
_TOP = re.compile(
    rf"{PAPER.pattern}(?:社)?|[\u4e00-\u9fff]{{2,7}}报|星期[一二三四五六日天]|(?:19|20)\d\d\s{{0,9}}年\s{{0,9}}\d{{1,2}}\s{{0,9}}月|\d{{1,2}}日?|[A-Za-z][A-Za-z\d\s.,/:·-]+"
    r"|(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\S{2,10}|[A-D]?\d{1,2}\s{0,9}版?|第?\s{0,9}\d{1,2}\s{0,9}版"
    rf"|(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}|(?:19|20)\d\d\s{{0,9}}年|\d{{1,2}}\s{{0,9}}月\s{{0,9}}\d{{1,2}}\s{{0,9}}日?|(?:第?\s{{0,9}}[A-D]?\d{{1,2}}\s{{0,9}}版?\s{{0,9}}[:|·]?\s{{0,9}})?{_SECTION}"
    r"|第?\s{0,9}[A-D]?\d{1,2}\s{0,9}版?\s{0,9}[:|/]?\s{0,9}[\u4e00-\u9fff]{2,5}"  # A02 民声
)
_LEAF = re.compile(r"[-—·\s]{0,9}第\s?\d{1,4}\s?页(?:[\s/,·-]{0,4}共\s?\d{1,4}\s?页)?[-—·\s]{0,9}")
_NUMBERED = re.compile(r"第\s*[A-D]?\d{1,2}\s*版\s*[:|/]\s*[\u4e00-\u9fff]{2,8}")


_BUTTONS = re.compile(  # of electronic papers and other web pages, copied along with their text
    r"\A(?:[\s|/·•▪<>《》〖〗【】「」\[\]()«»-]*+(?>[上下前后]一?[篇页版期条](?:\s\d(?=\s|$))?|(?:改变)?(?:文字大小|字体大小|字号)\s?:?|放大\+?|缩小-?|默认|下载|打印|朗读|听报|听新闻|关闭|收藏|分享|复制(?:链接)?|评论|全文|搜索|高级检索|登录|注册"
    r"|返回(?:首页|目录|列表|顶部|版面|本版|主页)?|(?:读|数字)?报纸?首页|首页|(?:版面|标题|文章|日期)?(?:导航|目录|概览|检索)|往期(?:回顾|查询)?|读报|网页版|图片版|文字版|本期|过刊"
    r"|PDF(?:下载|版|阅读)?|多媒体数字报|数字报|手机版|电脑版|查看(?:原文|全文|原图)|阅读(?:原文|全文)|原文链接|更多(?:>>)?|展开|收起|回到顶部|网站地图|本版(?:新闻|标题)))++"
    r"[\s|/·•▪<>《》〖〗【】「」\[\]()«»+-]*+",
    re.IGNORECASE,
)


_OFFER = re.compile(
    r"(?:请|必须|需要?)先登[入录]|订户专区|付费会员|加入.{0,10}粉丝团|下载.{0,14}(?:APP|客户端)|(?:APP|客户端).{0,6}下载",
    re.IGNORECASE,
)
_SPOKEN_DAY = re.compile("(?:星期|周)[一二三四五六日天]")
_END_NOTE = re.compile(
    r"[(\[]?(?:本文|以上)?(?:系|由)?作者(?:单位|简介)?\s*(?:为|系|是|:|,|单位)[^。]{2,60}[)\]]?。?"
    r"|\((?:本报|据?新华社|据?[\u4e00-\u9fff]{1,10}社|据[\u4e00-\u9fff《》]{2,16})[^()。,]{0,24}\d\s*日\s*[电讯]?\)"
    r"|\(据(?:新华社|[《\u4e00-\u9fff]{2,14}[》报社网])[^()。]{0,20}\)"
    r"|\((?:完|未完待续|未完|全文完|本报记者|编者|译自[^()]{2,30}|原载[^()]{2,30}|整理[^()]{2,20}|[\u4e00-\u9fff·、\s]{2,14}(?:整理|供稿|编译|摘编))\)",
)


def is_section(text: str) -> bool:
    """Whether a text names a section of a paper: 要闻, 国际."""
    return bool(re.fullmatch(_SECTION, text))


def heads_contents(text: str) -> bool:
    """Whether a line is the heading of a box of contents: 今日导读."""
    return len(text) <= _CONTENTS_HEAD and bool(_CONTENTS.fullmatch(unspaced(text.strip(" ·【】[]《》"))))


def top_line(text: str) -> bool:
    """Whether a line is a piece of a masthead printed over several lines."""
    return len(text) < 30 and bool(_TOP.fullmatch(unspaced(text.strip())))


@lru_cache(maxsize=4096)
def why_furniture(text: str) -> str | None:
    """Why a plain line is no story (zh-CN), or None: masthead, editors' names, web boilerplate."""
    for longest, reason in _REASONS:
        if len(text) <= longest and (why := reason(text)):
            return why
    return None


def _of_website(text: str) -> str | None:
    return "网页附带文字" if _WEB.match(text) else None


def _of_offer(text: str) -> str | None:
    """What a site asks its readers to do."""
    return "网页附带文字" if _OFFER.search(text) else None


def _of_buttons(text: str) -> str | None:
    if _BUTTONS.fullmatch(text):
        return "网页附带文字"
    found = dates_in(text) if len(text) > 8 and any(c.isdecimal() for c in text[:4]) else []
    if len(found) != 1 or found[0].start > 0:  # a day of reading before the buttons
        return None
    rest = _SPOKEN_DAY.sub("", text[found[0].end :])
    return "网页附带文字" if rest.strip() and _BUTTONS.fullmatch(rest) else None


def _of_picture(text: str) -> str | None:
    return "图片署名" if ("图" in text or "照" in text) and _GIVEN.fullmatch(text.strip()) else None


def _of_menu(text: str) -> str | None:
    return "导读" if _MENU.match(text) else None


def _of_contents(text: str) -> str | None:
    return "导读" if heads_contents(text) else None


def _of_source(text: str) -> str | None:
    """Where a text was printed first."""
    stripped = text.strip()
    return "出处" if stripped[:1] in "(原摘" and _FIRST_PRINTED.fullmatch(stripped) else None


def _of_contact(text: str) -> str | None:
    """How to reach the paper."""
    reached = "报社" in text or any(c in text for c in "热电传信邮Q扫关")
    return "联系方式" if reached and _REACHED.fullmatch(text.strip()) else None


def _of_head(text: str) -> str | None:
    """The numbered name of a page, or a date with its weekday."""
    if "版" in text and len(text) < 20 and _NUMBERED.fullmatch(text.strip()):
        return "报头"
    if "页" in text and len(text) < 30 and _LEAF.fullmatch(text):
        return "页次"
    text = without_slips(text) if "年" in text else text
    if _DAY.fullmatch(text.strip()):  # also one that no calendar has
        return "报头"
    return "报头" if "。" not in text and "星期" in text and _HEADED.search(text) else None


def _of_editors(text: str) -> str | None:
    named = len(_EDITORS.findall(text)) if ":" in text or "/" in text or " " in text else 0
    alone = named and len(text) < 24 and _EDITORS.match(_BEFORE_EDITORS.sub("", text))
    return "编辑署名" if named >= 2 or alone else None


def _of_statement(text: str) -> str | None:
    """Facts of the issue or the article and nothing else."""
    stated = statement_of(without_slips(text) if "年" in text else text)
    if stated is None or not stated.alone or "title" in stated.labels or "body" in stated.labels:
        return None
    return "报头" if stated.dates or stated.page is not None else "出处"


def _of_end_note(text: str) -> str | None:
    """What papers print below a story: who its author is, where it came from."""
    stripped = text.strip()
    if stripped[:1] not in "(本作注据" and not stripped.endswith(")"):
        return None
    return "文末说明" if _END_NOTE.fullmatch(stripped) else None


def _of_imprint(text: str) -> str | None:
    """Publisher, numbers, prices, addresses."""
    if "。" in text or text.count(",") > 2:
        return None
    imprint = _FURNITURE.search(text) or len(set(_IMPRINT.findall(text))) >= 3
    return "报头" if imprint or "http" in text or "www." in text else None


# The longest line (characters) for which each is asked, in this order
_REASONS: tuple[tuple[int, Callable[[str], str | None]], ...] = (
    (100_000, _of_website),
    (60, _of_buttons),
    (50, _of_offer),
    (29, _of_picture),
    (200, _of_menu),
    (_CONTENTS_HEAD, _of_contents),
    (59, _of_source),
    (59, _of_contact),
    (79, _of_head),
    (160, _of_editors),
    (90, _of_end_note),
    (90, _of_statement),
    (160, _of_imprint),
)
