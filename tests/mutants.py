"""Damaged files: what mutation makes of the samples of every format. For fuzzing in tests and benchmarks."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "formats"
TOKENS = (
    b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"<", b">", b"<!--", b"-->", b"&#x0;", b"<![CDATA[", b"\n", b",", b'"',
    b"{", b"[", b"1e999", b"-1", b"99999999999", b"../", b"PK\x03\x04", b"%PDF-1.7", b"stream\n", b"endobj", b"PAR1",
    "日期".encode(), "正文".encode(), "本报讯".encode(), "\ud7ff\ue000".encode(), b"\x81\x30\x81\x30", b"\xef\xbb\xbf",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """The samples by name."""
    return {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir())}


def mutant(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """The data after one to eight changes; what is inside a ZIP or gzip is changed in half of the cases."""
    if data.startswith(b"PK") and rng.random() < 0.5:
        return _rezipped(data, rng, others)
    if data.startswith(b"\x1f\x8b") and rng.random() < 0.5:
        return gzip.compress(_changed(gzip.decompress(data), rng, others), 1)
    return _changed(data, rng, others)


def _changed(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at = rng.randrange(len(out) + 1)
        kind = rng.randrange(7)
        if kind == 0 and out:
            out[min(at, len(out) - 1)] = rng.randrange(256)
        elif kind == 1 and out:
            out[min(at, len(out) - 1)] ^= 1 << rng.randrange(8)
        elif kind == 2:
            del out[at : at + rng.choice((1, 2, 8, 64, 999))]
        elif kind == 3:
            out[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 2, 50))
        elif kind == 4:
            piece = bytes(out[at : at + rng.choice((4, 32, 300))])
            out[at:at] = piece * rng.choice((1, 2, 20))
        elif kind == 5:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            out[at : at + rng.choice((0, 40))] = other[start : start + rng.choice((4, 40, 400))]
        elif rng.random() < 0.3:
            del out[at:]
    return bytes(out)


def _rezipped(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """A ZIP one of whose members is changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            member = old.read(name)
            new.writestr(name, _changed(member, rng, others) if name == chosen else member)
    return out.getvalue()
