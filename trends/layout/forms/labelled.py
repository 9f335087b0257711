"""Articles whose facts stand behind labels: 标题：… 日期：… 来源：… 正文：…, once or again and again in a file."""

from __future__ import annotations

import re

from trends.layout.forms.sheet import Reading, Row, Sheet, stretch, whole
from trends.layout.statements import LABELS, field_named, statement_of
from trends.records import Mark

_NAMES = "|".join(sorted((n for names in LABELS.values() for n in names), key=len, reverse=True))
_LABEL = re.compile(
    rf"\*{{0,3}}(?:[\[【(<](?P<a>{_NAMES})[\]】)>]\*{{0,3}}\s*:?|(?P<b>{_NAMES})\s*\*{{0,3}}\s*:)[\s*]{{0,9}}(?P<value>.*)$",
    re.IGNORECASE,
)
_HEADS = ("title", "kicker", "deck")
_FACTS = 6  # lines of a record in which a line of several facts may stand


def read(sheet: Sheet) -> Reading | None:
    """A record begins at its title; its other labels and its body follow."""
    rows = sheet.rows
    found = [(k, label) for k, row in enumerate(rows) if (label := _label_of(row))]
    names = [name for _, (name, _) in found]
    if "title" not in names or len(set(names)) < 2 or found[0][0] > 3:
        return None
    first = found[0][1][0]
    starts = (
        [k for k, (name, _) in found if name == first] if names.count(first) >= names.count("title") else []
    )
    starts = starts or [k for k, (name, _) in found if name == "title"]
    marks: list[Mark] = [whole(row, "noise", "报头") for row in rows[: starts[0]]]
    parts = []
    facts: object = None
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        marks += _record(rows[start:end])
        stated = _facts(rows[start:end])
        if facts is not None and stated != facts:
            parts.append(rows[start].place)
        facts = stated
    labels = "、".join(dict.fromkeys(rows[k].text[:6].split(":")[0] for k, _ in found[:4]))
    return Reading(f"{len(starts)} 篇的开头各有标明的项目：{labels}", marks, parts)


def _label_of(row: Row) -> tuple[str, str] | None:
    match = _LABEL.match(row.text)
    if not match:
        return None
    return field_named(match["a"] or match["b"]) or "other", match["value"].rstrip("* ")


def _record(rows: list[Row]) -> list[Mark]:
    marks: list[Mark] = []
    inside = False
    for row in rows:
        label = None if inside else _label_of(row)
        if label is None:
            inside = inside or row.prose
            if inside:
                marks.append(whole(row, "text"))
            continue
        name, value = label
        if name == "body":
            inside = True
            marks += stretch(row, value, "text") or [whole(row, "noise", "标明的项目")]
        elif name in _HEADS:
            marks += stretch(
                row, value, "headline" if name == "title" else "kicker" if name == "kicker" else "deck"
            )
        else:
            marks.append(whole(row, "noise", "报头" if statement_of(row.text) else "标明的项目"))
    return marks


def _facts(rows: list[Row]) -> tuple[object, ...]:
    """The date, paper and page that a record states."""
    stated = [found for row in rows[:_FACTS] if (found := row.statement)]
    return (
        next((found.date for found in stated if found.date), None),
        next((found.paper for found in stated if found.paper), None),
        next((found.page for found in stated if found.page), None),
    )
