"""URL ↔ what is shown. Parameters are the single truth: widgets are set from them and write to them.

A parameter that makes no sense is dropped with a notice that says what was kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from trends.archive.snapshot import Meta
from trends.records import PERIODS, Period, Scope

T = TypeVar("T", bound=str)

MEASURES = ("articles", "characters", "count", "per_million")
SMOOTHS = (1, 3, 7, 30)
LANGUAGES = ("zh", "en")
GLOBAL = (
    "from",
    "to",
    "by",
    "measure",
    "smooth",
    "paper",
    "front",
    "once",
    "source",
    "lang",
    "version",
    "book",
    "basket",
)
LONGEST_SOURCE = 200  # characters
LONGEST = 400  # characters of one parameter's value
FEW = 8  # up to this many periods are drawn as points
MOST_POINTS = 800  # periods a chart can hold; more → the next coarser period


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the reader: its key in the sentence tables and its values."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What all pages share. since and until always lie inside the archive; by is as asked, shown_by
    as a chart can hold it."""

    since: dt.date
    until: dt.date
    whole: bool
    by: Period
    shown_by: Period
    measure: str
    smooth: int
    paper: str | None
    front_page: bool
    once: bool
    source: str | None
    lang: str

    @property
    def scope(self) -> Scope:
        """The articles of the view; an end that is the archive's own is left open."""
        since, until = (None, None) if self.whole else (self.since, self.until)
        return Scope(
            since=since,
            until=until,
            paper=self.paper,
            front_page=self.front_page,
            once=self.once,
            source=self.source,
        )


def read_view(params: Mapping[str, str], meta: Meta) -> tuple[View, tuple[Notice, ...]]:
    """Parameters → view, with a notice for every value that could not be kept. Never raises."""
    notices: list[Notice] = []
    first, last = archive_dates(meta)
    core_first, core_last = core_dates(meta)
    since = _date(params, "from", core_first, notices)
    until = _date(params, "to", core_last, notices)
    if since > until:
        since, until = until, since
        notices.append(Notice("notice_reversed", (("since", str(since)), ("until", str(until)))))
    clamped = (min(max(since, first), last), max(min(until, last), first))
    if clamped != (since, until):
        notices.append(Notice("notice_clamped", (("since", str(clamped[0])), ("until", str(clamped[1])))))
    since, until = clamped
    by = _choice(params, "by", PERIODS, default_period(since, until, meta), notices)
    paper = params.get("paper")
    if paper is not None and paper not in meta.papers:
        notices.append(_dropped("paper", paper))
        paper = None
    shown_by = fitting_period(by, since, until, meta)
    rough = shown_by in ("quarter", "year") or meta.issues < 24  # each point stands for itself
    view = View(
        since=since,
        until=until,
        whole=(since, until) == (first, last),
        by=by,
        shown_by=shown_by,
        measure=_choice(params, "measure", MEASURES, "articles", notices),
        smooth=int(_choice(params, "smooth", tuple(map(str, SMOOTHS)), "1" if rough else "3", notices)),
        paper=paper,
        front_page=params.get("front") == "1",
        once=params.get("once") == "1",
        source=_source(params, notices),
        lang=_choice(params, "lang", LANGUAGES, "zh", notices),
    )
    return view, tuple(notices)


def archive_dates(meta: Meta) -> tuple[dt.date, dt.date]:
    """The archive's first and last day; one made-up day for an empty one."""
    if not meta.first:
        return dt.date(2000, 1, 1), dt.date(2000, 1, 1)
    return dt.date.fromisoformat(meta.first), dt.date.fromisoformat(meta.last)


def core_dates(meta: Meta) -> tuple[dt.date, dt.date]:
    """What is shown where nobody chose: the archive without the few issues far from all others."""
    if not meta.first:
        return archive_dates(meta)
    return dt.date.fromisoformat(meta.core_first), dt.date.fromisoformat(meta.core_last)


def _date(params: Mapping[str, str], name: str, default: dt.date, notices: list[Notice]) -> dt.date:
    text = params.get(name)
    if text is None:
        return default
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        notices.append(_dropped(name, text))
        return default


def _source(params: Mapping[str, str], notices: list[Notice]) -> str | None:
    source = params.get("source") or None
    if source is not None and len(source) > LONGEST_SOURCE:
        notices.append(_dropped("source", source))
        return None
    return source


def _choice(
    params: Mapping[str, str], name: str, known: tuple[T, ...], default: T, notices: list[Notice]
) -> T:
    value = params.get(name)
    if value is None:
        return default
    for option in known:
        if option == value:
            return option
    notices.append(_dropped(name, value))
    return default


def _dropped(name: str, value: str) -> Notice:
    return Notice("notice_dropped", (("name", name), ("value", value[:40])))


def default_period(since: dt.date, until: dt.date, meta: Meta) -> Period:
    """The period that gives a readable number of points."""
    days = (until - since).days
    if meta.sparse or meta.issues <= 40 or days <= 45:
        return "issue"
    return "week" if days <= 370 else "month"


def fitting_period(by: Period, since: dt.date, until: dt.date, meta: Meta) -> Period:
    """`by`, or the next coarser period that gives at most MOST_POINTS points."""
    days = (until - since).days + 1
    sizes: dict[Period, float] = {"issue": 1, "week": 7, "month": 30.4, "quarter": 91, "year": 365}
    if by == "issue" and meta.issues <= MOST_POINTS:
        return by
    return next((p for p in PERIODS[PERIODS.index(by) :] if days / sizes[p] <= MOST_POINTS), "year")


def view_params(view: View) -> dict[str, str]:
    """Every value of the view, spelled out: what a citation link carries."""
    params = {
        "from": view.since.isoformat(),
        "to": view.until.isoformat(),
        "by": view.by,
        "measure": view.measure,
        "smooth": str(view.smooth),
    }
    if view.paper is not None:
        params["paper"] = view.paper
    if view.front_page:
        params["front"] = "1"
    if view.once:
        params["once"] = "1"
    if view.source is not None:
        params["source"] = view.source
    if view.lang != "zh":
        params["lang"] = view.lang
    return params


def preset_range(preset: str, meta: Meta) -> tuple[dt.date, dt.date]:
    """The dates of month (last 30 days), year (this year), five (last five years) or all."""
    if preset == "all":
        return archive_dates(meta)
    first, last = core_dates(meta)
    starts = {
        "month": last - dt.timedelta(days=29),
        "year": dt.date(last.year, 1, 1),
        "five": dt.date(last.year - 4, 1, 1),
    }
    return max(starts[preset], first), last


def preset_of(view: View, meta: Meta) -> str | None:
    """The preset whose dates the view has, the widest first."""
    return next(
        (p for p in ("all", "five", "year", "month") if preset_range(p, meta) == (view.since, view.until)),
        None,
    )
