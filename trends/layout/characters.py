"""Characters of print: forms and scripts made plain one for one, widths, open and closed ends.

Plain text has the length of its source line, so offsets found in it are offsets of the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trends.script import is_traditional, simplified

_FULL = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_VERTICAL = dict(
    zip(
        map(ord, "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︐︑︒︓︔︕︖︙"),
        "(){}〔〕【】《》〈〉「」『』,、。:;!?…",
        strict=True,
    )
)
_BLANK = dict.fromkeys((*range(9), 9, 11, 12, 13, *range(14, 32), 127, *range(128, 161), 12288, 65279), " ")
_BLANK |= dict.fromkeys((*range(8192, 8208), 8232, 8233, 8239, 8287, 8288, 65533), " ")
_OTHER = {ord("“"): '"', ord("”"): '"', ord("＂"): '"', ord("〞"): '"', ord("〝"): '"', ord("﹣"): "-"}
PLAIN = _FULL | _VERTICAL | _BLANK | _OTHER

_SHOWN: dict[int, str | None] = dict.fromkeys(_BLANK, " ") | dict.fromkeys(
    (*range(9), *range(14, 32), *range(127, 160))
)
_UNSHOWN = re.compile("[" + "".join(re.escape(chr(c)) for c in _SHOWN) + "]")
_NOT_ASCII = bytes(range(128, 256))
_WRAP = re.compile(r"(?<=[^\x21-\x7e\s])\s+|(?<!\s)\s+(?=[^\x21-\x7e\s])")
_STOPS, _CLOSERS = frozenset("。!?…"), frozenset("\"'’」』》)]】〉")
_CLOSED = re.compile(r"[。!?…][\"'’」』》)\]】〉]*$|[。!?…]\"?[)」』]?$")
_READ_AS = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "曰": "日"}
_SLIP = re.compile("[OolI|曰]")
_SLIPS = re.compile(r"(?<=\d)[OolI|曰]|[OolI|](?=\d)")
_SPACED_OUT = re.compile(r"[\u4e00-\u9fff](?: {1,3}[\u4e00-\u9fff]){2,9}")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def plain(text: str) -> str:
    """Full-width ASCII → half-width, vertical brackets → upright, controls and blanks → a space, traditional
    characters → simplified.

    The length stays. Curly double quotes become straight ones, since pages mix them.
    """
    return simplified(text.translate(PLAIN))


def plain_lines(lines: Sequence[str]) -> list[str]:
    """`plain` of each line; at once where no line has traditional characters. Lines hold no line end."""
    text = "\n".join(lines).translate(PLAIN)
    if not lines or is_traditional(text):
        return [plain(line) for line in lines]
    return text.split("\n")


def without_slips(text: str) -> str:
    """Letters among digits and 曰 after them read as what recognition took them for; the length stays."""
    return _SLIPS.sub(lambda m: _READ_AS[m.group()], text) if _SLIP.search(text) else text


def unspaced(text: str) -> str:
    """A name set in spaced letters (临 川 日 报) closed up; other text as it is."""
    return text.replace(" ", "") if _SPACED_OUT.fullmatch(text) else text


def em(text: str) -> float:
    """Printed width in Chinese characters: ASCII counts a half."""
    return len(text) - len(text.encode("utf-8", "surrogatepass").translate(None, _NOT_ASCII)) / 2


def is_closed(text: str) -> bool:
    """True when plain text ends a sentence: 。！？… and closing quotes."""
    end = text[-1:]
    return end in _STOPS or (end in _CLOSERS and bool(_CLOSED.search(text[-8:])))


def has_cjk(text: str) -> bool:
    return bool(_CJK.search(text))


def tidy(text: str) -> str:
    """Text as it is shown: controls and the blanks of print wraps removed, quotes and widths as printed."""
    if _UNSHOWN.search(text):
        text = text.translate(_SHOWN)
    return (_WRAP.sub("", text) if " " in text or "\n" in text else text).strip()


def tidy_head(text: str) -> str:
    """A headline as it is shown: single blanks between its parts are kept."""
    return " ".join(text.translate(_SHOWN).split())
