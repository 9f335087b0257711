"""The log of what people do: one line each, key=value, never the text of an article.

Silent until `open_journal`: a server writes to stderr, and any process to the file TRENDS_LOG names.
"""

from __future__ import annotations

import logging
import os
import sys

LOG = logging.getLogger("trends")
LONGEST = 120  # characters of a value


def open_journal(*, stderr: bool) -> None:
    """Lines go to the file named by TRENDS_LOG, else to stderr when wanted. Once a process."""
    if LOG.handlers:
        return
    path = os.environ.get("TRENDS_LOG")
    if not path and not stderr:
        return
    handler = logging.FileHandler(path, encoding="utf-8") if path else logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def note(event: str, **facts: str | int) -> None:
    """Writes the line event=… key=value …; no value can start a line or a key of its own."""
    told = {"event": event, **facts}
    LOG.info("%s", " ".join(f"{key}={_value(str(value))}" for key, value in told.items()))


def _value(text: str) -> str:
    shown = "".join(c if c.isprintable() else "?" for c in text)[:LONGEST]
    return shown if shown and not set(shown) & set(' "=') else '"' + shown.replace('"', "'") + '"'
