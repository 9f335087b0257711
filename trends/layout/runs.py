"""Runs: lines that read on in file order, and the evidence that one run continues another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trends.layout import cues
from trends.layout.characters import is_closed
from trends.layout.drafts import Draft
from trends.layout.likeness import content_of, held_pairs, pairs_and_holders
from trends.layout.seams import Seams
from trends.layout.units import Unit

_GOOD = 1.5  # score from which neighbours in the file are not doubted
SPEECH = re.compile(
    rf"(?:{cues.NAME}|会议)(?:指出|强调|要求|表示|介绍)[,:]|在随后|会上|会前|会后|调研中|\d{{4}}年,"
)
_SELDOM = frozenset(  # fewer than 15 of 10,000 of these characters open a sentence of news text
    "件况击势型尔府度式态性播略益础称级续署者色识话间际障验的题局次员策点化了域显务业步息响织等量境口名士号场心质道流责友义理升和边措队技治"
    "管善备望及品融助护想"
)
_MEASURED = re.compile(r"(?<![\d.])[\d.]+[个项家亿万%人次名米]")


@dataclass(slots=True)
class Run:
    """Units that read on in file order; `draft` is the story they stand in, `first` whether they open it."""

    units: list[int]
    draft: int
    first: bool
    opens: bool  # it opens its story by a cue, or is a photo's caption
    rare: int = 0  # pairs of letters that few other runs hold, a bit each
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
    return runs


def measure(units: Sequence[Unit], runs: Sequence[Run]) -> None:
    """Fills in what runs are compared by: their pairs of letters, widths and open quotations."""
    held = held_pairs([content_of([units[k] for k in run.units]) for run in runs])
    _, places, holders = pairs_and_holders(held)
    rare = _bits(held >> 32, places, holders <= 3, len(runs))
    themes = _bits(held >> 32, places, holders <= max(3, len(runs) / 12), len(runs))
    for n, run in enumerate(runs):
        run.rare, run.themes = rare[n], themes[n]
        run.width = sorted([units[k].width for k in run.units])[len(run.units) // 2]
        run.quoted = _open_quote(units, run.units)
        run.quoting = units[run.units[0]].text.split("。")[0].count('"') % 2 == 1


def _bits(
    owners: npt.NDArray[np.int64], places: npt.NDArray[np.int64], kept: npt.NDArray[np.bool_], size: int
) -> list[int]:
    """The kept places of each of `size` owners as a number with a bit for each, so that whole sets are met
    and joined at once."""
    bits = (kept.cumsum() - 1)[places]
    own = kept[places]
    width = int(kept.sum()) // 8 + 1
    rows = np.zeros(size * width, dtype=np.uint8)
    np.add.at(rows, (owners * width + (bits >> 3))[own], (1 << (bits & 7))[own].astype(np.uint8))
    return [int.from_bytes(row, "little") for row in rows.reshape(size, width)]


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
    """Evidence that a run of `lefts` continues one of `rights`, apart from their places in the file;
    rights × lefts."""
    tails = [units[a.units[-1]].text for a in rights]
    fronts = [units[b.units[0]].text for b in lefts]
    shared = np.array([[(a.rare & b.rare).bit_count() for b in lefts] for a in rights])
    ends = _ends(tails, rights)[:, :, None]
    return _scores(seams.joints(tails, fronts), ends, _begins(fronts, lefts), shared)


def seams_between(
    units: Sequence[Unit], rights: Sequence[Run], lefts: Sequence[Run], seams: Seams
) -> npt.NDArray[np.float64]:
    """`seam_scores` of each of `rights` with the one of `lefts` in its place."""
    tails = [units[a.units[-1]].text for a in rights]
    fronts = [units[b.units[0]].text for b in lefts]
    joints = np.array([seams.joint(tail, front) for tail, front in zip(tails, fronts, strict=True)])
    shared = np.array([(a.rare & b.rare).bit_count() for a, b in zip(rights, lefts, strict=True)])
    return _scores(joints, _ends(tails, rights), _begins(fronts, lefts), shared)


_Known = npt.NDArray[np.float64]  # clause or speech, quotation, width, rare pairs


def _ends(tails: Sequence[str], runs: Sequence[Run]) -> _Known:
    """What is known of runs' ends: whether a clause ends, a quotation is open; their width, rare pairs."""
    rows = [
        (tail[-1:] in ",、;:", a.quoted, a.width, a.rare.bit_count())
        for tail, a in zip(tails, runs, strict=True)
    ]
    known: _Known = np.array(rows, dtype=np.float64).reshape(-1, 4).T
    return known


def _begins(fronts: Sequence[str], runs: Sequence[Run]) -> _Known:
    """What is known of runs' beginnings: whether someone is quoted anew, a quotation is open; the same."""
    rows = [
        (SPEECH.match(front) is not None, b.quoting, b.width, b.rare.bit_count())
        for front, b in zip(fronts, runs, strict=True)
    ]
    known: _Known = np.array(rows, dtype=np.float64).reshape(-1, 4).T
    return known


def _scores(
    joints: npt.NDArray[np.float64], ends: _Known, begins: _Known, shared: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    clause, quoted, width, rare = ends
    speech, quoting, begun, others = begins
    score = np.where(clause > 0, 0.4, joints.clip(-3.0, 8.0))
    score -= 3.0 * speech
    score += np.where(quoted != quoting, -1.5, np.where(quoted > 0, 1.5, 0.0))
    score += np.where(np.abs(width - begun) < 2.5, 0.3, 0.0)
    score += np.minimum(2.5, 8.0 * (shared / np.maximum(8, np.minimum(rare, others))))
    found: npt.NDArray[np.float64] = score
    return found


def right_open(units: Sequence[Unit], run: Run) -> bool:
    return not is_closed(units[run.units[-1]].text)


def neighbours(runs: Sequence[Run], i: int, j: int) -> bool:
    return j == i + 1 and j < len(runs) and runs[i].draft == runs[j].draft
