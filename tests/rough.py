"""What printers, copyists, web sites and recognition do to a page: stories of other kinds, and changes to its lines.

A change takes the page's lines with their owners and returns them changed; the gold answer is made
of the owners afterwards, so it stays right by itself.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from typing import Any

from tests.pages import Layout, Lines
from tests.stories import PEOPLE, PLACES, SUBJECTS, Story, story

Change = Callable[[Lines, random.Random], Lines]

_LOOKALIKE = dict(
    zip("入人土十未末己已日曰大太千干天夫由甲", "人入十土末未已己曰日太大干千夫天甲由", strict=True)
)
_SUBHEADS = ("把实事办到心坎上", "一张清单管到底", "从“有没有”到“好不好”", "算好长远账", "家门口的新变化")
_COLUMNS = ("一线短波", "简讯", "县区动态", "新闻速递", "要闻简报")


def commentary(rng: random.Random) -> Story:
    """The paper's own comment, or one signed by an author, each with its byline on a line of its own."""
    base = story(rng)
    first = base.paragraphs[0].split("，", 1)[1]
    own = rng.random() < 0.5
    author = "本报评论员" if own else rng.choice(PEOPLE)
    return dataclasses.replace(
        base, paragraphs=(first, *base.paragraphs[1:]), kind="commentary", kicker=None, reporters=(),
        authors=(author,), byline=rng.choice(("■ {}", "■{}", "□ {}")).format(author),
    )  # fmt: skip


def feature(rng: random.Random) -> Story:
    """A report without an opening cue: byline on its own line, subheads, a deck."""
    base = story(rng, paragraphs=rng.randrange(5, 8))
    first = base.paragraphs[0].split("，", 1)[1]
    names = base.reporters
    subheads = {2: rng.choice(_SUBHEADS)} if rng.random() < 0.6 else {}
    subject = base.headline or ""
    deck = f"——{rng.choice(PLACES)}见闻" if rng.random() < 0.6 else None
    line = rng.choice(("■ 本报记者 {}", "本报记者 {}", "□本报记者 {}")).format(" ".join(names))
    return dataclasses.replace(
        base, headline=subject, paragraphs=(first, *base.paragraphs[1:]), deck=deck, byline=line, subheads=subheads,
        kicker=None,
    )  # fmt: skip


def wire(rng: random.Random) -> Story:
    """An agency's report, its cue written in one of the usual ways."""
    base = story(rng)
    first = base.paragraphs[0].split("，", 1)[1]
    cue, names = rng.choice(
        (
            ("新华社北京3月8日电（记者 周启明）", ("周启明",)),
            ("据新华社北京3月8日电 ", ()),
            ("新华社北京3月8日电 ", ()),
        )
    )
    return dataclasses.replace(
        base, paragraphs=(cue + first, *base.paragraphs[1:]), reporters=names, agency="新华社", kicker=None
    )


def short(rng: random.Random) -> Story:
    """An item of a column of short news: a small headline and one paragraph."""
    return dataclasses.replace(story(rng, paragraphs=1), kicker=None)


def uncued(rng: random.Random) -> Story:
    """News that opens with neither cue nor byline: only its headline tells where it begins."""
    base = story(rng)
    first = "3月8日，" + base.paragraphs[0].split("，", 1)[1]
    return dataclasses.replace(base, paragraphs=(first, *base.paragraphs[1:]), reporters=())


def mixture(rng: random.Random) -> list[Story]:
    """A front page's stories: news, an agency's report, a comment, a report, short items."""
    makers = [
        story,
        wire,
        rng.choice((commentary, feature, uncued)),
        *rng.choices((story, feature, wire, uncued), k=3),
    ]
    if rng.random() < 0.4:
        makers += [short] * rng.randrange(2, 4)
    rng.shuffle(makers)
    subjects = rng.sample(sorted(SUBJECTS), len(makers))
    return [_about(maker, subject, rng) for maker, subject in zip(makers, subjects, strict=True)]


def _about(maker: Callable[..., Story], subject: str, rng: random.Random) -> Story:
    """A story of one subject: tries until the maker's own choice is this one."""
    words = SUBJECTS[subject]
    while True:
        made = maker(rng) if maker is not story else story(rng, subject)
        if any(word in made.paragraphs[0] for word in words):
            return made


# ---- changes -------------------------------------------------------------------------------


def slips(lines: Lines, rng: random.Random) -> Lines:
    """Recognition: characters exchanged for others that look alike, a few lost."""
    for n, (text, owner) in enumerate(zip(lines.lines, lines.owners, strict=True)):
        if owner and owner[1] == "body":
            kept = [_LOOKALIKE.get(c, c) if rng.random() < 0.15 else c for c in text]
            lines.lines[n] = "".join(c for i, c in enumerate(kept) if i < 12 or rng.random() > 0.006)
    return lines


def lost_lines(lines: Lines, rng: random.Random) -> Lines:
    """One body line in forty is missing, but never a story's first."""
    seen: set[Any] = set()
    keep = []
    for owner in lines.owners:
        body = owner is not None and owner[1] == "body"
        keep.append(not (body and owner[0] in seen and rng.random() < 0.025))
        if body and owner:
            seen.add(owner[0])
    return _only(lines, [n for n, kept in enumerate(keep) if kept])


def web(lines: Lines, rng: random.Random) -> Lines:
    """What a web site puts around a page."""
    top = ["首页 > 数字报 > 要闻", "字号：大 中 小", "来源：临川日报"]
    tail = ["分享到：", "上一篇：没有了", "下一篇：城郊公园花开", "版权所有 未经授权不得转载"]
    lines.lines.insert(0, rng.choice(top))
    lines.owners.insert(0, ("noise", "web", None))
    for text in rng.sample(tail, 2):
        lines.skip()
        lines.put(text, ("noise", "web", None), True)
    return lines


def spaced(lines: Lines, rng: random.Random) -> Lines:
    """Blanks where text was justified or numbers stand, as programs give them out."""
    for n, (text, owner) in enumerate(zip(lines.lines, lines.owners, strict=True)):
        if owner and owner[1] == "body" and rng.random() < 0.3 and len(text) > 8:
            at = rng.randrange(4, len(text) - 2)
            if text[at - 1].isalpha() and text[at].isalpha() and "（" not in text[max(0, at - 14) : at]:
                lines.lines[n] = text[:at] + " " + text[at:]
    return lines


def blank_lines(lines: Lines, rng: random.Random) -> Lines:
    """Blank lines anywhere, also in mid-sentence; and none where they belong."""
    out = Lines()
    for text, owner in zip(lines.lines, lines.owners, strict=True):
        if owner is not None:
            out.put(text, owner, rng.random() < 0.2)
    return out


def _only(lines: Lines, kept: list[int]) -> Lines:
    return Lines([lines.lines[n] for n in kept], [lines.owners[n] for n in kept])


MASTHEADS: tuple[tuple[str, ...], ...] = (
    ("2024年3月9日 星期六 国内统一连续出版物号 CN 99-0001 第4321期 今日8版",),
    ("临川日报", "2024年3月9日 星期六", "甲辰年正月廿九", "今日4版", "第4321期"),
    ("A01", "要闻", "2024年3月9日 星期六", "临川晚报"),
    ("第01版：要闻", "临川日报 2024年03月09日 星期六"),
    ("2024-03-09 星期六 责编：陶慧敏 版式：贺长青 01 要闻",),
    ("二〇二四年三月九日 星期六 农历甲辰年正月廿九", "中共临川市委主管 主办 临川日报社出版"),
    ("临川日报", "LINCHUAN DAILY", "2024年", "3月9日", "星期六", "国内统一刊号 CN99-0001"),
)


def topped(n: int) -> Change:
    """The page under the n-th masthead."""

    def change(lines: Lines, rng: random.Random) -> Lines:
        top = Lines()
        for text in MASTHEADS[n]:
            top.put(text, ("noise", "masthead", None), rng.random() < 0.5)
        return Lines(top.lines + lines.lines, top.owners + lines.owners)

    return change


@dataclasses.dataclass(frozen=True)
class Rough:
    """A kind of rough page: how it is set, who writes its stories, and what is done to its lines."""

    layout: Layout
    stories: Callable[[random.Random], list[Story]] = mixture
    changes: tuple[Change, ...] = ()


def rough_pages() -> dict[str, Rough]:
    """The kinds of rough page that tests and benchmarks print."""
    narrow, wide = Layout(wrap=17, masthead=False), Layout(wrap=0, masthead=False)
    long = Layout(wrap=-1, blank="lines", half_width=True)
    after = dataclasses.replace(narrow, heads="after")

    def briefs(rng: random.Random) -> list[Story]:
        return [story(rng), *(short(rng) for _ in range(4)), story(rng)]

    printed_tops = {f"报头 {n}": Rough(narrow, changes=(topped(n),)) for n in range(len(MASTHEADS))}
    return printed_tops | {
        "各体混排，窄栏": Rough(narrow),
        "各体混排，一段一行": Rough(wide),
        "各体混排，段落断开": Rough(long),
        "各体混排，题在后": Rough(after),
        "短讯": Rough(Layout(wrap=19), briefs),
        "短讯，无空行": Rough(Layout(wrap=19, blank="none"), briefs),
        "识别错字": Rough(Layout(wrap=17), changes=(slips,)),
        "识别错字，题在后": Rough(after, changes=(slips,)),
        "丢行": Rough(narrow, changes=(lost_lines,)),
        "空格": Rough(dataclasses.replace(narrow, wrap=21), changes=(spaced,)),
        "空行乱": Rough(narrow, changes=(blank_lines,)),
        "空行乱，题在后": Rough(after, changes=(blank_lines, slips)),
        "网页": Rough(wide, changes=(web,)),
        "网页，题在后，丢行": Rough(dataclasses.replace(narrow, heads="after"), changes=(lost_lines, web)),
        "宽窄不一": Rough(dataclasses.replace(narrow, wraps=(25, 13, 17))),
        "题分两行": Rough(dataclasses.replace(narrow, split_heads=True)),
        "逐块交错": Rough(dataclasses.replace(narrow, interleaved=True)),
        "三篇交错": Rough(dataclasses.replace(narrow, interleaved=True, woven=3)),
        "逐行交错": Rough(dataclasses.replace(narrow, interleaved=True, by_line=True)),
    }
