"""One page → its articles and noise: the steps of this room in order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from trends.layout import cues
from trends.layout.attach import attach_heads
from trends.layout.bylines import byline_of
from trends.layout.characters import is_closed, plain_lines
from trends.layout.contents import without_contents
from trends.layout.corrections import corrected, corrected_date
from trends.layout.dates import issue_date_of
from trends.layout.declared import declared_drafts, declared_headline, declares_stories
from trends.layout.dissection import units_of
from trends.layout.drafts import Draft
from trends.layout.forms import told_whole
from trends.layout.headlines import headline_of
from trends.layout.heads import head_flags
from trends.layout.joining import breaks_between, paragraphs_of
from trends.layout.kinds import kind_of
from trends.layout.masthead import masthead_of
from trends.layout.notes import join_notes
from trends.layout.order import reading_order
from trends.layout.printed import headline_as_printed, paper_as_printed, signed_as_printed
from trends.layout.seams import Seams, seams_of
from trends.layout.stories import draft_stories
from trends.layout.units import Unit
from trends.layout.widths import usual_gap
from trends.records import (
    Article,
    Correction,
    CutPage,
    IssueDate,
    Noise,
    Page,
    Piece,
    Problem,
    Span,
    article_id,
)
from trends.script import simplified

_REPORTER = re.compile("记者|通讯员")
_COMMENT = re.compile("本报(?:特约)?评论员")
_MARKS = re.compile(r"\W")
_DOUBLE = 30  # characters from which a repeated paragraph is a printer's or copyist's double
_WORD_BROKEN = 2.5  # how well two headline lines read on into each other if a word is broken between them
_WOVEN = "{n} 篇的行像是与别的篇交错，没有理清，按文件里的次序放"
_WOVEN_CURE = "在原页里核对，或重新识别、按栏另存"
_WHY = {
    "jump": "转版提示",
    "from": "转版提示",
    "pointer": "转版提示",
    "credit": "图片署名",
    "byline": "署名",
    "signature": "署名",
}


def cut(
    page: Page,
    *,
    corrections: Sequence[Correction] = (),
    words: Mapping[str, int] | None = None,
    seams: Seams | None = None,
) -> CutPage:
    """The page's issue date, articles and noise; nothing of it is lost.

    `words`: a dictionary's words and frequencies, by which broken words at line ends are known; without
    it columns that are interleaved in the file are restored less often. `seams` replaces what is learned
    of the page itself; by default a page is cut the same whatever stands beside it.
    """
    page = told_whole(page)
    shadow = plain_lines([line.text for line in page.lines])
    seams = seams_of("\n".join(shadow), words, seams)
    units = without_contents(units_of(page, shadow))
    if declares_stories(units):
        drafts = declared_drafts(units)
        doubled: list[int] = []
    else:
        drafts, doubled = _found_drafts(units, seams)
    drafts, declared = corrected(units, drafts, corrections)
    masthead = masthead_of(units)
    openings = [_opening(units, draft) for draft in drafts if draft.body]
    text = "".join(unit.text for unit in units if unit.role not in ("noise", "pointer"))
    issue_date, problems = issue_date_of(page, masthead, openings, text)
    if date := corrected_date(corrections):
        issue_date = IssueDate(date, "manifest", 1.0, "corrections.csv", issue_date.guesses)
    if woven := sum(not draft.ordered for draft in drafts):
        problems.append(Problem(page.file, None, _WOVEN.format(n=woven), _WOVEN_CURE, lost=False))
    paper = page.paper or paper_as_printed(masthead.paper or _paper_named(openings), page, shadow)
    number = page.number or masthead.number
    lines = {line.number: line.text for line in page.lines}
    origins = _origins(units, drafts)
    made = [
        _article(page, lines, units, draft, paper, number, issue_date.date, seams, origins.get(d, ()))
        for d, draft in enumerate(drafts)
        if _is_story(draft)
    ]
    return CutPage(
        page,
        issue_date,
        paper,
        number,
        tuple(made),
        tuple(_noise(units, drafts, doubled, declared)),
        tuple(problems),
    )


def _found_drafts(units: Sequence[Unit], seams: Seams) -> tuple[list[Draft], list[int]]:
    """The general rule: stories found by the press's marks; and the units of doubled paragraphs."""
    drafts, blocks = draft_stories(units, head_flags(units, seams))
    if not any(unit.size for unit in units):  # places on the page are better evidence than sense
        drafts = reading_order(units, drafts, seams)
    doubled = _drop_doubles(units, drafts)
    join_notes(units, drafts, blocks)
    orphans = attach_heads(units, drafts, blocks, usual_gap(units))
    return drafts + [Draft(head=lines) for lines in orphans], doubled


def _is_story(draft: Draft) -> bool:
    """Whether a draft is an article: it has text, or points to a page that has it."""
    return bool(draft.body) or (bool(draft.head) and (draft.pointer or draft.title is not None))


def _opening(units: Sequence[Unit], draft: Draft) -> str:
    return "".join(units[k].text for k in draft.body[:8])[:260]


def _paper_named(openings: Sequence[str]) -> str | None:
    """The paper named in an opening such as 本报讯(某某日报全媒体记者 …)."""
    return next((m[1] for opening in openings if (m := cues.OWN_PAPER.search(opening[:60]))), None)


def _drop_doubles(units: Sequence[Unit], drafts: Sequence[Draft]) -> list[int]:
    """Takes paragraphs that repeat an earlier one of the page out of the bodies; returns their units."""
    seen: set[str] = set()
    dropped: list[int] = []
    for draft in drafts:
        kept: list[int] = []
        for group in _groups(units, draft.body):
            key = _MARKS.sub("", "".join(units[k].text for k in group))
            if len(key) >= _DOUBLE and key in seen:
                dropped += group
            else:
                kept += group
                seen.add(key)
        draft.body = kept
    return dropped


def _groups(units: Sequence[Unit], body: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i, k in enumerate(body):
        if i and not breaks_between(units[body[i - 1]], units[k]):  # lists need not be told apart here
            groups[-1].append(k)
        else:
            groups.append([k])
    return groups


def _article(
    page: Page,
    lines: Mapping[int, str],
    units: Sequence[Unit],
    draft: Draft,
    paper: str | None,
    number: int | None,
    date: dt.date | None,
    seams: Seams,
    origins: Sequence[int],
) -> Article:
    """origins: units that are no part of it and say where it comes from."""

    def raw(k: int) -> str:
        return lines[units[k].line][units[k].start : units[k].end]

    head_units = sorted({*draft.head, *draft.bylines, *draft.subheads})
    body = "".join(units[k].text for k in draft.body)
    heads = sorted(draft.head)
    sizes = [units[k].size for k in heads if units[k].size]
    tied = [_tied(units[a].text, units[b].text, body, seams) for a, b in pairwise(heads)]
    own_comment = [unit.text for unit in map(units.__getitem__, heads) if _COMMENT.match(unit.text)]
    printed = [raw(k) for k in heads]
    shadow = headline_of(
        [simplified(line) for line in printed], tied, sizes if len(sizes) == len(heads) else ()
    )
    declared = declared_headline([units[k] for k in heads], printed)
    headline = declared or headline_as_printed(shadow, printed)
    byline = byline_of(
        body[:200],
        [units[k].text for k in draft.bylines],
        [*(units[k].text for k in draft.credits), *_signature(body), *own_comment[:1]],
        shadow.author,
    )
    signed = bool(headline.author) or any(
        units[k].role == "byline" and not units[k].part and not _REPORTER.search(units[k].text)
        for k in draft.bylines
    )
    kind = kind_of(
        body=body,
        byline=byline,
        label=headline.label,
        deck=headline.deck,
        cued=any(units[k].role == "start" for k in draft.body[:1]),
        credited=bool(draft.credits),
        signed=signed,
        pointer=draft.pointer,
        headed=headline.main is not None,
    )
    day = date or dt.date.min
    title = draft.title if draft.title is not None else headline.main
    paragraphs = tuple(paragraphs_of([units[k] for k in draft.body], [raw(k) for k in draft.body]))
    piece = Piece(page.file, number, _spans(units, draft.body), _spans(units, head_units))
    return Article(
        id=article_id(paper or "", day, title, "\n".join(paragraphs)),
        date=day,
        paper=paper or "",
        page=number,
        headline=title,
        paragraphs=paragraphs,
        pieces=(piece,),
        kicker=headline.kicker,
        deck=headline.deck,
        kind=kind,
        byline=signed_as_printed(
            byline, [raw(k) for k in sorted({*head_units, *draft.body, *draft.credits})]
        ),
        continued_from=cues.page_named(units[draft.jump_from].text) if draft.jump_from is not None else None,
        continued_on=cues.page_named(units[draft.jump].text) if draft.jump is not None else None,
        section=headline.label,
        credits="\n".join(raw(k) for k in sorted({*draft.bylines, *draft.credits, *origins})),
        ordered=draft.ordered,
    )


def _origins(units: Sequence[Unit], drafts: Sequence[Draft]) -> dict[int, list[int]]:
    """For each draft the units set aside that say where it comes from: they stand in it or just behind it."""
    owner = {
        k: d
        for d, draft in enumerate(drafts)
        for k in (*draft.head, *draft.bylines, *draft.body, *draft.credits)
        if _is_story(draft)
    }
    found: dict[int, list[int]] = {}
    last: int | None = None
    for k, unit in enumerate(units):
        last = owner.get(k, last)
        if k not in owner and last is not None and cues.ORIGIN.search(unit.text):
            found.setdefault(last, []).append(k)
    return found


def _signature(body: str) -> list[str]:
    """The makers' names in brackets at a body's end."""
    found = cues.SIGNATURE.search(body[-40:])
    return [found.group()] if found and is_closed(body[-40:][: found.start()].rstrip()) else []


def _tied(first: str, second: str, body: str, seams: Seams) -> bool:
    """Whether two headline lines are one sentence: the body runs over their seam, or a word does."""
    seam = first[-2:] + second[:2]
    return (len(seam) == 4 and seam.isalnum() and seam in body) or seams.joint(first, second) > _WORD_BROKEN


def _spans(units: Sequence[Unit], indexes: Sequence[int]) -> tuple[Span, ...]:
    return tuple(units[k].span for k in indexes)


def _noise(
    units: Sequence[Unit], drafts: Sequence[Draft], doubled: Sequence[int], declared: Mapping[int, str]
) -> list[Noise]:
    """Every unit that is in no article, with the reason."""
    used = {
        k
        for draft in drafts
        for k in (*draft.body, *draft.head, *draft.bylines, *draft.subheads)
        if _is_story(draft)
    }
    bare = {k for draft in drafts if not _is_story(draft) for k in draft.head}
    repeated = set(doubled)
    out = []
    for k, unit in enumerate(units):
        if k not in used:
            why = (
                declared.get(k)
                or ("重复段落" if k in repeated else "没有正文的标题" if k in bare else unit.why)
                or _WHY.get(unit.role, "不属于任何一篇")
            )
            out.append(Noise((unit.span,), why))
    return out
