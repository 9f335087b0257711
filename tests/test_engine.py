"""Workers of a build."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.builders import ROOT

BUILDING = """
import os, sys, time
from pathlib import Path
from trends.pipeline.engine import Engine

def work(n):
    (Path(sys.argv[1]) / str(os.getpid())).touch()
    time.sleep(600)

list(Engine(jobs=2).map(work, range(4)))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_workers_end_with_a_build_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "building.py"
    script.write_text(BUILDING.replace("sys.argv[1]", repr(str(tmp_path / "pids"))), "utf-8")
    (tmp_path / "pids").mkdir()
    building = subprocess.Popen(
        [sys.executable, script], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    while len(list((tmp_path / "pids").iterdir())) < 2:
        assert building.poll() is None
        time.sleep(0.05)
    workers = [psutil.Process(int(path.name)) for path in (tmp_path / "pids").iterdir()]
    building.kill()
    building.wait()
    _, alive = psutil.wait_procs(workers, timeout=120)
    assert alive == []
