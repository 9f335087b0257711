"""Where libraries parse bytes that nobody vouches for: whatever they raise becomes our own error."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator

from trends.errors import InputError, TrendsError


@contextlib.contextmanager
def library(what: str, cure: str, file: str) -> Iterator[None]:
    """Any exception of the library inside becomes InputError(what, cure) with the exception's name."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong is told once, by the Problem
            yield
    except TrendsError:
        raise
    except Exception as error:
        raise InputError(f"{what}（{type(error).__name__}）", cure, file=file) from error
