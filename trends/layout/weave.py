"""Woven stories taken apart: columns that stand in turn in the file, each in its own order.

Every story keeps its beginning and its file order; each later run goes on with one of the stories
begun before it. A beam search finds the arrangement with the largest sum of evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trends.layout.characters import is_closed
from trends.layout.runs import Run, neighbours, right_open, seam_scores, startlike
from trends.layout.seams import Seams
from trends.layout.units import Unit

import os
_PROVEN=float(os.environ.get('PROVEN','1.5'))
_CLEAR=float(os.environ.get('CLEAR','4'))
_STAY_CLOSED=float(os.environ.get('SC','0'))
_HALF=float(os.environ.get('HALF','0.6'))
_CAP=float(os.environ.get('CAP','8'))
_STAY = 3.0  # log-odds that a run belongs where the file has it
_AKIN = 1.0  # what it is worth to share all rare pairs of letters with a story
_LEFT_OPEN = 2.5  # what a story pays that breaks off
_BEAM = 24

Arrangement = list[list[int]]


@dataclass(frozen=True, slots=True)
class Web:
    """Runs with all evidence between them. `steps[i, j]`: log-odds that run j goes on with run i."""

    runs: Sequence[Run]
    steps: npt.NDArray[np.float64]
    opened: tuple[bool, ...]  # runs that break off
    masks: tuple[int, ...]  # rare pairs of letters, a bit each
    sizes: tuple[int, ...]

    def akin(self, runs: Iterable[int], others: Iterable[int]) -> float:
        """Log-odds that a block of runs and other runs are of one story, by the pairs they share."""
        block, held = self.mask(runs), self.mask(others)
        n, m = block.bit_count(), held.bit_count()
        if not n or not m:
            return 0.0
        shared = (block & held).bit_count()
        ln, lm = math.log(n), math.log(m)
        odds = 3.94 * math.log1p(shared) - 2.62 * ln - 4.71 * min(lm, 5.5) - 1.77 * max(0.0, lm - 5.5) + 29.1
        return max(-_CAP, min(odds, _CAP if shared else 0.0))

    def mask(self, runs: Iterable[int]) -> int:
        held = 0
        for r in runs:
            held |= self.masks[r]
        return held

    def akin_run(self, r: int, held: int) -> float:
        """Log-odds that run r and the pairs held by earlier runs are of one story."""
        size, most = self.sizes[r], held.bit_count()
        if not size or not most:
            return 0.0
        shared = (self.masks[r] & held).bit_count()
        odds = 3.0 * math.log1p(shared) - 2.1 * math.log(size * min(most, 245)) + 14.4
        return max(-_CAP, min(odds, _CAP if shared else 0.0))


def web_of(units: Sequence[Unit], runs: Sequence[Run], seams: Seams, stay: float = _STAY) -> Web:
    opened = tuple(right_open(units, run) for run in runs)
    steps = np.zeros((len(runs), len(runs)))
    begins = np.array([_begins(startlike(units[run.units[0]].text, seams)) for run in runs])
    steps += begins[None, :]
    rights = [i for i, is_open in enumerate(opened) if is_open]
    if rights:
        steps[rights] = seam_scores(units, [runs[i] for i in rights], runs, seams)
    for j in range(1, len(runs)):
        if neighbours(runs, j - 1, j):
            steps[j - 1, j] += stay if opened[j - 1] else stay + _STAY_CLOSED
    bits = {pair: 1 << n for n, pair in enumerate(frozenset().union(*(run.themes for run in runs)))}
    masks = tuple(sum(bits[pair] for pair in run.themes) for run in runs)
    return Web(runs, steps, opened, masks, tuple(len(run.themes) for run in runs))


def _begins(like: float) -> float:
    """Log-odds that text goes on after a full stop, by how well it opens a sentence."""
    return 0.5 if like > 2 else 0.2 if like > 0.9 else -1.0 if like > -0.5 else -2.5


def in_file_order(web: Web, drafts: int) -> Arrangement:
    stories: Arrangement = [[] for _ in range(drafts)]
    for r, run in enumerate(web.runs):
        stories[run.draft].append(r)
    return stories


def unwoven(web: Web, drafts: int) -> Arrangement:
    """The best arrangement in which every story keeps its beginning and its file order."""
    steps, none = web.steps.tolist(), -1
    beam: list[tuple[float, tuple[int, ...], tuple[int, ...], tuple[int, ...]]] = [
        (0.0, (none,) * drafts, (0,) * drafts, ())
    ]
    for r, run in enumerate(web.runs):
        grown = []
        for score, last, masks, homes in beam:
            for d in [run.draft] if run.first else range(drafts):
                before = last[d]
                if before == none and not run.first:
                    continue
                step = 0.0 if run.first else steps[before][r] + web.akin_run(r, masks[d])
                grown.append(
                    (
                        score + step,
                        (*last[:d], r, *last[d + 1 :]),
                        (*masks[:d], masks[d] | web.masks[r], *masks[d + 1 :]),
                        (*homes, d),
                    )
                )
        beam = sorted(grown, key=lambda state: -state[0])[:_BEAM]
    best = max(beam, key=lambda state: state[0] - _LEFT_OPEN * sum(web.opened[r] for r in state[1] if r != none))
    stories: Arrangement = [[] for _ in range(drafts)]
    for r, d in enumerate(best[3]):
        stories[d].append(r)
    return stories


def settled(web: Web, stories: Arrangement) -> Arrangement:
    """File order with those moves of the arrangement that the evidence clearly bears, one block at a time."""
    homes = [run.draft for run in web.runs]
    wanted = {r: d for d, story in enumerate(stories) for r in story}
    blocks = _moved(web, wanted)
    clear = _CLEAR
    for _ in range(4):
        gains = sorted(((_gain(web, homes, block, wanted[block[0]]), block) for block in blocks if homes[block[0]] != wanted[block[0]]), reverse=True)
        if not gains or gains[0][0] < clear:
            break
        for gain, block in gains:
            if gain >= clear and _gain(web, homes, block, wanted[block[0]]) >= clear:
                for r in block:
                    homes[r] = wanted[r]
        clear = _PROVEN
    return _stories(homes, len(stories))


def _stories(homes: Sequence[int], drafts: int) -> Arrangement:
    stories: Arrangement = [[] for _ in range(drafts)]
    for r, d in enumerate(homes):
        stories[d].append(r)
    return stories


def _moved(web: Web, wanted: dict[int, int]) -> list[list[int]]:
    """Runs that leave their draft, in blocks that stand together in the file."""
    blocks: list[list[int]] = []
    for r, run in enumerate(web.runs):
        if wanted[r] == run.draft:
            continue
        if blocks and blocks[-1][-1] == r - 1 and wanted[r - 1] == wanted[r] and web.runs[r - 1].draft == run.draft:
            blocks[-1].append(r)
        else:
            blocks.append([r])
    return blocks


def _gain(web: Web, homes: Sequence[int], block: Sequence[int], home: int) -> float:
    """What is gained when a block leaves its story for another."""
    here = homes[block[0]]
    old = [r for r, d in enumerate(homes) if d == here]
    rest = [r for r in old if r not in block]
    new = [r for r, d in enumerate(homes) if d == home]
    joined = sorted(new + list(block))
    steps = _steps(web, rest) + _steps(web, joined) - _steps(web, old) - _steps(web, new)
    return steps + web.akin(block, new) - web.akin(block, rest)


def _steps(web: Web, story: Sequence[int]) -> float:
    total = sum(web.steps[i, j] for i, j in zip(story, story[1:], strict=False))
    return float(total) - (_LEFT_OPEN * web.opened[story[-1]] if story else 0.0)


def evidence_for(web: Web, stories: Arrangement) -> float:
    """The sum of evidence for stories: how their runs read on, and how their pieces are akin."""
    total = 0.0
    for story in stories:
        total += _steps(web, story)
        pieces: list[list[int]] = []
        for r in story:
            if pieces and neighbours(web.runs, pieces[-1][-1], r):
                pieces[-1].append(r)
            else:
                pieces.append([r])
        if len(pieces) > 1:
            for piece in pieces:
                total += web.akin(piece, [r for r in story if r not in piece]) / 2
    return total
