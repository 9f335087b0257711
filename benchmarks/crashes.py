"""What killing, a full disk, a read-only folder and a second build do to an archive.

python -m benchmarks.crashes [KILLS] [SEED] — kill -9 of `build` and `add` at random moments; after each
the published snapshot must open and be the old or the new one, whole, and every fifth time the command is
run again to its end. Prints what was found, exits 1 when anything was lost.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from trends import pipeline
from trends.archive import open_archive
from trends.archive.schema import TABLES
from trends.archive.writing import check_snapshot
from trends.pipeline import Engine
from trends.records import Settings

ROOT = Path(__file__).resolve().parents[1]
SUBJECTS = ("粮食 小麦 农民 丰收 灌溉 农机", "学校 教师 学生 课堂 教材 考试", "比赛 冠军 球队 金牌 决赛 教练")


@dataclass(frozen=True)
class Case:
    """One command that may be killed: its arguments, its archive before, and digests of its outcomes."""

    name: str
    arguments: tuple[str, ...]
    before: str
    after: str
    seconds: float


@dataclass
class Outcome:
    """found: "build: old", "add: new", … → how often; lost: what must never be."""

    found: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def rows(first: int, days: int) -> str:
    """Articles of some days as JSON Lines; every day has four on each subject."""
    lines = []
    for n in range(first * 12, (first + days) * 12):
        words = SUBJECTS[n % 3].split()
        text = "。".join(f"{words[(n + i) % 6]}和{words[(n * 3 + 2 * i) % 6]}" for i in range(6))
        date = f"2024-{1 + n // 12 // 28:02d}-{1 + n // 12 % 28:02d}"
        lines.append(
            json.dumps({"date": date, "title": f"{words[n % 6]}新闻{n}", "body": f"{text}。编号{n}。"})
        )
    return "\n".join(lines) + "\n"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "trends", *arguments, "--quiet"]


def run(arguments: Sequence[str], **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def content(archive: Path) -> str:
    """The published snapshot in one line: number of rows and digest of every table. Raises when it is not whole."""
    opened = open_archive(archive)
    version = opened.meta.data_version
    opened.snapshot.close()
    with duckdb.connect(str(opened.snapshot.path), read_only=True) as db:
        check_snapshot(db)
        tables = [
            db.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {name} t").fetchone()
            for name in TABLES
            if name != "meta"
        ]
    return f"{version} {tables}"


def prepared(folder: Path) -> list[Case]:
    """An archive of 40 days in folder/base, and the two commands that give it ten more."""
    base = folder / "base"
    (folder / "old.jsonl").write_text(rows(0, 40), "utf-8")
    (folder / "all.jsonl").write_text(rows(0, 50), "utf-8")
    (folder / "new.jsonl").write_text(rows(40, 10), "utf-8")
    finished(("build", str(folder / "old.jsonl"), "--archive", str(base), "--topics", "3"))
    before = content(base)
    cases = []
    for name, source in (("build", "all.jsonl"), ("add", "new.jsonl")):
        arguments = (name, str(folder / source), "--archive", str(folder / "archive"))
        arguments += ("--topics", "3") if name == "build" else ()
        fresh(folder, warm=False)
        start = time.perf_counter()
        finished(arguments)
        cases.append(Case(name, arguments, before, content(folder / "archive"), time.perf_counter() - start))
    return cases


def fresh(folder: Path, *, warm: bool) -> None:
    """folder/archive as it was before; unless `warm` without the work cache, but for the sentences by
    which `add` knows what repeats an old article."""
    shutil.rmtree(folder / "archive", ignore_errors=True)
    shutil.copytree(folder / "base", folder / "archive")
    for step in [] if warm else (folder / "archive" / "work").iterdir():
        if step.name != "sentences":
            shutil.rmtree(step)


def campaign(folder: Path, cases: Sequence[Case], kills: int, seed: int = 0) -> Outcome:
    """Kills the commands in turn, each at a random moment of its life; five kills follow each other in one
    archive, then the last command runs to its end."""
    chance, outcome = random.Random(seed), Outcome()
    for n in range(kills):
        case = cases[n % 2]
        if n % 5 == 0:
            fresh(folder, warm=chance.random() < 0.5)
        state = killed(case, chance.uniform(0.02, 1.0) * case.seconds, folder / "archive")
        outcome.found[f"{case.name}: {state}"] += 1
        if n % 5 == 4 and state == "old":
            finished(case.arguments)
            whole = content(folder / "archive") == case.after
            state = "rerun: whole" if whole else "lost after rerun"
            outcome.found[state] += 1
        if state.startswith("lost"):
            outcome.lost.append(f"kill {n}, {case.name}: {state}")
        if state != "old":
            fresh(folder, warm=chance.random() < 0.5)
        if n % 10 == 9:
            print(n + 1, dict(outcome.found), file=sys.stderr, flush=True)
    return outcome


def killed(case: Case, delay: float, archive: Path) -> str:
    """ "old", "new" or "lost …": what stands in the archive after the kill."""
    process = READY.Process(target=perform, args=(case.arguments,))
    process.start()
    process.join(delay)
    process.kill()
    process.join()
    try:
        found = content(archive)
    except Exception as error:
        return f"lost: {error}"
    return "old" if found == case.before else "new" if found == case.after else "lost: neither old nor new"


# Processes that begin with everything imported, so that kills hit the work and not the start.
READY = multiprocessing.get_context("forkserver")
READY.set_forkserver_preload(["benchmarks.crashes", "trends.terms.names"])


def finished(arguments: Sequence[str]) -> None:
    process = READY.Process(target=perform, args=(arguments,))
    process.start()
    process.join()


def perform(arguments: Sequence[str]) -> None:
    """The command in this process, without its output."""
    command_, source, _, archive, *topics = arguments
    if command_ == "build":
        settings = Settings(topics=int(topics[-1]))
        pipeline.build([source], Path(archive), settings, engine=Engine(jobs=1))
    else:
        pipeline.add([source], Path(archive), engine=Engine(jobs=1), progress=lambda *_: None)


def limited(case: Case, bytes_: int) -> subprocess.CompletedProcess[str]:
    """The command with files cut off at a size, as a full disk does."""
    return run(
        command(*case.arguments),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_)),
    )


def unprivileged(case: Case) -> subprocess.CompletedProcess[str]:
    """The command by someone whom permissions bind, root included."""
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    return run([*(bound if os.geteuid() == 0 else []), *command(*case.arguments)])


def main(kills: int, seed: int) -> None:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        outcome = campaign(Path(name), prepared(Path(name)), kills, seed)
    for what, n in sorted(outcome.found.items()):
        print(f"{what}: {n}")
    print(
        f"{kills} kills, seed {seed}, {time.perf_counter() - start:.0f} s; lost: {outcome.lost or 'nothing'}"
    )
    sys.exit(bool(outcome.lost))


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(*(numbers + [200, 0][len(numbers) :]))
