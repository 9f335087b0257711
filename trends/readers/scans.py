"""PNG, JPEG and TIFF → Pages by character recognition (RapidOCR, optional), each line with place and confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from trends.errors import InputError
from trends.readers.decoding import has_han
from trends.readers.documents import Document, problem_of
from trends.readers.foreign import library
from trends.readers.limits import LIMITS
from trends.readers.pages import page_of
from trends.readers.recognition import has_recognition, recognised
from trends.records import SURE, Box, Line, Page, Problem

BROKEN, CURE = "图片打不开或已损坏", "重新扫描或另存为 PNG"
INSTALL = "要识别文字，请先 pip install -r requirements-ocr.txt；或先用别的软件识别成文本"


def read_image(document: Document) -> Iterator[Page | Problem]:
    """One Page an image; the frames of a TIFF are named file.tif!2."""
    if not has_recognition():
        raise InputError("是图片，还没有装文字识别", INSTALL, file=document.name)
    with document.sought() as stream, _opened(stream, document) as image:
        frames, damaged = _count_frames(image, document)
        for k in range(frames):
            name = document.name if frames == 1 else f"{document.name}!{k + 1}"
            try:
                lines = recognised_lines(lambda k=k: _pixels(image, k, document.name), "", name)  # type: ignore[misc]
            except InputError as error:
                yield problem_of(error, name)
                continue
            yield from page_of(document, lines, name)
            yield from doubtful_lines(lines, name)
        yield from damaged


def _count_frames(image: Any, document: Document) -> tuple[int, list[Problem]]:
    """How many frames may be read: one alone, and a Problem, where those after it are damaged."""
    try:
        with library("第 1 页以后的页损坏了，没有读", CURE, document.name):
            return min(getattr(image, "n_frames", 1), LIMITS.pdf_pages), []
    except InputError as error:
        return 1, [problem_of(error, document.name)]


def recognised_lines(pixels: Callable[[], Any], fault: str, name: str) -> tuple[Line, ...]:
    """The lines on an image (height × width × 3, 0..255), from top to bottom.

    fault: why recognition is needed, for the sentence where it is not installed or finds nothing.
    Raises InputError then.
    """
    if not has_recognition():
        raise InputError(f"{fault}，还没有装文字识别", INSTALL, file=name)
    with library(BROKEN, CURE, name):
        found = recognised(pixels())
    lines = [Line(n, text, Box(*place), sure) for n, (text, sure, place) in enumerate(found, 1)]
    if not has_han("".join(line.text for line in lines)):
        raise InputError(
            f"{fault + '，' if fault else ''}图片里没有认出汉字", "检查图片是否清楚、方向是否正", file=name
        )
    return tuple(lines)


def doubtful_lines(lines: Sequence[Line], name: str) -> list[Problem]:
    """One Problem that counts and names the lines of which recognition is not sure."""
    doubtful = [line for line in lines if line.confidence < SURE]
    if not doubtful:
        return []
    shown = "、".join(str(line.number) for line in doubtful[:8]) + ("等" if len(doubtful) > 8 else "")
    what = f"{len(lines)} 行里有 {len(doubtful)} 行认得没有把握：第 {shown} 行"
    return [Problem(name, doubtful[0].number, what, "对照原件；必要时用更清楚的扫描件", lost=False)]


def _opened(stream: Any, document: Document) -> Any:
    from PIL import Image

    with library(BROKEN, CURE, document.name):
        Image.MAX_IMAGE_PIXELS = None  # the bound below is the one that is told
        image = Image.open(stream)
    width, height = image.size
    if width * height > LIMITS.image_pixels or max(width, height) > LIMITS.image_side:
        what = f"图片有 {width}×{height} 像素，超过上限，没有读"
        raise InputError(what, "缩小到每英寸 200 到 300 点", file=document.name)
    return image


def _pixels(image: Any, frame: int, name: str) -> Any:
    """One frame upright, as an array in red, green, blue."""
    import numpy as np
    from PIL import ImageOps

    image.seek(frame)
    if image.width * image.height > LIMITS.image_pixels:
        raise InputError("图片太大，没有读", "缩小到每英寸 200 到 300 点", file=name)
    return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
