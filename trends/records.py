"""Every type that flows through the corridor. Read this file first.

bytes → Page → CutPage (issue date + Articles + Noise) → terms → TF-IDF → issue topics → topics
→ snapshot → tables → figures → screen.

Text travels as the frozen records of this file, numbers as (sparse) matrices, everything shown
as a table. Lengths of text are counted in characters (Unicode code points) that are not blank.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

Kind = Literal["news", "commentary", "photo-caption", "brief"]
KINDS: tuple[Kind, ...] = ("news", "commentary", "photo-caption", "brief")
SourceKind = Literal["own", "agency", "reprint", "contribution", "unknown"]
SOURCE_KINDS: tuple[SourceKind, ...] = ("own", "agency", "reprint", "contribution", "unknown")
DateSource = Literal["masthead", "manifest", "filename", "metadata", "inferred"]
Period = Literal["issue", "week", "month", "quarter", "year"]
PERIODS: tuple[Period, ...] = ("issue", "week", "month", "quarter", "year")
Measure = Literal["articles", "characters"]
MEASURES: tuple[Measure, ...] = ("articles", "characters")
UNASSIGNED = "unassigned"
DOUBTFUL = 0.05  # lead of an article's main topic over the next, 0..1, below which it is a near draw
SURE = 0.8  # confidence of character recognition, 0..1, below which a line is told and marked


# ---- source --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line stands on its page: left, top, right, bottom as fractions 0..1 of the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source. `number` is 1-based; lines end at "\\n" only."""

    number: int
    text: str
    box: Box | None = None
    confidence: float = 1.0  # of character recognition, 0..1; 1 for text that was never an image


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a source line: code points start..end (end exclusive) of line `line` (1-based)."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader of the archive must know: a file, record or page that was not (fully) read.

    `file` as given by the user; `line` 1-based or None; `what` one sentence; `cure` what to do;
    `lost` True when something of the input did not reach the archive because of it.
    """

    file: str
    line: int | None
    what: str
    cure: str
    lost: bool = True


MarkPart = Literal["headline", "kicker", "deck", "head", "byline", "text", "noise"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file's form says of a stretch of a line: code points start..end (end exclusive) of line `line`.

    headline, kicker, deck: that part of an article's head. head: lines of a head, its parts not told.
    byline: makers' names. text: a paragraph, or its rest in a further mark. noise: `why` says which.
    """

    line: int
    start: int
    end: int
    part: MarkPart
    why: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its reader found it. Metadata are what the format or a manifest states, if anything.

    `file` is the source's name as shown to people: the path below the folder that was given
    (inner names of archives after "!"), with "/" between folders. `form` is what kind of file it was told
    to be, by which `evidence` (zh-CN), and `marks` what that form says of its lines.
    """

    file: str
    lines: tuple[Line, ...]
    paper: str | None = None
    number: int | None = None  # page number within the issue
    date: dt.date | None = None
    date_source: DateSource | None = None  # where `date` comes from: manifest, filename or metadata
    form: str = ""  # name of a form of `layout.forms`; '' where it has not been told
    evidence: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on how one page is cut; `lines` are 1-based inclusive ranges, empty for a date.

    action: move (to the article that holds line `value`), new (an article of its own, headline `value`),
    noise (`value` says why), headline (`value` becomes it), date (`value` is ISO).
    """

    lines: tuple[tuple[int, int], ...]
    action: str
    value: str


# ---- what the layout room makes of a page ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateGuess:
    """A possible issue date with its confidence 0..1 and the sentence it rests on."""

    date: dt.date
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The date of a page's issue, or None with the best guesses. Never guessed in silence."""

    date: dt.date | None
    source: DateSource | None
    confidence: float
    evidence: str
    guesses: tuple[DateGuess, ...] = ()


@dataclass(frozen=True, slots=True)
class Byline:
    """Names an article gives for its makers, in the order of print."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose words an article is. agency: the agency, or the other medium that printed it before; '' for none.

    own: the paper's. agency: a news agency's. reprint: another medium's. contribution: a reader's, a
    correspondent's or an outside author's. unknown: the article does not say.
    """

    kind: SourceKind = "unknown"
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an article that stands in one source file, in reading order."""

    file: str
    page: int | None
    body: tuple[Span, ...]
    head: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One story, commentary, caption or brief, under its issue date, knowing its source lines.

    `id` is made of the content and the issue, so it survives rereading and added files.
    `paragraphs` is the body in reading order, cleaned of print wraps. `pieces` names the source;
    a record of a table has one piece whose span is its 1-based line (start = end = 0).
    """

    id: str
    date: dt.date
    paper: str
    page: int | None
    headline: str | None
    paragraphs: tuple[str, ...]
    pieces: tuple[Piece, ...]
    kicker: str | None = None
    deck: str | None = None
    kind: Kind = "news"
    byline: Byline = field(default_factory=Byline)
    continued_on: str | None = None  # "8版": the rest stands there and was not found
    continued_from: str | None = None  # "1版": the beginning stands there
    section: str | None = None
    url: str | None = None
    label: str | None = None  # a class given by the source, used only to evaluate topics
    credits: str = ""  # what stands beside the body of where it comes from, as printed, a line each
    ordered: bool = True  # False: the reading order could not be settled, file order was kept
    double_of: str | None = None  # id of the earlier article this one repeats

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)


def article_id(paper: str, date: dt.date, headline: str | None, body: str) -> str:
    """ "a" and 12 hexadecimal digits made of the content and its issue, the same wherever it was read."""
    content = "\x1f".join((paper, date.isoformat(), headline or "", body))
    return "a" + hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def page_key(texts: Iterable[str]) -> str:
    """12 hexadecimal digits made of a page's lines, blanks left out, by which a page is known again."""
    content = "".join("".join(text.split()) for text in texts)
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A person's word on a page's issue date. `page`: the page's `page_key`, '' for any page of its name."""

    date: dt.date
    page: str = ""


@dataclass(frozen=True, slots=True)
class Noise:
    """Text of a page that belongs to no article, with the reason in one word or clause (zh-CN)."""

    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page cut into its issue date, articles and noise.

    Every non-blank character of `page` belongs to exactly one of: an article's body, an article's
    head, noise. Articles of a page without a date carry `dt.date.min` and never enter an archive.
    """

    page: Page
    issue_date: IssueDate
    paper: str | None
    number: int | None
    articles: tuple[Article, ...]
    noise: tuple[Noise, ...]
    problems: tuple[Problem, ...] = ()


# ---- questions -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Help:
    """What a parameter means, as the metadata of its `Annotated` type: every face shows and heeds it.

    least, most: bounds of a number, of a text's characters, of a list's members; name: on the faces,
    when it is not Python's; was: names it had before, which still work for one version.
    """

    text: str
    unit: str = ""
    least: int | None = None
    most: int | None = None
    name: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles a question is about. None means no restriction. Every field is a parameter of
    every question about a scope, on every face."""

    since: Annotated[dt.date | None, Help("first day, e.g. 2024-01-31")] = None
    until: Annotated[dt.date | None, Help("last day, inclusive")] = None
    paper: Annotated[str | None, Help("one newspaper only, or several with | between them", most=200)] = None
    front_page: Annotated[bool, Help("page 1 only")] = False
    once: Annotated[bool, Help("an article that repeats an earlier one is not counted")] = False
    source: Annotated[
        str | None,
        Help(
            "whose words: own, agency, reprint, contribution, unknown, or a name such as 新华社;"
            " several with | between them",
            most=200,
        ),
    ] = None

    @property
    def papers(self) -> tuple[str, ...] | None:
        """The newspapers; None for all."""
        return None if self.paper is None else tuple(self.paper.split("|"))

    @property
    def sources(self) -> tuple[str, ...] | None:
        """Kinds of source and names of agencies; None for all."""
        return None if self.source is None else tuple(self.source.split("|"))


# ---- settings ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides a build's result; printed with every export.

    topics: how many topics, 0 = choose (`--topics auto`).
    min_df: a term is kept when at least this many articles hold it (1 below 200 articles).
    max_df: ... and at most this part of them, 0..1; in a small archive at least 12 articles may.
    max_terms: the vocabulary's size; the terms in most articles are kept.
    articles_per_issue_topic, max_issue_topics: an issue of n articles has
        min(n // articles_per_issue_topic, max_issue_topics) topics of its own.
    headline_weight: a term in a headline counts this many times more.
    refine_passes: global passes that refine the second layer's topics on the article rows.
    min_explained, min_clear: an article is unassigned when the cosine between it and what its topics say
        of it is below the one, 0..1, or, divided by how many topics it takes to say it (the exponential of the
        entropy of their weights) and lessened by words that the archive does not know, below the other: a stranger is a
        little like everything, in words of its own. See
        benchmarks/RESULTS.md for how many strangers stay out, and how many of an archive's own.
    seed: of every random choice.
    """

    topics: int = 0
    min_df: int = 20
    max_df: float = 0.1
    max_terms: int = 30_000
    articles_per_issue_topic: int = 3
    max_issue_topics: int = 20
    headline_weight: int = 0
    refine_passes: int = 5
    min_explained: float = 0.05
    min_clear: float = 0.009
    seed: int = 0

    def as_dict(self) -> dict[str, int | float]:
        return dataclasses.asdict(self)
