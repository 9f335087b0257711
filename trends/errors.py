"""What can go wrong, said in one sentence that carries its facts and the cure."""


class TrendsError(Exception):
    """Base of every error this project raises on purpose.

    `what` says what is wrong and where, `cure` what to do about it; both are one clause.
    Raised anywhere, caught only at the edges (command line, screen).
    """

    def __init__(self, what: str, cure: str = "") -> None:
        self.what = what
        self.cure = cure
        super().__init__(f"{what}; {cure}" if cure else what)


class InputError(TrendsError):
    """A source cannot be used: it is missing, empty, not text, or lacks what is needed.

    `file` names the source, `line` its 1-based line where one is at fault.
    """

    def __init__(self, what: str, cure: str = "", *, file: str = "", line: int | None = None) -> None:
        self.file = file
        self.line = line
        place = f"{file}:{line}: " if file and line is not None else f"{file}: " if file else ""
        super().__init__(f"{place}{what}", cure)


class ArchiveError(TrendsError):
    """The archive is missing, damaged, busy, or of another schema version."""


class DamagedError(ArchiveError):
    """Bytes of a snapshot are not as they were written."""


class OutdatedError(ArchiveError):
    """A snapshot of a schema that this version does not read."""


class ArchiveWarning(UserWarning):
    """An archive that opened, though not as it should: one sentence with the cure."""


class AccessError(TrendsError):
    """Who asks may not do this here: the archive is read-only for them."""


class QueryError(TrendsError):
    """A question that has no answer: an empty query, an unknown topic, a date that is none."""


class NotFoundError(QueryError):
    """What a question names (a topic, an article, an issue, a page) is not in the archive."""


class UsageError(QueryError):
    """A question put in a wrong form: an unknown name, or a value outside its bounds."""
