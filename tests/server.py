"""The dashboard as it is hosted, on loopback: one process, its secrets, its log."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.builders import ROOT


@dataclass(frozen=True)
class Server:
    """A running server: its port, its process id, the file its log lines go to."""

    port: int
    pid: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def lines(self, event: str) -> list[str]:
        told = self.log.read_text("utf-8").splitlines() if self.log.is_file() else []
        return [line for line in told if f"event={event} " in line]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def served(
    archive: Path,
    scratch: Path,
    secrets: str = "",
    port: int = 0,
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
    listen: str = "127.0.0.1",
) -> Iterator[Server]:
    """serve.py over an archive, once it answers. secrets: the text of secrets.toml."""
    port = port or free_port()
    (scratch / "secrets.toml").write_text(secrets, "utf-8")
    settings = {
        "server.port": str(port),
        "server.headless": "true",
        "server.address": listen,
        "secrets.files": str(scratch / "secrets.toml"),
        **(options or {}),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "serve.py")]
    command += [word for name, value in settings.items() for word in (f"--{name}", value)]
    log = scratch / "journal.log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TRENDS_READ")}
    with (scratch / "server.out").open("wb") as out:
        process = subprocess.Popen(
            [*command, "--", "--archive", str(archive)],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=clean | {"TRENDS_LOG": str(log), **(environment or {})},
        )
    try:
        await_health(port, process, scratch / "server.out")
        yield Server(port, process.pid, log)
    finally:
        process.terminate()
        process.wait(20)


def await_health(port: int, process: subprocess.Popen[bytes], out: Path) -> None:
    for _ in range(1800):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
            return
        time.sleep(0.1)
    raise AssertionError(out.read_text("utf-8")[-2000:])
