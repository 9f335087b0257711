"""python -m trends …"""

import atexit
import contextlib
import os
import sys

status = 1  # until a command has ended


def leave() -> None:
    """Ends the process at once: taking a million objects apart is a tenth of `add`, and the system takes all of
    them back anyway."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


atexit.register(leave)  # registered first, it runs after what all libraries have registered

from trends.cli import app  # noqa: E402

try:
    app(prog_name="python -m trends")
except SystemExit as left:
    status = left.code if isinstance(left.code, int) else int(left.code is not None)
    raise
