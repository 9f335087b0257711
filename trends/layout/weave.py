"""Woven stories taken apart: columns that stand in turn in the file, each in its own order.

Every story keeps its beginning and its file order; each later run goes on with one of the stories
begun before it. A beam search proposes which, by how its runs read on and by the letters they share;
then each block that would move has to prove by itself that it belongs elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from trends.layout.runs import Run, neighbours, right_open, seam_scores, startlike
from trends.layout.seams import Seams
from trends.layout.units import Unit

_STAY = 3.0  # log-odds that a run belongs where the file has it
_LEFT_OPEN = 2.5  # what a story pays that breaks off
_CLEAR, _PROVEN = 4.0, 1.5  # what the first block that moves must gain, and others of a page once one did
_AKIN = 8.0  # log-odds beyond which shared letters say no more
_ENOUGH = 5.5  # log of the pairs beyond which a story's size hardly matters
_BEAM, _HOPELESS = 8, 8.0  # arrangements that are followed, and how far behind the best

Arrangement = list[list[int]]  # for each draft its runs in reading order


@dataclass(frozen=True, slots=True)
class Web:
    """Runs with all evidence between them. `steps[i][j]`: log-odds that run j goes on with run i."""

    runs: Sequence[Run]
    steps: list[list[float]]
    opened: tuple[bool, ...]  # runs that break off
    themes: tuple[int, ...]  # each run's pairs of letters, a bit each
    seams: npt.NDArray[np.float64]  # runs that break off × runs: how well the second reads on

    def akin(self, block: int, held: int) -> float:
        """Log-odds that the pairs of a block of runs and of other runs are of one story.

        Fitted by logistic regression (benchmarks/weights.py) on 400 pages of news stories cut in blocks of 17 letters to
        whole stories (AUC 0.97): how many pairs are shared, for the size of both.
        """
        n, m = block.bit_count(), held.bit_count()
        if not n or not m:
            return 0.0
        shared, size = (block & held).bit_count(), math.log(m)
        odds = 29.1 + 3.94 * math.log1p(shared) - 2.62 * math.log(n) - 4.71 * min(size, _ENOUGH)
        odds -= 1.77 * max(0.0, size - _ENOUGH)
        return max(-_AKIN, min(odds, _AKIN if shared else 0.0))

    def held(self, runs: Iterable[int]) -> int:
        """The pairs of several runs."""
        pairs = 0
        for r in runs:
            pairs |= self.themes[r]
        return pairs


@dataclass(slots=True, eq=False)
class _Told:
    """A story as far as it is told: its last run, its pairs of letters, the log of their number (or -inf)."""

    last: int
    pairs: int
    size: float

    def akin(self, run: _Told) -> float:
        """`Web.akin` of one run and all before it (AUC 0.93): a smaller one says less."""
        if self.size < 0.0 or run.size < 0.0:
            return 0.0
        shared = (run.pairs & self.pairs).bit_count()
        most = _AKIN if shared else 0.0
        size = self.size if self.size < _ENOUGH else _ENOUGH
        odds = 14.4 + 3.0 * math.log1p(shared) - 2.1 * (run.size + size)
        return -_AKIN if odds < -_AKIN else most if odds > most else odds


def _told(run: int, pairs: int) -> _Told:
    n = pairs.bit_count()
    return _Told(run, pairs, math.log(n) if n else -math.inf)


def web_of(units: Sequence[Unit], runs: Sequence[Run], seams: Seams) -> Web:
    """All evidence about runs, measured once."""
    opened = tuple(right_open(units, run) for run in runs)
    likes = [_begins(startlike(units[run.units[0]].text, seams)) for run in runs]
    steps: npt.NDArray[np.float64] = np.tile(np.array(likes), (len(runs), 1))
    rights = [i for i, is_open in enumerate(opened) if is_open]
    scores = seam_scores(units, [runs[i] for i in rights], runs, seams)
    if rights:
        steps[rights] = scores
    for j in range(1, len(runs)):
        if neighbours(runs, j - 1, j):
            steps[j - 1, j] += _STAY
    return Web(runs, steps.tolist(), opened, tuple(run.themes for run in runs), scores)


def _begins(like: float) -> float:
    """Log-odds that text goes on after a full stop, by how well it opens a sentence."""
    return 0.5 if like > 2 else 0.2 if like > 0.9 else -1.0 if like > -0.5 else -2.5


def unwoven(web: Web, drafts: int) -> Arrangement:
    """Stories in which each run stands where it belongs; file order where nothing clearly speaks against it."""
    homes = [run.draft for run in web.runs]
    wanted = _proposed(web)
    blocks = _moved(web, wanted)
    least = _CLEAR
    while blocks:
        gains = [_gain(web, homes, block, wanted[block[0]]) for block in blocks]
        best = max(range(len(blocks)), key=gains.__getitem__)
        if gains[best] < least:
            break
        for r in blocks.pop(best):
            homes[r] = wanted[r]
        least = _PROVEN
    return [[r for r, home in enumerate(homes) if home == d] for d in range(drafts)]


def _proposed(web: Web) -> Sequence[int]:
    """The draft of each run, by beam search."""
    columns = list(zip(*web.steps, strict=True))
    beam: list[tuple[float, dict[int, _Told], tuple[int, ...]]] = [(0.0, {}, ())]
    for r, run in enumerate(web.runs):
        steps, own = columns[r], _told(r, web.themes[r])
        if run.first:
            beam = [(score, {**stories, run.draft: own}, (*path, run.draft)) for score, stories, path in beam]
            continue
        told = {story for _, stories, _ in beam for story in stories.values()}  # most arrangements share most
        akin = {id(story.pairs): story for story in told}
        odds = {pairs: story.akin(own) for pairs, story in akin.items()}
        gains = {story: steps[story.last] + odds[id(story.pairs)] for story in told}
        grown: list[tuple[float, int, int]] = []
        least = -math.inf
        for at, (score, stories, _) in enumerate(beam):
            grown += [
                (total, -at, d) for d, story in stories.items() if (total := score + gains[story]) > least
            ]
            least = max(grown)[0] - _HOPELESS if at == 0 else least
        grown.sort(reverse=True)
        least = grown[0][0] - _HOPELESS
        joined: dict[int, _Told] = {}
        following = []
        for score, at, d in grown[:_BEAM]:
            if score > least:
                _, stories, path = beam[-at]
                pairs = stories[d].pairs
                story = joined.get(id(pairs))  # one object for what is the same
                if story is None:
                    story = joined[id(pairs)] = _told(r, pairs | own.pairs)
                following.append((score, {**stories, d: story}, (*path, d)))
        beam = following

    def whole(state: tuple[float, dict[int, _Told], tuple[int, ...]]) -> float:
        return state[0] - _LEFT_OPEN * sum(web.opened[story.last] for story in state[1].values())

    return max(beam, key=whole)[2]


def _moved(web: Web, wanted: Sequence[int]) -> list[list[int]]:
    """Runs that leave their draft, in blocks that stand together in the file."""
    leaving = groupby(range(len(web.runs)), key=lambda r: (web.runs[r].draft, wanted[r]))
    return [list(block) for (draft, home), block in leaving if draft != home]


def _gain(web: Web, homes: Sequence[int], block: Sequence[int], home: int) -> float:
    """What is gained when a block leaves its story for another."""
    old = [r for r, d in enumerate(homes) if d == homes[block[0]]]
    rest = [r for r in old if r not in block]
    new = [r for r, d in enumerate(homes) if d == home]
    steps = _read(web, rest) + _read(web, sorted([*new, *block])) - _read(web, old) - _read(web, new)
    pairs = web.held(block)
    return steps + web.akin(pairs, web.held(new)) - web.akin(pairs, web.held(rest))


def evidence_for(web: Web, stories: Arrangement) -> float:
    """The sum of evidence for stories: how their runs read on, and how akin their pieces are."""
    total = 0.0
    for story in stories:
        total += _read(web, story)
        pieces: list[list[int]] = []
        for r in story:
            if pieces and neighbours(web.runs, pieces[-1][-1], r):
                pieces[-1].append(r)
            else:
                pieces.append([r])
        if len(pieces) > 1:
            for piece in pieces:
                others = web.held(r for r in story if r not in piece)
                total += web.akin(web.held(piece), others) / 2  # each two pieces are compared twice
    return total


def _read(web: Web, story: Sequence[int]) -> float:
    """How well a story's runs read on, less what it pays for breaking off."""
    steps = sum(web.steps[i][j] for i, j in pairwise(story))
    return steps - (_LEFT_OPEN if story and web.opened[story[-1]] else 0.0)
