"""The work cache heals: whatever happens to its files, the next build is the same, and says so."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import build, days, mixed_records, record, write_jsonl
from trends import pipeline
from trends.archive.work import WorkStore
from trends.pipeline import Engine


def flipped(data: bytes) -> bytes:
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "flipped": flipped,
    "cut": lambda data: data[: len(data) // 3],
    "empty": lambda data: b"",
    "nonsense": lambda data: random.Random(1).randbytes(len(data)),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    rows = mixed_records(days("2024-01-20", 20), {"farm": 2, "school": 2})
    (folder / "in").mkdir()
    write_jsonl(folder / "in" / "a.jsonl", rows[:40])
    write_jsonl(folder / "in" / "b.jsonl", rows[40:])
    build(folder / "in", folder / "x", topics=2)
    return folder


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_any_damage_is_made_again_and_told(
    whole: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    archive = tmp_path / "x"
    shutil.copytree(whole / "x", archive)
    steps = sorted(path.name for path in (archive / "work").iterdir() if path.is_dir())
    for step in steps:
        for path in (archive / "work" / step).rglob("*"):
            if path.is_file() and path.suffix != ".sum":
                path.write_bytes(damage(path.read_bytes()))
    summary = pipeline.build([whole / "in"], archive, engine=Engine(jobs=1), fresh=True)
    assert any("损坏" in problem.what for problem in summary.problem_list)
    shutil.copytree(whole / "x", tmp_path / "y")
    once = pipeline.build([whole / "in"], tmp_path / "y", engine=Engine(jobs=1), fresh=True)
    assert summary.data_version == once.data_version
    for step in ("sentences", "files"):
        for path in WorkStore(archive / "work").files(step):
            path.write_bytes(damage(path.read_bytes()))
    more = write_jsonl(tmp_path / "c.jsonl", [record("2024-03-01", "farm", 800)])
    added = pipeline.add([more], archive, engine=Engine(jobs=1), progress=pipeline.no_progress)
    assert added.articles == 81


@dataclass(frozen=True)
class Trap:
    """Makes a file when it is loaded."""

    sprung: Path

    def __reduce__(self) -> tuple[Callable[[Path], object], tuple[Path]]:
        return Path.touch, (self.sprung,)


def test_no_pickle_that_others_wrote_is_loaded(whole: Path, tmp_path: Path) -> None:
    archive, sprung = tmp_path / "x", tmp_path / "sprung"
    shutil.copytree(whole / "x", archive)
    trap = pickle.dumps(Trap(sprung))
    pickle.loads(trap)
    assert sprung.exists()  # the trap works
    sprung.unlink()
    for path in (archive / "work").rglob("*"):
        if path.suffix in (".record", ".pickle"):
            path.write_bytes(path.read_bytes()[:32] + trap)
            path.with_suffix(".pickle").write_bytes(trap)
    build(whole / "in", archive, topics=2)
    assert not sprung.exists()
    assert WorkStore(tmp_path, b"a" * 32).load_record("files", "none") is None
    WorkStore(tmp_path, b"a" * 32).save_record("files", "one", (1, 2))
    assert WorkStore(tmp_path, b"a" * 32).load_record("files", "one") == (1, 2)
    assert WorkStore(tmp_path, b"b" * 32).load_record("files", "one") is None


def test_only_what_the_last_build_used_is_kept(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", mixed_records(days("2024-01-01", 6), {"farm": 3, "school": 2}))
    build(source, tmp_path / "x", topics=2)
    old = tmp_path / "x" / "work" / "chunks" / "left.parquet"
    old.write_bytes(b"x")
    __import__("os").utime(old, (0, 0))
    build(source, tmp_path / "x", topics=1)
    assert not old.exists()
    again = build(source, tmp_path / "x", topics=2)
    assert again.articles == 30
