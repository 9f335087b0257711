"""Reading order of stories whose columns are interleaved in the file.

Where a line breaks off and another column follows it, the file is cut into runs. Open right ends are
matched to left ends so that the sum of evidence is largest: how well the seam reads, quotation
balance, shared words, width of print, and nearness in the file. A page without one clear broken
seam keeps its file order.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from trends.layout.characters import is_closed
from trends.layout.drafts import Draft
from trends.layout.runs import (
    SPEECH,
    Run,
    breaks_off,
    cut_runs,
    measure,
    neighbours,
    right_open,
    seam_scores,
    seams_between,
    startlike,
)
from trends.layout.seams import Seams
from trends.layout.units import Unit
from trends.layout.weave import Arrangement, Web, evidence_for, unwoven, web_of
from trends.layout.widths import usual_gap

_CLEAR = 3.0  # score of a seam that proves columns to be interleaved
_NATURAL = 3.0  # what it is worth to stay with the file's own neighbour
_AKIN = 8.0  # what it is worth to share all rare pairs of letters with a story
_BROKEN, _CLAUSE = 1.0, 0.5  # what it is worth that a line, or a clause, does not break off
_SURER = 6.0  # evidence that stories in another order than the file's must have ahead of those in it
_MOST_RUNS = 400  # beyond this a page keeps its file order


def reading_order(units: Sequence[Unit], drafts: list[Draft], seams: Seams) -> list[Draft]:
    """Drafts with their bodies in reading order; runs that belong to another story are moved there."""
    close = usual_gap(units) == 0
    if not any(breaks_off(units, draft.body, close) for draft in drafts):
        return drafts
    runs = cut_runs(units, drafts, seams, whole=close, close=close)
    if len(runs) == len(drafts) or len(runs) > _MOST_RUNS:
        return drafts
    measure(units, runs)
    web = web_of(units, runs, seams)
    stories = unwoven(web, len(drafts))
    matched = _matched_stories(units, drafts, web, seams, close)
    if matched and evidence_for(web, matched) > evidence_for(web, stories) + _SURER:
        stories = matched
    for draft, story in zip(drafts, stories, strict=True):
        draft.body = [k for r in story for k in runs[r].units]
        draft.ordered = _reads_on(units, draft.body)
    return [
        draft
        for draft in drafts
        if draft.body or draft.pointer or draft.bylines or draft.jump_from is not None
    ]


def _matched_stories(
    units: Sequence[Unit], drafts: Sequence[Draft], web: Web, seams: Seams, close: bool
) -> Arrangement | None:
    """Stories as the best matching of open ends has them, in whatever order the file gives their runs;
    None where no seam is clearly broken."""
    if not any(breaks_off(units, draft.body, close=False) for draft in drafts):
        return None
    if not close and not _interleaved(units, cut_runs(units, drafts, seams, whole=True, close=False), seams):
        return None
    runs = web.runs
    homes = [run.draft for run in runs]
    evidence = _evidence(units, web, seams)
    for _ in range(2):  # the second time with the stories that the first has found
        successor, surplus = _matched(evidence, _affinities(runs, homes), homes)
        if close and surplus < _CLEAR:
            return None
        chains = _chains(runs, successor)
        homes = _homes(runs, chains)
    stories: Arrangement = [[] for _ in drafts]
    for chain in chains:
        stories[homes[chain[0]]] += chain
    return stories


def _reads_on(units: Sequence[Unit], body: Sequence[int]) -> bool:
    """False when two or more lines of a body break off before a new sentence."""
    broken = sum(
        units[a].text[-1:] not in ",、;:"
        and not is_closed(units[a].text)
        and bool(SPEECH.match(units[b].text))
        for a, b in pairwise(body)
    )
    return broken < 2


def _interleaved(units: Sequence[Unit], runs: Sequence[Run], seams: Seams) -> bool:
    """Whether a line that breaks off before a new sentence or story reads on clearly somewhere else."""
    broken = []
    for i, a in enumerate(runs):
        last = units[a.units[-1]].text
        if is_closed(last) or last[-1:] in ",、;:":
            continue
        if not neighbours(runs, i, i + 1) or SPEECH.match(units[runs[i + 1].units[0]].text):
            broken.append(i)
    if not broken:
        return False
    measure(units, runs)
    adrift = _adrift(units, runs, seams)
    if not adrift:
        return False
    rights, lefts = [runs[i] for i in broken], [runs[j] for j in adrift]
    others = np.array(broken)[:, None] != np.array(adrift)[None, :]
    return any(
        (others & (seam_scores(units, rights, lefts, told) >= _CLEAR)).any()
        for told in (seams.wordless, seams)  # words across a seam only add to what letters say
    )


def _adrift(units: Sequence[Unit], runs: Sequence[Run], seams: Seams) -> list[int]:
    """Runs that read badly after their neighbours in the file."""
    after = [j for j, run in enumerate(runs) if not run.first and right_open(units, runs[j - 1])]
    scores = seams_between(units, [runs[j - 1] for j in after], [runs[j] for j in after], seams)
    badly = set(np.array(after)[scores < 0.5].tolist()) if after else set()
    others = {j for j, run in enumerate(runs) if not (run.first and run.opens)} - set(after)
    badly |= {j for j in others if startlike(units[runs[j].units[0]].text, seams) < 1.5}
    return sorted(badly)


def _affinities(runs: Sequence[Run], homes: Sequence[int]) -> npt.NDArray[np.float64]:
    """Runs × drafts: share of a run's rare pairs of letters that other runs of the draft hold, 0..1."""
    once = [0] * (max(homes) + 1)  # the pairs of each draft, a bit each
    twice = list(once)  # those that two of its runs hold
    for run, home in zip(runs, homes, strict=True):
        twice[home] |= once[home] & run.rare
        once[home] |= run.rare
    found = [
        [(run.rare & (twice if d == home else once)[d]).bit_count() for d in range(len(once))]
        for run, home in zip(runs, homes, strict=True)
    ]
    sizes = [[max(8, run.rare.bit_count())] for run in runs]
    shares = np.array(found, dtype=np.float32) / np.array(sizes, dtype=np.float32)
    return shares.astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How well open runs (`rights`) read on into others (`lefts`), places weighed in, stories not."""

    rights: list[int]
    lefts: list[int]
    gain: npt.NDArray[np.float64]
    natural: npt.NDArray[np.bool_]


def _evidence(units: Sequence[Unit], web: Web, seams: Seams) -> _Evidence:
    runs = web.runs
    rights = [i for i, is_open in enumerate(web.opened) if is_open]
    lefts = [j for j, run in enumerate(runs) if not (run.first and run.opens)]
    if not rights or not lefts:
        return _Evidence(rights, lefts, np.zeros((0, 0)), np.zeros((0, 0), dtype=np.bool_))
    stay = _NATURAL + max(0.0, math.log2(len(runs) / 40))  # chance finds a good seam among many
    away = np.array(lefts)[None, :] - np.array(rights)[:, None]
    natural = np.array([[neighbours(runs, i, j) for j in lefts] for i in rights])
    clause = [units[runs[i].units[-1]].text[-1:] in ",、;:" for i in rights]
    gain = web.seams[:, lefts]
    gain += np.where(natural, stay, -0.3 - 0.02 * np.abs(away))
    gain += np.where(clause, _CLAUSE, _BROKEN)[:, None]
    gain -= np.array([_alone(units, runs, j, seams) for j in lefts])[None, :]
    gain[away == 0] = -100.0
    return _Evidence(rights, lefts, gain, natural)


def _matched(
    evidence: _Evidence, affinity: npt.NDArray[np.float64], homes: Sequence[int]
) -> tuple[dict[int, int], float]:
    """Run → the run that continues it, for the matching with the largest sum of evidence; and by how much
    the sum is larger than that of the file's own order."""
    from scipy.optimize import linear_sum_assignment  # takes a third of a second to load

    rights, lefts = evidence.rights, evidence.lefts
    if not rights or not lefts:
        return {}, 0.0
    own = np.array([affinity[j, homes[j]] for j in lefts])
    nearer = affinity[np.ix_(lefts, [homes[i] for i in rights])].T - own[None, :]
    gain = np.maximum(evidence.gain + _AKIN * nearer, 0.0)
    rows, columns = linear_sum_assignment(-gain)
    found = {rights[x]: lefts[y] for x, y in zip(rows, columns, strict=True) if gain[x, y] > 0}
    return found, float(gain[rows, columns].sum() - gain[evidence.natural].sum())


def _alone(units: Sequence[Unit], runs: Sequence[Run], j: int, seams: Seams) -> float:
    """How well a run stands without a run before it: as a paragraph of its own, or not at all."""
    like = startlike(units[runs[j].units[0]].text, seams)
    if runs[j].first:
        return like - 1.5
    closed = j > 0 and not right_open(units, runs[j - 1])
    return like if closed else like - 1.0


def _chains(runs: Sequence[Run], successor: dict[int, int]) -> list[list[int]]:
    """Runs joined to their successors, in file order of their first runs; a ring is cut at its first run."""
    continued = set(successor.values())
    seen: set[int] = set()
    chains = []
    for start in [*(r for r in range(len(runs)) if r not in continued), *range(len(runs))]:
        chain = []
        r: int | None = start
        while r is not None and r not in seen:
            seen.add(r)
            chain.append(r)
            r = successor.get(r)
        if chain:
            chains.append(chain)
    return sorted(chains)


def _homes(runs: Sequence[Run], chains: Sequence[Sequence[int]]) -> list[int]:
    """The draft of each run. A chain that does not open a story goes on with the story of the run before it
    in the file, or with its own draft, or with one that shares clearly more with it."""
    homes = [run.draft for run in runs]
    linked = {r: chain[at - 1] for chain in chains for at, r in enumerate(chain) if at}
    for chain in chains:
        for r in chain:
            homes[r] = runs[chain[0]].draft
    for chain in chains:
        first = chain[0]
        if runs[first].first or first == 0:
            continue
        before = first - 1
        if before in linked and linked[before] != before - 1:  # it stands after a run that belongs elsewhere
            best = _closest(runs, chain, homes, homes[before])
            for r in chain:
                homes[r] = best
    return homes


def _closest(runs: Sequence[Run], chain: Sequence[int], homes: Sequence[int], neighbour: int) -> int:
    """The draft that shares most with a chain for its size, the neighbour's if nothing speaks against it."""
    own = functools.reduce(operator.or_, (runs[r].rare for r in chain))
    held: dict[int, int] = {}
    for r, run in enumerate(runs):
        if r not in chain:
            held[homes[r]] = held.get(homes[r], 0) | run.rare
    score = {d: (own & pairs).bit_count() / max(20, pairs.bit_count()) ** 0.7 for d, pairs in held.items()}
    here = runs[chain[0]].draft
    near = neighbour if score.get(neighbour, 0.0) >= score.get(here, 0.0) - 0.1 else here
    best = max(score, key=lambda d: (score[d], -d), default=near)
    return best if score.get(best, 0.0) > 8.0 * score.get(near, 0.0) + 0.2 else near
