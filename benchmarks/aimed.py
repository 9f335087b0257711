"""Kills aimed at every touch of the disk by every command that changes an archive: what is lost, what a rerun gives.

    python -m benchmarks.aimed [--most 40] [ACT…]

Each act runs in a process that is killed at its first touch of the disk (a write, half of its bytes on the disk; a sync;
a rename), then at its second, … to the last, at most `--most` of them, evenly spread. After each death every decision
that people had made must stand, and the act done again must give what it gives undisturbed. Prints one line an act and,
as JSON, {"kills", "lost", "unlike"}.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, rmtree

from tests.builders import build, days, mixed_records, write_jsonl
from trends import pipeline
from trends.archive import open_archive
from trends.archive.bundle import export_archive, import_archive
from trends.archive.codebooks import codebook_of, save_codebook
from trends.archive.labels import Label, read_labels, write_label
from trends.archive.withdrawn import withdrawn_keys
from trends.codebook import Code, Codebook
from trends.pipeline import Engine

PHRASES = ("自编短语,keep", "会期短语,drop")
ENGINE = Engine(jobs=1)


class Touches:
    """Counts the touches of the disk from now on and kills this process at the `last`-th; 0: at none."""

    def __init__(self, last: int) -> None:
        self.n, self._last = 0, last
        os.fsync, os.replace = self._counted(os.fsync), self._counted(os.replace)  # type: ignore[assignment]
        Path.write_bytes = self._counted(Path.write_bytes, half=True)  # type: ignore[assignment,method-assign]

    def _counted(self, real: Callable[..., object], half: bool = False) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            self.n += 1
            if self.n == self._last:
                if half:
                    with open(args[0], "wb") as stream:  # type: ignore[call-overload]
                        stream.write(args[1][: len(args[1]) // 2])  # type: ignore[index,arg-type]
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return call


def lived(act: Callable[[], object], last: int) -> int | None:
    """Runs the act in a process killed at its last-th touch: how many it made, None for one that was killed."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            touches = Touches(last)
            act()
            os.write(writes, str(touches.n).encode())
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writes)
    with os.fdopen(reads) as told:
        n = told.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return None
    if status:
        raise RuntimeError("the act failed by itself")
    return int(n)


def acts(home: Path) -> dict[str, Callable[[Path], object]]:
    """Every command that changes an archive, by name. It is named by its folder."""
    victim = home / "victim"
    return {
        "label": lambda x: write_label(x, Label("t2", "学校")),
        "codebook": lambda x: save_codebook(x, Codebook((Code("农业", words=("小麦",)), Code("体育", words=("比赛",))))),
        "build": lambda x: pipeline.build([home / "more"], x, engine=ENGINE),
        "add": lambda x: pipeline.add([home / "b.jsonl"], x, engine=ENGINE, progress=pipeline.no_progress),
        "withdraw": lambda x: pipeline.withdraw(victim.read_text(), x, "当事人要求"),
        "import": lambda x: import_archive(home / "other.zip", x),
    }  # fmt: skip


def prepared(home: Path) -> Path:
    """An archive with decisions of every kind, and what the acts need."""
    rows = mixed_records(days("2024-01-01", 5), {"farm": 3, "school": 2})
    for n, row in enumerate(rows):
        row["id"] = f"p{n}"
    for folder in ("less", "more"):
        (home / folder).mkdir()
    write_jsonl(home / "less" / "a.jsonl", rows[:20])
    write_jsonl(home / "more" / "a.jsonl", rows)
    write_jsonl(home / "b.jsonl", rows[20:])
    archive = home / "base"
    build(home / "less", archive, topics=2)
    listed = archive / "phrases.csv"
    listed.write_text("phrase,status\n" + "\n".join(PHRASES) + "\n", "utf-8-sig")
    build(home / "less", archive, topics=2, seed=1)
    write_label(archive, Label("t1", "农事"))
    save_codebook(archive, Codebook((Code("农业", words=("小麦",)),)))
    opened = open_archive(archive)
    names = [name for (name,) in opened.snapshot.rows("SELECT id FROM articles ORDER BY id")]
    pipeline.withdraw(names[0], archive, "作者要求")
    (home / "victim").write_text(names[1])
    build(home / "less", home / "other", topics=2, seed=2)
    export_archive(home / "other", home / "other.zip")
    return archive


def decisions(archive: Path) -> set[str]:
    """All that people decided of the archive."""
    kept = (archive / "phrases.csv").read_text("utf-8-sig").splitlines()
    # phrases: name first, status last
    said = {
        f"phrase {row.split(',')[0]} {row.split(',')[-1]}"
        for row in kept[1:]
        if row.endswith(("keep", "drop"))
    }
    said |= {f"label {topic} {label.label}" for topic, label in read_labels(archive).items()}
    said |= {f"withdrawn {key}" for key in withdrawn_keys(archive)}
    said |= {f"code {code.name}" for code in codebook_of(archive)[0].codes}
    return said | {
        f"source {row['path']}" for row in json.loads((archive / "sources.json").read_text("utf-8"))
    }


def outcome(archive: Path) -> tuple[str, set[str]]:
    return open_archive(archive).meta.data_version, decisions(archive)


@contextmanager
def copied(base: Path, home: Path) -> Iterator[Path]:
    archive = home / "x"
    copytree(base, archive)
    try:
        yield archive
    finally:
        rmtree(archive)


def campaign(home: Path, names: list[str], most: int) -> dict[str, int]:
    base, total = prepared(home), {"kills": 0, "lost": 0, "unlike": 0}
    before = decisions(base)
    for name, act in acts(home).items():
        if names and name not in names:
            continue
        with copied(base, home) as archive:
            touches = lived(lambda: act(archive), 0) or 0  # noqa: B023 - called here
            wanted = outcome(archive)
        stands = before & wanted[1]  # an import brings other lists, a build names its own sources
        told = {"kills": 0, "lost": 0, "unlike": 0}
        for step in sorted(
            {round(1 + k * (touches - 1) / max(1, min(most, touches) - 1)) for k in range(min(most, touches))}
        ):
            with copied(base, home) as archive:
                if lived(lambda: act(archive), step) is not None:  # noqa: B023
                    continue
                told["kills"] += 1
                missed = stands - decisions(archive)
                if missed:
                    told["lost"] += 1
                    print(f"  {name} at touch {step}: lost {sorted(missed)}", file=sys.stderr)
                again = lived(lambda: act(archive), 0) if name != "import" else 0  # noqa: B023
                if name != "import" and (again is None or outcome(archive) != wanted):
                    told["unlike"] += 1
                    now = outcome(archive)
                    print(
                        f"  {name} at touch {step}: {now[0]} for {wanted[0]}, {sorted(now[1] ^ wanted[1])}",
                        file=sys.stderr,
                    )
        print(f"{name}: {touches} touches, {told}", file=sys.stderr, flush=True)
        total = {key: total[key] + told[key] for key in total}
    return total


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("acts", nargs="*")
    asked.add_argument("--most", type=int, default=40)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(campaign(Path(folder), given.acts, given.most)))


if __name__ == "__main__":
    main()
