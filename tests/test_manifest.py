"""manifest.csv: a person's word on files, beside them and inside bundles, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests import samples
from tests.builders import build
from trends.archive import open_archive
from trends.readers import find_sources, read_source, split_source
from trends.readers.manifest import read_manifest
from trends.records import Article, Page, Problem

TEXT = samples.page_text().replace(samples.page_lines()[0].encode(), b"")  # without the masthead and its date
ROWS = "file,date,paper,page\n01.txt,2023-02-07,临川日报,2\nb/02.txt,2023-02-08,,\n"
FILES = {"01.txt": TEXT, "b/02.txt": TEXT, "manifest.csv": ROWS.encode()}


def read(path: Path) -> tuple[dict[str, Page | Article], list[Problem]]:
    sources, problems = find_sources([path])
    pages = {}
    for part in (part for source in sources for part in split_source(source)):
        for item in read_source(part):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                pages[item.file if isinstance(item, Page) else item.pieces[0].file] = item
    return pages, problems


def in_folder(files: dict[str, bytes], root: Path) -> Path:
    for name, data in files.items():
        (root / "x" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "x" / name).write_bytes(data)
    return root / "x"


def in_zip(files: dict[str, bytes], root: Path) -> Path:
    (root / "x.zip").write_bytes(samples.zipped(files))
    return root / "x.zip"


def in_tar(files: dict[str, bytes], root: Path) -> Path:
    (root / "x.tar").write_bytes(samples.tarred({f"./{name}": data for name, data in files.items()}))
    return root / "x.tar"


def in_zip_in_zip(files: dict[str, bytes], root: Path) -> Path:
    return in_zip({"inner.zip": samples.zipped(files)}, root)


FORMS = (in_folder, in_zip, in_tar, in_zip_in_zip)
Form = Callable[[dict[str, bytes], Path], Path]


@pytest.mark.parametrize("form", FORMS)
def test_a_manifest_says_the_same_wherever_it_lies(tmp_path: Path, form: Form) -> None:
    pages, problems = read(form(FILES, tmp_path))
    stated = {
        name.replace("./", "").rpartition("!")[2]: (page.date, page.date_source, page.paper, page.number)
        for name, page in pages.items()
        if isinstance(page, Page)
    }
    assert stated == {
        "01.txt": (dt.date(2023, 2, 7), "manifest", "临川日报", 2),
        "b/02.txt": (dt.date(2023, 2, 8), "manifest", None, None),
    }
    assert problems == []


@pytest.mark.parametrize("form", FORMS)
def test_the_nearest_manifest_wins_and_the_others_fill_in(tmp_path: Path, form: Form) -> None:
    near = b"file,date\n02.txt,2020-01-02\n"
    far = "文件,日期,报纸\nb/02.txt,2023-02-08,山城晚报\n".encode()
    pages, _ = read(form({"b/02.txt": TEXT, "b/manifest.csv": near, "manifest.csv": far}, tmp_path))
    [page] = pages.values()
    assert isinstance(page, Page)
    assert (page.date, page.paper) == (dt.date(2020, 1, 2), "山城晚报")


@pytest.mark.parametrize("form", FORMS)
def test_faulty_rows_and_files_that_are_not_there_are_told_once(tmp_path: Path, form: Form) -> None:
    rows = b"file,date\n01.txt,2023-02-31\n,2023-02-01\n03.txt,2023-02-07\n"
    _, problems = read(form({"01.txt": TEXT, "manifest.csv": rows}, tmp_path))
    assert [problem.line for problem in problems if "这一行" in problem.what] == [2, 3]
    [absent] = [problem for problem in problems if "说的文件不在：03.txt" in problem.what]
    assert (absent.line, absent.lost) == (4, False)
    assert absent.file.endswith("manifest.csv")


def test_a_manifest_beside_a_bundle_wins_over_the_one_inside(tmp_path: Path) -> None:
    in_zip(FILES, tmp_path)
    outside = "file,date,paper\nx.zip!01.txt,2019-05-06,\nx.zip,,山城晚报\n"
    (tmp_path / "manifest.csv").write_text(outside, "utf-8")
    pages, _ = read(tmp_path)
    first, second = pages["x.zip!01.txt"], pages["x.zip!b/02.txt"]
    assert (first.date, second.date) == (dt.date(2019, 5, 6), dt.date(2023, 2, 8))
    assert second.paper == "山城晚报"


def test_in_a_large_bundle_every_part_knows_the_manifest(tmp_path: Path) -> None:
    files = {f"{k:03}.txt": TEXT for k in range(120)}
    rows = "file,date\n" + "".join(f"{name},2023-02-0{k % 9 + 1}\n" for k, name in enumerate(files))
    path = in_zip(files | {"manifest.csv": (rows + "no.txt,2023-01-01\n").encode()}, tmp_path)
    pages, problems = read(path)
    assert len(pages) == 120
    assert all(page.date == dt.date(2023, 2, k % 9 + 1) for k, page in enumerate(pages.values()))
    assert len(problems) == 1


@pytest.mark.parametrize("name", ["__MACOSX/manifest.csv", "../manifest.csv"])
def test_a_manifest_that_is_hidden_or_leads_out_is_not_believed(tmp_path: Path, name: str) -> None:
    pages, _ = read(in_zip({"01.txt": TEXT, name: ROWS.encode()}, tmp_path))
    assert {page.date for page in pages.values()} == {None}


def test_an_archive_of_a_bundle_stands_under_the_manifests_dates(tmp_path: Path) -> None:
    build(in_zip(FILES, tmp_path), tmp_path / "a")
    issues = open_archive(tmp_path / "a").issues()
    assert dict(zip(issues["date"], issues["date_source"], strict=True)) == {
        "2023-02-07": "manifest",
        "2023-02-08": "manifest",
    }


@given(
    some.binary(max_size=300)
    | some.text(max_size=200).map(lambda text: b"file,date\n" + text.encode("utf-8", "replace"))
)
def test_any_bytes_are_a_manifest_or_problems(data: bytes) -> None:
    rows, problems = read_manifest(data, "manifest.csv", lambda name: True)
    assert all(problem.what and problem.cure for problem in problems)
    assert rows or problems or b"\n" in data or b"\r" in data
