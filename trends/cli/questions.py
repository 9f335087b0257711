"""The commands that ask an archive, derived from the questions' declarations."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from trends.archive import open_archive
from trends.archive.answers import as_json, tables
from trends.archive.parameters import Parameter
from trends.archive.reading import sections
from trends.archive.registry import Question, known_question
from trends.cli.options import ArchiveDir
from trends.cli.printing import Format, console, edge, print_table, print_workbook

ARCHIVE = Path("archive")
FormatOption = Annotated[Format, typer.Option("--format", help="how the answer is written to stdout")]


def add_questions(app: typer.Typer) -> None:
    """Makes every question a command."""
    for _, questions in sections():
        for asked in questions:
            text = "\n\n".join(asked.paragraphs)
            app.command(asked.command, help=text, short_help=asked.summary)(command_of(asked))


def command_of(asked: Question) -> Callable[..., None]:
    """The command of a question: its parameters are texts, which the question reads."""

    def command(archive: Path, form: Format, **given: Any) -> None:
        texts = {name: _texts(value) for name, value in given.items() if value is not None}
        with edge():
            arguments, notices = asked.read(texts, form.value)
            for notice in notices:
                console.print(notice, style="yellow", markup=False)
            opened = open_archive(archive)
            found = asked.put(opened, arguments)
            answer(asked, found, form)
            total = asked.total(opened, arguments)
            if total is not None and total > (last := arguments["offset"] + len(found)):
                console.print(
                    f"共 {total:,} 行，到这里是 {last:,} 行；后面的用 --offset {last}", markup=False
                )

    own = [signed for p in asked.parameters for signed in _signed(p)]
    own += [
        inspect.Parameter("archive", inspect.Parameter.KEYWORD_ONLY, default=ARCHIVE, annotation=ArchiveDir),
        inspect.Parameter(
            "form", inspect.Parameter.KEYWORD_ONLY, default=Format(asked.shown), annotation=FormatOption
        ),
    ]
    command.__signature__ = inspect.Signature(own)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in own}
    command.__name__ = asked.name
    return command


def answer(asked: Question, found: Any, form: Format) -> None:
    """The answer on stdout."""
    if form is Format.json:
        print(as_json(asked, found))
        return
    if form is Format.xlsx:
        print_workbook(tables(found))
        return
    for table in tables(found):
        print_table(table, form)


class Commands(TyperGroup):
    """Commands by their names, with "_" or "-" between words; an unknown one gets the sentence of all faces."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        if args[0] not in self.commands:
            with edge():
                found = known_question(args[0])
                if args[0] in found.was:
                    console.print(f"{args[0]} 将停用，请改用 {found.command}", style="yellow", markup=False)
                args = [found.command, *args[1:]]
        return super().resolve_command(ctx, args)


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, bool):
        return [str(value).lower()]
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _signed(p: Parameter) -> list[inspect.Parameter]:
    """The parameter for the signature of a command, then its old names, hidden."""
    shown: Any = {"help": _told(p)}
    flag = f"--{p.name.replace('_', '-')}"
    kind: Any = str | None
    if p.kind == "flag":
        kind, note = bool | None, typer.Option(f"{flag}/--no-{flag[2:]}" if p.default else flag, **shown)
    elif p.many or (p.required and p.kind != "range"):
        kind = list[str] | None if p.many else kind
        note = typer.Argument(metavar=f"{p.name.upper()}{'…' if p.many else ''}", **shown)
    else:
        note = typer.Option(flag, metavar=_metavar(p), **shown)
    own = [(p.name, Annotated[kind, note])]
    kind = list[str] | None if p.many else str | None
    for old in (*p.help.was, *filter(None, p.ends)):
        own.append((old, Annotated[kind, typer.Option(f"--{old.replace('_', '-')}", hidden=True)]))
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in own
    ]


def _metavar(p: Parameter) -> str:
    kinds = {"number": "N", "date": "DATE", "range": "FROM:TO", "choice": "|".join(p.choices)}
    return kinds.get(p.kind, "TEXT")


def _told(p: Parameter) -> str:
    """What the parameter means, its bounds and its default."""
    bounds = f"{p.help.least} to {p.help.most:,}" if p.kind == "number" and p.help.most else ""
    default = "" if p.required or p.default in (None, False) else f"default: {p.default}"
    more = "; ".join(filter(None, (bounds, "required" if p.required else default)))
    return f"{p.help.text} ({more})" if more else p.help.text
