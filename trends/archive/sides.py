"""The sides of a comparison: read from text, and their codes looked up.

    2024-01-01:2024-06-30      dates, either end may be left out
    paper=甲报                  and so page, section, kind, source, topic, code; several values with | between them
    page!=1                    all others
    code=教育,coded=assisted    codes by seeded centroids in the place of their words

Parts by commas hold all together.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any, Protocol

import numpy as np

from trends.archive.coding import Mode, main_codes, members
from trends.archive.scope import Condition, Side, topic_number
from trends.archive.snapshot import Snapshot
from trends.archive.sql.coding import coded_articles
from trends.codebook import Codebook
from trends.errors import NotFoundError, QueryError
from trends.records import Scope

NAMES = ("paper", "page", "section", "kind", "source", "topic", "code", "coded")
MODES: tuple[Mode, ...] = ("strict", "assisted")
CURE = f"可用 FROM:TO 与 {'、'.join(NAMES[:-1])} 之一的 名=值 或 名!=值，用逗号连起来"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Coded(Protocol):
    """What knows an archive and its codebook."""

    snapshot: Snapshot

    @property
    def codebook(self) -> Codebook: ...

    @property
    def own_codebook(self) -> bool: ...


def side(text: str) -> Scope:
    """The side that a text names. Raises QueryError for what is none."""
    scope, conditions = Scope(), list[Condition]()
    for part in text.split(","):
        name, sign, value = _parts(part)
        if not name.isidentifier():
            since, colon, until = part.strip().partition(":")
            if not colon:
                raise QueryError(f"{part[:60]!r} 不是日期范围", "请写成 2023-01-01:2023-12-31，或 paper=报名")
            dates = [day(end) if end else None for end in (since, until)]
            scope = dataclasses.replace(scope, since=dates[0], until=dates[1])
            continue
        if name not in NAMES or not value or (name == "coded" and (sign, value in MODES) != ("=", True)):
            raise QueryError(f"{part[:60]!r} 不能作对比的一方", CURE)
        if (name, sign) == ("paper", "="):
            scope = dataclasses.replace(scope, paper=value)
        elif (name, sign) == ("source", "="):
            scope = dataclasses.replace(scope, source=value)
        elif sign == "=" and (name, value) == ("page", "1"):
            scope = dataclasses.replace(scope, front_page=True)
        else:
            conditions.append(Condition(name, _values(name, value, part), sign == "!="))
    if not conditions:
        return scope
    fields = {field.name: getattr(scope, field.name) for field in dataclasses.fields(Scope)}
    return Side(**fields, conditions=tuple(conditions))


def _parts(part: str) -> tuple[str, str, str]:
    """Name, = or !=, and value of a condition; an empty name where there is no sign."""
    left, equals, value = part.partition("=")
    name = left.rstrip().removesuffix("!") if equals else ""
    return name.strip(), "!=" if left.rstrip().endswith("!") else "=", value.strip()


def _values(name: str, text: str, part: str) -> tuple[str | int, ...]:
    values = tuple(value.strip() for value in text.split("|"))
    if name == "topic":
        return tuple(topic_number(value) for value in values)
    if name != "page":
        return values
    if not all(value.isdecimal() and len(value) < 5 for value in values):
        raise QueryError(f"{part[:60]!r} 里的版次不是数", CURE)
    return tuple(int(value) for value in values)


def looked_up(archive: Coded, value: Any) -> Any:
    """A side with the articles of its codes in their place; anything else as it is.

    Raises NotFoundError for a code that the codebook does not have.
    """
    if not isinstance(value, Side) or all(one.column not in ("code", "coded") for one in value.conditions):
        return value
    modes = [one.values[0] for one in value.conditions if one.column == "coded"]
    mode: Mode = "assisted" if "assisted" in modes else "strict"
    if not archive.codebook.codes:
        raise NotFoundError("档案里没有编码本", "请在 编码本 页写一个，或把 codebook.yaml 放进档案文件夹")
    if mode == "assisted":
        main_codes(archive.snapshot, archive.codebook, mode, keep=archive.own_codebook)
    numbers = coded_articles(archive.snapshot)["article"].to_numpy()
    found = []
    for one in value.conditions:
        if one.column == "code":
            held = [members(archive.snapshot, archive.codebook, str(name), mode) for name in one.values]
            one = Condition("article", tuple(numbers[np.logical_or.reduce(held)].tolist()), one.negated)
        if one.column != "coded":
            found.append(one)
    return dataclasses.replace(value, conditions=tuple(found))


def day(text: str) -> dt.date:
    """Raises QueryError for what is no date."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise QueryError(f"{text[:40]!r} 不是日期", "请写成 2024-01-31") from error
