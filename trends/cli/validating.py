"""Commands by which people check the machine: validate draw, import, score, report."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from trends.archive import Archive, open_archive
from trends.archive.codings import keep_codings, read_codings
from trends.archive.intrusions import keep_intruders
from trends.cli.coding import DEFAULT_ARCHIVE
from trends.cli.options import ArchiveDir
from trends.cli.printing import Format, console, edge, print_json, print_table
from trends.codebook import Codebook, read_codebook
from trends.errors import InputError, QueryError
from trends.validation.intrusion import Kind

app = typer.Typer(help="People check the machine: draw, code, score, correct.", no_args_is_help=True)
Named = Annotated[str, typer.Option("--target", help="a topic's id (t7), or the name of a code")]
Book = Annotated[Path | None, typer.Option("--codebook", help="the codebook that a code stands in")]
How = Annotated[Literal["strict", "assisted"], typer.Option(help="how the code is counted")]


@app.command()
def draw(
    target: Named,
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    codebook: Book = None,
    mode: How = "assisted",
    n: Annotated[int, typer.Option("-n", "--size", help="articles to draw")] = 200,
    seed: Annotated[int, typer.Option(help="the same seed draws the same")] = 1,
    stratified: Annotated[bool, typer.Option(help="half from each side of the machine's answer")] = False,
    form: Annotated[Format, typer.Option("--format")] = Format.csv,
) -> None:
    """A random sample to code: article, date, paper, headline, text and an empty answer; what the machine says is not in it."""
    from trends.archive import validating

    with edge():
        opened = open_archive(archive)
        ids = validating.draw(
            opened,
            validating.target_of(opened, target, _book(codebook), mode),
            n,
            seed,
            stratified=stratified,
        )
        views = [opened.article(one) for one in ids]
        rows = [
            {"target": target, "article": one, "coder": "", "answer": "", "date": view.date, "paper": view.paper,
             "headline": view.headline, "text": "\n".join(view.paragraphs)}
            for one, view in zip(ids, views, strict=True)
        ]  # fmt: skip
        print_table(pd.DataFrame(rows), form)


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="tables with target, article, coder, answer")],
    archive: ArchiveDir = DEFAULT_ARCHIVE,
) -> None:
    """Merges codings of several people or machines into codings.csv; the later word of a coder on an article counts."""
    with edge():
        opened = open_archive(archive)
        known = set(opened.snapshot.table("SELECT id FROM articles")["id"])
        more, gone = [], 0
        for file in files:
            if not file.is_file():
                raise InputError(f"没有文件 {file}", "请检查路径")
            codings, problems = read_codings(file)
            for problem in problems:
                console.print(
                    f"{file}:{problem.line}: {problem.what}；{problem.cure}", markup=False, soft_wrap=True
                )
            more += [own for own in codings if own.article in known]
            gone += sum(own.article not in known for own in codings)
        if gone:
            console.print(f"{gone} 条编码的文章已不在档案里，没有收；其余照收", markup=False, soft_wrap=True)
        print_json(
            {"codings": len(more), "changed": keep_codings(opened.snapshot.folder, more), "gone": gone}
        )


@app.command()
def score(
    target: Named, archive: ArchiveDir = DEFAULT_ARCHIVE, codebook: Book = None, mode: How = "assisted"
) -> None:
    """Precision, recall, agreement and the corrected share, with 95 % intervals, as one JSON object."""
    from trends.archive import validating

    with edge():
        opened = open_archive(archive)
        found = validating.score(opened, validating.target_of(opened, target, _book(codebook), mode))
        print_json(
            {key: None if value != value else value for key, value in dataclasses.asdict(found).items()}
        )


@app.command()
def report(
    target: Named,
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    codebook: Book = None,
    mode: How = "assisted",
    language: Annotated[Literal["zh", "en"], typer.Option(help="of the paragraph")] = "zh",
) -> None:
    """The paragraph for a paper: method, sample, coders, agreement, precision, recall, corrected share, versions."""
    from trends.archive import validating
    from trends.report.validation import paragraph

    with edge():
        opened = open_archive(archive)
        book = _book(codebook)
        found = validating.score(opened, validating.target_of(opened, target, book, mode))
        print(paragraph(found, _named(opened, target), opened.meta, book.version if book else "", language))


@app.command()
def intrusion(
    answers: Annotated[
        Path | None,
        typer.Argument(help="a table with number, coder, chosen (1 = the first); none: draws the tasks"),
    ] = None,
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    kind: Annotated[
        Kind,
        typer.Option(help="word: an intruding word; words: a set of words; topic: a topic of an article"),
    ] = "word",
    n: Annotated[int, typer.Option("-n", "--size", help="tasks to draw")] = 30,
    seed: Annotated[int, typer.Option(help="the same seed draws the same")] = 1,
    form: Annotated[Format, typer.Option("--format")] = Format.csv,
) -> None:
    """Tests of meaning (Chang et al. 2009; Ying et al. 2022): tasks to answer, or the scores of those answered."""
    from trends.archive import intruding

    with edge():
        opened = open_archive(archive)
        tasks = intruding.tasks_of(opened, kind, n, seed)
        if answers is None:
            print_table(intruding.task_table(opened, tasks), form)
            return
        if not answers.is_file():
            raise InputError(f"没有文件 {answers}", "请检查路径")
        draw = intruding.draw_name(kind, seed, opened)
        found, wrong = intruding.answers_of(answers, tasks, draw)
        if wrong:
            console.print(
                f"{wrong} 行没有用上：题号、编码员或回答不对；其余照收", markup=False, soft_wrap=True
            )
        keep_intruders(opened.snapshot.folder, found)
        print_table(intruding.kept_scores(opened), form)


def _book(path: Path | None) -> Codebook | None:
    if path is None:
        return None
    try:
        return read_codebook(path.name, path.read_bytes())[0]
    except OSError as error:
        raise InputError(f"{path} 读不了（{error.strerror or error}）", "请检查路径") from error


def _named(archive: Archive, target: str) -> str:
    """The label of a topic; a code's own name."""
    try:
        return archive.snapshot.labels[int(target.removeprefix("t"))]
    except (ValueError, KeyError, QueryError):
        return target
