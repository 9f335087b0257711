"""The questions of an archive, each declared once, and what every face derives from the declaration.

To add a question, write one method of a class in `archive/questions/`:

    @question(columns("term n share"), shown="table")
    def new_terms(self, scope: Scope = ALL, limit: Rows = 50) -> pd.DataFrame:
        \"\"\"Terms that no article before the range holds.\"\"\"
        return words.new_terms(self.snapshot, scope, limit)

That is all. Out of it come `open_archive(DIR).new_terms(…)`, the command `new-terms`, the path `/api/new_terms`
with its OpenAPI text and bounds, the screen's `ask().new_terms(…)` with its answers kept, and a section of
docs/questions.md (`make questions` writes it). The law of tests/test_questions.py asks it on all faces.

- Parameters: annotate each with a type of `archive.parameters`, or `Annotated[type, Help(text, unit, least, most)]`
  of a new one. Types: bool, int, str, date, a Literal, a Sequence of str, and the records `Scope` and `Filter`, whose
  fields become parameters. `Annotated[Scope, Range("before", …)]` takes its dates as one parameter FROM:TO.
- Columns: named in their order; `archive.columns` says what each means. A new column is one line there.
- The docstring's first sentence is the help of command and path; the rest stands in the documentation.
- Errors: NotFoundError for what the archive does not have, QueryError for a question without an answer. Bounds are
  held before the method runs.
- A name changes: give the old one in `Help(was=(…,))` for a parameter, in `was` for the question. It works for one
  version more and says so.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import typing
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, Literal, ParamSpec, Protocol, TypeVar

import pandas as pd

from trends.archive.codebooks import codebook_of
from trends.archive.columns import Column
from trends.archive.frames import widened
from trends.archive.parameters import REQUIRED, Argument, Parameter, argument
from trends.archive.sides import looked_up
from trends.archive.snapshot import Snapshot
from trends.codebook import Codebook
from trends.errors import UsageError

P = ParamSpec("P")
R = TypeVar("R")
Shown = Literal["table", "csv", "json"]


class Answering(Protocol):
    """Gives the answer to the question `key`: what `make` computes, or what it computed before."""

    def __call__(self, key: Hashable, make: Callable[[], R]) -> R: ...


def at_once(key: Hashable, make: Callable[[], R]) -> R:
    """Computes every answer anew."""
    del key
    return make()


class Asked:
    """A snapshot that is asked, and how its answers are given."""

    def __init__(
        self, snapshot: Snapshot, answering: Answering = at_once, codebook: Codebook | None = None
    ) -> None:
        """codebook: what codes are asked of; None: the archive's own."""
        self.snapshot = snapshot
        self.answering = answering
        self._codebook = codebook

    @property
    def codebook(self) -> Codebook:
        return codebook_of(self.snapshot.folder)[0] if self._codebook is None else self._codebook

    @property
    def own_codebook(self) -> bool:
        """Whether codes are asked of the archive's own codebook."""
        return self._codebook is None


A = TypeVar("A", bound=Asked)


@dataclass(frozen=True)
class Question:
    """What may be asked: the method, and how the faces call it.

    name: of the method, the path and the documentation; command: of the command line; path: under the address of
    the API, `{…}` a parameter; shown: the form of a command's answer unless told otherwise; json: parameters that
    have another default where the answer is JSON; columns: of the table, empty where the answer is one record.
    """

    name: str
    method: Callable[..., Any]
    arguments: tuple[Argument, ...]
    columns: tuple[Column, ...]
    command: str
    path: str
    shown: Shown
    json: Mapping[str, Any]
    was: tuple[str, ...]
    counted_by: str

    @property
    def text(self) -> str:
        """The whole documentation, without the columns."""
        return inspect.getdoc(self.method) or ""

    @property
    def paragraphs(self) -> list[str]:
        """The documentation for those who do not write Python: without what is raised."""
        found = [" ".join(part.split()) for part in self.text.split("\n\n")]
        return [part for part in found if not part.startswith("Raises ")]

    @property
    def summary(self) -> str:
        return self.paragraphs[0]

    @functools.cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Each once: two arguments may share one."""
        found: dict[str, Parameter] = {}
        for p in (p for one in self.arguments for p in one.parameters):
            if found.setdefault(p.name, p) != p:
                raise TypeError(f"{self.name}: two parameters are called {p.name}")
        return tuple(found.values())

    def arrange(self, answer: Any) -> Any:
        """A table with its columns in the order declared and numbers that print the same everywhere, also where it
        is part of a record."""
        if isinstance(answer, pd.DataFrame):
            order = [column.name for column in self.columns if column.name in answer.columns]
            order += [name for name in answer.columns if name not in order]
            return widened(answer if order == list(answer.columns) else answer[order])
        if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
            parts = {field.name: getattr(answer, field.name) for field in dataclasses.fields(answer)}
            wide = {n: widened(part) for n, part in parts.items() if isinstance(part, pd.DataFrame)}
            return dataclasses.replace(answer, **wide)
        return answer

    def read(self, given: Mapping[str, Sequence[str]], form: str = "") -> tuple[dict[str, Any], list[str]]:
        """The method's arguments out of texts by parameter, and what to say of old names.

        Raises UsageError for an unknown, missing or unfit parameter, QueryError for what is no date.
        """
        texts, notices = self._renamed(given)
        unknown = set(texts) - {p.name for p in self.parameters}
        if unknown:
            known = "、".join(p.name for p in self.parameters) or "无"
            raise UsageError(f"{self.name} 没有参数 {min(unknown)[:40]!r}", f"它的参数有 {known}")
        values = {name: value for name, value in self.json.items() if form == "json"}
        for p in self.parameters:
            if p.name in texts:
                read = [p.read(text) for text in texts[p.name]]
                values[p.name] = read if p.many else read[-1]
            elif p.required:
                raise UsageError(f"没有给 {p.name}", f"{self.name} 要问的是：{p.help.text}")
        arguments = {one.name: one.value(values) for one in self.arguments}
        for one in self.arguments:
            one.check(arguments[one.name])
        return arguments, notices

    def put(self, archive: Asked, arguments: Mapping[str, Any]) -> Any:
        """The answer of an archive, kept where it keeps answers."""
        bound = self.method.__get__(archive)
        key = self.name, *(tuple(value) if isinstance(value, list) else value for value in arguments.values())

        def make() -> Any:
            for one in self.arguments:
                one.check(arguments[one.name])
            return self.arrange(
                bound(**{name: looked_up(archive, value) for name, value in arguments.items()})
            )

        return archive.answering(key, make)

    def total(self, archive: Asked, arguments: Mapping[str, Any]) -> int | None:
        """How many rows there are without a limit, None where nobody counts them."""
        if not self.counted_by:
            return None
        counting = QUESTIONS[self.counted_by]
        counted = counting.put(archive, {one.name: arguments[one.name] for one in counting.arguments})
        return int(counted.iloc[0, -1])

    def _renamed(self, given: Mapping[str, Sequence[str]]) -> tuple[dict[str, Sequence[str]], list[str]]:
        """The texts under the names of today."""
        texts = {name: values for name, values in given.items() if values}
        notices = []
        for p in self.parameters:
            if p.ends[0] and any(end in texts for end in p.ends) and p.name not in texts:
                notices.append(f"{p.ends[0]} 与 {p.ends[1]} 将停用，请改用 {p.name}")
                since, until = (texts.pop(end, [""])[-1] for end in p.ends)
                texts[p.name] = [f"{since}:{until}"]
            for old in p.help.was:
                if old in texts and p.name not in texts:
                    notices.append(f"{old} 将停用，请改用 {p.name}")
                    texts[p.name] = texts.pop(old)
        return texts, notices


QUESTIONS: dict[str, Question] = {}


def known_question(name: str) -> Question:
    """The question of a name. Raises UsageError for one that nobody declared."""
    for found in QUESTIONS.values():
        if name in (found.name, found.command, *found.was):
            return found
    raise UsageError(f"没有问题 {name[:40]!r}", f"可问的有 {'、'.join(sorted(QUESTIONS))}")


def question(
    columns: tuple[Column, ...] = (),
    *,
    name: str = "",
    path: str = "",
    command: str = "",
    shown: Shown = "csv",
    json: Mapping[str, Any] | None = None,
    was: tuple[str, ...] = (),
    counted_by: str = "",
) -> Callable[[Callable[Concatenate[A, P], R]], Callable[Concatenate[A, P], R]]:
    """Declares a method of `Archive` a question, see `Question`; its signature stays as it is."""

    def declare(method: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
        called = name or method.__name__
        signature = inspect.signature(method)
        own = Question(
            called,
            method,
            _arguments(method, signature),
            columns,
            command or called.replace("_", "-"),
            path or f"/{called}",
            shown,
            json or {},
            was,
            counted_by,
        )
        QUESTIONS[called] = own

        @functools.wraps(method)
        def asked(self: A, /, *args: P.args, **named: P.kwargs) -> R:
            bound = signature.bind(self, *args, **named)
            bound.apply_defaults()
            arguments = {one.name: bound.arguments[one.name] for one in own.arguments}
            answer: R = own.put(self, arguments)
            return answer

        asked.__doc__ = documentation(own)
        return asked

    return declare


def documentation(asked: Question) -> str:
    """The docstring with the columns behind it."""
    lines = [f"{c.name}: {c.text}{f' [{c.unit}]' if c.unit else ''}" for c in asked.columns]
    return "\n".join([asked.text, *(["", "Columns:"] if lines else []), *(f"    {line}" for line in lines)])


def _arguments(method: Callable[..., Any], signature: inspect.Signature) -> tuple[Argument, ...]:
    hints = typing.get_type_hints(method, include_extras=True)
    return tuple(
        argument(name, hints[name], REQUIRED if p.default is inspect.Parameter.empty else p.default)
        for name, p in list(signature.parameters.items())[1:]
    )
