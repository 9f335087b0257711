"""Lines that state facts of a page or an article instead of telling a story: date, paper, page, makers.

2021-08-03 10:51 来源: 滨江日报; 第3版:本市新闻 2023-10-02; 1957年10月21日临江消息 第3版; 作者：林一舟  时间：2013-04-09.
Every kind of file has them; they are read here once for all.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache

from trends.layout.characters import unspaced
from trends.written import WEEKDAYS, Written, chinese_number, dates_in, is_title, paper_in, weekday_in

LONGEST = 90  # characters
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_EPOCH = dt.date(1970, 1, 1)  # what programs write where they know no date
LABELS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "题名", "题目", "篇名", "文章标题", "稿件标题", "新闻标题", "主标题", "title", "headline"),
    "kicker": ("引题", "肩题", "眉题"),
    "deck": ("副题", "副标题", "子标题"),
    "date": (
        *("日期", "时间", "发布时间", "发布日期", "发表时间", "发表日期", "出版日期", "出版时间", "见报日期"),
        *("刊发日期", "刊发时间", "文章日期", "文章时间", "新闻日期", "报道日期", "见报时间", "刊登时间", "刊登日期", "报纸日期", "更新时间", "date", "pubdate", "published", "publish_date"),
    ),
    "paper": ("报纸", "报名", "报刊", "报纸名称", "媒体", "刊名", "来源报纸", "newspaper", "paper"),
    "source": ("来源", "稿源", "出处", "文章来源", "信息来源", "新闻来源", "source"),
    "page": ("版面", "版次", "版", "版号", "版名", "版面名称", "page", "edition"),
    "section": ("栏目", "专栏", "分类", "类别", "栏目名称"),
    "author": ("作者", "记者", "撰文", "文", "通讯员", "署名", "author", "authors"),
    "body": ("正文", "内容", "全文", "文章内容", "正文内容", "稿件内容", "稿件正文", "新闻内容", "body"),
    "other": (
        *("字数", "点击", "点击量", "点击数", "浏览", "浏览量", "浏览次数", "阅读", "阅读量", "阅读次数", "评论", "编号"),
        *("责任编辑", "责编", "编辑", "关键词", "标签", "字号", "字体", "网址", "链接", "url", "id", "序号", "期号"),
    ),
}  # fmt: skip
_FIELD = {label: name for name, labels in LABELS.items() for label in labels}
_NAMES = "|".join(sorted(_FIELD, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:^|(?<=[\s|,;/(\[【]))[\[【(]?[\s*]{{0,9}}({_NAMES})[\s*]{{0,9}}[:】\]][\s*]{{0,9}}:?[\s*]{{0,9}}",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_WEEKDAY = re.compile(
    r"\([一二三四五六日]\)|\(?(?:(?:星期|周|礼拜)[一二三四五六日天]|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)\)?",
    re.IGNORECASE,
)
# What stands beside a date on the pages of electronic papers and says nothing of it
_BUTTON = re.compile(
    r"\(GMT?[^()]{0,20}\)|\(GSM[^()]{0,20}\)|北京时间|(?:改变)?文字大小|放大|缩小|默认|打印|关闭|收藏|分享|PDF版|字号|公元"
    r"|发表于\s?[\u4e00-\u9fff]{2,4}$"
)
_PAGE = re.compile(
    r"第\s*([A-DT]?\d{1,3}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})\s*版(?:\([\u4e00-\u9fff]{0,8}\))?"
    r"|(?:^|(?<=[\s|/:,(\d日号]))([A-DT]?\s?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版(?![面本权式])"
    r"|(?:^|(?<=[\s|/:,(六日一二三四五]))([A-DT]\s?-?\d{1,3})(?=$|[\s|/:,)])|(?:page|p)\.?\s*(\d{1,3})(?!\d)",
    re.I,
)
# The folio of a page without 版: 要闻 02, 07 人文, and a number alone beside a date
_FOLIO = re.compile(r"(?:^|(?<=[\s·|]))(?:0\d|[1-9]\d?)(?=$|[\s·|])")
_COUNT = re.compile(r"(?:今日|本期|共|全)\s*\d{1,3}\s*版")
_ISSUE = re.compile(r"(?:总|新)?第\s*(\d{1,6})\s*[期号](?!\d)|CN\s*\d\d\s*-\s*\d+|国内统一[^\s]*")
_LUNAR = re.compile(
    r"(?:农历|夏历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\s*闰?[正冬腊十一二三四五六七八九]{1,2}月[初十廿卅三二一四五六七八九]{1,3}日?"
    r"|(?:大?清)?(?:道光|咸丰|同治|光绪|宣统)[元\d一二三四五六七八九十廿卅]{1,3}年(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])?"
    r"闰?[正冬腊\d十一二三四五六七八九]{1,2}月[\d初十廿卅三二一四五六七八九]{1,3}日?"
    r"|(?:农历|夏历)闰?[正冬腊十一二三四五六七八九]{1,2}月[初十廿卅三二一四五六七八九]{1,3}日?"
)
_SECTION = (
    r"(?:要闻|综合|综合新闻|时政|时政要闻|本市新闻|本地新闻|本埠新闻|国内|国际|国内国际|国际新闻|国内新闻|民生|社会|社会新闻|经济|财经|文化|体育|教育|健康|法治|"
    r"理论|评论|视点|县区|县域|区县|专题|专版|广告|公告|副刊|文教|文体|文旅|新闻|头版|头条|封面|特刊|热点|导读|地方新闻|文艺|周刊|深度|调查|观点)"
)
_NAMED_SECTION = re.compile(rf"{_SECTION}|[\u4e00-\u9fff]{{2,6}}")
_REPORTED = re.compile(
    r"^的?(?:全部|主要)?(?:报道|新闻|报纸|要闻|文章|内容|目录|版面|全文|报导)?(?:为|如下|有)?$"
)
_ELECTRONIC = re.compile(r"(?<=报)(?:多媒体)?(?:数字报|电子版|数字版|电子报|数字报纸|多媒体版)$")
_SITE = re.compile(
    r"[\u4e00-\u9fff]{2,9}(?:新闻网|日报网|在线|客户端|网)|[A-Za-z\d-]{2,20}(?:\.[A-Za-z]{2,6}){1,2}"
)
_READ_ON = re.compile(r"今天是|今日是|现在是|当前(?:时间|日期)|打印(?:时间|日期)|下载(?:时间|日期)")
_FILLING = re.compile(r"[\s|/:,;·•▪>»›→()\[\]【】《》—\-–_=*#.、。。星期农历]+")
_WORTH = re.compile(r"\d|版|[年:【\]]")
# The longest value that each label has; a longer one is a sentence: 记者：您怎么看这件事？
_LONGEST_VALUE = {"author": 40, "source": 24, "paper": 16, "section": 16, "page": 24, "date": 40, "other": 40}
_SAID = re.compile(r"[。?!,]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line states. `rest`: its words that state nothing; of_reading: its date is the day of reading.

    weekday: whether the printed weekday is the date's (None: none is printed). labels: the fields that
    stand behind labels, with their values. page 0: a page number that is none.
    """

    dates: tuple[Written, ...] = ()
    weekday: bool | None = None
    lunar: bool = False
    issue: bool = False
    clock: bool = False
    paper: str | None = None
    page: int | None = None
    section: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    of_reading: bool = False
    rest: str = ""

    @property
    def date(self) -> dt.date | None:
        return self.dates[0].date if self.dates else None

    @property
    def sure(self) -> bool:
        return bool(self.dates) and self.dates[0].sure

    @property
    def alone(self) -> bool:
        """Whether the line states facts and says nothing else."""
        if self.rest or ("date" in self.labels and not self.dates):
            return False
        return bool(self.dates or self.page is not None or self.labels)

    @property
    def company(self) -> int:
        """How much of an issue stands beside the date: web pages too print a weekday, only papers the rest."""
        facts = (self.page is not None, self.paper, self.issue, self.lunar)
        labelled = "date" in self.labels or "source" in self.labels
        return 3 * sum(map(bool, facts)) + (self.weekday is not None) + 3 * labelled


@lru_cache(maxsize=4096)
def statement_of(text: str) -> Statement | None:
    """A plain line → what it states, or None where it is a line of a story."""
    text = closed_up(text.strip())
    if not text or len(text) > LONGEST or not _WORTH.search(text) or "。" in text[:-1]:
        return None
    labels, text = _labelled(text)
    labels, text = _dates_out(labels, text)
    stated = labels.get("date", "")
    dates = tuple(dates_in(f"{stated} " if stated else text)) or tuple(dates_in(text))
    dates = tuple(written for written in dates if written.date != _EPOCH)
    rest = text
    for written in reversed(dates_in(text)):
        rest = f"{rest[: written.start]} \x00{rest[written.end :]}"
    of_reading = bool(_READ_ON.search(rest))
    weekday = weekday_in(f"{stated}{rest}")
    agrees = WEEKDAYS[dates[0].date.weekday()] == weekday if dates and weekday else None
    rest, lunar = _without(_LUNAR, rest)
    rest, clock = _without(_CLOCK, rest)
    rest, _ = _without(_WEEKDAY, rest)
    rest, _ = _without(_BUTTON, rest)
    rest, _ = _without(_COUNT, rest)
    rest, issue = _without(_ISSUE, rest)
    page, rest = _page(rest.replace("\x00", " "), bool(dates))
    page = page if "page" not in labels else page_number(labels["page"])
    paper, section, rest = _names(_READ_ON.sub(" ", rest), bool(dates) or page is not None)
    paper = paper or _paper_of(labels)
    return Statement(
        dates,
        agrees,
        lunar,
        issue,
        clock,
        paper,
        page,
        section or labels.get("section"),
        labels,
        of_reading,
        rest,
    )


def field_named(label: str) -> str | None:
    """The field that a label stands for: 发布时间 → date; None for an unknown one."""
    return _FIELD.get(label.strip().lower())


def page_number(text: str) -> int | None:
    """03版：要闻, 三版, A3, 第12版, 7 → the number; None for what is none."""
    match = re.search(r"[A-DT]?\s?0*(\d{1,3})(?!\d)", text) or re.search(
        r"([一二三四五六七八九十]{1,3})(?=版|$)", text.translate(_FORMAL)
    )
    number = (int(match[1]) if match[1].isdecimal() else chinese_number(match[1])) if match else 0
    return number or None


def closed_up(text: str) -> str:
    """A line set in spaced letters (2 0 2 1 年 9 月 2 5 日 星 期 六) closed up; other text as it is."""
    tokens = text.split()
    single = sum(len(token) == 1 for token in tokens)
    return "".join(tokens) if len(tokens) >= 6 and single >= 0.8 * len(tokens) else unspaced(text)


def _labelled(text: str) -> tuple[dict[str, str], str]:
    """Labelled fields of a line, and the line without them."""
    found = list(_LABEL.finditer(text))
    if not found:
        return {}, text
    ends = [match.start() for match in found[1:]] + [len(text)]
    labels: dict[str, str] = {}
    rest = text[: found[0].start()]
    for match, end in zip(found, ends, strict=True):
        name = _FIELD[match[1].lower()]
        labels.setdefault(name, text[match.end() : end].strip(" |,;/"))
    spoken = any(
        len(bare := _before_date(value)) > _LONGEST_VALUE.get(name, LONGEST)
        or (name in _LONGEST_VALUE and _SAID.search(bare))
        for name, value in labels.items()
    )
    return ({}, text) if spoken else (labels, rest)


def _before_date(value: str) -> str:
    """What a label is followed by, without a date behind it."""
    found = dates_in(value)
    return value[: found[0].start] if found and found[0].start else value


def _dates_out(labels: dict[str, str], text: str) -> tuple[dict[str, str], str]:
    """来源：滨江晚报 2019年11月21日 10:02: what a label is followed by ends where a date begins."""
    if "date" in labels:
        return labels, text
    for name in ("source", "paper", "author", "page", "section"):
        if found := dates_in(labels.get(name, "")):
            value = labels[name]
            return labels | {
                name: value[: found[0].start].strip(" |,;/(")
            }, f"{text} {value[found[0].start :]}"
    return labels, text


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    cut, n = pattern.subn(" ", text)
    return cut, n > 0


def _page(text: str, dated: bool) -> tuple[int | None, str]:
    match = _PAGE.search(text)
    if not match:
        return _folio(text, dated) or (None, text)
    digits = next(filter(None, match.groups()))
    number = page_number(digits)
    return number, f"{text[: match.start()]} {text[match.end() :]}" if number else text


def _folio(text: str, dated: bool) -> tuple[int, str] | None:
    """The number of a page without 版 and the words beside it, where the line says nothing else than the name
    of a section, or a paper and a date."""
    found = list(_FOLIO.finditer(text))
    if len(found) != 1:
        return None
    around = f"{text[: found[0].start()]} {text[found[0].end() :]}"
    words = [word for word in _FILLING.split(around) if word]
    padded = found[0].group().startswith("0")
    names = [word for word in words if not is_title(word)]
    known = all(_is_section(word) or (padded and _NAMED_SECTION.fullmatch(word)) for word in names)
    if not known or len(names) > 1 or not (dated or names):
        return None
    return int(found[0].group()), " ".join(word for word in words if _is_section(word) or is_title(word))


def _names(text: str, stated: bool) -> tuple[str | None, str | None, str]:
    """The paper and section among the words left, and what is left then."""
    paper = section = None
    rest = []
    for word in filter(None, map(_without_edition, _FILLING.split(text))):
        if paper is None and (is_title(word) or paper_in(word) == word):
            paper = word
        elif stated and _SITE.fullmatch(word):
            continue
        elif stated and (_REPORTED.match(word) or _is_section(word)):
            section = section or (word if _is_section(word) else None)
        else:
            rest.append(word)
    return paper, section, " ".join(rest)


def _without_edition(word: str) -> str:
    """柳河日报数字报 → 柳河日报."""
    return _ELECTRONIC.sub("", word)


def _is_section(word: str) -> bool:
    return bool(re.fullmatch(_SECTION, word))


def _paper_of(labels: dict[str, str]) -> str | None:
    """The paper that a label names: 来源：滨江日报 is one, 来源：新华网 is none."""
    for name in ("paper", "source"):
        value = _ELECTRONIC.sub("", re.sub(r"[《》\"'\s]", "", labels.get(name, "")))
        if value and (name == "paper" or is_title(value) or paper_in(value) == value):
            return value
    return None
