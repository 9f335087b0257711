"""An archive fetched once from an address, for hosts that keep no files: only the one whose SHA-256 was said."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from trends.archive.bundle import import_archive
from trends.archive.permission import as_owner, changing
from trends.archive.publishing import build_lock, next_number, publish
from trends.archive.whole import check_whole
from trends.errors import ArchiveError

URL, SHA256 = "TRENDS_ARCHIVE_URL", "TRENDS_ARCHIVE_SHA256"
LARGEST = 4 << 30  # bytes
PIECE = 1 << 20
PATIENCE = 30  # seconds without a byte
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def fetch_wanted() -> bool:
    """Whether the environment names an archive to fetch."""
    return bool(os.environ.get(URL))


def fetch_archive(archive: Path) -> None:
    """Makes the file at TRENDS_ARCHIVE_URL the archive, once every byte of it was checked.

    The file is what `archive export` writes, or a snapshot.
    Raises ArchiveError, with nothing changed, when the address is not https, the file does not come, is
    too large, is not the one whose SHA-256 TRENDS_ARCHIVE_SHA256 says, or is no snapshot.
    """
    url, wanted = os.environ.get(URL, ""), os.environ.get(SHA256, "").strip().lower()
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ArchiveError(f"{URL} 不是 https 地址", "请写成 https://…")
    if not re.fullmatch(r"[0-9a-f]{64}", wanted):
        raise ArchiveError(f"没有写明 {SHA256}", "请填档案文件的 SHA-256（64 位十六进制）")
    with as_owner(), changing("fetch", sha256=wanted[:16]):
        try:
            archive.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".fetching-", dir=archive) as folder:
                file = Path(folder) / "archive"
                _downloaded(url, wanted, file)
                _taken_in(file, archive)
        except OSError as error:
            raise ArchiveError(
                f"档案 {archive} 无法写入（{error.strerror or error}）", "请腾出磁盘空间"
            ) from error


def _taken_in(file: Path, archive: Path) -> None:
    """Publishes what `archive export` wrote, or a snapshot as it is."""
    if zipfile.is_zipfile(file):
        import_archive(file, archive)
        return
    opened = check_whole(file)
    version = opened.meta.data_version
    opened.close()
    with build_lock(archive):
        publish(archive, file, f"{next_number(archive):06d}-{version}.duckdb")


def _downloaded(url: str, wanted: str, target: Path) -> None:
    """Gets the file at the address. Raises ArchiveError unless it is the one wanted."""
    digest, size = hashlib.sha256(), 0
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as source, target.open("wb") as out:  # nosec B310
            while piece := source.read(PIECE):
                size += len(piece)
                if size > LARGEST:
                    raise ArchiveError("档案文件超过 4 GB", "请换一份较小的档案")
                digest.update(piece)
                out.write(piece)
    except (OSError, ValueError) as error:
        raise ArchiveError("档案下载不下来", f"请检查 {URL} 与网络") from error
    if digest.hexdigest() != wanted:
        raise ArchiveError(f"下载的档案与 {SHA256} 不符", "文件可能被换过或没有传完；请核对地址与校验值")
