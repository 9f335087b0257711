"""Commands of codebooks: codebook check, apply, export; index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from trends.archive import open_archive
from trends.cli.options import ArchiveDir
from trends.cli.printing import Format, console, edge, print_json, print_table
from trends.codebook import FORMS, Codebook, Fault, form_of, read_codebook
from trends.errors import InputError
from trends.records import Period

app = typer.Typer(help="Subjects that you name: check, apply or convert a codebook.", no_args_is_help=True)
File = Annotated[
    Path, typer.Argument(help="codebook.yaml, .yml of quanteda, .dic of LIWC, .lc3 of Lexicoder, .csv, .xlsx")
]
DEFAULT_ARCHIVE = Path("archive")


@app.command()
def check(file: File) -> None:
    """What a codebook holds, and every line that cannot be used; exit 1 when there is one."""
    with edge():
        codebook, faults = _read(file)
        words = sum(len(code.words) for code in codebook.codes)
        print_json(
            {"codes": len(codebook.codes), "words": words, "version": codebook.version, "faults": len(faults)}
        )
        if faults:
            raise typer.Exit(1)


@app.command()
def apply(
    file: File,
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    mode: Annotated[
        Literal["strict", "assisted"],
        typer.Option(help="strict: articles that hold the words; assisted: by seeded centroids"),
    ] = "strict",
    form: Annotated[Format, typer.Option("--format")] = Format.csv,
) -> None:
    """The code of every article: id, code (empty for the rest), weight."""
    from trends.archive.coding import apply_codebook

    with edge():
        codebook, _ = _read(file)
        table, faults = apply_codebook(open_archive(archive).snapshot, codebook, mode)
        _tell(faults)
        print_table(table, form)


@app.command()
def export(file: File, to: Annotated[str, typer.Option(help=f"one of {', '.join(FORMS)}")] = "yaml") -> None:
    """The same codes in another form, on stdout."""
    with edge():
        if to not in FORMS:
            raise InputError(f"没有形式 {to!r}", f"可用 {'、'.join(FORMS)}")
        codebook, _ = _read(file)
        typer.echo(FORMS[to].written(codebook), nl=False)


def index(
    file: File,
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    by: Annotated[Period, typer.Option(help="length of a period")] = "month",
    base: Annotated[
        str, typer.Option(help="periods FROM:TO whose mean is 100; never moved by later ones")
    ] = ":",
    form: Annotated[Format, typer.Option("--format")] = Format.csv,
) -> None:
    """Articles in which every code of a codebook meets, scaled by all articles, per paper, on a fixed base."""
    from trends.archive.indexing import article_index

    with edge():
        codebook, _ = _read(file)
        table, faults = article_index(open_archive(archive), codebook, by, base)
        _tell(faults)
        print_table(table, form)


def _read(file: Path) -> tuple[Codebook, list[Fault]]:
    form_of(file.name)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} 读不了（{error.strerror or error}）", "请检查路径和权限") from error
    codebook, faults = read_codebook(file.name, data)
    _tell(faults)
    return codebook, faults


def _tell(faults: Iterable[Fault]) -> None:
    for fault in faults:
        console.print(str(fault), markup=False, soft_wrap=True)
