"""The findings of what the link shows, made once for everyone who follows it."""

from __future__ import annotations

from collections.abc import Callable

from trends.dashboard import params
from trends.dashboard.data import ask, made
from trends.dashboard.sentences import escaped, language
from trends.dashboard.state import View
from trends.findings import Case, Head, Link, Section, Subject, head_of
from trends.findings.records import Cell
from trends.findings.sentences import marked_sentence, sentence


def subject_of(view: View, **chosen: tuple[str, ...]) -> Subject:
    """What a view is about. A link without dates leaves the days to the findings.

    chosen: the reader's articles, topics and words, for a brief.
    """
    dated = params.get("from") or params.get("to") or not view.whole
    since, until = (view.since, view.until) if dated else (None, None)
    return Subject(
        since, until, view.paper, view.front_page, view.once, view.source, **chosen, language=language()
    )


def case_of(view: View) -> Case:
    """The archive asked about the view. Not to be kept: what is kept with a snapshot must not hold it."""
    return Case(ask(), subject_of(view))


def head(view: View) -> Head:
    return made("head", lambda: head_of(case_of(view)))


def section(view: View, name: str, find: Callable[[Case], Section | None]) -> Section | None:
    """A section, kept under its name; None where the findings have none."""
    return made(f"section_{name}", lambda: find(case_of(view)))


def linked(cell: Cell) -> str:
    """A cell in Markdown; a link leads to its page with the days of the view."""
    text = escaped(str(cell))
    if isinstance(cell, Link) and cell.page and text:
        return f"[{text}]({params.href(cell.page, **dict(cell.values))})"
    return text


def told(key: str, **values: object) -> str:
    """A sentence of the findings in Markdown: bold where it is marked, quotations as printed, links as links."""
    shown = {name: linked(value) if isinstance(value, Link) else value for name, value in values.items()}
    return marked_sentence(language(), key, **shown)


def told_plainly(key: str, **values: object) -> str:
    """The same without marks: what stands for a chart where it is not seen."""
    return sentence(language(), key, **values)
