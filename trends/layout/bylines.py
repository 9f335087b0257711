"""Openings, byline lines and credits → the makers' names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from trends.layout import cues
from trends.layout.characters import plain
from trends.layout.printed import signed_as_printed
from trends.records import Article, Byline

_PAREN = re.compile(r"[(〔【\[]([^()〔〕【】\[\]]{0,80})[)〕】\]]")
_REPORTED_FROM = re.compile(r"[/\s][^/\s]{1,8}(?:报导|报道)$")  # 记者林一舟/江城报导
_ROLE = re.compile(r"(记者|通讯员|评论员|特约撰稿人|撰稿人|实习生)")
_PREFIX = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报)(?:社)?)?(?:全媒体|本报|首席|特派|特约|见习|实习|驻[\u4e00-\u9fff]{1,4})*$"
)
_AGENCY = re.compile(r"(新华社|中新社|人民网|新华网|央视网|央广网|中新网|中国新闻网|央视新闻)")
_OTHER_AGENCY = re.compile(r"[〔\[【(](?:本报|据)?([\u4e00-\u9fff·]{1,13}?社)")
_TOLD = re.compile(
    r"\s{0,3}(?:首席|见习)?记者\s{0,2}([\u4e00-\u9fff·]{2,4}(?:[\s、][\u4e00-\u9fff·]{2,4}){0,3})\s{0,2}报道"
)
_WORDS = frozenset(
    {
        "本报",
        "全媒体",
        "摄影",
        "撰文",
        "报道",
        "摄影报道",
        "摄",
        "文",
        "图",
        "文图",
        "图文",
        "文/图",
        "图/文",
        "整理",
        "综合",
    }
)
_MAKERS = re.compile("记者|通讯员|[电讯网社]")
_TOLD_ON = re.compile("日[电讯]$")  # 三日讯: no name
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,5}")


def byline_of(
    opening: str, bylines: Sequence[str], credits: Sequence[str], author: str | None = None
) -> Byline:
    """Plain texts: a body's first line, byline lines, photo credits; a signature in the headline → Byline."""
    reporters: list[str] = []
    correspondents: list[str] = []
    authors: list[str] = [author] if author else []
    agency = None
    start = cues.START.match(opening)
    if start:
        found = _AGENCY.search(start.group()) or _OTHER_AGENCY.match(start.group())
        agency = found[1] if found else None
        told = _TOLD.match(opening[start.end() :])
        if told:
            reporters += _names(told[1])
        for inside in _PAREN.findall(opening[: start.end() + 2]):
            _collect(inside, reporters, correspondents, authors)
    for line in [*bylines, *credits]:
        text = line.strip("()[]【】 ")
        if "评论员" in text:
            authors.append("本报评论员" if "本报" in text else "评论员")
        elif _ROLE.search(text):
            _collect(text, reporters, correspondents, authors)
        else:
            authors += _names(re.sub(cues.MARK, "", text))
    return Byline(
        tuple(dict.fromkeys(reporters)),
        tuple(dict.fromkeys(correspondents)),
        tuple(dict.fromkeys(authors)),
        agency,
    )


def signed(article: Article) -> Article:
    """An article that came whole, with the makers whom its opening names beside those its source states."""
    opening = article.paragraphs[0][:260] if article.paragraphs else ""
    if article.byline.reporters or article.byline.agency or not _MAKERS.search(opening, 0, 80):
        return article
    stated = [" ".join(article.byline.authors)] if article.byline.authors else []
    found = byline_of(plain(opening), [plain(line) for line in stated], [])
    return dataclasses.replace(article, byline=signed_as_printed(found, [*stated, opening]))


def _collect(text: str, reporters: list[str], correspondents: list[str], authors: list[str]) -> None:
    """ "本报记者 张三 李四 通讯员 王五" → names by role, in order."""
    pieces = _ROLE.split(_REPORTED_FROM.sub("", text))
    for role, names in zip(pieces[1::2], pieces[2::2], strict=True):
        target = reporters if role in ("记者", "实习生") else correspondents if role == "通讯员" else authors
        target += _names(_PREFIX.sub("", names))


def _names(text: str) -> list[str]:
    pieces = re.split(r"[\s、,/|;:·]+(?![\u4e00-\u9fff]·)", re.sub(cues.MARK, " ", text))
    names: list[str] = []
    for piece in pieces:
        name = re.sub(r"(?:摄影报道|摄影|摄|(?<=...)[文图])$", "", piece) if len(piece) > 2 else piece
        if len(name) == 1 and names and len(names[-1]) == 1:
            names[-1] += name  # "李 明": a two-character name printed with a blank
        elif name not in _WORDS and (_NAME.fullmatch(name) or len(name) == 1):
            names.append(name)
    return [name for name in names if len(name) > 1 and not _TOLD_ON.search(name)]
