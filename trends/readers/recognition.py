"""Pixels of a page → printed lines with place and confidence: RapidOCR finds and reads them.

What it finds is cut at white gutters, so that no line crosses columns, and upright lines are laid
level before they are read. Blanks between characters are seen in the picture (`spacing`).
"""

from __future__ import annotations

import importlib.util
import os
from functools import lru_cache
from typing import Any

from trends.readers.spacing import with_blanks

THREADS = 4
GUTTER = 1.25  # white within a found line, over its height, from which it is two lines; a comma leaves 0.9
MARGIN = 0.12  # of a line's height left around it
LONGEST_SIDE = 4_500  # pixels; larger images are made smaller first
MOST_LINES = 5_000

Rectangle = tuple[int, int, int, int]  # left, top, right, bottom in pixels


def has_recognition() -> bool:
    """Whether the optional libraries of requirements-ocr.txt are installed."""
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


def recognised(image: Any) -> list[tuple[str, float, tuple[float, float, float, float]]]:
    """An image (height × width × 3, 0..255) → text, confidence 0..1 and left, top, right, bottom as
    fractions of the image, for each line found, from top to bottom."""
    import cv2

    shrink = LONGEST_SIDE / max(image.shape[:2])
    if shrink < 1:
        image = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    height, width = image.shape[:2]
    if image.max() == image.min():
        return []
    ink = cv2.threshold(
        cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU
    )[1]
    engine = _engine()
    found, _ = engine.text_det(image)
    boxes = found if found is not None else ()
    lines = [part for box in boxes for part in _parted(_rectangle(box, width, height), ink)]
    lines.sort(key=lambda line: (line[1], line[0]))
    if not lines:
        return []
    texts, _ = engine.text_rec([_level(image, ink, line) for line in lines], return_word_box=True)
    return [
        (_spaced(text, found, ink, line), min(1.0, max(0.0, float(sure))), _fractions(line, width, height))
        for (text, sure, found), line in zip(texts, lines, strict=True)
        if text.strip()
    ]


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    # Worker processes are told how many threads they may use; alone, a few of them.
    threads = int(os.environ.get("OMP_NUM_THREADS") or min(THREADS, os.cpu_count() or 1))
    return RapidOCR(intra_op_num_threads=threads, inter_op_num_threads=1, det_max_candidates=MOST_LINES)


def _rectangle(box: Any, width: int, height: int) -> Rectangle:
    xs, ys = box[:, 0], box[:, 1]
    return (
        max(0, int(xs.min())),
        max(0, int(ys.min())),
        min(width, int(xs.max()) + 1),
        min(height, int(ys.max()) + 1),
    )


def _fractions(line: Rectangle, width: int, height: int) -> tuple[float, float, float, float]:
    return line[0] / width, line[1] / height, line[2] / width, line[3] / height


def _spaced(text: str, found: Any, ink: Any, line: Rectangle) -> str:
    """A level line with its blanks. found: columns that the network saw, and in which each character."""
    if _is_upright(line):
        return text
    filled = _with_margin(ink, line).any(axis=0)
    columns, _, seen, *_ = found
    return with_blanks(
        text, [(column + 0.5) / columns * len(filled) for word in seen for column in word], filled
    )


def _is_upright(line: Rectangle) -> bool:
    return line[3] - line[1] > 1.8 * (line[2] - line[0])


def _parted(line: Rectangle, ink: Any) -> list[Rectangle]:
    """A level line cut at the gutters that it crosses; edges where its ink begins and ends, for indents to show."""
    x0, y0, x1, y1 = line
    if _is_upright(line):
        return [line]
    runs = _runs(ink[y0:y1, x0:x1].any(axis=0), GUTTER * (y1 - y0))
    return [(x0 + a, y0, x0 + b, y1) for a, b in runs]


def _runs(filled: Any, gap: float) -> list[tuple[int, int]]:
    """Where True stands, as (start, end); runs with less than `gap` between them are one."""
    runs: list[tuple[int, int]] = []
    for k in filled.nonzero()[0]:
        if runs and k - runs[-1][1] < gap:
            runs[-1] = (runs[-1][0], int(k) + 1)
        else:
            runs.append((int(k), int(k) + 1))
    return runs


def _with_margin(pixels: Any, line: Rectangle) -> Any:
    x0, y0, x1, y1 = line
    margin = int(MARGIN * (y1 - y0))
    return pixels[y0:y1, max(0, x0 - margin) : x1 + margin]


def _level(image: Any, ink: Any, line: Rectangle) -> Any:
    """The line's pixels; of an upright line its characters set beside each other."""
    import numpy as np

    x0, y0, x1, y1 = line
    if not _is_upright(line):
        return _with_margin(image, line)
    pixels = image[y0:y1, x0:x1]
    size = x1 - x0
    cells: list[tuple[int, int]] = []
    for a, b in _runs(ink[y0:y1, x0:x1].any(axis=1), 1):
        if cells and b - cells[-1][0] <= 0.95 * size:  # parts of one character: 三, 昌
            cells[-1] = (cells[-1][0], b)
        else:
            cells.append((a, b))
    white = int(image.max())
    squares = []
    for a, b in cells:
        square = np.full((size, size, 3), white, dtype=image.dtype)
        part = pixels[a : min(b, a + size)]
        top = (size - len(part)) // 2
        square[top : top + len(part)] = part
        squares.append(square)
    return np.concatenate(squares, axis=1) if squares else pixels
