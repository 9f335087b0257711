"""ZIP and TAR → their members as Documents, in order, nothing written by its name, nothing out of bounds."""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO

from trends.errors import InputError
from trends.readers.documents import Document, problem_of
from trends.readers.foreign import library
from trends.readers.limits import LIMITS
from trends.readers.manifest import InnerManifest, plain_path, read_manifest
from trends.readers.sources import SIDE_FILES, is_hidden, trimmings_of
from trends.records import Problem

MANIFEST_BYTES = 16_000_000  # beyond this it is none that a person wrote
BROKEN, CURE = "压缩包打不开或已损坏", "重新下载或重新打包"


@dataclass(slots=True)
class Budget:
    """What a source and all containers within it may still give."""

    bytes: int = LIMITS.unpacked
    members: int = LIMITS.members


@dataclass(frozen=True, slots=True)
class Entry:
    """What a container says of a member, before it is read. `why` keeps it out, "" lets it in."""

    name: str
    size: int
    packed: int
    why: str = ""


class _Manifests:
    """The manifests of one container, gathered before its other members are read.

    names: plain paths of its members; for a TAR they grow while it is walked, so rows are judged at the end.
    """

    def __init__(self, document: Document, names: set[str]) -> None:
        self.problems: list[Problem] = []
        self._document, self._names = document, names
        self._taken: list[tuple[str, bytes, str]] = []  # folder, bytes, name as shown

    def take(self, entry: Entry, members: Iterable[Document | Problem]) -> None:
        for member in members:
            if isinstance(member, Problem):
                self.problems.append(member)
                continue
            with member.opened() as stream:
                folder = PurePosixPath(plain_path(entry.name)).parent.as_posix()
                self._taken.append(("" if folder == "." else f"{folder}/", stream.read(), member.name))

    def found(self) -> tuple[InnerManifest, ...]:
        """Those of the deepest folders first, then those of the containers around."""
        manifests = []
        for folder, data, shown in sorted(self._taken, key=lambda taken: -taken[0].count("/")):
            rows, faulty = read_manifest(data, shown, self._is_below(folder))
            self.problems += faulty
            manifests.append(InnerManifest(f"{self._document.name}!", folder, rows))
        return (*manifests, *self._document.manifests)

    def _is_below(self, folder: str) -> Callable[[str], bool]:
        return lambda name: folder + name in self._names


def zip_members(document: Document, budget: Budget) -> Iterator[Document | Problem]:
    """The members of a ZIP in the order of their names."""
    with document.sought() as stream:
        with library(BROKEN, CURE, document.name):
            bundle = zipfile.ZipFile(stream)
            infos = sorted((i for i in bundle.infolist() if not i.is_dir()), key=_zip_name)
        entries = [
            Entry(_zip_name(i), i.file_size, i.compress_size, "有密码，没有读" if i.flag_bits & 1 else "")
            for i in infos
        ]
        start, end = document.source.part or (0, len(infos))
        admitted, problems = _admitted(entries, document, budget)
        manifests = _Manifests(document, {plain_path(entry.name) for entry in entries})
        for entry, info in zip(entries, infos, strict=True):
            if _is_manifest(entry):
                manifests.take(entry, _member(document, entry, partial(bundle.open, info), budget))
        document = replace(document, manifests=manifests.found())
        if start == 0:
            yield from (*problems, *manifests.problems)
        for k in range(start, min(end, len(infos))):
            if k in admitted:
                yield from _member(document, entries[k], partial(bundle.open, infos[k]), budget)


def tar_members(document: Document, budget: Budget) -> Iterator[Document | Problem]:
    """The members of a TAR (also gzip or zstd) in the order of the file; links are told and not followed."""
    names: set[str] = set()
    manifests = _Manifests(document, names)
    with library(BROKEN, CURE, document.name), _tar(document) as bundle:
        entries = []
        for info in bundle:
            if not info.isdir():
                why = "" if info.isfile() else "是链接或设备，没有读"
                entries.append(entry := Entry(info.name, info.size, info.size, why))
                names.add(plain_path(info.name))
                if _is_manifest(entry):
                    manifests.take(entry, _member(document, entry, partial(_extracted, bundle, info), budget))
            if len(entries) > LIMITS.members:
                break
            if info.size > LIMITS.unpacked:  # to pass over what is not there would take for ever
                what = f"{info.name[:200]} 自称有 {info.size // 1_000_000} MB，它和它后面的没有读"
                manifests.problems.append(Problem(document.name, None, what, CURE))
                entries.pop()
                break
    admitted, problems = _admitted(entries, document, budget)
    document = replace(document, manifests=manifests.found())
    yield from (*problems, *manifests.problems)
    with _tar(document) as bundle:
        k = -1
        while k + 1 < len(entries):
            with library(BROKEN, CURE, document.name):
                found = bundle.next()
            if found is None:
                return
            k += not found.isdir()
            if not found.isdir() and k in admitted:
                yield from _member(document, entries[k], partial(_extracted, bundle, found), budget)


def count_members(document: Document) -> int:
    """How many members a ZIP has. Raises InputError when it cannot be opened."""
    with document.sought() as stream, library(BROKEN, CURE, document.name), zipfile.ZipFile(stream) as bundle:
        return sum(not entry.is_dir() for entry in bundle.infolist())


def _tar(document: Document) -> closing[tarfile.TarFile]:
    return closing(tarfile.open(fileobj=document.opened(), mode="r|"))


def _extracted(bundle: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    return bundle.extractfile(info) or BytesIO()


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; names without the UTF-8 mark are UTF-8 or GBK in China, never code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("gb18030")
    except UnicodeError:
        return info.filename


def _admitted(entries: Sequence[Entry], document: Document, budget: Budget) -> tuple[set[int], list[Problem]]:
    """The numbers of the entries that may be read, and why others are not."""
    if len(entries) > budget.members:
        what = f"里面的文件超过 {LIMITS.members} 个，没有读"
        return set(), [Problem(document.name, None, what, "分成几个压缩包")]
    trimmings = trimmings_of([entry.name for entry in entries])
    problems, admitted = [], set()
    for k, entry in enumerate(entries):
        why = entry.why or _why_unsafe(entry)
        parts = PurePosixPath(entry.name).parts
        if why:
            problems.append(
                Problem(f"{document.name}!{entry.name[:200]}", None, why, "解开压缩包，检查里面的文件")
            )
        elif _is_manifest(entry):
            continue
        elif parts and parts[-1] in SIDE_FILES:
            what = f"压缩包里的 {parts[-1]} 没有用上"
            problems.append(Problem(document.name, None, what, "把它放到压缩包旁边", lost=False))
        elif not any(map(is_hidden, parts)) and entry.name not in trimmings:
            admitted.add(k)
    if trimmings:
        what = f"里面 {len(trimmings)} 个文件当作网页的附件（目录、样式、脚本、插图），没有读"
        problems.append(Problem(document.name, None, what, "要识别其中的图片，请单独打包", lost=False))
    return admitted, problems


def _is_manifest(entry: Entry) -> bool:
    parts = PurePosixPath(entry.name).parts
    return (
        bool(parts)
        and parts[-1] == "manifest.csv"
        and entry.size <= MANIFEST_BYTES
        and not (entry.why or _why_unsafe(entry) or any(map(is_hidden, parts)))
    )


def _why_unsafe(entry: Entry) -> str:
    """Why a member is not to be read: a name that leads out, or bytes that swell."""
    path = PurePosixPath(entry.name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.name[:3] or "\0" in entry.name:
        return "名字指到压缩包外面，没有读"
    if entry.size > LIMITS.ratio_from and entry.size > LIMITS.ratio * max(entry.packed, 1):
        return f"解开后是压缩前的 {LIMITS.ratio} 倍以上，像是压缩炸弹，没有读"
    return ""


def _member(
    document: Document, entry: Entry, opened: partial[IO[bytes]], budget: Budget
) -> Iterator[Document | Problem]:
    """The member's bytes, in memory or in a temporary file while it is being read."""
    name = f"{document.name}!{entry.name}"
    try:
        with library("这个文件损坏了，没有读", CURE, name), opened() as stream:
            budget.members -= 1
            data = stream.read(min(LIMITS.spool, budget.bytes) + 1)
            budget.bytes -= len(data)
            whole = len(data) <= LIMITS.spool
            if not whole or budget.bytes < 0:
                large = _spooled(data, stream, budget, name)
    except InputError as error:
        yield problem_of(error, name)
        return
    if whole:
        yield Document(document.source, name, lambda: BytesIO(data), manifests=document.manifests)
        return
    with large:
        yield Document(document.source, name, lambda: opened_again(large), manifests=document.manifests)


def _spooled(first: bytes, rest: IO[bytes], budget: Budget, name: str) -> IO[bytes]:
    """The bytes in a temporary file without a name. Raises InputError beyond the budget."""
    large = tempfile.TemporaryFile(prefix="trends-")  # noqa: SIM115 - closed by the caller
    size = 0
    for block in _blocks(first, rest):
        size += len(block)
        budget.bytes -= len(block) if block is not first else 0
        if budget.bytes < 0 or size > LIMITS.disk:
            large.close()
            most = LIMITS.disk if size > LIMITS.disk else LIMITS.unpacked
            what = f"解开后超过 {most // 1_000_000} MB，没有读"
            raise InputError(what, "分成几个压缩包", file=name)
        large.write(block)
    large.flush()
    return large


class _Again(io.RawIOBase):
    """A file read from its start, beside whoever else reads it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._at = file, 0
        self._size = os.fstat(file.fileno()).st_size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def opened_again(file: IO[bytes]) -> BinaryIO:
    """A stream of its own over a file that may have no name."""
    return io.BufferedReader(_Again(file), 1 << 18)


def _blocks(first: bytes, rest: IO[bytes]) -> Iterable[bytes]:
    yield first
    while block := rest.read(1 << 20):
        yield block
