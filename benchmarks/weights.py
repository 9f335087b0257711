"""The fitted weights of `layout/`, fitted anew on dated news and put beside those in use.

    TRENDS_DATA=FOLDER python -m benchmarks.weights

Three logistic regressions, each with the AUC of the weights fitted and of those in use on stories kept aside:

seams     does one line go on in the other? Line breaks of news text at 17 letters, true and exchanged within the page,
          with nothing, 30,000 and 300,000 letters learned beside the page (`layout.seams`)
kinship   are two stretches of 60 to 600 letters of one story? (`layout.likeness.kinship`)
akin      is a block of lines of a story? Blocks of a page's stories against whole stories, by the pairs of letters
          that hardly a twelfth of the page's lines hold (`layout.weave.Web.akin`)
"""

from __future__ import annotations

import gzip
import json
import math
import os
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from trends.layout import seams
from trends.layout.characters import plain
from trends.layout.likeness import kinship, pairs_of
from trends.layout.weave import Web
from trends.terms import segment

COLUMN = 17  # letters a line
STORIES = 4_000


def stories(rng: random.Random) -> list[str]:
    """Bodies of news, plain, in random order."""
    with gzip.open(Path(os.environ["TRENDS_DATA"]) / "xwlb.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = [plain(json.loads(line)["body"].replace("\n", "")) for line in lines]
    return rng.sample([body for body in bodies if len(body) >= 150], STORIES)


def fitted(
    name: str, features: Sequence[str], x: np.ndarray, y: np.ndarray, used: np.ndarray, weights: str
) -> None:
    """Fits on the first two thirds, and prints weights and both AUCs on the rest."""
    cut = 2 * len(y) // 3
    model = LogisticRegression(C=1e4, max_iter=2_000).fit(x[:cut], y[:cut])
    own = roc_auc_score(y[cut:], model.decision_function(x[cut:]))
    told = " ".join(f"{f} {w:.2f}" for f, w in zip(features, model.coef_[0], strict=True))
    print(f"{name}: intercept {model.intercept_[0]:.2f} {told}; AUC {own:.3f}; "
          f"in use ({weights}) {roc_auc_score(y[cut:], used[cut:]):.3f}; n {len(y)}", flush=True)  # fmt: skip


# ---- seams -------------------------------------------------------------------------------------


def seam_features(known: seams.Seams, a: str, b: str) -> list[float]:
    """What `Seams._joint` weighs: word, two, three to the left, three to the right, four."""
    x, y, z, w = a[-2:-1], a[-1], b[0], b[1:2]
    count, total = known.count, max(1, known.total)

    def information(gram: str, left: int, right: int) -> float:
        return math.log((count(gram) + seams._KAPPA) / (left * right / total + seams._KAPPA))

    left, right = count(x + y), count(z + w)
    return [
        known._word(a, b),
        information(y + z, count(y), count(z)),
        information(x + y + z, left, count(z)),
        information(y + z + w, count(y), right),
        information(x + y + z + w, left, right),
    ]


def fit_seams(texts: Sequence[str], rng: random.Random) -> None:
    words = dict(segment.word_frequencies())
    rest = "\n".join(texts[STORIES // 2 :])
    x, y, used = list[list[float]](), list[int](), list[float]()
    for learned in (0, 30_000, 300_000):
        base = seams.learn_seams([rest[:learned]], words) if learned else None
        for start in range(0, 480, 6):
            page = texts[start : start + 6]
            lines = [story[i : i + COLUMN] for story in page for i in range(0, len(story) - COLUMN, COLUMN)]
            known = seams.seams_of("\n".join(lines), words, base)
            true = [(a, b) for story in page for a, b in broken(story)]
            for a, b in rng.sample(true, min(len(true), 25)):
                other = rng.choice(true)[1]
                for goes_on, right in ((1, b), (0, other)):
                    x.append(seam_features(known, a[-3:], right[:3]))
                    used.append(known.joint(a, right))
                    y.append(goes_on)
    order = rng.sample(range(len(y)), len(y))
    weights = f"{seams._INTERCEPT} {seams._WORD} {seams._TWO} {seams._LEFT_THREE} {seams._RIGHT_THREE} {seams._FOUR}"
    features = ("word", "two", "left three", "right three", "four")
    fitted("seams", features, np.array(x)[order], np.array(y)[order], np.array(used)[order], weights)


def broken(story: str) -> Iterator[tuple[str, str]]:
    lines = [story[i : i + COLUMN] for i in range(0, len(story), COLUMN)]
    return ((a, b) for a, b in pairwise(lines) if len(b) > 3)


# ---- pairs of letters --------------------------------------------------------------------------


def fit_kinship(texts: Sequence[str], rng: random.Random) -> None:
    x, y, used = list[list[float]](), list[int](), list[float]()
    long = [text for text in texts if len(text) >= 400]
    for text, other in zip(long, [*long[1:], long[0]], strict=True):
        middle = rng.randrange(60, min(600, len(text) - 60))
        before = pairs_of(text[max(0, middle - 600) : middle])
        for same, after in ((1, text[middle : middle + 600]), (0, other[: rng.randrange(60, 600)])):
            held = pairs_of(after)
            x.append([math.log1p(len(before & held)), math.log(len(before)), math.log(len(held))])
            used.append(kinship(before, held))
            y.append(same)
    features = ("shared", "before", "after")
    fitted("kinship", features, np.array(x), np.array(y), np.array(used), "12.9 3.59 -1.97 -2.11")


def fit_akin(texts: Sequence[str], rng: random.Random) -> None:
    x, y, used = list[list[float]](), list[int](), list[float]()
    web = Web((), [], (), (), np.zeros((0, 0)))
    for start in range(0, 2_400, 6):
        page = [[s[i : i + COLUMN] for i in range(0, len(s), COLUMN)] for s in texts[start : start + 6]]
        lines = [line for story in page for line in story]
        holders: dict[str, int] = {}
        for line in lines:
            for pair in pairs_of(line):
                holders[pair] = holders.get(pair, 0) + 1
        bit = {pair: 1 << k for k, (pair, n) in enumerate(holders.items()) if n <= max(3, len(lines) / 12)}
        themes = [[sum(bit.get(p, 0) for p in pairs_of(line)) for line in story] for story in page]
        for mine, story in enumerate(themes):
            size = rng.randrange(2, 7)
            at = rng.randrange(0, max(1, len(story) - size))
            block = _union(story[at : at + size])
            others = [j for j in range(len(page)) if j != mine]
            own, other = _union(story[:at] + story[at + size :]), _union(themes[rng.choice(others)])
            for same, held in ((1, own), (0, other)):
                if block and held:
                    shared, size_held = (block & held).bit_count(), math.log(held.bit_count())
                    n = math.log(block.bit_count())
                    x.append([math.log1p(shared), n, min(size_held, 5.5), max(0.0, size_held - 5.5)])
                    used.append(web.akin(block, held))
                    y.append(same)
    features = ("shared", "block", "story to 5.5", "story beyond")
    fitted("akin", features, np.array(x), np.array(y), np.array(used), "29.1 3.94 -2.62 -4.71 -1.77")


def _union(parts: Sequence[int]) -> int:
    whole = 0
    for part in parts:
        whole |= part
    return whole


def main() -> None:
    rng = random.Random(0)
    texts = stories(rng)
    fit_kinship(texts, rng)
    fit_akin(texts, rng)
    fit_seams(texts, rng)


if __name__ == "__main__":
    main()
