"""Where the database puts what does not fit into memory: a folder of this process among the system's temporary files."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from pathlib import Path

import psutil

NAME = "trends-spill-"


@functools.lru_cache(maxsize=1)
def spill_folder() -> Path:
    """The folder of this process, never beside the file that is asked. Those of processes that were killed go."""
    home = Path(tempfile.gettempdir())
    for left in home.glob(f"{NAME}*"):
        number = left.name.removeprefix(NAME)
        if number.isdecimal() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)
    return home / f"{NAME}{os.getpid()}"
