"""The same twice is one, ids are ids, and what is corrected takes the place of the first."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import build, copied, record, write_jsonl
from tests.changed import add, counts, page
from trends.archive import Archive, open_archive

# ---- the same twice ------------------------------------------------------------------------------


def zipped(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)


COPIES: dict[str, Callable[[Path, str], object]] = {
    "a copy": lambda folder, own: (folder / "A1 - 副本.txt").write_text(own),
    "a backup folder": lambda folder, own: (
        (folder / "备份").mkdir(),
        (folder / "备份" / "A1.txt").write_text(own),
    ),
    "bak": lambda folder, own: (folder / "A1.txt.bak").write_text(own),
    "a zip beside it": lambda folder, own: zipped(folder / "all.zip", {"A1.txt": own}),
    "gbk": lambda folder, own: (folder / "A1(1).txt").write_bytes(own.encode("gb18030")),
    "other line ends": lambda folder, own: (folder / "Copy of A1.txt").write_bytes(
        own.replace("\n", "\r\n").encode()
    ),
    "markdown": lambda folder, own: (folder / "A1.md").write_text(own),
}


@pytest.fixture(scope="module")
def three_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages in a folder in, and their archive once."""
    kept = tmp_path_factory.mktemp("three_pages")
    (kept / "in").mkdir()
    for n in (1, 2, 3):
        (kept / "in" / f"A{n}.txt").write_text(page(f"2024-02-0{n}", n))
    build(kept / "in", kept / "once", topics=1)
    return kept


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_page_that_comes_twice_is_one_page(
    three_pages: Path, tmp_path: Path, copy: Callable[[Path, str], object]
) -> None:
    folder = copied(three_pages, tmp_path) / "in"
    copy(folder, page("2024-02-01", 1))
    build(folder, tmp_path / "twice", topics=1)
    assert counts(tmp_path / "twice") == counts(tmp_path / "once")
    one, two = (set(open_archive(tmp_path / name).articles()["id"]) for name in ("once", "twice"))
    assert one == two
    told = open_archive(tmp_path / "twice").problems()
    assert told["what"].str.contains("同一版").sum() == 1, told


def test_pages_of_one_issue_that_differ_all_stay(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in (1, 2, 3):
        (folder / f"A{n}.txt").write_text(page("2024-02-01", n))
    build(folder, tmp_path / "x", topics=1)
    assert counts(tmp_path / "x") == {"2024-02-01": 9}


def test_a_table_that_repeats_another_is_counted_once(tmp_path: Path) -> None:
    rows = [record("2024-02-01", "farm", n) for n in range(6)]
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", rows)
    write_jsonl(folder / "b.jsonl", [row | {"id": f"x{n}"} for n, row in enumerate(rows[:4])])
    build(folder, tmp_path / "x", topics=1)
    assert counts(tmp_path / "x") == {"2024-02-01": 6}
    assert open_archive(tmp_path / "x").problems()["what"].str.contains("4 篇").any()


# ---- ids -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["序号", "编号", "id"])
def test_row_numbers_are_no_ids(tmp_path: Path, column: str) -> None:
    archive = tmp_path / "x"
    for month in (1, 2, 3):
        rows = [
            record(f"2024-0{month}-{1 + n // 4:02d}", "farm", 100 * month + n) | {column: n + 1}
            for n in range(40)
        ]
        source = write_jsonl(tmp_path / f"m{month}.jsonl", rows)
        if month == 1:
            build(source, archive, topics=1)
            link = str(open_archive(archive).articles()["id"][0])
            what = open_archive(archive).article(link).headline
        else:
            add(source, archive)
    assert open_archive(archive).meta.articles == 120
    assert open_archive(archive).article(link).headline == what
    build([tmp_path / f"m{month}.jsonl" for month in (1, 2, 3)], archive, topics=1)
    opened = open_archive(archive)
    assert opened.meta.articles == 120
    if link in set(opened.articles(limit=200)["id"]):
        assert opened.article(link).headline == what


# ---- corrected -----------------------------------------------------------------------------------


def bodies(archive: Archive) -> str:
    return "\n".join(body for (body,) in archive.snapshot.rows("SELECT body FROM articles"))


@pytest.mark.parametrize("name", ["2024-05-01_01.txt", "更正.txt"])
def test_a_corrected_page_replaces_the_first(old: Path, tmp_path: Path, name: str) -> None:
    for folder, mend in (("first", ""), ("second", "更正后的一句")):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / ("2024-05-01_01.txt" if folder == "first" else name)
        file.write_text(page("2024-05-01", 1, mend))
        summary = add(file, old)
    assert any("更正" in problem.what for problem in summary.problem_list)
    for _ in ("added", "built"):
        opened = open_archive(old)
        assert counts(old)["2024-05-01"] == 3
        assert bodies(opened).count("更正后的一句") == 3
        assert len(opened.pages()) == 1
        build(tmp_path / "in", old, topics=2)
    again = add(file, old)
    assert not again.changed


@pytest.mark.parametrize("known", [{"id": "story-7"}, {"url": "http://a.cn/7"}, {}])
def test_a_corrected_article_replaces_the_first(old: Path, tmp_path: Path, known: dict[str, Any]) -> None:
    first = record("2024-05-01", "farm", 700) | known
    first["body"] = (
        f"{first['body']}县里的水渠在端午前修到了第七个村，村民说今年的稻子有水喝了，明年还要接着修。"
    )
    add(write_jsonl(tmp_path / "one.jsonl", [first, record("2024-05-01", "farm", 701)]), old)
    mended = first | {"body": str(first["body"]).replace("第七个村", "第九个村")}
    summary = add(write_jsonl(tmp_path / "two.jsonl", [mended]), old)
    assert any("替换" in problem.what for problem in summary.problem_list)
    for _ in ("added", "built"):
        assert counts(old)["2024-05-01"] == 2
        assert "第九个村" in bodies(open_archive(old))
        assert "第七个村" not in bodies(open_archive(old))
        build(tmp_path / "in", old, topics=2)
