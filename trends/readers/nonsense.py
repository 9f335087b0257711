"""Is decoded text Chinese, or bytes read by the wrong code? Told by how often common characters occur."""

from __future__ import annotations

import re

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
_WESTERN = re.compile("[\u0080-\u00ff]")
_ASCII = re.compile("[A-Za-z]")


def is_nonsense(text: str) -> bool:
    """Whether text with Han characters is none that people write. Short texts are believed."""
    han = _HAN.findall(text[:_SAMPLE])
    if len(_LEFTOVERS.findall(text[:_SAMPLE])) > 3:
        return True
    if _is_western(text[:_SAMPLE], len(han)):
        return True
    if len(han) < 40:
        return False
    return sum(c in COMMON for c in han) < 0.08 * len(han)


def _is_western(text: str, han: int) -> bool:
    """Whether text is Chinese bytes read as Western letters (ÏûÏ¢£º): no language accents nearly every letter."""
    western = len(_WESTERN.findall(text))
    return western >= 40 and western > 2 * len(_ASCII.findall(text)) and western > 2 * han
