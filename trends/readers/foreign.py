"""Where libraries parse bytes that nobody vouches for: whatever they raise becomes our own error."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator

from trends.errors import InputError, TrendsError
from trends.journal import note


@contextlib.contextmanager
def library(what: str, cure: str, file: str) -> Iterator[None]:
    """Any exception of the library inside becomes InputError(what, cure), one of memory MemoryError; its own words go
    to the log."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong is told once, by the Problem
            yield
    except (TrendsError, MemoryError):
        raise
    except Exception as error:
        if any(word in str(error).lower() for word in ("out of memory", "alloc")):
            raise MemoryError(str(error)) from error
        note("unread", file=file, what=what, kind=type(error).__name__, said=str(error))
        raise InputError(what, cure, file=file) from error
