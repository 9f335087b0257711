"""The command line: python -m trends …"""

from __future__ import annotations

import typer

from trends.cli import (
    building,
    coding,
    evaluating,
    manual,
    moving,
    preview,
    serving,
    settling,
    sharing,
    validating,
    watching,
    withdrawing,
)
from trends.cli.questions import Commands, add_questions

app = typer.Typer(
    cls=Commands,
    help="Topics, words and slogans of Chinese newspapers over time.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
READING = (building.pages, preview.preview, building.build, building.add, watching.watch)
KEEPING = (
    settling.settle,
    withdrawing.withdraw,
    evaluating.evaluate,
    evaluating.accept,
    evaluating.rollback,
    manual.questions,
    sharing.report,
    coding.index,
    serving.serve,
    serving.demo,
)
for command in READING:
    app.command()(command)
add_questions(app)
for keeping in KEEPING:
    app.command()(keeping)
app.add_typer(moving.app, name="archive")
app.add_typer(coding.app, name="codebook")
app.add_typer(validating.app, name="validate")
