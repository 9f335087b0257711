"""People against the machine over an archive: drawing, scoring, the corrected share of a topic or code."""

from __future__ import annotations

import hashlib
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
from trends.validation.correction import Checked, corrected_share, equal_look, lacking, precision, recall
from trends.validation.records import Scored
from trends.validation.sampling import MOST, draw_sample, sampling_weights

ANSWERS = {"no": 0.0, "yes": 1.0}


@dataclass(frozen=True, slots=True)
class Target:
    """A topic or code and what the machine says: ids and dates of all articles, and whether each is in it."""

    name: str
    ids: np.ndarray
    member: np.ndarray
    dates: np.ndarray

    @property
    def share(self) -> float:
        return float(self.member.mean())


def target_of(
    archive: Archive, name: str, codebook: Codebook | None = None, mode: Mode = "assisted"
) -> Target:
    """A topic by its id (t7), or a code of a codebook by its name. Raises QueryError for another one."""
    ids, dates = (coding.coded_articles(archive.snapshot)[name].to_numpy() for name in ("id", "date"))
    if codebook is not None and name in {code.name for code in codebook.codes}:
        return Target(name, ids, members(archive.snapshot, codebook, name, mode), dates)
    number = name.removeprefix("t")
    if not number.isdecimal() or int(number) not in archive.snapshot.labels:
        raise QueryError(f"没有话题或编码 {name[:40]!r}", "话题写编号如 t7；编码要同时给出编码本")
    return Target(name, ids, coding.main_topics(archive.snapshot) == int(number), dates)


def draw(archive: Archive, target: Target, size: int, seed: int, *, stratified: bool = False) -> list[str]:
    """Draws articles to code and keeps the draw; ids in random order. Raises QueryError for an impossible size."""
    sample = drawn_of(target, size, seed, stratified=stratified)
    keep_draw(archive.snapshot.folder, sample)
    return [one.article for one in sample]


def drawn_of(target: Target, size: int, seed: int, *, stratified: bool = False) -> list[Drawn]:
    """Articles to code, in random order. Raises QueryError for an impossible size."""
    if not 1 <= size <= MOST:
        raise QueryError(f"要抽 {size} 篇", f"可抽 1 到 {MOST} 篇")
    places = draw_sample(target.member, size, seed, stratified=stratified, dates=target.dates)
    weights = sampling_weights(target.member, places, stratified=stratified)
    name = f"s{size}-{seed}" + (f"-stratified-{_digest(target.member)}" if stratified else "")
    return [
        Drawn(target.name, str(article), name, float(weight))
        for article, weight in zip(target.ids[places], weights, strict=True)
    ]


def _digest(member: np.ndarray) -> str:
    """Names what the machine said when a sample was drawn by it."""
    return hashlib.sha256(np.packbits(member).tobytes()).hexdigest()[:6]


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
    checked = _checked(target, settled, [one for one in draws if one.target == target.name])
    need = lacking(checked)
    kappa, alpha, ac1 = _agreement(random)
    return Scored(
        target.name, target.share, tuple(sorted({own.coder for own in random})), checked, precision(checked),
        recall(checked), None if need else corrected_share(checked), need, kappa, alpha, ac1, tuple(sorted(doubtful)),
        len({own.article for own in given} - drawn),
    )  # fmt: skip


def _checked(target: Target, settled: dict[str, bool], draws: list[Drawn]) -> Checked:
    """What people said beside what the machine says now, whatever it said when the sample was drawn."""
    place = {article: i for i, article in enumerate(target.ids)}
    found = sorted(settled)
    machine = np.array([target.member[place[article]] for article in found], dtype=bool)
    yes = np.array([settled[article] for article in found], dtype=bool)
    counts = (int(machine.sum()), int(yes[machine].sum()), int((~machine).sum()), int(yes[~machine].sum()))
    weight = _weights(found, draws, len(target.ids))
    looks = None
    if weight is not None:
        looks = equal_look(yes[machine], weight[machine]), equal_look(yes[~machine], weight[~machine])
    return Checked(len(target.ids), int(target.member.sum()), *counts, looks)


def _weights(coded: list[str], draws: list[Drawn], articles: int) -> np.ndarray | None:
    """For how many articles each coded one stands; None where all were drawn with equal chances.

    Each draw that was made by strata speaks for the whole archive, and so do all plain ones together; they count by how
    many of their articles were coded. Draws of older versions, which do not tell their weights, are taken for plain.
    """
    place = {article: i for i, article in enumerate(coded)}
    samples: dict[str, dict[int, float]] = {}
    for one in draws:
        if one.article in place:
            by_strata = one.weight > 0 and "stratified" in one.draw
            own = samples.setdefault(one.draw if by_strata else "", {})
            own[place[one.article]] = one.weight if by_strata else 1.0
    if set(samples) <= {""}:
        return None
    weight = np.zeros(len(coded))
    for own in samples.values():
        each = np.fromiter(own.values(), dtype=float)
        weight[list(own)] += each * len(own) / each.sum()
    return np.asarray(weight * articles / weight.sum())


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
