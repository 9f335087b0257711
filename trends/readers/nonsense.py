"""Is decoded text Chinese, or bytes read by the wrong code? Told by how often common characters occur."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

# The commonest characters of newspapers and prose, simplified and traditional: together they are about
# a third of any Chinese text, and next to nothing of UTF-8 read as GBK (鐨勪竴鏄湪) or of shuffled codes.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现加量都两体制机当使点从业本去把性"
    "好应开它合还因由其些然前外天政四日社事平全市县区乡村党新记者报讯月关委员长第建设展全省务服工程项目企业"
    "這個國時來們對會發動過說產種後學經進著電裡現兩體機當點從業應開還關黨報訊記長設務項"
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LEFTOVERS = re.compile("锟斤拷|烫烫烫|屯屯屯|\ufffd{3}")
_SAMPLE = 6_000
_FEW = 40  # letters


def is_nonsense(text: str) -> bool:
    """Whether text with Han characters is none that people write. Short texts are believed."""
    text = text[:_SAMPLE]
    if len(_LEFTOVERS.findall(text)) > 3:
        return True
    letters = Counter(text)
    han = {c: n for c, n in letters.items() if _HAN.match(c)}
    count = sum(han.values())
    if _is_western(letters, count):
        return True
    return count >= _FEW and sum(n for c, n in han.items() if c in COMMON) < 0.08 * count


def _is_western(letters: Mapping[str, int], han: int) -> bool:
    """Whether text is Chinese bytes read as Western letters (ÏûÏ¢£º): no language accents nearly every letter."""
    western = sum(n for c, n in letters.items() if "\x80" <= c <= "\xff")
    plain = sum(n for c, n in letters.items() if c.isascii() and c.isalpha())
    return western >= _FEW and western > 2 * max(plain, han)
