"""Topics, words and slogans of Chinese newspapers over time.

>>> import trends
>>> archive = trends.open_archive("archive")  # doctest: +SKIP
>>> archive.shares(by="year")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Filter", "Scope", "open_archive"]

if TYPE_CHECKING:
    from trends.archive import Filter, open_archive
    from trends.records import Scope


def __getattr__(name: str) -> Any:
    """The names of `__all__`, imported when first asked for: `python -m trends pages` needs no archive."""
    if name == "Scope":
        from trends.records import Scope

        return Scope
    if name in __all__:
        from trends import archive

        return getattr(archive, name)
    raise AttributeError(f"module 'trends' has no attribute {name!r}")
