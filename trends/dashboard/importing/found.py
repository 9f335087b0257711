"""What was read of a batch of files, before it is taken in: pages, tables, problems, one page's text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from trends.dashboard import params
from trends.dashboard.page_text import page_text
from trends.dashboard.sentences import fault_told, say
from trends.dashboard.shell import heading, muted

Records = Sequence[Mapping[str, Any]]
Again = Callable[[Path, dict[str, dict[str, str]], dict[str, str]], None]
KINDS = ("page", "columns", "table", "problem", "total")
EDITABLE = ("date", "paper", "page")


def found(folder: Path, records: Records, *, again: Again) -> None:
    """Shows the records of `pipeline.preview`. `again` reads the batch anew with a person's word."""
    kinds = {kind: [r for r in records if r["type"] == kind] for kind in KINDS}
    total = kinds["total"][0] if kinds["total"] else {"articles": 0, "problems": 0}
    n = int(total["articles"])
    line = say(
        "import_found_line",
        pages=len(kinds["page"]),
        tables=len(kinds["table"]),
        undated=sum(page["date"] is None for page in kinds["page"]),
        problems=total["problems"],
    )
    heading(say("import_found", articles=f"{n:,}") if n else say("import_found_none"), line)
    if kinds["page"]:
        _pages(folder, kinds["page"], again)
    if kinds["table"]:
        _tables(kinds["table"])
    if kinds["columns"]:
        _columns(folder, kinds["columns"], again)
    if kinds["problem"]:
        _problems(kinds["problem"])
    if kinds["page"]:
        _one_page(kinds["page"])


def _pages(folder: Path, rows: Records, again: Again) -> None:
    """The pages with their dates, papers and numbers, which a person may correct."""
    st.markdown(f"## {say('import_pages')}")
    key = f"import_pages_{folder.name}"
    table = pd.DataFrame(
        {
            "file": [row["file"] for row in rows],
            "date": [dt.date.fromisoformat(row["date"]) if row["date"] else None for row in rows],
            "paper": [row["paper"] for row in rows],
            "page": [str(row["page"] or "") for row in rows],
            "articles": [int(row["articles"]) for row in rows],
            "confidence": [float(row["confidence"]) for row in rows],
            "evidence": [row["evidence"] for row in rows],
            "headlines": [say("semicolon").join(row["headlines"]) for row in rows],
        }
    )
    config = st.column_config
    st.data_editor(
        table,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=[name for name in table.columns if name not in EDITABLE],
        height=min(35 * len(table) + 37, 380),
        alt=say("import_pages"),
        placeholder="—",
        column_config={
            "file": config.TextColumn(say("file"), width=170),
            "date": config.DateColumn(say("date"), width=104, format="YYYY-MM-DD"),
            "paper": config.TextColumn(say("paper"), width=96),
            "page": config.TextColumn(say("page"), width=48),
            "articles": config.NumberColumn(say("articles_found"), width=56),
            "confidence": config.NumberColumn(say("confidence"), width=64, format="percent"),
            "evidence": config.TextColumn(say("evidence"), width=220),
            "headlines": config.TextColumn(say("headlines_found"), width=320),
        },
    )

    def changed() -> None:
        edited = st.session_state[key]["edited_rows"]
        again(folder, stated(rows, edited), {})

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say("import_again"), icon=":material/refresh:", on_click=changed, key="import_again")
    st.markdown(muted(say("import_pages_caption")))


def stated(rows: Records, edited: Mapping[int, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The edited rows of the table as rows of a manifest, by source file. Pages inside one file share
    its row; only what the person wrote is stated."""
    found: dict[str, dict[str, str]] = {}
    for index, cells in edited.items():
        file, inner, _ = str(rows[int(index)]["file"]).partition("!")
        words = {name: str(value or "")[:80].strip() for name, value in cells.items() if name in EDITABLE}
        if inner:
            words.pop("page", None)
        if "date" in words:
            words["date"] = words["date"][:10]
        found[file] = {**found.get(file, {}), **words}
    return {file: words for file, words in found.items() if words}


def _tables(rows: Records) -> None:
    st.markdown(f"## {say('import_tables')}")
    columns = {
        say("file"): [row["file"] for row in rows],
        say("articles_found"): [int(row["articles"]) for row in rows],
        say("issues_found"): [int(row["issues"]) for row in rows],
        say("first_date"): [row["first"] for row in rows],
        say("last_date"): [row["last"] for row in rows],
        say("paper"): [say("list_mark").join(row["papers"]) or say("no_paper") for row in rows],
        say("headlines_found"): [say("semicolon").join(row["headlines"]) for row in rows],
    }
    st.dataframe(pd.DataFrame(columns), hide_index=True, height=min(35 * len(rows) + 37, 300))


def _columns(folder: Path, rows: Records, again: Again) -> None:
    """What each column of the tables is read as; a person may say it better."""
    from trends.readers.columns import ARTICLE_FIELDS

    with st.expander(
        say("import_columns"), expanded=not all(set(r["fields"].values()) & {"body"} for r in rows)
    ):
        key = f"import_columns_{folder.name}"
        pairs = [(r["file"], column, field) for r in rows for column, field in r["fields"].items()]
        table = pd.DataFrame(pairs, columns=["file", "column", "field"])
        config = st.column_config
        st.data_editor(
            table,
            key=key,
            hide_index=True,
            num_rows="fixed",
            disabled=["file", "column"],
            height=min(35 * len(table) + 37, 320),
            placeholder="—",
            column_config={
                "file": config.TextColumn(say("file"), width=200),
                "column": config.TextColumn(say("import_column"), width=160),
                "field": config.SelectboxColumn(
                    say("import_field"),
                    width=160,
                    options=[*ARTICLE_FIELDS],
                    format_func=lambda field: say(f"field_{field}"),
                ),
            },
        )

        def changed() -> None:
            edited = st.session_state[key]["edited_rows"]
            again(folder, {}, named(pairs, edited))

        st.button(
            say("import_again"), icon=":material/refresh:", on_click=changed, key="import_columns_again"
        )
        st.markdown(muted(say("import_columns_caption")))


def named(
    pairs: Sequence[tuple[str, str, str | None]], edited: Mapping[int, Mapping[str, Any]]
) -> dict[str, str]:
    """The edited rows of the columns as column → field; a column whose name holds a comma is left out."""
    chosen = {pairs[int(i)][1]: str(cells["field"]) for i, cells in edited.items() if cells.get("field")}
    return {column: field for column, field in chosen.items() if not set(column) & set(",，")}


def _problems(rows: Records) -> None:
    st.markdown(f"## {say('import_problems')}")
    columns = {
        say("file"): [row["file"] for row in rows],
        say("line"): ["" if row["line"] is None else str(row["line"]) for row in rows],
        say("what"): [fault_told(row["what"]) for row in rows],
        say("cure"): [fault_told(row["cure"]) for row in rows],
    }
    st.dataframe(pd.DataFrame(columns), hide_index=True, height=min(35 * len(rows) + 37, 300))


def _one_page(rows: Records) -> None:
    """One page's own lines, coloured by article."""
    files = [str(row["file"]) for row in rows]
    chosen = params.get("file") if params.get("file") in files else files[0]
    st.markdown(f"## {say('import_one_page')}")
    params.bound(
        st.selectbox,
        say("import_one_page"),
        files,
        name="file",
        value=chosen,
        parse=lambda v: v,
        label_visibility="collapsed",
    )
    page_text(rows[files.index(chosen)]["lines"], key="import_page_text")
