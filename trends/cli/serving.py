"""Commands that open the dashboard: serve, demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from trends.archive import open_archive
from trends.archive.pointer import traces
from trends.cli.options import ArchiveDir
from trends.cli.printing import console, edge
from trends.shipped import SAMPLE_PAGES, SERVER

Address = Annotated[str, typer.Option(help="where to listen; localhost: this machine only")]
Port = Annotated[int, typer.Option(min=1, max=65535)]
Browser = Annotated[bool, typer.Option(help="open it in a browser")]


def serve(
    archive: ArchiveDir = Path("archive"),
    address: Address = "localhost",
    port: Port = 8501,
    browser: Browser = True,
) -> None:
    """The dashboard of an archive, until stopped (Ctrl-C), and its tables over HTTP at /api."""
    with edge():
        open_archive(archive)  # says at once what is wrong with it
    _streamlit(archive, address, port, browser)


def demo(
    archive: ArchiveDir = Path("trends-demo"),
    address: Address = "localhost",
    port: Port = 8501,
    browser: Browser = True,
) -> None:
    """Builds an archive of the five sample pages and opens its dashboard."""
    if not traces(archive):
        # A process of its own: its workers end with it, before the server starts.
        building = [sys.executable, "-m", "trends", "build", str(SAMPLE_PAGES), "--archive", str(archive)]
        if code := subprocess.run(building, check=False, stdout=sys.stderr).returncode:
            raise typer.Exit(code)
    console.print(f"样本库在 {archive}，看完可以删掉", markup=False)
    _streamlit(archive, address, port, browser)


def _streamlit(archive: Path, address: str, port: int, browser: bool) -> None:
    """Becomes the server."""
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(SERVER)),
        *("--server.address", address, "--server.port", str(port)),
        *("--server.headless", "false" if browser else "true"),
        *("--server.showEmailPrompt", "false"),
        *("--", "--archive", str(archive.resolve())),
    ]
    if os.name == "posix":
        os.execv(sys.executable, command)  # whoever stops this process stops the server
    raise typer.Exit(subprocess.run(command, check=False).returncode)
