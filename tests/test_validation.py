"""People against the machine: agreement as published, intervals that hold, codings that are never lost."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.test_codebook import run
from trends.archive import open_archive, validating
from trends.archive.codings import (
    CODINGS,
    DRAWS,
    Drawn,
    HumanCoding,
    keep_codings,
    keep_draw,
    read_codings,
    read_draws,
)
from trends.cli import app
from trends.errors import QueryError
from trends.validation.agreement import cohen_kappa, gwet_ac1, krippendorff_alpha
from trends.validation.correction import Checked, corrected_share, lacking, precision, recall
from trends.validation.sampling import draw_sample


def test_kappa_of_cohens_kind_of_table() -> None:
    """Twenty-five yes-yes, ten yes-no, fifteen no-yes, twenty no-no: .45 of .643 − .5 … worked by hand."""
    a = np.repeat([1, 1, 0, 0], [20, 5, 10, 15])
    b = np.repeat([1, 0, 1, 0], [20, 5, 10, 15])
    assert cohen_kappa(a, b) == pytest.approx(0.4)  # seen .7, chance .5


def test_alpha_of_krippendorffs_own_example() -> None:
    """Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units, nominal .743."""
    none = np.nan
    answers = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3],
            [none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none],
        ]
    )
    assert krippendorff_alpha(answers) == pytest.approx(0.743, abs=5e-4)


def test_ac1_of_two_coders_with_a_rare_answer() -> None:
    """118 yes-yes, 5 and 2 mixed, 0 no-no: seen .944, prevalence .972, chance 2 · .972 · .028 = .0544; AC1 = .941."""
    a = np.repeat([1.0, 1.0, 0.0], [118, 5, 2])
    b = np.repeat([1.0, 0.0, 1.0], [118, 5, 2])
    assert gwet_ac1(np.stack([a, b])) == pytest.approx(0.941, abs=5e-4)


def test_nothing_to_agree_on_is_no_number() -> None:
    same = np.ones((2, 8))
    assert np.isnan([cohen_kappa(same[0], same[1]), krippendorff_alpha(same), gwet_ac1(same)]).all()


@pytest.mark.parametrize("stratified", [False, True])
def test_a_draw_is_random_repeatable_and_holds_no_article_twice(stratified: bool) -> None:
    member = np.arange(1000) < 30
    first = draw_sample(member, 100, 7, stratified=stratified)
    assert (first == draw_sample(member, 100, 7, stratified=stratified)).all()
    assert len(set(first)) == 100
    assert (first != draw_sample(member, 100, 8, stratified=stratified)).any()
    assert member[first].sum() == 30 if stratified else member[first].sum() < 15


@pytest.mark.parametrize("n", [100, 200, 400])
@pytest.mark.parametrize(("share", "hit", "false"), [(0.1, 0.8, 0.02), (0.05, 0.6, 0.03), (0.3, 0.9, 0.05)])
def test_the_corrected_interval_holds_its_promise_and_is_narrower_than_hand_coding(
    n: int, share: float, hit: float, false: float
) -> None:
    random = np.random.default_rng(3)
    truth = random.random(3000) < share
    machine = np.where(truth, random.random(3000) < hit, random.random(3000) < false)
    inside, width = [], []
    for seed in range(600):
        drawn = draw_sample(machine, n, seed)
        y, f = truth[drawn], machine[drawn]
        checked = Checked(
            3000, int(machine.sum()), int(f.sum()), int((y & f).sum()), int((~f).sum()), int((y & ~f).sum())
        )
        if lacking(checked):
            continue
        found = corrected_share(checked)
        inside.append(found.low <= truth.mean() <= found.high)
        width.append(found.high - found.low)
    assert np.mean(inside) > 0.92
    p = truth.mean()
    assert np.mean(width) < 2 * 1.96 * np.sqrt(p * (1 - p) / n)


def test_half_and_half_scored_after_the_book_changed_is_not_biased(planted_dir: Path) -> None:
    """A third of the articles belongs. Drawn half and half by an old code that found a tenth of all, scored by a new one:
    the old halves stand for unequal numbers of articles. Taken as equal, the mean would be off by ten points."""
    archive = open_archive(planted_dir)
    random = np.random.default_rng(5)
    n = 3000
    truth = random.random(n) < 1 / 3
    old = truth & (random.random(n) < 0.3)
    new = np.where(truth, random.random(n) < 0.8, random.random(n) < 0.1)
    ids = np.array([f"a{i}" for i in range(n)], dtype=object)
    dates = np.repeat([f"2024-{month:02d}" for month in range(1, 13)], n // 12)
    place = {name: i for i, name in enumerate(ids)}
    then, now = (validating.Target("t1", ids, member, dates) for member in (old, new))
    inside, values, taken_as_equal = [], [], []
    for seed in range(150):
        draws = validating.drawn_of(then, 200, seed, stratified=True)
        months = np.bincount([place[one.article] // (n // 12) for one in draws], minlength=12)
        assert months.min() > 8  # every period has its part
        codings = [
            HumanCoding("t1", d.article, "甲", "yes" if truth[place[d.article]] else "no") for d in draws
        ]
        found = validating.score(archive, now, codings=codings, draws=draws)
        assert found.share is not None
        inside.append(found.share.low <= truth.mean() <= found.share.high)
        values.append(found.share.value)
        taken_as_equal.append(corrected_share(replace(found.checked, looks=None)).value)
    assert abs(np.mean(values) - truth.mean()) < 0.01
    assert np.mean(inside) > 0.91
    assert abs(np.mean(taken_as_equal) - truth.mean()) > 0.05  # what the weights are there for


def test_a_plain_draw_beside_one_by_strata_speaks_for_the_archive_too(planted_dir: Path) -> None:
    archive = open_archive(planted_dir)
    member = np.arange(2000) < 100
    truth = np.arange(2000) % 4 == 0
    ids = np.array([f"a{i}" for i in range(2000)], dtype=object)
    target = validating.Target("t1", ids, member, np.arange(2000))
    values = []
    for seed in range(60):
        draws = [
            *validating.drawn_of(target, 100, seed, stratified=True),
            *validating.drawn_of(target, 100, seed + 1000),
            *validating.drawn_of(target, 60, seed + 2000),
        ]
        codings = [
            HumanCoding("t1", d.article, "甲", "yes" if truth[int(d.article[1:])] else "no") for d in draws
        ]
        share = validating.score(archive, target, codings=codings, draws=draws).share
        assert share is not None
        values.append(share.value)
    assert abs(np.mean(values) - 0.25) < 0.015


def test_the_weights_of_a_draw_are_kept_and_old_draws_still_read(tmp_path: Path) -> None:
    (tmp_path / DRAWS).write_text("target,article,draw\nt1,a1,s50-1\n", "utf-8")
    keep_draw(tmp_path, [Drawn("t1", "a2", "s9-1-stratified-00ff00", 12.5), Drawn("t1", "a1", "s50-1")])
    assert read_draws(tmp_path) == [
        Drawn("t1", "a1", "s50-1"),
        Drawn("t1", "a2", "s9-1-stratified-00ff00", 12.5),
    ]
    (tmp_path / DRAWS).write_text("target,article,draw,weight\nt1,a1,s50-1,viel\nt1,a2,s50-1,-3\n", "utf-8")
    assert [one.weight for one in read_draws(tmp_path)] == [0, 0]


def test_too_small_a_sample_is_refused_with_what_lacks() -> None:
    with pytest.raises(QueryError, match="30"):
        corrected_share(Checked(1000, 500, 10, 9, 10, 1))
    assert lacking(Checked(1000, 100, 4, 4, 96, 1)) == 60  # six more inside, one article in ten is
    assert lacking(Checked(1000, 3, 3, 3, 97, 1)) == 0  # there are no more inside


def test_precision_and_recall_weigh_the_sides_by_their_sizes() -> None:
    checked = Checked(1000, 100, 50, 40, 50, 5)
    assert precision(checked).value == pytest.approx(0.8, abs=0.01)
    assert recall(checked).value == pytest.approx(80 / (80 + 90), abs=0.02)


def test_the_later_word_counts_and_a_faulty_row_stays(tmp_path: Path) -> None:
    (tmp_path / CODINGS).write_bytes(
        "target,article,coder,answer,at\nt1,a1,甲,属于,\nt1,a2,甲,也许,\n".encode("gb18030")
    )
    codings, problems = read_codings(tmp_path / CODINGS)
    assert [own.answer for own in codings] == ["yes"]
    assert "也许" in problems[0].what
    assert (
        keep_codings(
            tmp_path,
            [HumanCoding("t1", "a1", "甲", "no", "2026-01-02"), HumanCoding("t1", "a1", "乙", "yes", "x")],
        )
        == 2
    )
    assert keep_codings(tmp_path, [HumanCoding("t1", "a1", "甲", "yes", "2026-01-01")]) == 0
    kept, problems = read_codings(tmp_path / CODINGS)
    assert {(own.coder, own.answer) for own in kept} == {("甲", "no"), ("乙", "yes")}
    assert len(problems) == 1


def test_two_coders_merge_and_the_score_is_theirs(planted_dir: Path, tmp_path: Path) -> None:
    archive = shutil.copytree(planted_dir, tmp_path / "archive")
    drawn = run("validate", "draw", "--target", "t1", "--archive", archive, "-n", "120", "--seed", "3")
    assert drawn.returncode == 0, drawn.stderr
    sample = pd.read_csv(io.StringIO(drawn.stdout), keep_default_na=False)
    assert list(sample.columns) == [
        "target",
        "article",
        "coder",
        "answer",
        "date",
        "paper",
        "headline",
        "text",
    ]
    target = validating.target_of(open_archive(archive), "t1")
    belongs = dict(zip(target.ids, target.member, strict=True))
    for coder in ("甲", "乙"):
        answers = ["yes" if belongs[a] else "no" for a in sample["article"]]
        if coder == "乙":
            answers[0] = "no" if answers[0] == "yes" else "yes"
        sample.assign(coder=coder, answer=answers)[["target", "article", "coder", "answer"]].to_csv(
            tmp_path / f"{coder}.csv", index=False
        )
    done = run("validate", "import", tmp_path / "甲.csv", tmp_path / "乙.csv", "--archive", archive)
    assert json.loads(done.stdout)["changed"] == 240
    told = json.loads(run("validate", "score", "--target", "t1", "--archive", archive).stdout)
    assert told["coders"] == ["乙", "甲"]
    assert told["doubtful"] == [sample["article"][0]]
    assert 0.9 < told["alpha"] < 1
    assert told["share"]["low"] <= told["machine"] <= told["share"]["high"]
    for language, word in (("zh", "查准率"), ("en", "Precision")):
        said = run("validate", "report", "--target", "t1", "--archive", archive, "--language", language)
        assert word in said.stdout


def test_codings_of_articles_that_are_gone_are_told_and_the_rest_is_taken(
    planted_dir: Path, tmp_path: Path
) -> None:
    archive = shutil.copytree(planted_dir, tmp_path / "archive")
    rows = "target,article,coder,answer\nt1,p1,甲,yes\nt1,p1,甲,no\nt1,没有,甲,yes\n"
    (tmp_path / "more.csv").write_text(rows, "utf-8")
    done = CliRunner().invoke(
        app, ["validate", "import", str(tmp_path / "more.csv"), "--archive", str(archive)]
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout.splitlines()[-1]) == {"codings": 1, "changed": 1, "gone": 1}
    assert "不在档案里" in done.stderr
    assert [one.answer for one in read_codings(archive / CODINGS)[0]] == [
        "no"
    ]  # the later of one person's two


def test_codings_that_no_draw_holds_are_refused_with_the_reason(planted_dir: Path, tmp_path: Path) -> None:
    archive = shutil.copytree(planted_dir, tmp_path / "archive")
    chosen = [HumanCoding("t1", f"p{i}", "甲", "yes") for i in range(80)]
    keep_codings(archive, chosen)
    done = run("validate", "score", "--target", "t1", "--archive", archive)
    assert done.returncode == 1
    assert "不是随机抽的" in done.stderr
