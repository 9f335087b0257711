"""Invented articles → files as people hold them, with what is right for each: every form of `layout.forms`.

Also the generator of `benchmarks/pages.py`'s table of forms. Papers, places and people are drawn anew."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from tests.filing import BREAKS, CITIES, PEOPLE, SECTIONS, Filed, Told, day, paper, pieces, right_of
from tests.pages import page_of
from trends.records import Page


def exported(rng: random.Random) -> Filed:
    made, right, lines, noise = pieces(rng), [], [], []
    style = rng.randrange(3)
    for piece in made:
        date, name = day(rng), rng.choice(PEOPLE)
        facts = (
            f"作者：{name}  发表时间：{date.isoformat()}",
            f"{date.year}年{date.month}月{date.day}日 {rng.randrange(24):02}:{rng.randrange(60):02}　来源：{rng.choice(CITIES)}网",
            f"【日期】{date:%Y/%m/%d}　【作者】{name}",
        )[style]
        lines += [piece.headline, facts, ""]
        lines += [line for p in piece.paragraphs for line in (p, "")] + ["", ""]
        noise.append(facts[:4])
        right.append(Told(piece.headline, piece.body, date))
    return Filed(page_of("\n".join(lines), "导出.txt"), "exported", right, noise)


def dated(rng: random.Random) -> Filed:
    lines, right = [], []
    for piece in pieces(rng):
        date = day(rng)
        top = rng.choice((date.isoformat(), f"{date.year}年{date.month}月{date.day}日"))
        lines += [top, piece.headline, *piece.paragraphs, ""]
        right.append(Told(piece.headline, piece.body, date))
    return Filed(page_of("\n".join(lines), "a.txt"), "dated", right)


def labelled(rng: random.Random) -> Filed:
    made, lines, right, name, number = pieces(rng, 1), [], [], paper(rng), rng.randrange(1, 9)
    mark = rng.choice(("{}：{}", "【{}】{}", "[{}] {}"))
    for piece in made:
        date = day(rng)
        rows = [
            ("标题", piece.headline),
            ("日期", date.isoformat()),
            ("报纸", name),
            ("版次", f"第{number}版"),
        ]
        lines += [mark.format(label, value) for label, value in rows]
        lines += [mark.format("正文", ""), *piece.paragraphs, ""]
        right.append(Told(piece.headline, piece.body, date, number, name))
    return Filed(page_of("\n".join(lines), "资料.txt"), "labelled", right, ["版次"])


def front_matter(rng: random.Random) -> Filed:
    [piece], date, name, number = pieces(rng, 1, 1), day(rng), paper(rng), rng.randrange(1, 17)
    head = [
        "---",
        f"title: {piece.headline}",
        f"date: {date.isoformat()}",
        f"source: {name}",
        f"page: {number}",
        f"author: {rng.choice(PEOPLE)}",
        "tags:",
        "  - 存档",
        "---",
        "",
    ]
    text = "\n".join([*head, *(line for p in piece.paragraphs for line in (p, ""))])
    told = right_of([piece], date=date, page=number, paper=name)
    return Filed(page_of(text, "存档/一篇.md"), "front-matter", told, ["存档"], name, number, date)


def markdown(rng: random.Random) -> Filed:
    made, date, name = pieces(rng), day(rng), paper(rng)
    level = rng.choice(("##", "###"))
    tags = rng.random() < 0.3
    lines = [f"# {name} {date.isoformat()}", "", "## 目录", ""]
    lines += [f"{n}. {p.headline}" for n, p in enumerate(made, 1)] + [""]
    lines += ["## 正文", ""] if level == "###" else []
    for n, piece in enumerate(made):
        lines += [f"{level} {piece.headline}", ""]
        lines += ["".join(f"<p>{p}</p>" for p in piece.paragraphs), ""] if tags else []
        lines += [] if tags else [line for p in piece.paragraphs for line in (p, "")]
        lines += [f"[阅读全文](https://example.org/{n}.html)", ""]
    told = right_of(made, date=date, paper=name)
    return Filed(
        page_of("\n".join(lines), "a.md"), "markdown", told, ["阅读全文", "目录", "<p>"], name, None, date
    )


def markdown_pages(rng: random.Random) -> Filed:
    made, date = pieces(rng, 3), day(rng)
    lines, right = [f"# {date.isoformat()}", ""], []
    for n, piece in enumerate(made):
        number = 1 + n // 2
        if n % 2 == 0:
            lines += [f"## 第{number:02}版：{rng.choice(SECTIONS)}", ""]
        lines += [f"### {piece.headline}", "", *(line for p in piece.paragraphs for line in (p, ""))]
        right.append(Told(piece.headline, piece.body, None, number))
    return Filed(page_of("\n".join(lines), f"{date:%Y%m%d}.md"), "markdown", right, ["第0"])


def bracketed(rng: random.Random) -> Filed:
    made, lines = (
        pieces(rng, 3),
        [f"# 18{rng.randrange(72, 99)} - {rng.randrange(1, 300)} - {rng.randrange(1, 9)}", ""],
    )
    for n, piece in enumerate(made):
        if n % 2 == 0:
            lines += [" ", f"Page {n // 2 + 1}", "", " "]
        lines += [f"[{piece.headline}]  ", f"　　○{piece.body} "]
    told = [Told(p.headline, "○" + p.body) for p in made]
    return Filed(page_of("\n".join(lines), "1880-04-02.txt"), "bracketed", told, ["Page"])


def separated(rng: random.Random) -> Filed:
    made, date, number = pieces(rng), day(rng), rng.randrange(1, 9)
    between = rng.choice(
        ([f"第{number}版()", "专栏："], ["=" * 12], ["－" * 20], [f"第{number}版", "栏目："])
    )
    lines = [f"{date.year}年{date.month}月{date.day}日 第{number}版", ""]
    for piece in made:
        lines += [*between, "", piece.headline, *piece.paragraphs, "", ""]
    told = right_of(made, date=date, page=number)
    return Filed(
        page_of("\n".join(lines), "a.txt"), "separated", told, ["专栏", "栏目", "===="], None, number, date
    )


def numbered(rng: random.Random) -> Filed:
    made, date = pieces(rng, 3), day(rng)
    mark = rng.choice((". ", "、", "．"))
    lines, right = [date.isoformat(), ""], []
    for n, piece in enumerate(made):
        number = 1 + n // 2
        lines += [f"第 {number} 版", ""] if n % 2 == 0 else []
        lines += [f"{n + 1}{mark}{piece.headline}", "", *piece.paragraphs, ""]
        right.append(Told(piece.headline, piece.body, date, number))
    return Filed(page_of("\n".join(lines), "a.txt"), "numbered", right, ["第1版"], None, None, date)


def itemised(rng: random.Random) -> Filed:
    made, date, name, number = pieces(rng, 3), day(rng), paper(rng), rng.randrange(1, 9)
    sign, blank = rng.choice("○◎●▲■◆"), rng.choice(("　", "　　", " ", "："))
    lines = [f"{name} {date.year}年{date.month}月{date.day}日 第{number}版", ""]
    for piece in made:
        lines.append(f"{sign}{piece.headline.replace('：', '')}{blank}{piece.paragraphs[0]}")
        lines += piece.paragraphs[1:]
    told = [Told(p.headline.replace("：", ""), p.body, date, number, name) for p in made]
    return Filed(page_of("\n".join(lines), "a.txt"), "itemised", told, [sign], name, number, date)


def mastheads(rng: random.Random) -> Filed:
    """Pages of one issue, or of a paper and another of its house, below each other."""
    date, name, lines, right = day(rng), f"{rng.choice(CITIES)}日报", [], []
    titles = (name, name) if rng.random() < 0.5 else (name, f"{name}海外版")
    for n, title in enumerate(titles, 1):
        number = n if len(set(titles)) == 1 else 1
        made = pieces(rng, 2, 3)
        lines += [f"{title} {date.year}年{date.month}月{date.day}日 第{number}版", ""]
        for piece in made:
            lines += [piece.headline, *("　　" + p for p in piece.paragraphs), ""]
        right += right_of(made, date=date, page=number, paper=title)
    return Filed(page_of("\n".join(lines), "a.txt"), "mastheads", right, ["第1版"], None, None, date)


def markdown_papers(rng: random.Random) -> Filed:
    """A digest of two papers, the one's name part of the other's, in a file of the one's name."""
    date, name, right = day(rng), f"{rng.choice(CITIES)}日报", []
    lines = [f"# {name}摘要 {date.isoformat()}", ""]
    for title in (name, f"{name}海外版"):
        lines += [f"## {title}", ""]
        for number in (1, 2):
            [piece] = pieces(rng, 1, 1)
            lines += [f"### {number:02}版：{rng.choice(SECTIONS)}", "", f"#### {piece.headline}", ""]
            lines += [line for p in piece.paragraphs for line in (p, "")]
            right.append(Told(piece.headline, piece.body, date, number, title))
    made = page_of("\n".join(lines), f"{name}_{date:%Y%m%d}.md")
    made = Page(made.file, made.lines, name, None, date, "filename")
    return Filed(made, "markdown", right, ["### "], None, None, date)


def day_file(rng: random.Random) -> Filed:
    made, date = pieces(rng), day(rng)
    top = rng.choice(
        (
            f"{date.year}年{date:%m}月{date:%d}日的报道为：",
            f"{date.isoformat()} 星期{'一二三四五六日'[date.weekday()]}",
        )
    )
    lines = [top]
    indent = rng.choice(BREAKS[1:])
    for n, piece in enumerate(made):
        lines += ["", ""] if n else [""] * rng.randrange(2)
        lines += [piece.headline, ""] + [indent + p for p in piece.paragraphs]
    return Filed(
        page_of("\n".join(lines), "a.txt"), "day-file", right_of(made, date=date), [], None, None, date
    )


def article_file(rng: random.Random) -> Filed:
    [piece], date, number = pieces(rng, 1, 1), day(rng), rng.randrange(1, 25)
    name = rng.choice(
        ("{d:%Y%m%d}-{p:02}-{a:02}.txt", "{d:%Y-%m-%d}/{p:02}/{a:02}.txt", "{d:%Y%m%d}_{p}_{a}.txt")
    )
    note = rng.choice(
        ("（作者为{c}县文化馆研究员）", "版式设计：{n}", "（本报{c}{m}月{d}日电）", "责任编辑：{n}")
    )
    note = note.format(c=rng.choice(CITIES), n=rng.choice(PEOPLE), m=date.month, d=date.day)
    text = "\n".join([piece.headline, "", *("　　" + p for p in piece.paragraphs), "　　" + note])
    stated = {"date": date, "date_source": "filename", "number": number}
    file = name.format(d=date, p=number, a=rng.randrange(1, 20))
    made = page_of(text, file)
    made = Page(file, made.lines, None, number, date, "filename")
    return Filed(
        made, "article-file", right_of([piece], date=date, page=number), [note], None, stated["number"], date
    )  # type: ignore[arg-type]


def copied(rng: random.Random) -> Filed:
    """One article of an electronic paper copied with the buttons and contents of its page."""
    [piece, other], date, number = pieces(rng, 2, 2), day(rng), rng.randrange(1, 17)
    read_on = date + dt.timedelta(days=rng.randrange(100, 900))
    lines = [
        f"{read_on.year}年{read_on.month}月{read_on.day}日 星期{'一二三四五六日'[read_on.weekday()]}",
        f"{other.headline} {piece.headline}",
        f"第{number:02}版：{rng.choice(SECTIONS)} {date.isoformat()}",
        "",
        piece.headline,
        "",
        *piece.paragraphs,
        "",
        *rng.sample(["放大", "缩小", "上一版", "下一版", "下载", "返回目录", "默认", "上一篇 下一篇"], 5),
    ]
    told = right_of([piece], date=date, page=number)
    return Filed(
        page_of("\n".join(lines), "a.txt"), "", told, [other.headline, "返回目录"], None, number, date
    )


FILES: dict[str, Callable[[random.Random], Filed]] = {
    made.__name__: made
    for made in (
        *(exported, dated, labelled, front_matter, markdown, markdown_pages, bracketed),
        *(numbered, separated, day_file, article_file, copied, itemised, mastheads, markdown_papers),
    )
}
