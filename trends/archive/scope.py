"""Scopes, topic ids and dates → SQL conditions with parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trends.errors import NotFoundError
from trends.records import UNASSIGNED, Period, Scope

# The label of a date's period, as `series.periods.period_of` gives it.
PERIOD_SQL: dict[Period, str] = {
    "issue": "strftime(date, '%Y-%m-%d')",
    "week": "strftime(date, '%G-W%V')",
    "month": "strftime(date, '%Y-%m')",
    "quarter": "year(date) || '-Q' || quarter(date)",
    "year": "strftime(date, '%Y')",
}
# The first day of a date's period; cheaper to group by than the label.
START_SQL: dict[Period, str] = {
    by: "date" if by == "issue" else f"CAST(date_trunc('{by}', date) AS DATE)" for by in PERIOD_SQL
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column of the table articles must be, one of the values, or, `negated`, none of them. Columns beside those
    of the table: code, names of codes, which must be looked up before (`archive.sides`)."""

    column: str
    values: tuple[str | int, ...]
    negated: bool = False

    @property
    def sql(self) -> str:
        kind = "INTEGER" if self.column in ("article", "page", "topic") else "VARCHAR"
        held = f"coalesce({self.column} IN (SELECT unnest(CAST(? AS {kind}[]))), false)"
        if self.column == "source":
            held = "list_has_any(CAST(? AS VARCHAR[]), [source_kind, agency])"
        return f"NOT {held}" if self.negated else held


@dataclass(frozen=True, slots=True)
class Side(Scope):
    """One side of a comparison: a scope, and what else its articles have in common."""

    conditions: tuple[Condition, ...] = ()


def scope_where(scope: Scope, *, pages: bool = True) -> tuple[str, list[Any]]:
    """Conditions on the columns of the table articles, joined by AND; never empty.

    pages: False for a table of whole issues, which has neither page, double_of nor source.
    """
    parts: list[str] = ["true"]
    params: list[Any] = []
    for condition, value in (
        ("date >= ?", scope.since),
        ("date <= ?", scope.until),
        ("paper IN (SELECT unnest(CAST(? AS VARCHAR[])))", list(scope.papers) if scope.papers else None),
    ):
        if value is not None:
            parts.append(condition)
            params.append(value)
    if scope.front_page and pages:
        parts.append("page = 1")
    if scope.once and pages:
        parts.append("double_of IS NULL")
    if scope.sources is not None and pages:
        parts.append("list_has_any(CAST(? AS VARCHAR[]), [source_kind, agency])")
        params.append(list(scope.sources))
    if isinstance(scope, Side) and pages:
        parts += [condition.sql for condition in scope.conditions]
        params += [list(condition.values) for condition in scope.conditions]
    return " AND ".join(parts), params


def exact_sum(expression: str) -> str:
    """The sum of fractions as whole parts of 2^-40: a sum of floating numbers differs in its last digits with
    the order in which threads bring them."""
    return f"(sum(round(({expression})::DOUBLE * 1099511627776)::BIGINT)::DOUBLE / 1099511627776)"


def topic_id(number: int) -> str:
    """The id people see: "t7"; "unassigned" for the rest, 0."""
    return f"t{number}" if number else UNASSIGNED


def topic_number(topic: str) -> int:
    """The number behind an id. Raises NotFoundError for what is no id."""
    if topic == UNASSIGNED:
        return 0
    if topic[:1] == "t" and topic[1:].isdecimal() and len(topic) < 7:
        return int(topic[1:])
    raise NotFoundError(f"没有话题 {topic[:40]!r}", "话题编号形如 t7，可用 topics 命令列出")
