"""Commands that keep or move an archive: archive export, archive import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trends.archive.bundle import export_archive, import_archive
from trends.archive.withdrawn import withdrawn_keys
from trends.cli.options import ArchiveDir
from trends.cli.printing import console, edge, print_json
from trends.cli.questions import ARCHIVE

app = typer.Typer(help="Keep or move an archive: one file with checksums.", no_args_is_help=True)


@app.command("export")
def export_(
    out: Annotated[Path, typer.Option("--out", help="the file to write, e.g. trends.zip")],
    archive: ArchiveDir = ARCHIVE,
) -> None:
    """The current snapshot, names of topics, phrases, dates and corrections in one file with checksums."""
    with edge():
        manifest = export_archive(archive, out)
        print_json({"file": str(out), "bytes": out.stat().st_size, "snapshot": manifest["snapshot"]})


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="a file made by archive export")],
    archive: ArchiveDir = ARCHIVE,
    keep: Annotated[int, typer.Option(min=1, help="snapshots kept")] = 3,
) -> None:
    """Makes the snapshot of such a file the current one; `rollback` goes back to the one before."""
    with edge():
        done = import_archive(file, archive, keep=keep)
        if withdrawn_keys(archive):
            from trends import pipeline

            pipeline.enforce(archive)
        for name in done.replaced:
            console.print(f"原有的文件与包里的不同，已另存为 {name}", markup=False, soft_wrap=True)
        print_json(
            {"snapshot": done.snapshot, "data_version": done.data_version, "articles": done.articles}
            | {"set_aside": list(done.replaced)}
        )
