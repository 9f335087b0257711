"""Files put together, cut off, without ends of lines or named oddly give what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import printed, samples
from tests.copied import BODY, DAY, HEAD, RIGHT, STORIES, TOLD_ON, told_stories
from tests.formatted import only_problem, put, read
from tests.test_layout_properties import nothing_lost
from trends.pipeline.cutting import cuts
from trends.readers.filenames import stated_date
from trends.records import Article, CutPage, Page, Problem

HEADED = ["石湾日报 2023年3月6日 星期一 第1版", *(line for story in STORIES.items() for line in story)]


def found_in(folder: Path, name: str, data: bytes) -> tuple[list[CutPage], list[Article], list[Problem]]:
    items = read(put(folder, name, data))
    pages = [cut for item in items if isinstance(item, Page) for cut in cuts(item, {})]
    assert all(nothing_lost(cut) for cut in pages)
    return pages, [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def test_a_file_put_together_of_two_encodings_is_read_line_by_line(tmp_path: Path) -> None:
    middle = len(HEADED) // 2
    data = "\n".join(HEADED[:middle]).encode("gbk") + b"\n" + "\n".join(HEADED[middle:]).encode()
    pages, _, problems = found_in(tmp_path, "a.txt", data)
    assert (told_stories(pages), problems) == (RIGHT, [])


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_half_a_gbk_file_gives_what_is_there(tmp_path: Path, cut: int) -> None:
    data = "\n".join(HEADED).encode("gbk")[: -40 - cut]
    pages, _, _ = found_in(tmp_path, "a.txt", data)
    assert [article.headline for article in pages[0].articles] == list(STORIES)
    assert pages[0].issue_date.date == DAY


def test_a_line_without_end_is_read(tmp_path: Path) -> None:
    pages, _, _ = found_in(tmp_path, "a.txt", (HEADED[0] + " " + BODY * 2_000).encode())
    assert sum(len(article.body) for article in pages[0].articles) >= 2_000 * len(RIGHT[HEAD])


def test_a_table_of_four_hundred_columns_is_mapped(tmp_path: Path) -> None:
    names = [f"列{n}" for n in range(397)]
    rows = [[*names, "标题", "日期", "正文"], [*("x" * 397), HEAD, "2023-03-06", BODY]]
    _, articles, _ = found_in(tmp_path, "a.csv", "\n".join(map(",".join, rows)).encode())
    assert [(a.headline, a.date) for a in articles] == [(HEAD, DAY)]


def test_a_form_without_text_is_told(tmp_path: Path) -> None:
    page = "<html><body><form action='x'><input name='q'><select><option>一</option></select></form></body></html>"
    assert "没有正文" in only_problem(put(tmp_path, "a.html", page.encode())).what


def test_leaves_of_a_made_pdf_are_no_pages_of_the_paper(tmp_path: Path) -> None:
    leaves = [[*samples.printed_page(), (280.0, 20.0, 9.0, f"第 {n} 页")] for n in (1, 2)]
    pages = [
        item
        for item in read(put(tmp_path, "石湾日报20230306.pdf", printed.pdf(leaves)))
        if isinstance(item, Page)
    ]
    assert [(item.number, item.date, item.paper) for item in pages] == [(None, DAY, "石湾日报")] * 2


def test_a_text_that_begins_with_a_quoted_brace_is_no_json(tmp_path: Path) -> None:
    for n, first in enumerate(
        ('{"本报讯"：记者获悉', '["一号文件"解读]水渠清淤工程开工', "{编者按}今年以来")
    ):
        (tmp_path / f"2023-03-06_{n}.txt").write_text("\n".join((first, BODY, *TOLD_ON)), "utf-8")
        assert isinstance(read(tmp_path / f"2023-03-06_{n}.txt")[0], Page)


@pytest.mark.parametrize("name", ["2023 03 06 终稿.txt", "2023/三月/六日/1.txt", "2023年/三月/6日/1.txt"])
def test_names_may_part_a_date_by_blanks_or_spell_its_day(name: str) -> None:
    assert stated_date(name) == DAY
