"""An archive in one file: out, in, the same tables; damaged, foreign and tricky files are refused."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from trends.archive import Archive, open_archive
from trends.archive.bundle import export_archive, import_archive
from trends.archive.codings import (
    CODINGS,
    Drawn,
    HumanCoding,
    keep_codings,
    keep_draw,
    read_codings,
    read_draws,
)
from trends.archive.labels import Label, write_label
from trends.archive.publishing import current_snapshot, roll_back, snapshots
from trends.cli import app
from trends.errors import ArchiveError, TrendsError

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def named_dir(planted_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planted archive with a topic that a person named, without its work files."""
    folder = tmp_path_factory.mktemp("named")
    shutil.copytree(planted_dir, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("work", "LOCK"))
    write_label(folder, Label("t1", "农事"))
    return folder


@pytest.fixture(scope="module")
def bundle(named_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bundle") / "trends.zip"
    export_archive(named_dir, out)
    return out


def parts_of(bundle: Path) -> Parts:
    with zipfile.ZipFile(bundle) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: Parts, file: Path) -> Path:
    with zipfile.ZipFile(file, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return file


def same(a: Archive, b: Archive) -> None:
    pd.testing.assert_frame_equal(a.topics(), b.topics())
    pd.testing.assert_frame_equal(a.shares(by="week"), b.shares(by="week"))
    pd.testing.assert_frame_equal(a.articles(limit=1000), b.articles(limit=1000))
    pd.testing.assert_frame_equal(a.phrases(), b.phrases())
    assert a.meta.data_version == b.meta.data_version


def test_what_goes_out_comes_in(named_dir: Path, bundle: Path, tmp_path: Path) -> None:
    done = import_archive(bundle, tmp_path / "new")
    same(open_archive(named_dir), open_archive(tmp_path / "new"))
    assert done.replaced == ()
    assert "农事" in open_archive(tmp_path / "new").topics()["label"].tolist()


def test_codebook_its_versions_draws_and_codings_travel(named_dir: Path, tmp_path: Path) -> None:
    lived = shutil.copytree(named_dir, tmp_path / "lived")
    opened = open_archive(lived)
    before = opened.codes()  # which keeps the fit
    keep_codings(lived, [HumanCoding("农业", "p1", "甲", "yes", "2026-01-01")])
    keep_draw(lived, [Drawn("农业", "p1", "s9-1", 3.5)])
    export_archive(lived, tmp_path / "out.zip")
    there = tmp_path / "there"
    shutil.copytree(named_dir, there, ignore=shutil.ignore_patterns("codebook*"))
    (there / "codebook.csv").write_text("code,words\n旧编码,旧词\n", "utf-8")
    (there / "codebook.yml").write_text("旧: [旧词]\n", "utf-8")
    (there / "codebook.before-000002.csv").write_text("set aside before", "utf-8")
    done = import_archive(tmp_path / "out.zip", there)
    pd.testing.assert_frame_equal(open_archive(there).codes(), before)
    assert {"codebook.before-000002-2.csv", "codebook.before-000002.yml"} <= set(done.replaced)
    assert not (there / "codebook.csv").exists()
    assert "旧编码" in (there / "codebook.before-000002-2.csv").read_text("utf-8")
    assert (there / "codebook.before-000002.csv").read_text("utf-8") == "set aside before"
    assert [one.weight for one in read_draws(there)] == [3.5]
    assert len(read_codings(there / CODINGS)[0]) == 1
    version = opened.codebook.version
    kept = (there / "codebooks" / f"{version}.parquet").read_bytes()
    assert kept == (lived / "codebooks" / f"{version}.parquet").read_bytes()


def test_the_same_archive_gives_the_same_bytes(named_dir: Path, bundle: Path, tmp_path: Path) -> None:
    export_archive(named_dir, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_an_archive_that_is_there_is_kept_and_can_be_gone_back_to(
    sample_dir: Path, bundle: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(sample_dir, folder, ignore=shutil.ignore_patterns("work", "LOCK"))
    write_label(folder, Label("t1", "旧名"))
    before = open_archive(folder).topics()
    done = import_archive(bundle, folder)
    assert done.snapshot.startswith("000002-")
    assert len(snapshots(folder)) == 2
    assert "旧名" in (folder / "labels.before-000002.csv").read_text("utf-8-sig")
    assert "labels.before-000002.csv" in done.replaced
    roll_back(folder)
    shutil.copy(folder / "labels.before-000002.csv", folder / "labels.csv")
    pd.testing.assert_frame_equal(open_archive(folder).topics(), before)


def remade(parts: Parts, change: Callable[[dict[str, object]], None]) -> Parts:
    manifest = json.loads(parts["manifest.json"])
    change(manifest)
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def snapshot_name(parts: Parts) -> str:
    return next(name for name in parts if name.endswith(".duckdb"))


def flipped(parts: Parts) -> Parts:
    name = snapshot_name(parts)
    data = bytearray(parts[name])
    data[len(data) // 2] ^= 1
    return parts | {name: bytes(data)}


def with_file(parts: Parts, name: str, data: bytes = b"x") -> Parts:
    """A bundle whose manifest honestly lists one more file."""
    told = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return remade(parts, lambda m: m["files"].update({name: told})) | {name: data}  # type: ignore[attr-defined]


def no_snapshot_inside(parts: Parts) -> Parts:
    name = snapshot_name(parts)
    return with_file(parts, name, b"not a database" * 100)


FAULTS: dict[str, Callable[[Parts], Parts]] = {
    "a flipped bit": flipped,
    "no manifest": lambda parts: {k: v for k, v in parts.items() if k != "manifest.json"},
    "a manifest that is no JSON": lambda parts: parts | {"manifest.json": b"{"},
    "a manifest that is a list": lambda parts: parts | {"manifest.json": b"[]"},
    "a manifest too deep": lambda parts: parts | {"manifest.json": b"[" * 50_000},
    "another format": lambda parts: remade(parts, lambda m: m.update(format="other")),
    "a newer version": lambda parts: remade(parts, lambda m: m.update(version=2)),
    "a snapshot missing": lambda parts: {k: v for k, v in parts.items() if not k.endswith("duckdb")},
    "a file nobody listed": lambda parts: parts | {"more.txt": b"x"},
    "a path upward": lambda parts: with_file(parts, "../evil.csv"),
    "an absolute path": lambda parts: with_file(parts, "/evil.csv"),
    "a path upward inside snapshots": lambda parts: with_file(parts, "snapshots/../../000009-x.duckdb"),
    "a Windows path": lambda parts: with_file(parts, "..\\evil.csv"),
    "a second snapshot": lambda parts: with_file(parts, "snapshots/000009-x.duckdb"),
    "a snapshot that is none": no_snapshot_inside,
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_faulty_file_changes_nothing(fault: str, bundle: Path, named_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "archive"
    shutil.copytree(named_dir, folder)
    current = current_snapshot(folder)
    tricky = packed(FAULTS[fault](parts_of(bundle)), tmp_path / "tricky.zip")
    with pytest.raises(ArchiveError):
        import_archive(tricky, folder)
    assert current_snapshot(folder) == current
    assert len(snapshots(folder)) == 1
    assert not list((folder / "snapshots").glob(".*"))
    assert not list(tmp_path.rglob("*evil*"))
    same(open_archive(folder), open_archive(named_dir))


@pytest.mark.parametrize("cut", [0, 10, -1, 5_000])
def test_a_file_cut_short_is_refused(cut: int, bundle: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.zip"
    short.write_bytes(bundle.read_bytes()[:cut])
    with pytest.raises(ArchiveError):
        import_archive(short, tmp_path / "archive")


def test_a_bomb_is_not_unpacked(bundle: Path, tmp_path: Path) -> None:
    parts = parts_of(bundle)
    big = io.BytesIO(b"\0" * (65 * 2**20))
    parts = with_file(parts, "events.csv", big.getvalue())
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    with pytest.raises(ArchiveError, match="太大"):
        import_archive(file, tmp_path / "archive")


def test_a_reader_may_not_import(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")
    with pytest.raises(TrendsError, match="不能改"):
        import_archive(bundle, tmp_path / "archive")
    assert not (tmp_path / "archive" / "CURRENT").exists()


def test_the_commands(named_dir: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "a.zip", tmp_path / "new"
    runs = [
        ["archive", "export", "--archive", str(named_dir), "--out", str(out)],
        ["archive", "import", str(out), "--archive", str(folder)],
        ["archive", "import", str(tmp_path / "none.zip"), "--archive", str(folder)],
        ["archive", "export", "--archive", str(tmp_path / "none"), "--out", str(out)],
    ]
    done = [CliRunner().invoke(app, run) for run in runs]
    assert [found.exit_code for found in done] == [0, 0, 1, 1]
    assert json.loads(done[0].stdout)["bytes"] == out.stat().st_size
    assert json.loads(done[1].stdout)["articles"] == open_archive(named_dir).meta.articles
