"""Newspaper pages made of clean stories, with the answer an editor would give: for tests and benchmarks.

`story()` writes an invented story of one subject; `Layout` says how a printer and a careless copyist
would put stories on a page; `printed()` does it and returns the page with its gold answer, in the form
of `data/gold/*.json`, so that the gold scorer measures both alike.
"""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass, field
from typing import Any

from trends.records import Line, Page

SUBJECTS: dict[str, tuple[str, ...]] = {
    "桥梁": ("跨江大桥", "主桥墩", "钢箱梁", "合龙段", "引桥路面", "航道灯"),
    "茶叶": ("春茶", "茶农合作社", "采摘工", "炒青车间", "茶旅路线", "高山茶园"),
    "图书馆": ("少儿阅览室", "夜间书房", "流动书车", "古籍修复", "借阅柜", "朗读亭"),
    "医院": ("社区门诊", "家庭医生", "急救站", "远程会诊", "慢病档案", "康复病区"),
    "河道": ("清淤船", "护岸林", "排污口", "湿地栈道", "水质监测站", "河长巡查"),
    "职校": ("数控实训室", "订单班", "技能竞赛", "校企工坊", "焊接课程", "学徒津贴"),
    "铁路": ("货运专线", "站台雨棚", "信号改造", "列车时刻", "检修库", "道岔"),
    "果业": ("苹果冷库", "套袋机", "果品分选线", "电商直播间", "矮化果树", "果农夜校"),
    "消防": ("微型消防站", "烟感报警", "楼道通道", "消防水源", "高层演练", "充电棚"),
    "博物馆": ("陶俑展柜", "考古工地", "数字展厅", "文物库房", "研学课程", "拓片体验"),
    "公交": ("纯电动客车", "夜班线路", "候车亭", "乘车码", "充电场站", "接驳小巴"),
    "养老": ("助餐点", "适老化改造", "日间照料中心", "老年课堂", "护理床位", "志愿陪诊"),
}
PLACES = ("临川县", "安和区", "青泽市", "望江镇", "石湾乡", "柳林街道", "东屏县", "北渡口村")
PEOPLE = ("周启明", "沈若兰", "高向东", "韩立新", "罗文静", "邓国梁", "冯小雨", "袁志远", "贺长青", "陶慧敏")
_SENTENCES = (
    "{place}把{a}列为今年的民生工程，先后投入{n}万元，{b}已经完成七成以上",
    "记者在现场看到，{a}旁边的工人正在检查{b}，每一道工序都有专人签字确认",
    "“以前最担心{a}出问题，现在有了{b}，大家心里踏实多了。”{person}一边翻看记录一边说",
    "按照方案，{a}和{b}将分三批推进，第一批{n}处在雨季到来前交付使用",
    "为了把{a}办好，{place}组织了{n}名技术人员驻点帮扶，逐项梳理{b}存在的短板",
    "{person}指出，要围绕{a}补齐短板，把{b}做实做细，让群众看得见、用得上",
    "会议要求，各有关单位要盯紧{a}的时间表，加强{b}的日常维护，严防安全事故",
    "目前，{a}的用户已经超过{n}人，{b}的投诉量比上一年同期下降近三成",
    "除了{a}，{place}还打算在明年试点{b}，并把经验推广到周边乡镇",
    "有专家认为，{a}的关键在于管理，{b}只是手段，长效机制才是根本",
    "据介绍，{b}由当地企业自主设计，{n}个零部件全部实现本地配套，成本降低近两成",
    "在{place}，不少居民自发加入{a}志愿队，利用周末时间为{b}巡查登记",
)
_HEADLINES = (
    "{place}{a}惠及{n}户居民",
    "{a}建成投用 {b}同步升级",
    "{place}加快推进{a}建设",
    "小小{a} 连起大民生",
    "{b}里看变化",
    "{place}{n}处{b}年底前完成改造",
)


@dataclass(frozen=True)
class Story:
    """A clean story: full-width punctuation, one string a paragraph, the first with its opening cue."""

    headline: str | None
    paragraphs: tuple[str, ...]
    kicker: str | None = None
    kind: str = "news"
    reporters: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """How stories are printed. wrap: em of a column, 0 = a paragraph a line, -1 = paragraphs cut in two."""

    wrap: int = 17
    blank: str = "paragraphs"  # blank lines: none, paragraphs, lines
    heads: str = "before"  # before, after
    masthead: bool = True
    interleaved: bool = False
    half_width: bool = False  # ASCII punctuation
    doubled: bool = False  # one paragraph stands twice
    caption: bool = False
    jump: bool = False
    pointer: bool = False
    editors: bool = False


def story(rng: random.Random, subject: str | None = None, day: str = "3月8日", paragraphs: int = 0) -> Story:
    """An invented news story of one subject with its opening cue, reporters and dateline."""
    subject = subject or rng.choice(sorted(SUBJECTS))
    words = SUBJECTS[subject]

    def fill(template: str) -> str:
        a, b = rng.sample(words, 2)
        return template.format(a=a, b=b, place=place, person=person, n=rng.randrange(3, 900))

    place, person = rng.choice(PLACES), rng.choice(PEOPLE)
    reporters = tuple(rng.sample(PEOPLE, rng.choice((1, 2))))
    headline = fill(rng.choice(_HEADLINES))
    texts = []
    for _ in range(paragraphs or rng.randrange(3, 7)):
        texts.append("。".join(fill(t) for t in rng.sample(_SENTENCES, rng.randrange(2, 5))) + "。")
    texts[0] = f"本报讯（记者 {' '.join(reporters)}）{day}，" + texts[0]
    kicker = f"{person}在{place}调研时强调" if rng.random() < 0.25 else None
    return Story(headline, tuple(texts), kicker, "news", reporters)


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


def printed(stories: list[Story], layout: Layout, rng: random.Random) -> tuple[Page, dict[str, Any]]:
    """Stories on a page and the gold answer: `data/gold`'s form, every line owned."""
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
    return answer(sheet, stories, layout)


def _plain(text: str, layout: Layout) -> str:
    return text.translate(str.maketrans("，：；（）“”", ',:;()""')) if layout.half_width else text


def _body(s: Story, k: int, layout: Layout, rng: random.Random) -> list[list[tuple[str, Any]]]:
    """Paragraphs as print lines with their owners."""
    body = []
    for p, text in enumerate(s.paragraphs):
        text = _plain(text, layout)
        body.append([(line, (k, "body", p)) for line in wrapped(text, layout.wrap, rng)])
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
    for text in filter(None, (s.kicker, s.headline)):
        sheet.put(text, (k, "head", None), layout.blank == "lines")
    if layout.blank != "none":
        sheet.skip()


def _one(sheet: Lines, s: Story, k: int, body: list[list[tuple[str, Any]]], layout: Layout) -> None:
    if layout.heads == "before":
        _head(sheet, s, k, layout)
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
    """Pairs of stories with their columns in turn: a piece of one, a piece of the other."""
    for k in range(0, len(stories), 2):
        pair = list(range(k, min(k + 2, len(stories))))
        flat = {i: [line for paragraph in bodies[i] for line in paragraph] for i in pair}
        for i in pair:
            _head(sheet, stories[i], i, layout)
            cut = rng.randrange(max(1, len(flat[i]) // 3), max(2, 2 * len(flat[i]) // 3))
            flat[i], rest = flat[i][:cut], flat[i][cut:]
            for line, owner in flat[i]:
                sheet.put(line, owner, layout.blank == "lines")
            sheet.skip()
            flat[i] = rest
        for i in pair:
            for line, owner in flat[i]:
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
    date = "2024-03-09" if layout.masthead else None
    gold = {
        "file": "page.txt", "line_count": len(sheet.lines), "issue_date": date, "acceptable_dates": [date],
        "issue_date_explicit": layout.masthead, "articles": list(articles.values()), "noise": noise, "ambiguous": [],
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
        "agency": None,
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
