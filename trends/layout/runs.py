"""Runs: lines that read on in file order, and the evidence that one run continues another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trends.layout import cues
from trends.layout.characters import is_closed
from trends.layout.likeness import content_of, pairs_of
from trends.layout.seams import Seams
from trends.layout.stories import Draft
from trends.layout.units import Unit

_GOOD = 1.5  # score from which neighbours in the file are not doubted
SPEECH = re.compile(
    rf"(?:{cues.NAME}|会议)(?:指出|强调|要求|表示|介绍)[,:]|在随后|会上|会前|会后|调研中|\d{{4}}年,"
)
_SELDOM = frozenset(  # fewer than 15 of 10,000 of these characters open a sentence of news text
    "件况击势型尔府度式态性播略益础称级续署者色识话间际障验的题局次员策点化了域显务业步息响织等量境口名士号场心质道流责友义理升和边措队技治"
    "管善备望及品融助护想"
)
_MEASURED = re.compile(r"[\d.]+[个项家亿万%人次名米]")


@dataclass(slots=True)
class Run:
    """Units that read on in file order; `draft` is the story they stand in, `first` whether they open it."""

    units: list[int]
    draft: int
    first: bool
    opens: bool  # it opens its story by a cue, or is a photo's caption
    pairs: frozenset[str] = frozenset()  # of letters, held by few other runs
    rare: int = 0  # the same, a bit each
    themes: int = 0  # pairs that hardly a twelfth of the runs hold, a bit each
    width: float = 0.0
    quoted: bool = False  # a quotation is open at its right end
    quoting: bool = False  # a quotation is open at its left end


def breaks_off(units: Sequence[Unit], body: Sequence[int], close: bool) -> bool:
    """Whether a line of a body stops in mid-sentence before a new sentence or the body's end; where lines
    stand close, also before a blank line."""
    return any(broken_between(units, a, b, close) for a, b in zip(body, [*body[1:], None], strict=False))


def broken_between(units: Sequence[Unit], a: int, b: int | None, close: bool = False) -> bool:
    text = units[a].text
    open_end = text[-1:] not in ",、;:" and not is_closed(text)
    return open_end and (b is None or (close and units[b].gap > 0) or bool(SPEECH.match(units[b].text)))


def cut_runs(
    units: Sequence[Unit], drafts: Sequence[Draft], seams: Seams, whole: bool, close: bool
) -> list[Run]:
    """Bodies cut where their neighbours may belong apart; unless `whole`, after every closed line too.

    Where the page's lines stand `close`, columns part only at blank lines or where a line breaks off.
    """
    runs: list[Run] = []
    for d, draft in enumerate(drafts):
        for i, k in enumerate(draft.body):
            ends = close or (not whole and is_closed(units[draft.body[i - 1]].text))
            tied = close and not units[k].gap and not broken_between(units, draft.body[i - 1], k)
            if i and (tied or (not ends and not _doubtful(units, draft.body[i - 1], k, seams))):
                runs[-1].units.append(k)
            else:
                cued = bool(draft.bylines or draft.credits) or units[k].role == "start"
                runs.append(Run([k], d, i == 0, i == 0 and cued))
    pairs = [pairs_of(content_of([units[k] for k in run.units])) for run in runs]
    holders: Counter[str] = Counter()
    for held in pairs:
        holders.update(held)
    places = {pair: n for n, pair in enumerate(holders)}
    seldom = frozenset([pair for pair, n in holders.items() if n <= 3])
    common = _bits([pair for pair, n in holders.items() if n > max(3, len(runs) / 12)], places)
    for run, held in zip(runs, pairs, strict=True):
        run.pairs = held & seldom
        run.rare, run.themes = _bits(run.pairs, places), _bits(held, places) & ~common
        run.width = sorted(units[k].width for k in run.units)[len(run.units) // 2]
        run.quoted = _open_quote(units, run.units)
        run.quoting = units[run.units[0]].text.split("。")[0].count('"') % 2 == 1
    return runs


def _open_quote(units: Sequence[Unit], indexes: Sequence[int]) -> bool:
    sentence = ""
    for k in reversed(indexes):
        sentence = units[k].text + sentence
        if "。" in sentence[:-1] or len(sentence) > 300:
            break
    return sentence.rsplit("。", 1)[-1].count('"') % 2 == 1


def _doubtful(units: Sequence[Unit], a: int, b: int, seams: Seams) -> bool:
    """Whether two neighbours of a body may belong apart."""
    before, after = units[a].text, units[b].text
    if is_closed(before):
        return startlike(after, seams) < 1.5
    if SPEECH.match(after):
        return True
    if before[-1:] in ",、;:":
        return False
    return seams.joint(before, after) < _GOOD


def startlike(text: str, seams: Seams) -> float:
    """How well text opens a sentence, about -1 (hardly) to 3 (an opener of the genre)."""
    if SPEECH.match(text) or cues.OPENER.match(text) or cues.START.match(text):
        return 3.0
    if cues.NOT_FIRST.match(text) or _MEASURED.match(text):
        return -0.8
    if text[:1] in _SELDOM or text[1:2] in "了着过":
        return -0.2
    opens = seams.count("。" + text[:2])
    inside = seams.count(text[:2])
    share = (opens + 0.8) / (inside + 6.0)
    return 2.0 if share > 0.25 else 0.2 if share < 0.05 else 1.0


def seam_scores(
    units: Sequence[Unit], rights: Sequence[Run], lefts: Sequence[Run], seams: Seams
) -> npt.NDArray[np.float64]:
    """Evidence that a run of `lefts` continues one of `rights`, apart from their places in the file."""
    tails = [units[a.units[-1]].text for a in rights]
    fronts = [units[b.units[0]].text for b in lefts]
    clause = np.array([tail[-1:] in ",、;:" for tail in tails])
    score = np.where(clause[:, None], 0.4, seams.joints(tails, fronts).clip(-3.0, 8.0))
    score -= 3.0 * np.array([bool(SPEECH.match(front)) for front in fronts])
    quoted, quoting = np.array([a.quoted for a in rights]), np.array([b.quoting for b in lefts])
    score += np.where(quoted[:, None] != quoting[None, :], -1.5, np.where(quoted[:, None], 1.5, 0.0))
    widths = np.array([a.width for a in rights])[:, None] - np.array([b.width for b in lefts])[None, :]
    score += np.where(np.abs(widths) < 2.5, 0.3, 0.0)
    score += np.minimum(2.5, 8.0 * _shared(rights, lefts))
    return score


def _shared(rights: Sequence[Run], lefts: Sequence[Run]) -> npt.NDArray[np.float64]:
    """Part of the smaller run's rare pairs of letters that both hold."""
    sizes = np.minimum.outer([len(a.pairs) for a in rights], [len(b.pairs) for b in lefts])
    shared = np.array([[(a.rare & b.rare).bit_count() for b in lefts] for a in rights])
    found: npt.NDArray[np.float64] = shared / np.maximum(8, sizes)
    return found


def _bits(pairs: Iterable[str], places: Mapping[str, int]) -> int:
    """Pairs of letters as a number with a bit for each, so that whole sets are met and joined at once."""
    held = bytearray(len(places) // 8 + 1)
    for pair in pairs:
        place = places[pair]
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


def seam_between(units: Sequence[Unit], a: Run, b: Run, seams: Seams) -> float:
    """`seam_scores` of two runs."""
    return float(seam_scores(units, [a], [b], seams)[0, 0])


def right_open(units: Sequence[Unit], run: Run) -> bool:
    return not is_closed(units[run.units[-1]].text)


def neighbours(runs: Sequence[Run], i: int, j: int) -> bool:
    return j == i + 1 and j < len(runs) and runs[i].draft == runs[j].draft
