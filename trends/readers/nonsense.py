"""Is decoded text Chinese, or bytes read by the wrong code? Told by how often common characters occur.

Tables and lists of names have few of the commonest, but nearly all their characters are among the 3,755 ordinary ones of
GB 2312's first level: of 740 news texts .95 in the least, of the same texts read by a wrong code .70 at most.
"""

from __future__ import annotations

import functools
import re
import string

import numpy as np

# The commonest characters of newspapers and prose, simplified and traditional: together they are about
# a third of any Chinese text, and next to nothing of UTF-8 read as GBK (鐨勪竴鏄湪) or of shuffled codes.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现加量都两体制机当使点从业本去把性"
    "好应开它合还因由其些然前外天政四日社事平全市县区乡村党新记者报讯月关委员长第建设展全省务服工程项目企业"
    "這個國時來們對會發動過說產種後學經進著電裡現兩體機當點從業應開還關黨報訊記長設務項"
)
_LEFTOVERS = re.compile("锟斤拷|烫烫烫|屯屯屯|\ufffd{3}")
_HAN = ((0x3400, 0xA000), (0xF900, 0xFB00))
_RARE, _RARE_END = 0x20000, 0x40000
_BEYOND = 0x10000
_SAMPLE = 6_000
_FEW = 40  # letters
_COMMON_LEAST, _ORDINARY_LEAST = 0.08, 0.85  # parts of a text's Han characters


def is_nonsense(text: str) -> bool:
    """Whether text with Han characters is none that people write. Short texts are believed."""
    text = text[:_SAMPLE]
    if len(_LEFTOVERS.findall(text)) > 3:
        return True
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    _, common, ordinary, other, western, plain = np.bincount(
        _classes()[np.minimum(points, _BEYOND)], minlength=6
    ).tolist()
    han = common + ordinary + other + int(np.count_nonzero((points >= _RARE) & (points < _RARE_END)))
    # Chinese bytes read as Western letters (ÏûÏ¢£º): no language accents nearly every letter
    if western >= _FEW and western > 2 * max(plain, han):
        return True
    return bool(han >= _FEW and common < _COMMON_LEAST * han and common + ordinary < _ORDINARY_LEAST * han)


@functools.cache
def _classes() -> np.ndarray:
    """(_BEYOND + 1,) uint8, of each character: 1 a common one, 2 another ordinary one, 3 another Han character, 4 a Western
    letter or sign beyond ASCII, 5 a letter of ASCII, 0 none of these."""
    found = np.zeros(_BEYOND + 1, dtype=np.uint8)
    for first, end in _HAN:
        found[first:end] = 3
    found[[ord(c) for c in _first_level()]] = 2
    found[[ord(c) for c in COMMON]] = 1
    found[0x80:0x100] = 4
    found[[ord(c) for c in string.ascii_letters]] = 5
    return found


def _first_level() -> str:
    """The ordinary characters: rows 16 to 55 of GB 2312, the last five places of which are empty."""
    rows = (bytes((row, place)) for row in range(0xB0, 0xD8) for place in range(0xA1, 0xFF))
    return b"".join(rows).decode("gb2312", "ignore")
