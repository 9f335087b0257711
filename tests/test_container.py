"""The container's files: well-formed, careful, and the proxy's behaviour in front of the real server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.builders import ROOT
from tests.server import free_port, served
from tests.visitor import Visitor

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def tool(name: str) -> str:
    """A linter beside this Python; without it the test is skipped, in CI it fails."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} is not installed")
    return str(found)


def test_the_compose_file_follows_its_schema() -> None:
    command = [tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def test_the_image_runs_as_nobody_special_and_checks_its_health() -> None:
    last = DOCKERFILE.split("FROM ")[-1]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "/_stcore/health" in last
    assert "TRENDS_READ_ONLY=1" in last
    assert ":latest" not in DOCKERFILE


def test_what_the_image_copies_is_let_in_and_nothing_secret() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert {name for names in copied for name in names.split()} == allowed
    assert all((ROOT / name).exists() for name in allowed)
    assert not any("secret" in name for name in allowed)


def test_no_secret_is_in_the_repository() -> None:
    assert ".streamlit/secrets.toml" in (ROOT / ".gitignore").read_text().splitlines()
    example = (ROOT / ".streamlit" / "secrets.example.toml").read_text("utf-8")
    for name in ("cookie_secret", "client_secret"):
        assert re.search(rf'^{name} = ""', example, re.MULTILINE)


@pytest.fixture(scope="module")
def site(sample_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Caddy with our file in front of the real server; its port."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("caddy is not installed: `apt-get install caddy`")
    scratch, port = tmp_path_factory.mktemp("proxy"), free_port()
    with served(sample_dir, scratch, environment={"TRENDS_READ_ONLY": "1"}) as server:
        environment = os.environ | {
            "SITE": f"http://localhost:{port}",
            "PORT": str(server.port),
            "HOME": str(scratch),
        }
        command = [caddy, "run", "--config", str(ROOT / "Caddyfile"), "--adapter", "caddyfile"]
        proxy = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                try:
                    httpx.get(f"http://localhost:{port}/_stcore/health", trust_env=False)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield port
        finally:
            proxy.terminate()
            proxy.wait(10)


def test_a_reader_behind_the_proxy_sees_the_screen(site: int) -> None:
    with Visitor(site) as visitor:
        assert "31 篇" in visitor.open().text


def test_the_proxy_compresses_hides_and_protects(site: int) -> None:
    with httpx.Client(base_url=f"http://localhost:{site}", trust_env=False) as client:
        first = client.get("/", headers={"Accept-Encoding": "gzip"})
        assert first.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors" in first.headers["content-security-policy"]
        assert "server" not in first.headers
        script = re.findall(r'src="\.?(/static/js/[^"]+)"', first.text)[0]
        assert client.get(script, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
        assert client.get("/_stcore/metrics").status_code == 404
        assert client.get("/api/meta").status_code == 200
        assert "trends_replica" in first.headers["set-cookie"]
