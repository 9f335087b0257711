"""People against the machine over an archive: drawing, scoring, the corrected share of a topic or code."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trends.archive import Archive
from trends.archive.coding import Mode, members
from trends.archive.codings import CODINGS, Drawn, HumanCoding, keep_draw, read_codings, read_draws
from trends.archive.sql import coding
from trends.codebook import Codebook
from trends.errors import QueryError
from trends.validation.agreement import cohen_kappa, gwet_ac1, krippendorff_alpha
from trends.validation.correction import Checked, corrected_share, lacking, precision, recall
from trends.validation.records import Scored
from trends.validation.sampling import MOST, draw_sample

ANSWERS = {"no": 0.0, "yes": 1.0}


@dataclass(frozen=True, slots=True)
class Target:
    """A topic or code and what the machine says: ids of all articles, and whether each is in it."""

    name: str
    ids: np.ndarray
    member: np.ndarray

    @property
    def share(self) -> float:
        return float(self.member.mean())


def target_of(
    archive: Archive, name: str, codebook: Codebook | None = None, mode: Mode = "assisted"
) -> Target:
    """A topic by its id (t7), or a code of a codebook by its name. Raises QueryError for another one."""
    ids = coding.coded_articles(archive.snapshot)["id"].to_numpy()
    if codebook is not None and name in {code.name for code in codebook.codes}:
        return Target(name, ids, members(archive.snapshot, codebook, name, mode))
    number = name.removeprefix("t")
    if not number.isdecimal() or int(number) not in archive.snapshot.labels:
        raise QueryError(f"没有话题或编码 {name[:40]!r}", "话题写编号如 t7；编码要同时给出编码本")
    return Target(name, ids, coding.main_topics(archive.snapshot) == int(number))


def draw(archive: Archive, target: Target, size: int, seed: int, *, stratified: bool = False) -> list[str]:
    """Draws articles to code and keeps the draw; ids in random order. Raises QueryError for an impossible size."""
    sample = drawn_of(target, size, seed, stratified=stratified)
    keep_draw(archive.snapshot.folder, sample)
    return [one.article for one in sample]


def drawn_of(target: Target, size: int, seed: int, *, stratified: bool = False) -> list[Drawn]:
    """Articles to code, in random order. Raises QueryError for an impossible size."""
    if not 1 <= size <= MOST:
        raise QueryError(f"要抽 {size} 篇", f"可抽 1 到 {MOST} 篇")
    name = f"s{size}-{seed}{'-stratified' if stratified else ''}"
    places = draw_sample(target.member, size, seed, stratified=stratified)
    return [Drawn(target.name, str(article), name) for article in target.ids[places]]


def score(
    archive: Archive,
    target: Target,
    *,
    codings: Sequence[HumanCoding] | None = None,
    draws: Sequence[Drawn] | None = None,
) -> Scored:
    """What the codings of a target's random draws say; None: those kept beside the archive. Raises QueryError when there
    are none."""
    folder = archive.snapshot.folder
    known = set(target.ids)
    codings = read_codings(folder / CODINGS)[0] if codings is None else codings
    given = [own for own in codings if own.target == target.name and own.article in known]
    draws = read_draws(folder) if draws is None else draws
    drawn = {one.article for one in draws if one.target == target.name}
    random = [own for own in given if own.article in drawn]
    if not random:
        raise QueryError(
            f"“{target.name}”还没有随机抽样的编码"
            if not given
            else f"“{target.name}”的 {len(given)} 条编码不是随机抽的",
            "请先 validate draw，编码后再来",
        )
    settled, doubtful = _settled(random)
    place = {article: i for i, article in enumerate(target.ids)}
    machine = {article: bool(target.member[place[article]]) for article in settled}
    checked = Checked(
        len(target.ids), int(target.member.sum()),
        sum(machine.values()), sum(settled[a] for a in settled if machine[a]),
        sum(not m for m in machine.values()), sum(settled[a] for a in settled if not machine[a]),
    )  # fmt: skip
    need = lacking(checked)
    kappa, alpha, ac1 = _agreement(random)
    return Scored(
        target.name, target.share, tuple(sorted({own.coder for own in random})), checked, precision(checked),
        recall(checked), None if need else corrected_share(checked), need, kappa, alpha, ac1, tuple(sorted(doubtful)),
        len({own.article for own in given} - drawn),
    )  # fmt: skip


def _settled(codings: list[HumanCoding]) -> tuple[dict[str, bool], set[str]]:
    """Article → what most coders said; articles without a majority, or with a doubt or dissent."""
    votes: dict[str, Counter[str]] = {}
    for own in codings:
        votes.setdefault(own.article, Counter())[own.answer] += 1
    settled = {a: v["yes"] > v["no"] for a, v in votes.items() if v["yes"] != v["no"]}
    return settled, {a for a, v in votes.items() if a not in settled or len(v) > 1}


def _agreement(codings: list[HumanCoding]) -> tuple[float, float, float]:
    """Cohen's κ (mean over pairs of coders), Krippendorff's α and Gwet's AC1 of yes and no; unsure is no answer."""
    coders = sorted({own.coder for own in codings})
    units = {article: i for i, article in enumerate(sorted({own.article for own in codings}))}
    answers = np.full((len(coders), len(units)), np.nan)
    for own in codings:
        answers[coders.index(own.coder), units[own.article]] = ANSWERS.get(own.answer, np.nan)
    kappas = []
    for a, b in itertools.combinations(answers, 2):
        both = ~np.isnan(a) & ~np.isnan(b)
        if both.any():
            kappas.append(cohen_kappa(a[both], b[both]))
    kappa = float(np.mean(kappas)) if kappas else float("nan")
    return kappa, krippendorff_alpha(answers), gwet_ac1(answers)
