"""Exports for people: what a spreadsheet reads, and what it must never run."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from trends.archive.spreadsheets import plain_cell, spreadsheet_csv, spreadsheet_xlsx

FORMULAS = (
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@A1",
    "\t=1",
    "\r=1",
    " =HYPERLINK(1)",
    "＝1+1",
    "－cmd|' /C calc'!A0",
)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_is_made_text(text: str) -> None:
    [row] = rows(spreadsheet_csv(pd.DataFrame({"headline": [text]}), {"query": text}))
    assert row == {"headline": "'" + text, "query": "'" + text}


@pytest.mark.parametrize("text", ["-3", "+0.5", "-1.2e-3", "-12%", "三提三敢", "a=b", "2023-02-06", ""])
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert plain_cell(text) == text


def test_numbers_keep_their_signs_and_gaps_stay_empty() -> None:
    table = pd.DataFrame({"change": [-0.25, None], "n": [-3, 4]})
    assert rows(spreadsheet_csv(table, {})) == [{"change": "-0.25", "n": "-3"}, {"change": "", "n": "4"}]


def test_a_byte_order_mark_leads_and_the_facts_stand_in_every_row() -> None:
    data = spreadsheet_csv(pd.DataFrame({"n": [1, 2]}), {"query": "?q=安全", "data_version": "v1"})
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["query"] for row in rows(data)] == ["?q=安全", "?q=安全"]


def test_a_column_of_the_table_wins_over_a_fact_and_an_empty_table_keeps_its_header() -> None:
    assert rows(spreadsheet_csv(pd.DataFrame({"missing": [3]}), {"missing": 9})) == [{"missing": "3"}]
    assert spreadsheet_csv(pd.DataFrame(columns=["n"]), {"query": "x"}).decode("utf-8-sig") == "n,query\r\n"


def test_lists_are_joined_and_headers_are_safe_too() -> None:
    table = pd.DataFrame({"terms": [[("消费", 0.5), ("招商", 0.2)]], "=x": ["a"]})
    assert rows(spreadsheet_csv(table, {})) == [{"terms": "消费 招商", "'=x": "a"}]


@given(some.lists(some.text(some.characters(codec="utf-8", exclude_characters="\x00")), min_size=1))
def test_no_cell_begins_like_a_formula_and_no_text_is_lost(texts: list[str]) -> None:
    found = [row["t"] for row in rows(spreadsheet_csv(pd.DataFrame({"t": texts, "k": 1}), {}))]
    assert [cell.removeprefix("'") for cell in found] == [text.removeprefix("'") for text in texts]
    for cell in found:
        assert plain_cell(cell) == cell


def test_a_workbook_holds_the_rows_of_the_csv() -> None:
    table = pd.DataFrame(
        {
            "page": pd.array([1, None, 3], dtype="Int64"),
            "headline": ["=1+1", None, "a\x0bb"],
            "share": [0.5, float("nan"), 1],
            "date": pd.to_datetime(["2024-01-01", None, "2024-01-03"]),
            "words": [["a", "b"], [("c", 1.0)], []],
            "whole": [True, False, True],
        }
    )
    book = spreadsheet_xlsx(table, {"query": "q"}, {"page": "版", "query": "查询"})
    sheet = pd.read_excel(io.BytesIO(book), dtype=str)
    assert list(sheet.columns) == ["版", "headline", "share", "date", "words", "whole", "查询"]
    assert sheet["版"].tolist()[::2] == ["1", "3"]
    assert sheet["版"].isna().tolist() == [False, True, False]
    assert sheet["headline"].tolist()[0] == "'=1+1"
    assert sheet["headline"].tolist()[2] == "ab"
    assert sheet["words"].tolist()[:2] == ["a b", "c"]
