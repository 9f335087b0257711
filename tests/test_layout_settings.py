"""Pages by the places of their lines: short headlines over several columns, pages set from top to bottom."""

from __future__ import annotations

import random

import pytest

from trends.layout import cut_page
from trends.layout.geometry import placed_lines
from trends.readers.glyphs import Glyph, rows_of
from trends.records import Box, Line, Page

EM, LINE = 0.01, 0.012
PLACES, THINGS = "南埠北桥东渡西坪石塘青浦柳林沙河", "渡口石阶粮仓戏台码头书院水渠茶园集市学堂"


def story(k: int, paragraphs: int = 4) -> tuple[str, list[str]]:
    rng = random.Random(k)

    def two(words: str) -> str:
        k = rng.randrange(len(words) // 2)
        return words[2 * k : 2 * k + 2]

    def sentence() -> str:
        return (
            f"{two(PLACES)}镇的{two(THINGS)}日前补砌完毕，住户说往返一趟只要{rng.randint(10, 999)}步，"
            f"前来观看的人比{two(PLACES)}的{two(THINGS)}还多，预计明年春天还要在{two(THINGS)}旁立碑。"
        )

    texts = ["".join(sentence() for _ in range(rng.randint(1, 3))) for _ in range(paragraphs)]
    texts[0] = "本报讯（记者 何小舟）" + texts[0]
    return f"第{k}处渡口修补完毕供人休憩", texts


def broken(texts: list[str], wide: int) -> list[str]:
    lines = []
    for text in texts:
        text = "　　" + text
        lines += [text[i : i + wide] for i in range(0, len(text), wide)]
    return lines


def set_block(
    texts: list[str], headline: str, columns: int, top: float, align: str, picture: int = 0
) -> tuple[list[Line], float]:
    """A story in columns below its headline, as lines with boxes, and where it ends. picture: lines of white at
    the head of the first column."""
    wide, gutter = 16, 0.03
    lines = broken(texts, wide)
    high = -(-(len(lines) + picture) // columns)
    left, width = 0.05, columns * wide * EM + (columns - 1) * gutter
    size = len(headline) * 2 * EM
    start = left + (width - size) / 2 if align == "center" else left
    out = [Line(0, headline, Box(start, top, start + size, top + 2 * LINE))]
    body = top + 3 * LINE
    for n, text in enumerate(lines, picture):
        x = left + n // high * (wide * EM + gutter) + (2 * EM if text.startswith("　") else 0)
        y = body + n % high * LINE
        out.append(Line(0, text.strip(), Box(x, y, x + len(text.strip()) * EM, y + 0.9 * LINE)))
    return out, body + high * LINE + 2 * LINE


@pytest.mark.parametrize("align", ["center", "left"])
@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("picture", [0, 3])
def test_a_short_headline_belongs_to_all_columns_it_stands_over(
    align: str, columns: int, picture: int
) -> None:
    stories = [story(k + 10 * columns) for k in range(3)]
    lines: list[Line] = []
    top = 0.05
    for headline, texts in stories:
        more, top = set_block(texts, headline, columns, top, align, picture)
        lines += more
    page = Page("a.pdf", tuple(Line(n, line.text, line.box) for n, line in enumerate(lines, 1)))
    found = [(a.headline, "".join(a.body.split())) for a in cut_page(page).articles]
    assert found == [(headline, "".join("".join(texts).split())) for headline, texts in stories]


def test_a_page_set_from_top_to_bottom_is_read_from_the_right() -> None:
    stories = [story(k) for k in range(3)]
    lines: list[Line] = []
    right = 0.95
    for headline, texts in stories:
        lines.append(Line(0, headline, Box(right - 0.024, 0.05, right, 0.05 + len(headline) * 0.02)))
        right -= 0.04
        for text in broken(texts, 40):
            start = 0.05 + (0.02 if text.startswith("　") else 0)
            lines.append(
                Line(0, text.strip(), Box(right - 0.011, start, right, start + len(text.strip()) * EM))
            )
            right -= 0.015
        right -= 0.03
    page = Page("a.pdf", tuple(Line(n, line.text, line.box) for n, line in enumerate(reversed(lines), 1)))
    cut = cut_page(page)
    assert [(a.headline, "".join(a.body.split())) for a in cut.articles] == [
        (headline, "".join("".join(texts).split())) for headline, texts in stories
    ]


def test_columns_of_a_vertical_page_are_put_together_whatever_their_order_in_the_file() -> None:
    columns = ["本報訊，南埠鎮的", "石階日前一一補砌", "完畢。供人往來觀看"]
    glyphs = []
    for k, text in enumerate(columns):
        for n, c in enumerate(text):
            x, y = 300 - 18.0 * k, 700 - 10.0 * n
            small = c in "，。"
            glyphs.append(
                Glyph(
                    c,
                    x,
                    y - 10,
                    x + (6 if small else 0),
                    y - (4 if small else 10),
                    x + (9 if small else 10),
                    y,
                )
            )
    ends = [glyphs.pop(len(columns[0]) - 1), glyphs.pop(-1)]  # strewn about, as readers of PDF tell them
    assert [row.text for row in rows_of([*glyphs, *ends])] == columns


def test_letters_spaced_out_in_a_narrow_column_hold_no_blanks() -> None:
    def row(places: list[float], text: str) -> str:
        return rows_of([Glyph(c, x, 100, x, 98, x + 10, 108) for c, x in zip(text, places, strict=True)])[
            0
        ].text

    assert row([0, 16, 32, 48], "本报讯会") == "本报讯会"
    assert row([0, 10, 30, 40], "何舟山河") == "何舟 山河"


def test_the_larger_headline_of_the_row_below_is_no_part_of_a_vertical_column() -> None:
    """A column of 10 points, 14 points of white, and below it a headline of 20 points on the same axis."""

    def column(text: str, axis: float, top: float, size: float) -> list[Glyph]:
        return [
            Glyph(c, axis - size / 2, y - 0.88 * size, axis - size / 2, y - size, axis + size / 2, y)
            for k, c in enumerate(text)
            for y in [top - k * size]
        ]

    body = "渠边的老柳树一棵也没有砍村民说留着"
    above = [glyph for k in range(6) for glyph in column(body, 500 - 15 * k, 800, 10)]
    bottom = 800 - 10 * len(body)
    head = column("古渡口石阶修补", 500, bottom - 14, 20)
    below = [glyph for k in range(5) for glyph in column(body, 470 - 15 * k, bottom - 14, 10)]
    assert [row.text for row in rows_of([*above, *head, *below])].count("古渡口石阶修补") == 1


def test_a_white_band_below_a_headline_of_one_column_does_not_part_it_from_its_text() -> None:
    """Left: a story to .551, the next headline at .566. Right: a headline at .53 with its text from .56."""

    def text(name: str, n: int, left: float, top: float) -> list[tuple[str, Box]]:
        return [
            (
                f"{name}渠边的老柳树一棵也没有砍村民说留着乘凉{k}",
                Box(left, top + 0.012 * k, left + 0.42, top + 0.01 + 0.012 * k),
            )
            for k in range(n)
        ]

    def head(words: str, left: float, top: float) -> tuple[str, Box]:
        return words, Box(left + 0.05, top, left + 0.37, top + 0.018)

    left = [
        head("水渠清淤工程今日开工", 0.05, 0.06),
        *text("甲", 39, 0.05, 0.085),
        head("古渡口石阶修补完毕", 0.05, 0.566),
        *text("乙", 20, 0.05, 0.59),
    ]
    right = [
        head("粮食收购点增设设备", 0.52, 0.06),
        *text("丙", 34, 0.52, 0.085),
        head("市民夜校今秋重新开课", 0.52, 0.53),
        *text("丁", 26, 0.52, 0.56),
    ]
    lines = [Line(n, words, box) for n, (words, box) in enumerate([*left, *right], 1)]
    put = [placed.line.text for placed in placed_lines(lines) or []]
    for words, name in (
        ("水渠清淤工程今日开工", "甲"),
        ("古渡口石阶修补完毕", "乙"),
        ("粮食收购点增设设备", "丙"),
        ("市民夜校今秋重新开课", "丁"),
    ):
        assert put[put.index(words) + 1].startswith(name)
