"""The Dockerfile's steps without a container engine: an empty environment, the copied files, the command.

python -m benchmarks.container ARCHIVE [--venv DIR]   (DIR: an environment made by an earlier run)

What it cannot show: the base image itself, the user, the mounts. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

from tests.builders import ROOT
from tests.server import free_port
from tests.visitor import Visitor


def instructions() -> list[tuple[str, str]]:
    """(instruction, arguments) of the Dockerfile, lines joined, comments left out."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def environment_of(steps: list[tuple[str, str]], venv: Path) -> dict[str, str]:
    given = [pair.partition("=") for word, rest in steps if word == "ENV" for pair in shlex.split(rest)]
    own = {name: value.replace("/venv/bin", str(venv / "bin")) for name, _, value in given}
    own["PATH"] = own["PATH"].replace("$PATH", os.environ["PATH"])
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | own


def copied(steps: list[tuple[str, str]], app: Path) -> None:
    for word, rest in steps:
        if word == "COPY" and not rest.startswith("--from"):
            *sources, target = rest.split()
            for source in sources:
                to = app / (source if target in (".", "./") else target)
                to.parent.mkdir(parents=True, exist_ok=True)
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, to, dirs_exist_ok=True)
                else:
                    shutil.copy(ROOT / source, to)


def started(command: list[str], app: Path, environment: dict[str, str], port: int) -> dict[str, float]:
    """Seconds from the command to a healthy answer and to the first page; memory then, in MB."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=app, env=environment, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
                break
            except OSError:
                time.sleep(0.02)
        healthy = time.monotonic() - began
        with Visitor(port) as visitor:
            visitor.open()
            page = time.monotonic() - began
            for name in ("topics", "articles", "keywords", "compare", "data"):
                visitor.open(name)
        rss = psutil.Process(process.pid).memory_info().rss / 1e6
    finally:
        process.terminate()
        process.wait(20)
    return {"healthy": round(healthy, 2), "first_page": round(page, 2), "rss_mb": round(rss)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--venv", type=Path)
    parser.add_argument("--starts", type=int, default=3)
    given = parser.parse_args()
    steps = instructions()
    with tempfile.TemporaryDirectory() as folder:
        app, venv = Path(folder) / "app", given.venv or Path(folder) / "venv"
        if not (venv / "bin" / "python").exists():
            subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
            pip = [str(venv / "bin" / "pip"), "install", "--quiet", "-r", str(ROOT / "requirements.txt")]
            subprocess.run(pip, check=True)
        copied(steps, app)
        environment = environment_of(steps, venv) | {"TRENDS_ARCHIVE": str(given.archive.absolute())}
        port = free_port()
        command = json.loads(next(rest for word, rest in steps if word == "CMD"))
        command[0] = str(venv / "bin" / command[0])
        own = [word.replace("8501", str(port)).replace("0.0.0.0", "127.0.0.1") for word in command]
        runs = [started(own, app, environment, port) for _ in range(given.starts)]
    print(json.dumps({"command": " ".join(command[1:]), "starts": runs}))


if __name__ == "__main__":
    main()
