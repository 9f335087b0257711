"""The command that watches a folder."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trends.cli.building import DEFAULT_ARCHIVE, problem_sentence
from trends.cli.options import ArchiveDir, ColumnsOption
from trends.cli.printing import console, edge, print_json
from trends.errors import TrendsError

if TYPE_CHECKING:
    from trends.pipeline import Summary


def watch(
    folder: Annotated[Path, typer.Argument(help="where tomorrow's files are put")],
    archive: ArchiveDir = DEFAULT_ARCHIVE,
    columns: ColumnsOption = None,
    jobs: Annotated[int, typer.Option(min=0, help="worker processes, 0 = one a core")] = 0,
    arrived: Annotated[
        float, typer.Option(min=0, help="seconds without change that make a file whole")
    ] = 2.0,
) -> None:
    """Adds every file that arrives in a folder, until stopped (Ctrl-C); one JSON object an addition."""
    from trends import pipeline, readers
    from trends.pipeline.watching import Folder
    from trends.pipeline.watching import watch as watched

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    console.print(f"正在看 {folder}，放进去的文件会自己加入 {archive}；按 Ctrl-C 停止", markup=False)
    with edge():
        watched(
            Folder(folder, arrived),
            archive,
            engine=pipeline.Engine(jobs=jobs),
            told=_Teller(),
            stopped=stop.is_set,
            columns=readers.columns_of(columns or ()),
        )


class _Teller:
    """Prints what was added, and every sentence about a problem once."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, found: Summary | TrendsError) -> None:
        if isinstance(found, TrendsError):
            self._say(str(found))
            return
        for problem in found.problem_list:
            self._say(problem_sentence(problem))
        print_json(found.as_dict())

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            console.print(sentence, style="yellow", markup=False, soft_wrap=True)
