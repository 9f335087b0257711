"""python -m trends …, and the command `trends` of an installed package."""

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


def main() -> None:
    """One command, from the words of the process."""
    global status
    atexit.register(leave)  # registered first, it runs after what all libraries register
    from trends.cli import app

    installed = os.path.basename(sys.argv[0]).removesuffix(".exe") == "trends"
    try:
        app(prog_name="trends" if installed else "python -m trends")
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else int(left.code is not None)
        raise


if __name__ == "__main__":
    main()
