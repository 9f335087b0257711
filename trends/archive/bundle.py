"""An archive in one file, to keep or to move: the current snapshot and what people wrote beside it.

A ZIP of `snapshots/<name>.duckdb`, the files of KEPT that exist, the versions of the codebook, and manifest.json with the
size and SHA-256 of each. Only these names are ever read out of it, whatever else it may hold.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from trends.archive.codebooks import FOLDER as CODEBOOKS
from trends.archive.codings import CODINGS, DRAWS
from trends.archive.disk import discard, put, write_whole, written_aside
from trends.archive.intrusions import INTRUSIONS
from trends.archive.permission import changing
from trends.archive.publishing import SNAPSHOTS, build_lock, current_snapshot, next_number, publish
from trends.archive.whole import check_whole
from trends.archive.withdrawn import WITHDRAWN, note_withdrawn, read_withdrawn
from trends.codebook import FORMS
from trends.errors import ArchiveError

FORMAT = "trends-archive"
MANIFEST = "manifest.json"
KEPT = (
    "labels.csv",
    "phrases.csv",
    "dates.csv",
    "corrections.csv",
    "events.csv",
    "withdrawn.csv",
    DRAWS,
    CODINGS,
    INTRUSIONS,
    *(f"codebook{form.suffix}" for form in FORMS.values()),
)
# Codebooks as they were saved and fitted, so that old links show here what they showed there.
VERSION = re.compile(rf"{CODEBOOKS}/[0-9a-f]{{1,40}}\.(yaml|parquet)", re.ASCII)
SNAPSHOT = re.compile(r"snapshots/\d{6}-([\w.-]{1,60})\.duckdb", re.ASCII)
EPOCH = (1980, 1, 1, 0, 0, 0)
PIECE = 2**20
LARGEST_MANIFEST = 100_000  # bytes
LARGEST_CSV = 64 * 2**20
CURE = "请用 archive export 重新导出"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. replaced: files of the archive that were set aside, under their new names."""

    snapshot: str
    data_version: str
    articles: int
    replaced: tuple[str, ...]


def export_archive(archive: Path, out: Path) -> dict[str, Any]:
    """Writes the bundle, whole or not at all; returns its manifest. The same archive gives the same bytes.

    Raises ArchiveError when there is no archive, or the file cannot be written.
    """
    snapshot = current_snapshot(archive)
    if snapshot is None:
        raise ArchiveError(
            f"{archive} 里没有档案", f"先运行 python -m trends build 来源… --archive {archive}"
        )
    check_whole(snapshot).close()
    files = {f"{SNAPSHOTS}/{snapshot.name}": snapshot}
    files |= {name: archive / name for name in KEPT if (archive / name).is_file()}
    saved = (f"{CODEBOOKS}/{path.name}" for path in sorted((archive / CODEBOOKS).glob("*")))
    files |= {name: archive / name for name in saved if VERSION.fullmatch(name)}
    try:
        with (
            written_aside(out) as aside,
            zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle,
        ):
            told = {name: _packed(bundle, name, path) for name, path in files.items()}
            manifest = {"format": FORMAT, "version": 1, "snapshot": snapshot.name, "files": told}
            text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
            bundle.writestr(zipfile.ZipInfo(MANIFEST, EPOCH), text)
    except OSError as error:
        raise ArchiveError(f"{out} 写不进去（{error.strerror or error}）", "请换一个可写的文件夹") from error
    return manifest


def _packed(bundle: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    """Streams a file into the bundle: its bytes and SHA-256."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, bundle.open(entry, "w", force_zip64=True) as target:
        size, digest = _copied(source, target.write)
    return {"bytes": size, "sha256": digest}


def import_archive(file: Path, archive: Path, *, keep: int = 3) -> Imported:
    """Makes the snapshot of a bundle the archive's current one; older ones stay for `rollback`.

    A CSV file of the archive that differs is set aside under another name, never lost. Nothing changes
    before every checksum was right. Raises ArchiveError for a file that is damaged, of another kind,
    or holds a name that does not belong there.
    """
    try:
        with zipfile.ZipFile(file) as bundle, changing("import_archive"), build_lock(archive):
            return _taken_over(bundle, _manifest(bundle, file), archive, keep)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(f"{file.name} 不是档案包，或已损坏", CURE) from error
    except OSError as error:
        raise ArchiveError(f"{file} 读不了（{error.strerror or error}）", "请检查路径与权限") from error


def _manifest(bundle: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    """The manifest, once it and the names and sizes in the file agree."""
    names = bundle.namelist()
    if MANIFEST not in names or bundle.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ArchiveError(f"{file.name} 不是档案包", CURE)
    try:
        manifest = json.loads(bundle.read(MANIFEST))
        files = {str(name): (int(f["bytes"]), str(f["sha256"])) for name, f in manifest["files"].items()}
        kind = (manifest["format"], manifest["version"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ArchiveError(f"{file.name} 的清单读不懂", CURE) from error
    if kind != (FORMAT, 1):
        raise ArchiveError(f"{file.name} 是别种或更新的档案包", "请用同版本的程序导入")
    snapshots = [name for name in files if SNAPSHOT.fullmatch(name)]
    strange = [name for name in files if not _is_list(name) and name not in snapshots]
    if strange or len(snapshots) != 1 or sorted(names) != sorted([*files, MANIFEST]):
        raise ArchiveError(f"{file.name} 里有不属于档案的文件，或缺了文件", CURE)
    if any(bundle.getinfo(name).file_size != size for name, (size, _) in files.items()):
        raise ArchiveError(f"{file.name} 里文件的大小与清单不符", CURE)
    if any(size > LARGEST_CSV for name, (size, _) in files.items() if _is_list(name)):
        raise ArchiveError(f"{file.name} 里的表太大", CURE)
    return {"files": files, "snapshot": snapshots[0]}


def _taken_over(bundle: zipfile.ZipFile, manifest: dict[str, Any], archive: Path, keep: int) -> Imported:
    files, source = manifest["files"], manifest["snapshot"]
    folder = archive / SNAPSHOTS / ".building-import"
    made = {name: folder / Path(name).name for name in files}
    folder.mkdir()
    try:
        for name, aside in made.items():
            _unpacked(bundle, name, aside, *files[name])
        opened = check_whole(made[source])
        version, articles = opened.meta.data_version, opened.meta.articles
        opened.close()
        number = next_number(archive)
        known = SNAPSHOT.fullmatch(source)
        assert known is not None
        if WITHDRAWN in files:  # what was taken back here stays taken back
            note_withdrawn(folder, read_withdrawn(archive))
        lists = [name for name in files if _is_list(name)]
        replaced = [_set_aside(archive / name, made[name], number) for name in lists]
        hiding = [archive / name for name in _hiding(lists) if (archive / name).is_file()]
        replaced += [_set_aside(path, None, number) for path in hiding]
        final = publish(archive, made[source], f"{number:06d}-{known[1]}.duckdb", keep=keep)
        if any(VERSION.fullmatch(name) for name in lists):
            (archive / CODEBOOKS).mkdir(exist_ok=True)
        for name in lists:
            put(made[name], archive / name)
        for path in hiding:
            discard(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Imported(final.name, version, articles, tuple(name for name in replaced if name))


def _is_list(name: str) -> bool:
    """Whether it is a file that people wrote, or a version of one."""
    return name in KEPT or VERSION.fullmatch(name) is not None


def _hiding(lists: list[str]) -> list[str]:
    """Codebooks in other forms, which might be read in the place of the one that comes."""
    books = [f"codebook{form.suffix}" for form in FORMS.values()]
    return [name for name in books if name not in lists] if set(books) & set(lists) else []


def _unpacked(bundle: zipfile.ZipFile, name: str, aside: Path, size: int, digest: str) -> None:
    """Streams a file out and compares it with the manifest; never writes more than it says."""
    with bundle.open(name) as source, aside.open("wb") as target:
        found = _copied(source, target.write, size)
    if found != (size, digest):
        raise ArchiveError(f"档案包里的 {name} 与清单的校验和不符", CURE)


def _copied(source: IO[bytes], write: Callable[[bytes], Any], most: int | None = None) -> tuple[int, str]:
    """Bytes copied, piece by piece, and their SHA-256; stops beyond `most`."""
    state, size = hashlib.sha256(), 0
    while (piece := source.read(PIECE)) and (most is None or size <= most):
        write(piece)
        state.update(piece)
        size += len(piece)
    return size, state.hexdigest()


def _set_aside(final: Path, made: Path | None, number: int) -> str:
    """Keeps a file that differs from what takes its place, if anything does, under the unused name returned; "" where
    none is lost."""
    if not final.is_file() or (data := final.read_bytes()) == (made.read_bytes() if made else None):
        return ""
    names = (
        f"{final.stem}.before-{number:06d}{more}{final.suffix}"
        for more in itertools.chain([""], map("-{}".format, itertools.count(2)))
    )
    kept = next(name for name in names if _is_free(final.with_name(name), data))
    write_whole(final.with_name(kept), data)
    return kept


def _is_free(place: Path, data: bytes) -> bool:
    return not place.exists() or place.read_bytes() == data
