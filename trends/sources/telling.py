"""An article → whose words it is, by what it says of itself.

The opening speaks first (a dateline), then what is stated beside the text (a 来源 column, a byline line), then the notes
at the end, then the makers' roles, then how the reporter narrates. Credits of photos speak only where nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trends.records import Byline, Origin
from trends.script import simplified
from trends.sources import wording
from trends.sources.media import HOUSE, TITLE, WIRE, is_agency, is_medium, name_of, same_house

_OPENING, _NARRATION, _ENDING = 160, 480, 220  # characters that are looked at
_SIGNED = 60  # of a line that is a name and what stands behind it in brackets
_SHORT = 120  # of a paragraph that is a note
_BRIEF = 30  # of a note that begins with 据
_CAPTION = 400  # of a body that a photo's credit may speak for
_CHINESE = ("新华社", "中新社", "中央社")  # agencies whose 据…报道 are their words, and not only their news
_WIDE = (
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("【〔［〖「『", "[") | dict.fromkeys("】〕］〗」』", "]") | dict.fromkeys("“”＂", '"') | {"\u3000": " ", "．": "."}
)  # fmt: skip
_WIDE_SIGN = re.compile(f"[{''.join(sorted(_WIDE))}]")
_BLANKS = re.compile(r"[^\S\n]+")
_LEAD = re.compile(r"^[\s\"'■●▲◆◇□○★☆▶►·•*#>—–-]+")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s?[.。]?\s?$")
_SENTENCE = re.compile(r"[。!?]")
_MAIN = re.compile(rf"{WIRE}|{HOUSE}|{TITLE}")
_WIRE = re.compile(WIRE)
_WIRE_INSIDE = re.compile(
    rf"[^\[\]。]{{2,40}}(?=\[(?:本报据|据)?(?:{WIRE}|[\u4e00-\u9fff]{{2,6}}社)[^\[\]]{{1,20}}[电讯]\])"
)


def origin_of(body: str, *, paper: str = "", credits: str = "", byline: Byline | None = None) -> Origin:
    """The source of an article. paper: the newspaper that printed it; credits: what stands beside its body of where
    it comes from, a line each; byline: its makers by role.

    >>> origin_of("新华社滨江3月4日电（记者林一舟）滨江大桥4日通车。")
    Origin(kind='agency', agency='新华社')
    >>> origin_of("市里的桥通车了。\\n（来源：《临江晚报》）", paper="滨江日报")
    Origin(kind='reprint', agency='临江晚报')
    """
    first = _plain(body[:_NARRATION]).split("\n")
    opening = _begun(first, paper)
    if opening and opening.kind in ("agency", "reprint"):
        return opening
    evidence = [*_notes(_plain(credits).split("\n"), paper), *_ending(body, first, paper)]
    said = [found for found, shot in evidence if not shot]
    for found in sorted(
        said, key=lambda one: one.kind != "agency"
    ):  # an agency's text stays its own in a reprint
        if opening is None or found.kind in ("agency", "reprint"):
            return found
    if opening:
        return opening
    if told := _makers(byline or Byline(), paper) or _narrated("\n".join(first), paper):
        return told
    return evidence[0][0] if evidence and len(body) < _CAPTION else Origin()


def _plain(text: str) -> str:
    """In simplified characters, wide signs narrow and runs of blanks one blank."""
    return _BLANKS.sub(" ", _WIDE_SIGN.sub(lambda sign: _WIDE[sign[0]], simplified(text)))


def _foreign(name: str, paper: str) -> Origin:
    """A medium that is named: an agency, the paper itself, or another."""
    name = name_of(name)
    if is_agency(name):
        return Origin("agency", name)
    return Origin("own") if same_house(name, paper) else Origin("reprint", name)


def _begun(first: list[str], paper: str) -> Origin | None:
    """By the first words of the first paragraphs: captions may stand before the dateline."""
    lines = [line for line in first if line.strip()]
    for line in lines[:6]:
        if found := _opened(_LEAD.sub("", line[:_OPENING]), paper):
            return found
    return None


def _opened(text: str, paper: str) -> Origin | None:
    """By the first words; a wire's dateline in brackets may have a headline before it."""
    text = wording.BESIDE.sub("", text)
    inside = _WIRE_INSIDE.match(text)
    text = text[inside.end() :] if inside else text
    for pattern in (wording.WIRED, wording.FOREIGN):
        match = pattern.match(text)
        if match and _sent(match):
            return _foreign(match["name"], paper)
    if match := wording.OWN.match(text):
        return _own(match, paper)
    if wording.STAFF.match(text) or wording.ENGLISH_OWN.match(text):
        return Origin("own")
    if wording.CORRESPONDENT.match(text):
        return Origin("contribution")
    if match := wording.ENGLISH.match(text):
        return _foreign(match["name"] or match["alone"], paper)
    match = wording.PRESS.match(text)
    if match and match["by"] and re.search("报[道导]$", match.group()) and not re.match(HOUSE, match["name"]):
        return None  # 据《韩国先驱报》报道: its news, in the paper's own words
    if match and (match["by"] or not wording.JUNK.search(match["name"].removesuffix("在线"))):
        name = match["name"]
        if not paper and not match["by"] and not re.match(HOUSE, name) and name.endswith("报"):
            return Origin("own")  # the only paper that is known of is this one
        return _foreign(name, paper) if re.match(HOUSE, name) or is_medium(name) else None
    match = wording.SITE.match(text)
    return _foreign(match["name"], paper) if match else None


def _sent(match: re.Match[str]) -> bool:
    """Whether a dateline gives an agency's words: 据韩联社报道 tells its news only."""
    name = name_of(match["name"])
    return name in _CHINESE or ("援引" not in match.group() and bool(re.search(r"[电讯)\]]$", match.group())))


def _own(match: re.Match[str], paper: str) -> Origin:
    """本报讯 and kin; 本报综合新华社电 is the agency's, 本报通讯员 alone a contribution."""
    if named := _WIRE.search(match["to"]):
        return _foreign(named.group(), paper)
    alone = match.group().endswith("通讯员") and not re.search("记者|讯|电", match.group()[:-3])
    return Origin("contribution" if alone else "own")


def _ending(body: str, opening: list[str], paper: str) -> Iterator[tuple[Origin, bool]]:
    """By the notes in brackets at the end, and by short paragraphs without a sentence at either end."""
    for line in [line for line in _plain(body[-_ENDING:]).split("\n") if line.strip()][:-5:-1]:
        rest = line.rstrip()
        if len(rest) <= _SIGNED and not _SENTENCE.search(rest):
            yield from _notes([rest], paper)
        for _ in range(4):
            match = _BRACKET.search(rest)
            if not match:
                break
            yield from _notes([match[1]], paper)
            rest = rest[: match.start()].rstrip()
        last = rest.rpartition("。")[2]
        if last and len(last) <= _SHORT and not _SENTENCE.search(last):
            yield from _notes([last], paper)
    first = [line for line in opening[:3] if 0 < len(line.strip()) <= _SHORT]
    yield from _notes([line for line in first if not _SENTENCE.search(line)], paper)


def _notes(lines: list[str], paper: str) -> Iterator[tuple[Origin, bool]]:
    """What notes, plain, say, and whether they speak of a photo only."""
    for line in lines:
        text = _LEAD.sub("", line).strip(" ()[]。")
        if text and not wording.OTHER_THINGS.search(text) and (found := _noted(text, paper)):
            yield found, bool(wording.SHOT.search(text))


def _noted(text: str, paper: str) -> Origin | None:
    if match := wording.STATED.search(text):
        return _named(match["name"] or match["english"], paper, stated=True)
    if len(text) <= _BRIEF and (match := wording.ACCORDING.match(text)):
        return _named(match["name"], paper, stated=False)
    if wording.CONTRIBUTED.search(text) and "记者" not in text:
        return Origin("contribution")
    if wording.ITSELF.match(text):
        alone = "通讯员" in text and "记者" not in text
        return Origin("contribution" if alone else "own")
    match = wording.WIRED.match(text + "]")
    if match and _sent(match):
        return _foreign(match["name"], paper)
    if match := wording.STAFF_NOTE.search(text):
        name = match["name"]
        if name and is_medium(name):
            return _foreign(name, paper)
        return None if re.search(r"(?<![本约])[\u4e00-\u9fff](?:特约)?评论员", text) else Origin("own")
    found = _foreign(text, paper) if is_medium(text.replace(" ", "")) else None
    return found if found and found.kind != "own" else None  # its own name at the end is a reference


def _named(rest: str, paper: str, *, stated: bool) -> Origin | None:
    """The medium that a note names. stated: whatever stands there is where it comes from."""
    rest = rest.strip(' :"[]()')
    if wording.ITSELF.match(rest):
        return Origin("own")
    if match := _MAIN.match(rest):
        return _foreign(match.group(), paper)
    if not stated:
        return None
    name = wording.CUT.split(rest, maxsplit=1)[0].strip(' :《》"')
    if wording.NO_NAME.match(name) or not name:
        return Origin("reprint")
    return _foreign(name, paper) if 1 < len(name) <= 20 else None


def _makers(byline: Byline, paper: str) -> Origin | None:
    """By the makers' roles."""
    if byline.agency:
        return _foreign(byline.agency, paper)
    for found, shot in _notes([_plain(" ".join(byline.authors))], paper):
        if not shot:
            return found
    if byline.reporters:
        return Origin("own")
    return Origin("contribution") if byline.correspondents else None


def _narrated(first: str, paper: str) -> Origin | None:
    """By the reporter of the first sentences: 记者从市水务局获悉."""
    match = wording.NARRATED.search(first) if "记者" in first else None
    if not match:
        return None
    name = match["name"]
    return Origin("own") if match["own"] or not name or wording.ITSELF.match(name) else _foreign(name, paper)
