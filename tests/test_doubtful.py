"""Lines of which character recognition was not sure: from the scan to the marks on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests import samples
from tests.builders import build
from tests.screens import screen, text
from trends import readers
from trends.archive import Archive, open_archive
from trends.archive.sql.sources import doubtful_table
from trends.dashboard.articles.doubtful import doubtful_ranges
from trends.dashboard.articles.reader import marked
from trends.dashboard.page_text import DOUBT, coloured
from trends.readers import has_recognition

WIDE = 18  # characters of a line
FILE = "2024-03-09_01.png"


def printed() -> list[tuple[str, float, tuple[float, float, float, float]]]:
    """What recognition gives of a page: masthead, heads and bodies in lines; the third line of each body in doubt."""
    found: list[tuple[str, float, tuple[float, float, float, float]]] = []

    def add(line: str, confidence: float, left: float = 0.05) -> None:
        top = 0.02 + 0.012 * len(found)
        found.append((line, confidence, (left, top, left + 0.02 * len(line), top + 0.01)))

    add(samples.page_lines()[0], 0.99)
    for story in samples.stories():
        add(story.headline or "", 0.99)
        n = 0
        for paragraph in story.paragraphs:
            whole = "　　" + paragraph.replace(" ", "")
            for k in range(0, len(whole), WIDE):
                n += 1
                piece = whole[k : k + WIDE]
                add(piece.strip(), 0.5 if n == 3 else 0.97, 0.09 if piece.startswith("　") else 0.05)
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("scan")
    (root / FILE).write_bytes((samples.FOLDER / "page.png").read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trends.readers.scans.has_recognition", lambda: True)
        patch.setattr("trends.readers.scans.recognised", lambda image: printed())
        patch.setattr("trends.readers.read_apart", readers.read_source)
        build(root / FILE, root / "x")
    return root / "x"


@pytest.fixture(scope="module")
def opened(archive: Path) -> Archive:
    return open_archive(archive)


def test_the_snapshot_keeps_the_confidence_of_every_line(opened: Archive) -> None:
    lines = opened.page_lines(FILE)
    kept = dict(zip(lines["line"], lines["confidence"], strict=True))
    assert [kept[n] for n in sorted(kept)] == pytest.approx([confidence for _, confidence, _ in printed()])


def test_the_reader_marks_doubtful_lines_and_says_so(
    archive: Path, opened: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = {line for line, confidence, _ in printed() if confidence < 0.8}
    seen = set()
    for article in opened.articles()["id"]:
        lines = opened.doubtful(article)
        assert set(lines["text"].str.strip()) <= unsure
        if lines.empty:
            continue
        seen |= set(lines["text"].str.strip())
        shown = text(screen(archive, monkeypatch, "articles", id=article))
        plain = shown.replace(":gray-background[", "").replace("]", "").replace("\\", "")
        assert all(f":red-background[{line.strip()}{DOUBT}" in plain for line in lines["text"])
        assert f"{len(lines)} 行，引用前请对照原件" in shown
    assert seen == unsure


def test_the_page_and_its_legend_mark_doubtful_lines(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = [n for n, (_, confidence, _) in enumerate(printed(), 1) if confidence < 0.8]
    shown = text(screen(archive, monkeypatch, "data", look="pages", file=FILE))
    for n in range(1, len(printed()) + 1):
        assert (f"[{n}]]　:red[{DOUBT}]" in shown) == (n in unsure)
    assert f"之后的 {len(unsure)} 行" in shown
    english = text(screen(archive, monkeypatch, "data", look="pages", file=FILE, lang="en"))
    assert f"{len(unsure)} lines after" in english


def test_text_that_was_never_an_image_is_not_marked(
    sample_dir: Path, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(sample.pages()["file"].iloc[0])
    assert DOUBT not in text(screen(sample_dir, monkeypatch, "data", look="pages", file=file))
    article = str(sample.articles(limit=1)["id"].iloc[0])
    assert DOUBT not in text(screen(sample_dir, monkeypatch, "articles", id=article))


def test_a_snapshot_from_before_has_no_doubtful_lines(archive: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    (old / "snapshots").mkdir(parents=True)
    kept = next((archive / "snapshots").glob("*.duckdb"))
    (old / "snapshots" / kept.name).write_bytes(kept.read_bytes())
    with duckdb.connect(str(old / "snapshots" / kept.name)) as db:
        db.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
        db.execute("ALTER TABLE page_lines DROP COLUMN confidence")
    older = open_archive(old, kept.name)
    assert set(older.page_lines(FILE)["confidence"]) == {1.0}
    assert all(doubtful_table(older.snapshot, article).empty for article in older.articles()["id"])


def line(text: str, before: str | None = None, after: str | None = None) -> dict[str, Any]:
    return {"text": text, "before": before, "after": after}


def test_of_several_places_the_one_beside_its_lines_is_marked() -> None:
    texts = ["今天开会。他们来。", "明天开会。我们去。"]
    assert doubtful_ranges(texts, [line("开会。", "明天", "我们去。")]) == [[], [(2, 5)]]
    assert doubtful_ranges(texts, [line("开会。", "今天", "他们来。")]) == [[(2, 5)], []]


def test_blanks_and_lines_that_stand_nowhere_do_not_matter() -> None:
    assert doubtful_ranges(["记者 王 芳 报道"], [line("　王芳"), line("别处"), line("")]) == [[(3, 6)]]
    assert doubtful_ranges(["甲乙丙丁"], [line("甲乙丙"), line("丙丁")]) == [[(0, 4)]]


def test_search_words_stay_marked_inside_doubtful_parts_and_nothing_is_run() -> None:
    shown = marked("安全<b>生产", ("安全",), (), [(0, 5)])
    assert shown == f":red-background[:orange-background[安全]&lt;b&gt;{DOUBT}]生产"


@pytest.mark.skipif(not has_recognition(), reason="requirements-ocr.txt is not installed")
def test_a_coarse_line_of_a_real_scan_is_marked(tmp_path: Path) -> None:
    from PIL import Image

    with Image.open(samples.FOLDER / "page.png") as image:
        page = image.convert("L")
    page.paste(
        page.crop((0, 100, 400, 150)).resize((80, 10)).resize((400, 50), Image.Resampling.NEAREST), (0, 100)
    )
    page.save(tmp_path / "2024-03-09_01.png")
    build(tmp_path / "2024-03-09_01.png", tmp_path / "x")
    archive = open_archive(tmp_path / "x")
    lines = archive.page_lines("2024-03-09_01.png").to_dict("records")
    assert DOUBT in coloured(lines)
    assert lines[0]["confidence"] > 0.8
