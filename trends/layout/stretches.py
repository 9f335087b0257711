"""A plain line → its stretches: text, openings, bylines, credits, jumps, furniture, by cues alone."""

from __future__ import annotations

import re

from trends.layout import cues
from trends.layout.characters import has_cjk, is_closed
from trends.layout.furniture import is_section, why_furniture
from trends.layout.units import Role

_MARKS = frozenset(cues.MARK)
_SECTION = re.compile("链接|阅读|背景|提示|手记|编后|短评|图片|新闻|观点|数据|释义|声音")
_MAKER = re.compile("记者|评论员|通讯员|撰稿")
_SPACED = re.compile(r"(?:记者|评论员|通讯员|撰稿人?)\s|(?:评论员|撰稿人)$")
_OPENINGS = ("讯", "电", "日", "记者", "报导")  # one of them stands in every opening
_CREDITED = re.compile(f"{cues.MARK}|摄|图")


def stretches_of(text: str, furniture: bool = True) -> list[tuple[int, int, Role, str]]:
    """Plain line → (start, end, role, why), together the whole line. furniture: whether it may be such."""
    if furniture and (why := why_furniture(text)):
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
        if len(before) > 3 and has_cjk(before) and not is_section(before):
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
