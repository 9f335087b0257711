"""Blanks of recognised lines, on lines of print drawn with known ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests import samples
from trends.readers import has_recognition
from trends.readers.spacing import with_blanks

EM = 40  # pixels
BEARING = {"日": 8, "口": 8, "目": 9, "一": 2}  # white at each side of narrow characters; of others 3


def drawn(text: str, blank: float = 0.25, stretch: float = 0.0) -> tuple[str, list[float], np.ndarray]:
    """The line without its blanks, where its characters stand, and its ink; lengths in em."""
    ink: list[bool] = []
    places: list[float] = []
    for c in text:
        if c == " ":
            ink += [False] * round((blank + stretch) * EM)
            continue
        side = BEARING.get(c, 3)
        places.append(len(ink) + EM * 0.6)
        width = EM // 4 if c in "，。" else EM - 2 * side
        ink += [False] * side + [True] * width + [False] * (EM - side - width + round(stretch * EM))
    return text.replace(" ", ""), places, np.array(ink)


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（记者 王芳 李四 通讯员 张三）今天",
        "航道灯建成投用 跨江大桥同步升级",
        "日间照料中心的目前一口日日口",
        "他说，今天开会。明天去，好",
        "王 芳",
        "记者",
        "",
    ],
)
@pytest.mark.parametrize("stretch", [0.0, 0.12])
def test_blanks_stand_where_the_picture_has_them(text: str, stretch: float) -> None:
    wanted = text if len(text) > 3 else text.replace(" ", "")  # two characters give no measure
    assert with_blanks(*drawn(text, stretch=stretch)) == wanted


def test_a_blank_that_was_recognised_is_not_doubled() -> None:
    text, places, ink = drawn("记者 王芳李四报道")
    assert (
        with_blanks("记者 " + text[2:], [*places[:2], places[2] - EM / 2, *places[2:]], ink)
        == "记者 王芳李四报道"
    )


@given(some.text("王芳日， 1a", max_size=30), some.lists(some.booleans(), max_size=200))
def test_any_line_keeps_its_characters(text: str, ink: list[bool]) -> None:
    places = sorted((k * 7.3) % (len(ink) + 9) for k in range(len(text)))
    found = with_blanks(text, places, np.array(ink, dtype=bool))
    assert "".join(found.split()) == "".join(text.split())


@pytest.mark.skipif(
    not (has_recognition() and samples.has_font()),
    reason="requirements-ocr.txt or a CJK font is not installed",
)
def test_names_parted_by_a_blank_stay_parted_in_a_scan() -> None:
    from PIL import Image, ImageDraw, ImageFont

    from trends.readers.recognition import recognised

    font = ImageFont.truetype(str(next(samples._fonts())), 36)
    sheet = Image.new("RGB", (900, 160), (250, 250, 250))
    lines = ("本报讯（记者 王志芳 李建国）今天开会", "航道灯建成投用 跨江大桥同步升级")
    for k, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((30, 20 + 66 * k), line, fill=(20, 20, 20), font=font)
    assert (
        tuple(text.replace("(", "（").replace(")", "）") for text, *_ in recognised(np.asarray(sheet)))
        == lines
    )
