"""The command that writes the reference of all questions, docs/questions.md, out of their declarations."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from trends.archive.parameters import REQUIRED, Parameter
from trends.archive.reading import sections
from trends.archive.registry import Question

HEAD = """\
# Questions

Everything an archive can be asked. This page is written by `make questions` (`trends questions`) out of the declarations in
`trends/archive/questions/`; do not edit it by hand.

Each question is the same on every face: a command, a path of the HTTP interface (`/api` beside the dashboard,
described in `/api/openapi.json`), a method of `trends.open_archive(DIR)`, and what the dashboard itself asks. All
give the same table, digit for digit, and the same sentence for a question without an answer.

- Commands take `--archive DIR` and `--format table|csv|json`. Exit code 0: answered; 1: the input or the archive is
  at fault; 2: wrong usage. Parameters in CAPITALS stand behind the command without a name; `_` and `-` are the same.
- Paths take the parameters of the tables below, those with … more than once, and `format=json|csv`. 404: what is
  asked for is not in the archive; 422: the question is at fault; `{"what", "cure"}` says how.
- In Python `scope` is a `trends.Scope(since, until, paper, front_page, once, source)` and `wanted` a
  `trends.Filter(topic, query, …)`; missing values are None or NaN.
- Dates are ISO, shares 0..1, ranges FROM:TO with either end left out for the archive's own.
"""


def questions() -> None:
    """The reference of every question: its parameters, columns and units, as Markdown on stdout."""
    print(manual(), end="")


def manual() -> str:
    """The text of docs/questions.md."""
    lines = [HEAD]
    for about, asked in sections():
        title, _, rest = about.partition("\n\n")
        lines += [f"## {title}", "", *([" ".join(rest.split()), ""] if rest else [])]
        for one in asked:
            lines += [*_section(one), ""]
    return "\n".join(lines)


def _section(asked: Question) -> Iterator[str]:
    yield f"### {asked.name}"
    yield ""
    for paragraph in asked.paragraphs:
        yield paragraph
        yield ""
    yield f"`trends {_usage(asked)}` · `/api{asked.path}` · `{_call(asked)}`"
    if asked.parameters:
        yield from ("", "| parameter | meaning | values | default |", "|---|---|---|---|")
        for p in asked.parameters:
            name = f"`{p.name}`{' …' if p.many else ''}"
            yield _row(name, p.help.text, _values(p), _default(p, asked))
    if asked.columns:
        yield from ("", "| column | meaning | unit |", "|---|---|---|")
        for c in asked.columns:
            key = f" (`{c.key}` in JSON)" if c.key else ""
            yield _row(f"`{c.name}`{key}", c.text + ("" if c.always else " (not always there)"), c.unit)


def _usage(asked: Question) -> str:
    """The command with what it cannot do without."""
    words = [asked.command]
    for p in asked.parameters:
        if p.required and p.kind == "range":
            words.append(f"--{p.name} FROM:TO")
        elif p.required or p.many:
            words.append(f"{p.name.upper()}{'…' if p.many else ''}")
    return " ".join(words)


def _call(asked: Question) -> str:
    """How Python asks."""
    name = asked.method.__name__
    if not asked.arguments and name == "meta":
        return "archive.meta"
    parameters = list(inspect.signature(asked.method).parameters.values())[1:]
    own = [p.replace(annotation=inspect.Parameter.empty) for p in parameters]
    shown = [f"{p.name}={p.default!r}" if isinstance(p.default, (str, int)) else p.name for p in own]
    return f"archive.{name}({', '.join(shown)})"


def _values(p: Parameter) -> str:
    kinds = {
        "number": "whole number",
        "flag": "true, false",
        "date": "date",
        "range": "FROM:TO",
        "text": "text",
    }
    if p.kind == "choice":
        return ", ".join(f"`{choice}`" for choice in p.choices)
    if p.kind == "number" and p.help.most is not None:
        return f"{p.help.least} to {p.help.most:,}{f' {p.help.unit}' if p.help.unit else ''}"
    return kinds[p.kind]


def _default(p: Parameter, asked: Question) -> str:
    if p.default is REQUIRED:
        return "must be given"
    shown = "" if p.default is None else f"`{str(p.default).lower()}`"
    return f"{shown}, in JSON `{str(asked.json[p.name]).lower()}`" if p.name in asked.json else shown


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
