"""A page's lines → units: stretches of one line that play one part, found by cues alone."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from trends.layout import cues
from trends.layout.blocks import HEADING
from trends.layout.cells import Cell, cells_of
from trends.layout.characters import em, has_cjk, is_closed, plain
from trends.layout.geometry import Placed, placed_lines
from trends.layout.statements import statement_of
from trends.records import Line, Mark, MarkPart, Page, Span
from trends.written import is_title

_MARKS = frozenset(cues.MARK)
_CLOSERS = re.compile(r"[%‰℃°。!?…;,、\"」』)》]+")
_TOP = 16  # units among which a masthead stands
_SECTION = re.compile("链接|阅读|背景|提示|手记|编后|短评|图片|新闻|观点|数据|释义|声音")
_MAKER = re.compile("记者|评论员|通讯员|撰稿")
_SPACED = re.compile(r"(?:记者|评论员|通讯员|撰稿人?)\s|(?:评论员|撰稿人)$")
_OPENINGS = ("讯", "电", "日", "记者", "报导")  # one of them stands in every opening
_CREDITED = re.compile(f"{cues.MARK}|摄|图")
Role = Literal["text", "start", "byline", "signature", "credit", "jump", "from", "pointer", "noise"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of one source line. `text` is plain and stripped; `gap` counts the blank lines before it.

    Roles: text (body or headline, not yet known), start (text that opens an article), byline
    (a line of makers' names), signature (their names in brackets below a story), credit (of a photo), jump (下转8版), from (上接1版), pointer (见8版),
    noise (`why` says which).
    """

    line: int
    start: int
    end: int
    text: str
    role: Role
    width: float = 0.0  # em, as printed
    gap: int = 0
    indented: bool | None = None  # whether it opens a paragraph by its indent; None: not known
    why: str = ""
    size: float = 0.0  # of its type over the body's; 0 where the page gives no places
    part: MarkPart | None = None  # what the page's form says of it

    @property
    def span(self) -> Span:
        return Span(self.line, self.start, self.end)

    @property
    def heading(self) -> bool:
        """Set in larger type than the body, by its place on the page."""
        return self.role == "text" and self.size >= HEADING

    @property
    def readable(self) -> bool:
        return self.role in ("text", "start")


def units_of(page: Page, plain_lines: Sequence[str]) -> list[Unit]:
    """All non-blank characters of a page in units; none is lost, none stands twice.

    In reading order where the lines' places on the page are known, otherwise in file order.
    plain_lines: the text of each line made plain.
    """
    units: list[Unit] = []
    gap = 0
    if placed := placed_lines(page.lines):
        for put in placed:
            for unit in _units_of_line(put.line, plain(put.line.text), int(put.opens)):
                role: Role = "noise" if put.dim and unit.role == "text" else unit.role
                why = "识别不清" if put.dim and unit.role == "text" else unit.why
                units.append(
                    dataclasses.replace(unit, size=put.size, indented=put.indented, role=role, why=why)
                )
        return _web_tail(_dates_below(_masthead_lines(units)))
    if cells := cells_of(page.lines):
        return _web_tail(_dates_below(_masthead_lines(_units_of_cells(cells))))
    marks = marks_by_line(page.marks)
    for line, text in zip(page.lines, plain_lines, strict=True):
        if not line.text or line.text.isspace():
            gap += 1
            continue
        if line.number in marks:
            units += _units_of_marks(line, text, gap, marks[line.number])
            gap = 0
            continue
        for unit in _units_of_line(line, text, gap):
            units.append(_opening(units, _hanging(units, unit)))
            gap = 0
    return _web_tail(_dates_below(_masthead_lines(units)))


def marks_by_line(marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks of each line in their order."""
    found: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.line, mark.start)):
        found.setdefault(mark.line, []).append(mark)
    return found


def _units_of_marks(line: Line, text: str, gap: int, marks: Sequence[Mark]) -> list[Unit]:
    """The units of a line of which the page's form speaks; what it says nothing of is noise."""
    units: list[Unit] = []
    at = 0
    for mark in marks:
        units += _marked(line, text, at, mark.start, Mark(line.number, 0, 0, "noise", "标记"))
        units += _marked(line, text, mark.start, mark.end, mark)
        at = mark.end
    units += _marked(line, text, at, len(text), Mark(line.number, 0, 0, "noise", "标记"))
    return [dataclasses.replace(unit, gap=0 if k else gap) for k, unit in enumerate(units)]


def _marked(line: Line, text: str, start: int, end: int, mark: Mark) -> list[Unit]:
    """A stretch that the form marks; jumps, credits and signatures of a paragraph are known by their cues."""
    if not text[start:end].strip():
        return []
    if mark.part == "noise":
        return [_unit(line, text, start, end, "noise", 0, mark.why)]
    if mark.part == "byline":
        return [dataclasses.replace(_unit(line, text, start, end, "byline", 0), part="byline")]
    if mark.part != "text":
        return [dataclasses.replace(_unit(line, text, start, end, "text", 0), part=mark.part)]
    opens = start > 0 or text.startswith(("  ", "\t")) or None
    found = []
    for first, last, role, why in _stretches(text[start:end], furniture=False):
        unit = _unit(line, text, start + first, start + last, role, 0, why, opens if first == 0 else None)
        found.append(dataclasses.replace(unit, part="text"))
    return [unit for unit in found if unit.text]


def _units_of_cells(cells: Sequence[Cell]) -> list[Unit]:
    """Units of columns printed side by side, column by column; sizes of type are not known."""
    numbered = [dataclasses.replace(cell.line, number=n) for n, cell in enumerate(cells)]
    headings = {n for n, cell in enumerate(cells) if cell.apart and _like_headline(cell.line.text)}
    units = []
    for put in placed_lines(numbered, headings) or [Placed(line) for line in numbered]:
        cell = cells[put.line.number]
        for unit in _units_of_line(cell.line, plain(cell.line.text), int(put.opens)):
            start, end = unit.start + cell.start, unit.end + cell.start
            units.append(dataclasses.replace(unit, start=start, end=end, indented=put.indented))
    return units


def _like_headline(text: str) -> bool:
    stripped = plain(text).strip()
    return not is_closed(stripped) and "," not in stripped and not cues.START.match(stripped)


def _hanging(units: Sequence[Unit], unit: Unit) -> Unit:
    """A line of closing punctuation alone ends the unfinished line right above it."""
    if unit.why != "符号" or unit.gap or not units or not _CLOSERS.fullmatch(unit.text):
        return unit
    open_above = units[-1].readable and not is_closed(units[-1].text)
    return dataclasses.replace(unit, role="text", why="") if open_above else unit


def _opening(units: Sequence[Unit], unit: Unit) -> Unit:
    """Makers' names in brackets go on with an opening that fills the line above."""
    if unit.role != "start" or unit.text[0] != "(" or not units or units[-1].role != "start":
        return unit
    return unit if is_closed(units[-1].text) else dataclasses.replace(unit, role="text")


def _units_of_line(line: Line, text: str, gap: int) -> Iterator[Unit]:
    if not text.strip():
        yield _unit(line, text, 0, len(text), "noise", gap, "控制字符")
        return
    indented = text.startswith("  ")
    for start, end, role, why in _stretches(text):
        yield _unit(line, text, start, end, role, gap, why, (indented and start == 0) or None)
        gap = 0


def _unit(
    line: Line,
    text: str,
    start: int,
    end: int,
    role: Role,
    gap: int,
    why: str = "",
    indented: bool | None = None,
) -> Unit:
    """The unit of a stretch, trimmed; `text` is the whole line made plain."""
    raw = line.text[start:end]
    left = start + len(raw) - len(raw.lstrip())
    right = end - len(raw) + len(raw.rstrip())
    width = em(line.text[left:right])
    return Unit(line.number, left, right, text[left:right].strip(), role, width, gap, indented, why)


def _stretches(text: str, furniture: bool = True) -> list[tuple[int, int, Role, str]]:
    """Plain line → (start, end, role, why), together the whole line. furniture: whether it may be such."""
    if furniture and (why := cues.furniture(text)):
        return [(0, len(text), "noise", why)]
    marks = _marks(text) if "版" in text or (len(text) < 40 and cues.PAGE_END.search(text)) else []
    found: list[tuple[int, int, Role, str]] = []
    at = 0
    for start, end, role in marks:
        found += _text_stretches(text, at, start)
        found.append((start, end, role, ""))
        at = end
    return found + _text_stretches(text, at, len(text))


def _marks(text: str) -> list[tuple[int, int, Role]]:
    """Jump marks and pointers: the whole line, or bracketed, or at the line's end."""
    stripped = text.strip()
    if cues.POINTER.fullmatch(stripped):
        return [(0, len(text), "pointer")]
    found: list[tuple[int, int, Role]] = []
    patterns: tuple[tuple[re.Pattern[str], Role], ...] = ((cues.JUMP, "jump"), (cues.JUMP_FROM, "from"))
    for pattern, role in patterns:
        for match in pattern.finditer(text):
            bracketed = text[match.start()] in "([【〔▶►→◀◄←"
            alone = match.group().strip("·•—- ") == stripped.strip("·•—- ")
            last = not text[match.end() :].strip() and is_closed(text[: match.start()].rstrip())
            if bracketed or alone or last:
                found.append((match.start(), match.end(), role))
    tail = max(0, len(text) - 30)
    opened = text.find("(", tail)
    if not found and opened >= 0 and cues.POINTER.fullmatch(text[opened:].strip()):
        found.append((opened, len(text), "pointer"))
    if not found and len(text) < 40 and "。" not in text and (end := cues.PAGE_END.search(text)):
        before = text[: end.start()].strip()
        if len(before) > 3 and has_cjk(before) and not cues.is_section(before):
            found.append((end.start(), len(text), "pointer"))
    found.sort()
    return [m for k, m in enumerate(found) if k == 0 or m[0] >= found[k - 1][1]]


def _text_stretches(text: str, start: int, end: int) -> list[tuple[int, int, Role, str]]:
    part = text[start:end]
    stripped = part.strip()
    if not stripped:
        return [(start, end, "text", "")] if part else []
    if not has_cjk(stripped) and not any(c.isalnum() for c in stripped):
        return [(start, end, "text" if "…" in stripped else "noise", "符号")]
    if len(stripped) < 60 and _is_byline(stripped):
        return [(start, end, "byline", "")]
    if stripped[0] == "(" and len(stripped) < 60 and cues.SIGNATURE.fullmatch(stripped):
        return [(start, end, "signature", "")]
    cut = _credit_at(part)
    if cut == 0:
        return [(start, end, "credit", "")]
    if cut is not None:
        return [*_opened(text, start, start + cut), (start + cut, end, "credit", "")]
    return _opened(text, start, end)


def _is_byline(stripped: str) -> bool:
    if stripped[0] in "文图撰" and cues.WRITTEN.fullmatch(stripped):
        return True
    if (
        stripped[0] not in _MARKS
        and "记者" not in stripped
        and "员" not in stripped
        and "撰稿" not in stripped
    ):
        return False
    if cues.SIGNED.fullmatch(stripped):
        return not _SECTION.search(stripped)
    if _SECTION.search(stripped):
        return False
    if not cues.BYLINE.fullmatch(stripped) or not _MAKER.search(stripped):
        return False
    return stripped[0] in _MARKS or "本" in stripped[:2] or bool(_SPACED.search(stripped))


def _credit_at(part: str) -> int | None:
    """Where a photo credit at the end of a stretch begins, if what is before it is a closed sentence."""
    tail = max(0, len(part) - 44)
    match = cues.CREDIT.search(part, tail) if _CREDITED.search(part, tail) else None
    if not match:
        return None
    if _SECTION.search(match.group()):
        return None
    before = part[: match.start()].rstrip()
    return match.start() if not before or is_closed(before) or match.group()[0] in "■□◆●" else None


def _opened(text: str, start: int, end: int) -> list[tuple[int, int, Role, str]]:
    part = text[start:end]
    if not any(word in part for word in _OPENINGS):
        return [(start, end, "text", "")]
    if cues.START.match(part.lstrip()):
        return [(start, end, "start", "")]
    inside = cues.START_INSIDE.search(part, 4, 110) if "讯" in part[:110] or "电" in part[:110] else None
    if inside and not re.search(r"[。!?;,、:]", part[: inside.start()]) and part[: inside.start()].strip():
        at = start + inside.start()
        return [(start, at, "text", ""), (at, end, "start", "")]
    return [(start, end, "text", "")]


def _masthead_lines(units: list[Unit]) -> list[Unit]:
    """Pieces of a masthead in the first lines of a page, beside a line that is known as one."""
    top = units[:_TOP]
    if not any(unit.why == "报头" for unit in top):
        return units
    first_story = next((k for k, unit in enumerate(top) if unit.role in ("start", "byline")), len(top))
    pieces = {
        k
        for k in range(first_story)
        if top[k].role == "text" and not top[k].part and cues.top_line(top[k].text)
    }
    pieces |= {k - 1 for k in range(1, len(units)) if _names_paper(units[k - 1], units[k])}
    return [
        dataclasses.replace(unit, role="noise", why="报头") if k in pieces else unit
        for k, unit in enumerate(units)
    ]


def _names_paper(unit: Unit, below: Unit) -> bool:
    """Whether a line is a paper's name alone over a masthead's date."""
    return below.why == "报头" and unit.role == "text" and not unit.part and is_title(unit.text)


def _dates_below(units: list[Unit]) -> list[Unit]:
    """A bare date below running text and away from all else of a masthead dates a notice, not the issue."""
    places = {k for k, unit in enumerate(units) if unit.why == "报头"}
    told = next((k for k, unit in enumerate(units) if unit.readable and is_closed(unit.text)), len(units))
    out = list(units)
    for k in places:
        near = {k - 3, k - 2, k - 1, k + 1, k + 2, k + 3}
        stated = statement_of(units[k].text) if k > told and places.isdisjoint(near) else None
        if stated and stated.dates and not stated.company and not stated.labels:
            out[k] = dataclasses.replace(units[k], why="落款日期")
    return out


def _web_tail(units: list[Unit]) -> list[Unit]:
    """After 新闻推荐 or the like, and after a teaser cut with "...", what follows is the web site's."""
    out = list(units)
    for k, unit in enumerate(units):
        teaser = k > 0 and k >= len(units) - 3 and unit.text.endswith("...") and not unit.part
        if teaser or (unit.role == "noise" and cues.WEB_TAIL.match(unit.text)):
            for j in range(k, len(units)):
                if units[j].role in ("start", "byline") or units[j].part:
                    break
                out[j] = dataclasses.replace(units[j], role="noise", why="网页附带文字")
            break
    return out
