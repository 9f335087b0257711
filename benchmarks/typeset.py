"""Newspaper pages of many designs typeset by a browser, printed to PDF and read back: stories whole, reading order.

    python -m benchmarks.typeset [--pages 60] [--seed 1] [--keep FOLDER]

Needs Chromium and a CJK font, as the browser tests do. A story is whole when its headline and all its text, in
order and no more, come out as one article; order is Kendall's tau of the page's sentences.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from scipy.stats import kendalltau

from trends import readers
from trends.layout import cut_page
from trends.records import CutPage, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = ["南埠", "北桥", "东渡", "西坪", "石塘", "青浦", "柳林", "沙河", "云台", "双溪", "长岭", "白沙"]
THINGS = [
    "渡口",
    "石阶",
    "粮仓",
    "戏台",
    "码头",
    "书院",
    "水渠",
    "茶园",
    "集市",
    "学堂",
    "诊所",
    "果林",
    "磨坊",
    "窑厂",
    "渔港",
    "驿道",
]
DOINGS = ["修补完毕", "开工兴建", "重新开放", "通过验收", "扩建一新", "迎来客人", "添置设备", "公布章程"]
SAYINGS = ["住户说", "镇上的人说", "据介绍", "有关方面表示", "记者看到", "经办人告诉记者"]
ENDS = (
    "比往年早了半个月", "前来观看的人很多", "预计明年春天完成", "由三个村共同出资", "受到各方面的欢迎", "共用去石料两千余方",
    "沿线的小店也跟着热闹起来", "往返一趟只要一刻钟", "孩子们放学以后常来这里", "夜里也有人值守照看",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    headline: str
    paragraphs: tuple[str, ...]


def story(rng: random.Random, paragraphs: int) -> Story:
    place, thing = rng.choice(PLACES), rng.choice(THINGS)
    name = f"{rng.choice('赵钱孙李周吴郑王')}{rng.choice('一大小文国')}{rng.choice('舟山河林平')}"

    def sentence() -> str:
        return (
            f"{rng.choice(SAYINGS)}，{rng.choice(PLACES)}的{rng.choice(THINGS)}{rng.choice(DOINGS)}以后，"
            f"{rng.choice(ENDS)}，{rng.choice(THINGS)}{rng.randint(12, 998)}处，{rng.choice(ENDS)}。"
        )

    texts = ["".join(sentence() for _ in range(rng.randint(2, 4))) for _ in range(paragraphs)]
    texts[0] = f"本报讯（记者 {name}）{place}镇的{thing}日前{rng.choice(DOINGS)}。{texts[0]}"
    return Story(
        f"{place}{thing}{rng.choice(DOINGS)}{rng.choice(PLACES)}{rng.choice(THINGS)}受益", tuple(texts)
    )


STYLE = """
@page { size: 380mm 540mm; margin: 12mm } * { box-sizing: border-box } body { margin: 0; font: 10.5pt/1.5 'Noto Serif CJK SC' }
.page { width: 356mm; height: 514mm; overflow: hidden; page-break-after: always; position: relative }
.head { border-bottom: 1pt solid; padding-bottom: 2mm; margin-bottom: 4mm; display: flex; gap: 12mm; align-items: end }
.name { font-size: 40pt; line-height: 1 } p { margin: 0; text-indent: 2em; text-align: justify } h2 { margin: 0 0 2mm; font-weight: 700; line-height: 1.25 }
.story { margin-bottom: 7mm } .boxed { border: 1pt solid; padding: 3mm } .grid { display: grid; gap: 8mm }
.cols { column-gap: 7mm } .ruled { column-rule: .5pt solid } .pic { background: #999; break-inside: avoid; margin: 1mm 0 }
.cap { font-size: 9pt; text-indent: 0; text-align: center } .side { display: flex; gap: 6mm } .side h2 { writing-mode: vertical-rl; font-size: 22pt }
.down { writing-mode: vertical-rl; height: 100% } .down .story { margin: 0 0 0 6mm }
"""


def flat(
    s: Story, columns: int, size: int, *, ruled: bool = False, align: str = "center", box: bool = False
) -> str:
    text = "".join(f"<p>{p}</p>" for p in s.paragraphs)
    cols = f"<div class='cols {'ruled' if ruled else ''}' style='column-count:{columns}'>{text}</div>"
    return f"<div class='story {'boxed' if box else ''}'><h2 style='font-size:{size}pt;text-align:{align}'>{s.headline}</h2>{cols}</div>"


def stacked(rng: random.Random, *, box: bool = False, align: str = "center") -> tuple[str, list[Story]]:
    """Stories one under another over the whole width, in two to eight columns each."""
    stories = [story(rng, rng.randint(5, 9)) for _ in range(rng.randint(4, 8))]
    return "".join(
        flat(
            s,
            rng.randint(2, 8),
            rng.choice((20, 26, 32)),
            ruled=rng.random() < 0.5,
            align=align,
            box=box and k % 2 == 1,
        )
        for k, s in enumerate(stories)
    ), stories


def grid(rng: random.Random, *, box: bool = False) -> tuple[str, list[Story]]:
    """Two halves beside each other, each with its stories in two to four columns."""
    halves, stories = [], []
    for _ in range(2):
        own = [story(rng, rng.randint(4, 8)) for _ in range(rng.randint(2, 4))]
        halves.append(
            "".join(
                flat(s, rng.randint(1, 4), rng.choice((18, 22)), box=box and rng.random() < 0.5) for s in own
            )
        )
        stories += own
    wide = rng.choice(("1fr 1fr", "2fr 1fr", "1fr 2fr"))
    return (
        f"<div class='grid' style='grid-template-columns:{wide}'>{''.join(f'<div>{h}</div>' for h in halves)}</div>",
        stories,
    )


def lead(rng: random.Random) -> tuple[str, list[Story]]:
    """A lead story over the page and below it a grid."""
    first = story(rng, 10)
    html, rest = grid(rng)
    return flat(first, rng.randint(3, 6), 40, align=rng.choice(("center", "left"))) + html, [first, *rest]


def pictured(rng: random.Random) -> tuple[str, list[Story]]:
    """Stories with a picture and its caption between their columns' lines."""
    stories = [story(rng, rng.randint(6, 9)) for _ in range(rng.randint(3, 5))]
    parts = []
    for k, s in enumerate(stories):
        html = flat(s, rng.randint(3, 5), 24)
        if k % 2 == 0:
            pic = f"<div class='pic' style='height:{rng.randint(25, 50)}mm'></div>"
            html = html.replace("<p>", f"{pic}<p>", 1)
        parts.append(html)
    return "".join(parts), stories


def upright(rng: random.Random) -> tuple[str, list[Story]]:
    """Headlines set vertically at the left of level columns."""
    stories = [story(rng, rng.randint(5, 8)) for _ in range(rng.randint(4, 6))]
    parts = []
    for s in stories:
        text = "".join(f"<p>{p}</p>" for p in s.paragraphs)
        cols = f"<div class='cols' style='column-count:{rng.randint(3, 5)}'>{text}</div>"
        parts.append(
            f"<div class='story side'><h2 style='max-height:{rng.choice((60, 75))}mm'>{s.headline}</h2>{cols}</div>"
        )
    return "".join(parts), stories


def numbered(s: Story) -> Story:
    """The story with its numbers in Chinese, as vertical pages print them."""
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    return Story(s.headline, tuple(p.translate(digits) for p in s.paragraphs))


def vertical(rng: random.Random) -> tuple[str, list[Story]]:
    """The whole page set from top to bottom, in rows of columns from right to left."""
    stories = [numbered(story(rng, rng.randint(4, 7))) for _ in range(4)]
    rows = []
    for own in (stories[:2], stories[2:]):
        inner = "".join(
            f"<div class='story'><h2 style='font-size:22pt'>{s.headline}</h2>{''.join(f'<p>{p}</p>' for p in s.paragraphs)}</div>"
            for s in own
        )
        rows.append(
            f"<div style='height:{rng.choice((150, 200))}mm;margin-bottom:10mm'><div class='down'>{inner}</div></div>"
        )
    return "".join(rows), stories


DESIGNS = {
    "stacked": stacked,
    "stacked, headlines left": lambda rng: stacked(rng, align="left"),
    "stacked, boxes": lambda rng: stacked(rng, box=True),
    "grid": grid,
    "grid, boxes": lambda rng: grid(rng, box=True),
    "lead and grid": lead,
    "pictures": pictured,
    "vertical headlines": upright,
    "set vertically": vertical,
}


def typeset(folder: Path, pages: int, seed: int) -> list[tuple[str, list[Story]]]:
    """Prints pages.pdf into the folder; what each page is and holds."""
    rng = random.Random(seed)
    html, truth = [], []
    for n in range(pages):
        name = list(DESIGNS)[n % len(DESIGNS)]
        body, stories = DESIGNS[name](rng)
        head = f"<div class='head'><span class='name'>南埠日报</span><span>2021年9月{n % 30 + 1}日</span><span>第{n % 8 + 1:02d}版</span></div>"
        html.append(f"<div class='page'>{head}{body}</div>")
        truth.append((name, stories))
    source = folder / "pages.html"
    source.write_text(f"<meta charset='utf-8'><style>{STYLE}</style>{''.join(html)}", "utf-8")
    browser = next((path for name in NAMES if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium found")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={folder / 'pages.pdf'}",
    ]
    subprocess.run([browser, *flags, source.as_uri()], check=True, capture_output=True, timeout=300)
    return truth


def packed(text: str) -> str:
    return "".join(text.split())


def parts(s: Story) -> list[str]:
    return [part for p in s.paragraphs for part in packed(p).split("。") if len(part) > 10]


def in_full(s: Story, printed: str, windows: set[str]) -> bool:
    """Whether a page prints a story to its end; of vertical pages, whose lines the file does not order, by most
    of its runs of five characters."""
    if all(part in printed for part in parts(s)):
        return packed(s.headline) in printed
    text = packed(s.paragraphs[-1])[-30:]
    held = [text[k : k + 5] in windows for k in range(len(text) - 5)]
    head = packed(s.headline)
    if not all(head[k : k + 5] in windows for k in range(len(head) - 4)):
        return False
    return not any(map(str.isdigit, "".join(s.paragraphs))) and sum(held) > 0.7 * len(held)


def measured(cut: CutPage, stories: list[Story]) -> tuple[int, int, float]:
    """(stories whole, stories printed in full, order of sentences). Of a story that the page cut off at its
    foot nothing is asked."""
    printed = packed("".join(line.text for line in cut.page.lines))
    found = {packed(a.headline or ""): packed(a.body) for a in cut.articles}
    windows = {printed[k : k + 5] for k in range(len(printed))}
    asked = [s for s in stories if in_full(s, printed, windows)]
    whole = sum(found.get(packed(s.headline)) == packed("".join(s.paragraphs)) for s in asked)
    sentences = [part for s in asked for part in parts(s)]
    text = "".join(packed(a.body) for a in cut.articles)
    places = [(n, at) for n, part in enumerate(dict.fromkeys(sentences)) if (at := text.find(part)) >= 0]
    tau = kendalltau(*zip(*places, strict=True)).statistic if len(places) > 2 else 0.0
    return whole, len(asked), float(tau)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--show", action="store_true", help="the stories that are not whole")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        truth = typeset(folder, options.pages, options.seed)
        sources, _ = readers.find_sources([folder / "pages.pdf"])
        read = [page for source in sources for page in readers.read_source(source) if isinstance(page, Page)]
    sums: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for n, (page, (name, stories)) in enumerate(zip(read, truth, strict=True)):
        cut = cut_page(page)
        sums[name].append(measured(cut, stories))
        if options.show and sums[name][-1][0] < sums[name][-1][1]:
            print(n, name, sums[name][-1])
            print("  has  ", [(packed(a.headline or "")[:14], len(packed(a.body))) for a in cut.articles])
            print("  right", [(s.headline[:14], len("".join(s.paragraphs))) for s in stories])
    print(f"{'design':28}{'stories':>8}{'whole':>8}{'tau':>8}")
    for name, rows in [*sums.items(), ("all", [row for some in sums.values() for row in some])]:
        whole, total = sum(r[0] for r in rows), sum(r[1] for r in rows)
        print(f"{name:28}{total:8}{whole / max(total, 1):8.3f}{sum(r[2] for r in rows) / len(rows):8.3f}")


if __name__ == "__main__":
    main()
