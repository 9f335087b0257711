"""Invented news stories of known subjects, for pages that tests and benchmarks print."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

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
    agency: str | None = None
    deck: str | None = None
    byline: str | None = None  # a line of its own between head and body
    subheads: dict[int, str] = field(default_factory=dict)  # before which paragraph


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
