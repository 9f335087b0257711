"""What a reader is given: the bytes of one file, on disk or inside a container, and what was said of it."""

from __future__ import annotations

import contextlib
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from trends.errors import InputError
from trends.readers.limits import LIMITS
from trends.readers.manifest import InnerManifest
from trends.readers.sources import Source
from trends.records import Problem

DAMAGED = "压缩的内容断了或损坏"
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class Document:
    """`name` is shown to people (inner names after "!"); `opened` gives the bytes from their start,
    each time it is called; `packed` tells that they pass through a decompressor and cannot be sought in;
    `manifests` are those of the containers it lies in, nearest first."""

    source: Source
    name: str
    opened: Callable[[], BinaryIO]
    packed: bool = False
    manifests: tuple[InnerManifest, ...] = ()

    @property
    def suffix(self) -> str:
        """The ending of the name without .gz or .zst, in small letters: ".jsonl"."""
        last = self.name.replace("!", "/").rsplit("/", 1)[-1].lower()
        for packing in (".gz", ".zst", ".zstd"):
            last = last.removesuffix(packing)
        return last[last.rindex(".") :] if "." in last else ""

    def head(self) -> bytes:
        """The first bytes; fewer where the file is damaged."""
        data = b""
        with self.opened() as stream, contextlib.suppress(EOFError):
            while len(data) < LIMITS.head and (block := stream.read1(LIMITS.head - len(data))):  # type: ignore[attr-defined]
                data += block
        return data

    def content(self) -> bytes:
        """All bytes. Raises InputError when they are damaged or more than a page may have."""
        try:
            with self.opened() as stream:
                data = stream.read(LIMITS.page_file + 1)
        except EOFError as error:
            raise InputError(DAMAGED, "重新下载或重新压缩", file=self.name) from error
        if len(data) > LIMITS.page_file:
            raise too_large(self.name, LIMITS.page_file)
        return data

    @contextmanager
    def sought(self) -> Iterator[BinaryIO]:
        """A stream that can be sought in, for formats that are read from their end."""
        with io.BytesIO(self.content()) if self.packed else self.opened() as stream:
            yield stream


def document_of(source: Source) -> Document:
    """The document of a file on disk."""
    return unpacked(Document(source, source.name, lambda: source.path.open("rb")))


def unpacked(document: Document) -> Document:
    """The document itself, or what its gzip or zstd bytes hold."""
    with document.opened() as stream:
        magic = stream.read(4)
    if magic.startswith(GZIP):
        return replace(document, opened=lambda: _gunzipped(document.opened()), packed=True)
    if magic == ZSTD:
        return replace(document, opened=lambda: _unzstd(document.opened()), packed=True)
    return document


def too_large(name: str, limit: int) -> InputError:
    return InputError(f"超过 {limit // 1_000_000} MB，没有读", "把文件拆小", file=name)


def problem_of(error: InputError, name: str) -> Problem:
    """The error as what a batch goes on without; the sentence does not name the file again."""
    return Problem(name, error.line, error.what.removeprefix(f"{error.file}: "), error.cure)


class _Unpacked(io.RawIOBase):
    """What a decompressor gives; whatever it raises at damaged bytes is an EOFError."""

    def __init__(self, reader: Any, packed: BinaryIO) -> None:
        self._reader, self._packed = reader, packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._reader.read1(len(buffer))
        except Exception as error:
            raise EOFError(DAMAGED) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        super().close()
        self._packed.close()


def _gunzipped(packed: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=packed), packed), 1 << 18)


def _unzstd(packed: BinaryIO) -> BinaryIO:
    import zstandard

    # The window is bounded, so that a lying header cannot ask for gigabytes.
    unpacking = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    return io.BufferedReader(
        _Unpacked(unpacking.stream_reader(packed, read_across_frames=True), packed), 1 << 18
    )
