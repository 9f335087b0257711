"""Headline lines of one story → kicker, main headline, deck, label, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trends.layout.characters import em, tidy_head

Part = Literal["kicker", "main", "deck", "label", "byline"]

_KICKER = re.compile(
    r"(?:强调|指出|要求|表示|提出|召开|举行|召开会议|作出重要指示|作出重要批示|致贺信|——|[:：])$"
)
_DECK = re.compile(r"^(?:——|—)|(?:讲话|出席|参加|主持|致辞|参加观摩|陪同|作报告|等)$")
_LABEL = re.compile(
    r"系列(?:评论|报道|访谈)|(?:特别|连续|追踪|跟踪)报道|大家谈|见行动|进行时|评论员|短评|快评|微评|锐评|时评|专栏|聚焦|特刊|专题|开栏|编者按|[①②③④⑤⑥⑦⑧⑨⑩]$|^【[^】]{2,8}】$|^(?:学习|贯彻|走进|新春走基层)[^\s]{0,10}·"
)
_SIGNED = re.compile(
    r"^(?:\S{2,20}(?:书记|主任|局长|县长|市长|区长|主席|部长|院长|校长|厅长|教授|研究员|会长|所长))[\s\u3000]+([\u4e00-\u9fff·]{2,4})$"
)
_NOUN_END = re.compile(r"[组厅局会院部委府市县区处公司校室办队团社所行业][\"”」』]?$")
_ROW = 13  # em of a row of a headline set in two
_JOINING = re.compile(
    r"^(?:印发|发布|召开|举行|进行|开展|实施|推进|及|和|与|暨|的|在|到|赴|为|把|让|使|将|获|居|成|走|向|以)"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a story's headline as shown; `author` is a signature among its lines."""

    main: str | None = None
    kicker: str | None = None
    deck: str | None = None
    label: str | None = None
    author: str | None = None


def headline_of(lines: Sequence[str], tied: Sequence[bool] = (), sizes: Sequence[float] = ()) -> Headline:
    """Headline lines in file order, as printed, → their parts; a line may hold several, parted by blanks.

    tied: for each line but the last, whether it reads on into the next. sizes: of the lines' type where
    it is known; the largest is the main headline's.
    """
    shown = [tidy_head(line) for line in lines]
    if sizes and max(sizes) > 1.15 * min(sizes):
        parts = _parts_by_size(shown, sizes)
    else:
        shown = _rejoined(shown, tied or [False] * (len(lines) - 1))
        alike = bool(sizes) and len(shown) == 2 and min(sizes) > 1.5
        parts = [part for line in shown for part in _parts_of_line(line, alone=len(shown) == 1)]
        parts = _decks_below(parts)
        parts = [("main" if name == "kicker" and alike else name, text) for name, text in parts]
        parts = parts if alike or not parts else _one_main(parts)
    if not parts:
        return Headline()
    chosen = {
        name: " ".join(t for p, t in parts if p == name) or None
        for name in ("main", "kicker", "deck", "label")
    }
    author = next((m[1] for p, t in parts if p == "byline" and (m := _SIGNED.match(t))), None)
    return Headline(author=author, **chosen)


def _parts_by_size(lines: Sequence[str], sizes: Sequence[float]) -> list[tuple[Part, str]]:
    """The largest type is the main headline; smaller lines before it are kicker, after it deck."""
    large = [size > 0.87 * max(sizes) for size in sizes]
    first = large.index(True)
    parts: list[tuple[Part, str]] = []
    for k, line in enumerate(lines):
        if _SIGNED.match(line):
            parts.append(("byline", line))
        elif large[k]:
            parts.append(("main", line))
        else:
            parts.append(("label" if _is_label(line) else "kicker" if k < first else "deck", line))
    return parts


def _rejoined(lines: Sequence[str], tied: Sequence[bool]) -> list[str]:
    """Lines that read on into the next are one; so are two short ones of one width, set large in two rows."""
    out = list(lines[:1])
    for k, line in enumerate(lines[1:]):
        rows = 4 <= em(line) <= _ROW and abs(em(lines[k]) - em(line)) <= 3.5 and em(lines[k]) <= _ROW
        alone = not any(_other_part(text) for text in (lines[k], line)) and lines[k] == out[-1]
        if (tied[k] or (rows and alone)) and not _KICKER.search(out[-1]):
            out[-1] += line if tied[k] else f" {line}"
        else:
            out.append(line)
    return out


def _other_part(line: str) -> bool:
    return bool(_is_label(line) or _SIGNED.match(line) or _DECK.search(line) or _KICKER.search(line))


def _parts_of_line(line: str, alone: bool) -> list[tuple[Part, str]]:
    if _SIGNED.match(line):
        return [("byline", line)]
    if _is_label(line):
        return [("label", line)]
    pieces = line.split(" ")
    if len(pieces) == 1 and not line.startswith("—"):
        return [("kicker" if _KICKER.search(line) else "main", line)]
    start, end = 0, len(pieces)
    parts: list[tuple[Part, str]] = []
    for k, piece in enumerate(pieces[:-1]):
        if _KICKER.search(piece):
            parts, start = [("kicker", " ".join(pieces[: k + 1]))], k + 1
    for k in range(start, end):
        if _is_deck(pieces[k]) and (k > start or not alone):
            end = k
            break
    if end > start:
        parts.append(("main", " ".join(pieces[start:end])))
    if end < len(pieces):
        parts.append(("deck", " ".join(pieces[end:])))
    return parts


def _is_label(line: str) -> bool:
    if "—" in line:
        return False
    if _LABEL.search(line) and em(line) <= 24:
        return True
    pieces = line.split(" ")
    return len(pieces) >= 3 and all(em(p) <= 4 for p in pieces[:3])


def _is_deck(piece: str) -> bool:
    return bool(_DECK.search(piece))


def _decks_below(parts: Sequence[tuple[Part, str]]) -> list[tuple[Part, str]]:
    """Who spoke or attended, on a line of its own below the headline, is its deck.

    A line that could be a kicker is the headline when nothing else below it is.
    """
    mains = [k for k, (name, _) in enumerate(parts) if name == "main"]
    decks = [k for k in mains if k and _is_deck(parts[k][1]) and parts[k - 1][0] in ("main", "kicker")]
    if not decks:
        return list(parts)
    lone = mains == decks
    return [
        ("deck" if k in decks else "main" if lone and k == decks[0] - 1 else name, text)
        for k, (name, text) in enumerate(parts)
    ]


def _one_main(parts: list[tuple[Part, str]]) -> list[tuple[Part, str]]:
    """Several main lines → one: a first line that cannot stand alone is joined, others are kicker or deck."""
    mains = [k for k, (name, _) in enumerate(parts) if name == "main"]
    kickers = [k for k, (name, _) in enumerate(parts) if name == "kicker"]
    if not mains:
        k = max(kickers, key=lambda k: len(parts[k][1]), default=0)
        return [
            ("main" if i == k and name != "byline" else name, text) for i, (name, text) in enumerate(parts)
        ]
    if len(mains) == 1:
        return parts
    first, second = mains[0], mains[1]
    slogan = _halves(parts[first][1]) and second > first
    if slogan:
        return _one_main([("label" if k == first else name, text) for k, (name, text) in enumerate(parts)])
    joined = bool(_NOUN_END.search(parts[first][1]) or _JOINING.match(parts[second][1])) or any(
        name == "deck" and k > second for k, (name, _) in enumerate(parts)
    )
    out: list[tuple[Part, str]] = []
    for k, (name, text) in enumerate(parts):
        if k == first and not joined and not kickers:
            out.append(("kicker", text))
        elif (name == "main" and k > second) or (name == "main" and k == second and kickers and not joined):
            out.append(("deck", text))
        else:
            out.append((name, text))
    return out


def _halves(text: str) -> bool:
    """A slogan of two halves of one length, which stands over a column rather than a story."""
    pieces = text.split(" ")
    return len(pieces) == 2 and len(pieces[0]) == len(pieces[1]) and len(pieces[0]) >= 6
