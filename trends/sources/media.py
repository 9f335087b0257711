"""Names of news agencies and other media, as texts write them → the one name each is counted under."""

from __future__ import annotations

import re

# Agencies: their texts are written to be printed by others. Name → the other ways it is written.
AGENCIES: dict[str, tuple[str, ...]] = {
    "新华社": ("新华通讯社", "新华网", "新华视点", "新华时评", "新华国际", "Xinhua News Agency", "Xinhuanet", "Xinhua"),
    "中新社": ("中国新闻社", "中国新闻网", "中新网", "China News Service", "CNS"),
    "中央社": ("中央通讯社", "CNA"),
    "联合社": ("联合通讯社",),
    "路透社": ("路透", "Reuters"),
    "法新社": ("法新", "AFP"),
    "美联社": ("美联", "The Associated Press", "Associated Press", "AP"),
    "合众社": ("合众国际社", "UPI"),
    "塔斯社": ("俄塔社", "俄通社-塔斯社", "TASS"),
    "俄新社": ("俄罗斯卫星通讯社", "卫星社", "RIA Novosti", "Sputnik"),
    "共同社": ("Kyodo News", "Kyodo"),
    "时事社": ("Jiji Press", "Jiji"),
    "韩联社": ("韩国联合通讯社", "Yonhap"),
    "朝中社": ("朝鲜中央通讯社", "KCNA"),
    "德新社": ("dpa", "DPA"),
    "安莎社": ("ANSA",),
    "埃菲社": ("EFE",),
    "彭博社": ("彭博", "Bloomberg"),
    "印报托": ("印度报业托拉斯", "PTI"),
    "哈瓦斯社": ("哈瓦斯通讯社", "哈瓦斯"),
}  # fmt: skip
# Houses that print or broadcast under several names.
HOUSES: dict[str, tuple[str, ...]] = {
    "央视": ("央视网", "央视新闻客户端", "央视新闻", "央视财经", "央视", "中央电视台", "新闻联播", "中央广播电视总台", "总台央视", "总台", "CCTV", "cctv-xwlb", "CGTN"),
    "央广": ("央广网", "央广新闻", "央广", "中央人民广播电台", "中国之声"),
    "人民日报": ("人民日报海外版", "人民日报客户端", "人民日报社", "人民日报", "人民网", "People's Daily"),
    "光明日报": ("光明日报", "光明网"),
    "中国日报": ("中国日报网", "中国日报", "China Daily"),
    "经济日报": ("经济日报", "中国经济网"),
    "解放军报": ("解放军报", "中国军网"),
    "中国青年报": ("中国青年报", "中青报", "中青在线", "中国青年网"),
    "参考消息": ("参考消息网", "参考消息"),
    "国际在线": ("国际在线", "中国国际广播电台"),
    "环球时报": ("环球时报", "环球网", "环球综合", "Global Times"),
    "澎湃新闻": ("澎湃新闻网", "澎湃新闻"),
}  # fmt: skip
_KINDS = (
    r"(?:日报|晚报|早报|晨报|时报|商报|快报|都市报|青年报|新报|导报|画报|法治报|法制报|农民报|工人报|学报|周报|周刊|月刊|杂志|新闻网|文明网|政府网|"
    r"网站|网|电视台|广播电台|广播电视台|融媒体中心|卫视|新闻社|通讯社|新闻客户端|客户端|微信公众号|公众号|在线|新闻|报(?![道导告名社到考刊]))"
)
# Any medium by the form of its name; 《…》 is one whatever stands in it
TITLE = rf"(?:《[^《》]{{2,20}}》|[\u4e00-\u9fffA-Za-z·]{{1,12}}?{_KINDS})"
_NO_MEDIUM = re.compile(
    r"(?:本|该|全|各|两|互联|官|上|因特|局域|电|通|汇|申|举|简|预|播|捷|战|海|喜|情|公|警|填|上|快|年|月|旬|编|呈)[报网]$|^(?:网|报|新闻|在线|客户端|公众号|杂志|周刊)$"
)
_SPELLED = {
    **{spelling: name for name, others in AGENCIES.items() for spelling in (name, *others)},
    **{spelling: name for name, others in HOUSES.items() for spelling in (name, *others)},
}


def _any(names: dict[str, tuple[str, ...]]) -> str:
    spellings = sorted({s for name, others in names.items() for s in (name, *others)}, key=len, reverse=True)
    return "|".join(
        rf"(?<![A-Za-z]){re.escape(s)}(?![A-Za-z])" if s.isascii() else re.escape(s) for s in spellings
    )


# An agency anyone knows, or any 某某社 of a foreign text: 安塔拉社, 泛亚社
WIRE = rf"(?:{_any(AGENCIES)})"
HOUSE = rf"(?:{_any(HOUSES)})"
_HOUSE = re.compile(HOUSE)  # 人民网军事, 央视军事: a part of the house
_LIKE = re.compile(r"(?:社|全媒体|融媒体?|数字报|电子版|客户端|网络版|网|新闻网)$")
_OF_A_PLACE = re.compile(r"(?:日|晚|早|晨|时|商|快|都市|青年|新|导)报$")


def name_of(spelling: str) -> str:
    """The name a medium is counted under: 新华网 → 新华社, 《滨江晚报》 → 滨江晚报."""
    bare = re.sub(r"[《》\s]", "", spelling) if not spelling.isascii() else spelling.strip()
    held = _HOUSE.match(bare)
    return (
        _SPELLED.get(bare) or _SPELLED.get(_LIKE.sub("", bare)) or (_SPELLED[held.group()] if held else bare)
    )


def is_agency(name: str) -> bool:
    """Whether it writes for other media."""
    return name in AGENCIES or (name.endswith("社") and not name.endswith(("报社", "出版社", "杂志社")))


def is_medium(text: str) -> bool:
    """Whether a stretch of text is the name of a medium by its form."""
    return text in _SPELLED or (bool(re.fullmatch(TITLE, text)) and not _NO_MEDIUM.search(text))


def same_house(name: str, paper: str) -> bool:
    """Whether a medium named in the text is the paper that prints it: its own name, or one that holds it."""
    own, other = name_of(paper), name
    if not own or not other:
        return False
    stems = [_OF_A_PLACE.sub("", _LIKE.sub("", n)) if len(n) > 4 else n for n in (own, other)]
    return own == other or own in other or other in own or (len(stems[0]) > 1 and stems[0] == stems[1])
