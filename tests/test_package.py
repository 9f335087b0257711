"""The wheel: everything inside, versions from one place, and what it installs answers a browser."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import trends
from tests.builders import PAGES, ROOT
from tests.server import await_health, free_port


def pins(name: str) -> set[str]:
    lines = (line.split("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines())
    return {canonical(line) for line in lines if line and not line.startswith("-")}


def canonical(requirement: str) -> str:
    parsed = Requirement(requirement)
    return f"{parsed.name.lower().replace('_', '-')}{parsed.specifier}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w"]
    subprocess.run([*command, str(folder), str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("trends-*.whl"))


def test_the_wheel_asks_for_what_hosted_platforms_read(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith("/METADATA"))
        told = email.message_from_bytes(packed.read(name))
    asked, version = told.get_all("Requires-Dist", []), told["Version"]
    plain = {canonical(line) for line in asked if "extra ==" not in line}
    assert plain == pins("requirements.txt")
    for extra in ("ocr", "cluster"):
        wanted = {canonical(line) for line in asked if f"extra == '{extra}'" in line.replace('"', "'")}
        assert wanted == pins(f"requirements-{extra}.txt")
    assert version == trends.__version__


def test_build_tools_are_pinned_once() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(settings["build-system"]["requires"]) <= pins("requirements-dev.txt")


def test_the_wheel_carries_every_file_of_the_package_and_its_sample(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "trends", "seeds", "app.py", "serve.py", ".streamlit/config.toml"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    expected = {name if name.startswith("trends/") else f"trends/_shipped/{name}" for name in tracked}
    assert expected - inside == set()


def test_an_installed_package_shows_its_demo(wheel: Path, tmp_path: Path) -> None:
    """In CI with all it asks for, from an empty environment; elsewhere with the libraries that are there."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    home = tmp_path / "venv" / "bin"
    # A thousand modules of the libraries are never loaded here: only those that are get compiled
    install = [sys.executable, "-m", "pip", "--python", str(home / "python"), "install", "--quiet"]
    install += ["--no-compile", str(wheel)]
    if not os.environ.get("CI"):
        install.append("--no-deps")
        site = next((tmp_path / "venv" / "lib").glob("python*/site-packages"))
        (site / "borrowed.pth").write_text("\n".join(path for path in sys.path if "site-packages" in path))
    subprocess.run(install, check=True, capture_output=True)
    port = free_port()
    out = tmp_path / "out"
    with out.open("wb") as log:
        process = subprocess.Popen(
            [home / "trends", "demo", "--archive", "demo", "--port", str(port), "--no-browser"],
            cwd=tmp_path,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        await_health(port, process, out)
        with urllib.request.urlopen(f"http://localhost:{port}/api/coverage?by=issue") as answer:
            rows = answer.read().decode()
        assert rows.count('"period"') == len(list(PAGES.glob("*.txt")))
        with urllib.request.urlopen(f"http://localhost:{port}/") as page:
            assert b"<title>" in page.read()
    finally:
        process.terminate()
        process.wait(20)
    listed = subprocess.run([home / "trends", "topics", "--archive", "demo", "--format", "csv"], cwd=tmp_path, check=True, capture_output=True, text=True)  # fmt: skip
    assert len(listed.stdout.splitlines()) > 3
