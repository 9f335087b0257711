"""The command line: python -m trends …"""

from __future__ import annotations

import typer

from trends.cli import (
    building,
    coding,
    evaluating,
    moving,
    preview,
    serving,
    settling,
    sharing,
    tables,
    validating,
    watching,
    withdrawing,
    words,
)

app = typer.Typer(
    help="Topics, words and slogans of Chinese newspapers over time.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS = (
    building.pages,
    preview.preview,
    building.build,
    building.add,
    watching.watch,
    tables.topics,
    tables.shares,
    tables.issue,
    tables.keywords,
    tables.articles,
    tables.coverage,
    tables.problems,
    words.appearances,
    words.phrases,
    words.names,
    words.bursts,
    words.movers,
    words.compare,
    words.concordance,
    words.cooccurring,
    settling.settle,
    withdrawing.withdraw,
    evaluating.evaluate,
    evaluating.proposals,
    evaluating.accept,
    evaluating.rollback,
    sharing.report,
    coding.index,
    serving.serve,
    serving.demo,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(moving.app, name="archive")
app.add_typer(coding.app, name="codebook")
app.add_typer(validating.app, name="validate")
