"""The parameters of questions: read from text, held to their bounds, described; the same on every face.

A face hands over text, a caller in Python values. Both are held to the bounds that the parameter's `Help` states,
and what is out of bounds gets one sentence wherever it was asked.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from trends.archive.query import QUERY
from trends.archive.sides import day, side
from trends.errors import QueryError, UsageError
from trends.records import Help, Measure, Period, Scope

ALL = Scope()
MAX_ROWS = 1_000_000
Kind = Literal["text", "number", "flag", "date", "choice", "range"]
REQUIRED: Any = object()  # the default of a parameter that has none
_NUMBER = re.compile(r"-?\d{1,12}", re.ASCII)
_FLAGS = {"true": True, "1": True, "false": False, "0": False}

By = Annotated[Period, Help("length of a period")]
Counted = Annotated[Measure, Help("what a share is counted in")]
Rows = Annotated[int, Help("rows at most", "rows", least=1, most=MAX_ROWS, name="limit")]
Skipped = Annotated[int, Help("rows left out at the beginning", "rows", least=0, most=10_000_000)]
TopicId = Annotated[str, Help("a topic's id, e.g. t7", most=12)]
ArticleId = Annotated[str, Help("an article's id", least=1, most=200, name="id")]
Term = Annotated[str, Help(QUERY, least=1, most=200, name="term", was=("q",))]
Terms = Annotated[Sequence[str], Help(QUERY, least=1, most=8, name="term", was=("q",))]


@dataclass(frozen=True, slots=True)
class Range:
    """A scope whose dates are one parameter, FROM:TO; its other fields are parameters of their own, with `suffix`
    at the end of their names. was: what its two ends were called as two parameters."""

    name: str
    text: str
    suffix: str = ""
    was: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as faces name it. default: `REQUIRED`, or the value of who leaves it out."""

    name: str
    kind: Kind
    help: Help
    default: Any
    many: bool = False
    choices: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    def read(self, text: str) -> Any:
        """The value that a text stands for. Raises UsageError, for a date QueryError, naming what would do."""
        if self.kind == "date":
            return day(text)
        if self.kind == "range":
            return side(text)
        if self.kind == "flag" and text in _FLAGS:
            return _FLAGS[text]
        if self.kind == "number" and _NUMBER.fullmatch(text):
            return int(text)
        if self.kind in ("flag", "number"):
            raise self._refused(text)
        return text

    def check(self, value: Any) -> None:
        """Raises UsageError for a value outside the bounds, QueryError for a range that ends before it starts."""
        if value is None and self.default is None:
            return
        least, most = self.help.least, self.help.most
        if isinstance(value, Scope):
            in_order(value)
        elif self.many:
            if not (least or 0) <= len(value) <= (most or len(value)):
                raise UsageError(f"{self.name} 有 {len(value)} 个", f"应为 {least} 到 {most} 个")
        elif self.kind == "choice" and value not in self.choices:
            raise self._refused(value)
        elif self.kind == "number":
            if type(value) is not int or not (least or 0) <= value <= (most or value):
                raise self._refused(value)
        elif self.kind == "date" and isinstance(value, str):
            day(value)
        elif self.kind == "text" and isinstance(value, str) and len(value) > (most or len(value)):
            raise UsageError(f"{self.name} 有 {len(value):,} 个字", f"最多 {most} 个字")

    def _refused(self, value: object) -> UsageError:
        wanted = {
            "choice": f"应为 {'、'.join(self.choices)} 之一",
            "flag": "应为 true 或 false",
            "number": f"应为 {self.help.least} 到 {self.help.most} 的整数",
        }[self.kind]
        return UsageError(f"{self.name} 是 {str(value)[:40]!r}", wanted)

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of the value, for OpenAPI."""
        least, most = self.help.least, self.help.most
        kinds: dict[Kind, dict[str, Any]] = {
            "text": {"type": "string"},
            "number": {"type": "integer"},
            "flag": {"type": "boolean"},
            "date": {"type": "string", "format": "date"},
            "choice": {"type": "string", "enum": list(self.choices)},
            "range": {
                "type": "string",
                "pattern": r"^([^,]+=[^,]*|(\d{4}-\d{2}-\d{2})?:(\d{4}-\d{2}-\d{2})?)(,|$)",
            },
        }
        one = kinds[self.kind]
        lower, upper = {"number": ("minimum", "maximum")}.get(self.kind, ("minLength", "maxLength"))
        if self.many:
            one, lower, upper = {"type": "array", "items": one}, "minItems", "maxItems"
        bounds = {lower: least, upper: most} if self.kind in ("text", "number") else {}
        default = {} if self.default in (REQUIRED, None) else {"default": self.default}
        return one | {name: value for name, value in bounds.items() if value is not None} | default


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a question's method: one parameter, or a record whose fields are parameters each.

    fields: parameter's name → field of `record`; "" for the dates of a range.
    """

    name: str
    parameters: tuple[Parameter, ...]
    record: type | None = None
    fields: tuple[str, ...] = ()

    def value(self, read: Mapping[str, Any]) -> Any:
        """The argument made of parameters by name; those not given have their default."""
        values = [read.get(p.name, p.default) for p in self.parameters]
        if self.record is None:
            return values[0]
        base = Scope() if self.record is Scope else self.record()
        for parameter, field, value in zip(self.parameters, self.fields, values, strict=True):
            if not field and isinstance(value, Scope):
                base = value
            elif field and value != parameter.default:
                base = dataclasses.replace(base, **{field: value})
        return base

    def check(self, value: Any) -> None:
        """Holds the argument's parts to the bounds of their parameters."""
        if self.record is None:
            self.parameters[0].check(value)
            return
        if isinstance(value, Scope):
            in_order(value)
        for parameter, field in zip(self.parameters, self.fields, strict=True):
            if field:
                parameter.check(getattr(value, field))


def in_order(scope: Scope) -> Scope:
    """The scope itself. Raises QueryError for one that ends before it starts."""
    if scope.since and scope.until and scope.since > scope.until:
        raise QueryError(f"范围从 {scope.since} 到 {scope.until}，终点早于起点", "请对调起点与终点")
    return scope


def argument(name: str, hint: Any, default: Any) -> Argument:
    """The argument of a method as its annotation declares it. Raises TypeError for one without a `Help`."""
    base, notes = _taken_apart(hint)
    range_ = next((note for note in notes if isinstance(note, Range)), None)
    if dataclasses.is_dataclass(base) and isinstance(base, type):
        return _record(name, base, range_, default)
    if not any(isinstance(note, Help) for note in notes):
        raise TypeError(f"parameter {name} says nothing of itself: annotate it with Help")
    return Argument(name, (_parameter(name, hint, default),))


def _record(name: str, record: type, range_: Range | None, default: Any) -> Argument:
    hints = typing.get_type_hints(record, include_extras=True)
    suffix = range_.suffix if range_ else ""
    parameters, fields = list[Parameter](), list[str]()
    if range_:
        note = Help(range_.text)
        parameters.append(
            Parameter(range_.name, "range", note, REQUIRED if default is REQUIRED else None, ends=range_.was)
        )
        fields.append("")
    for field in dataclasses.fields(record):
        if range_ and field.name in ("since", "until"):
            continue
        made = _parameter(field.name, hints[field.name], field.default)
        parameters.append(dataclasses.replace(made, name=made.name + suffix))
        fields.append(field.name)
    return Argument(name, tuple(parameters), record, tuple(fields))


def _parameter(name: str, hint: Any, default: Any) -> Parameter:
    base, notes = _taken_apart(hint)
    note = next(note for note in notes if isinstance(note, Help))
    union = isinstance(base, types.UnionType) or typing.get_origin(base) is typing.Union
    options = set(typing.get_args(base)) if union else {base}
    if typing.get_origin(base) is Literal:
        return Parameter(note.name or name, "choice", note, default, choices=typing.get_args(base))
    kinds: dict[type, Kind] = {bool: "flag", int: "number", dt.date: "date"}
    kind: Kind = next((kinds[option] for option in kinds if option in options), "text")
    many = not union and typing.get_origin(base) is not None
    return Parameter(note.name or name, kind, note, default, many)


def _taken_apart(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its metadata and without None, and the metadata."""
    notes: tuple[Any, ...] = ()
    while True:
        if typing.get_origin(hint) is Annotated:
            base, *more = typing.get_args(hint)
            hint, notes = base, (*notes, *more)
        elif isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
            rest = [option for option in typing.get_args(hint) if option is not types.NoneType]
            if len(rest) == len(typing.get_args(hint)):
                return hint, notes
            hint = rest[0] if len(rest) == 1 else typing.Union[tuple(rest)]  # noqa: UP007 - of a tuple
        else:
            return hint, notes
