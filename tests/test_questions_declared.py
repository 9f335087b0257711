"""A question is declared whole: its words, columns, command, path and reference."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.main import get_command

from tests.asking import ASKED, Chance, each, python
from tests.builders import ROOT
from trends.api import create_api
from trends.archive import Archive
from trends.archive.columns import COLUMNS
from trends.archive.registry import Question
from trends.cli import app
from trends.cli.manual import manual


@each
def test_a_question_is_declared_whole(asked: Question) -> None:
    assert asked.summary.endswith((".", "`"))
    assert all(p.help.text for p in asked.parameters)
    assert all(c.text for c in asked.columns)
    hints = {a.name for a in asked.arguments}
    assert len(hints) == len(asked.arguments)


@pytest.mark.parametrize("asked", [a for a in ASKED if a.columns], ids=lambda asked: asked.name)
def test_a_table_has_the_columns_it_declares(sample: Archive, planted: Archive, asked: Question) -> None:
    for seed in range(240):
        archive = (sample, planted)[seed % 2]
        answer = python(asked, archive, Chance(archive, seed).values(asked))
        if isinstance(answer, pd.DataFrame):
            always = [c.name for c in asked.columns if c.always]
            assert [name for name in answer.columns if name in always] == always
            assert set(answer.columns) <= {c.name for c in asked.columns}
            return
    pytest.fail("no draw gave a table")


def test_every_column_that_is_explained_is_used() -> None:
    assert set(COLUMNS) <= {c.name for asked in ASKED for c in asked.columns}


def test_every_question_has_a_command_and_a_path_of_its_own(sample_dir: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {asked.command for asked in ASKED} <= set(commands)
    assert len({asked.command for asked in ASKED}) == len({asked.path for asked in ASKED}) == len(ASKED)
    paths = create_api(sample_dir, lambda _: None).openapi()["paths"]
    assert set(paths) == {asked.path for asked in ASKED}


def test_every_public_table_of_an_archive_is_a_question() -> None:
    public = {name for name in dir(Archive) if not name.startswith("_")}
    methods = {asked.method.__name__ for asked in ASKED}
    assert public - methods == {"rename", "count_articles", "count_hits", "codebook", "own_codebook"}


def test_the_reference_is_what_the_declarations_say() -> None:
    assert (ROOT / "docs" / "questions.md").read_text("utf-8") == manual(), "make questions writes it anew"
