"""An archive fetched by its hash when a host starts: the right one, or nothing and one sentence."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import trends
from trends.archive.bundle import export_archive
from trends.archive.fetching import fetch_archive
from trends.archive.publishing import current_snapshot
from trends.errors import ArchiveError, TrendsError


@pytest.fixture
def address(sample_dir: Path, tmp_path: Path) -> Iterator[str]:
    """A host with a snapshot, and a file that is none."""
    site = tmp_path / "site"
    site.mkdir()
    snapshot = current_snapshot(sample_dir)
    assert snapshot is not None
    (site / "a.duckdb").write_bytes(snapshot.read_bytes())
    export_archive(sample_dir, site / "a.zip")
    (site / "other.txt").write_bytes(b"no snapshot")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def wanted(monkeypatch: pytest.MonkeyPatch, url: str, digest: str) -> None:
    monkeypatch.setenv("TRENDS_ARCHIVE_URL", url)
    monkeypatch.setenv("TRENDS_ARCHIVE_SHA256", digest)
    monkeypatch.setenv("TRENDS_READ_ONLY", "1")


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["a.duckdb", "a.zip"])
def test_the_right_file_is_served_also_where_all_is_read_only(
    address: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted(monkeypatch, f"{address}/{name}", digest_of(tmp_path / "site" / name))
    fetch_archive(tmp_path / "archive")
    assert trends.open_archive(tmp_path / "archive").meta.articles == 31


@pytest.mark.parametrize(
    ("path", "digest", "says"),
    [
        ("a.duckdb", "0" * 64, "不符"),
        ("a.duckdb", "", "SHA-256"),
        ("other.txt", hashlib.sha256(b"no snapshot").hexdigest(), "快照"),
        ("nothing", "0" * 64, "下载不下来"),
    ],
)
def test_anything_else_changes_nothing(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, digest: str, says: str
) -> None:
    wanted(monkeypatch, f"{address}/{path}", digest)
    with pytest.raises(TrendsError) as fault:
        fetch_archive(tmp_path / "archive")
    assert says in fault.value.what + fault.value.cure
    assert current_snapshot(tmp_path / "archive") is None


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://example.cn/a", "ftp://example.cn/a", "../a"])
def test_only_https_is_asked(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted(monkeypatch, url, "0" * 64)
    with pytest.raises(ArchiveError, match="https"):
        fetch_archive(tmp_path)
