"""Sides of a comparison: any facet of an article, codes, and what front pages and the rest have of the same issues."""

from __future__ import annotations

import datetime as dt
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from tests.builders import SUBJECTS, build, days, record, write_jsonl
from trends.archive import Archive, Filter, open_archive
from trends.archive.scope import Condition, Side
from trends.archive.sides import looked_up, side
from trends.archive.sql.changes import ITEMS
from trends.archive.sql.issue_counts import items_in_common, topic_issues
from trends.errors import NotFoundError, QueryError, TrendsError
from trends.records import Scope
from trends.series.intervals import IssueCounts, common, difference_effects, difference_variance, summed
from trends.series.odds import FrontCounts, front_odds


def least_squares(y: np.ndarray, design: np.ndarray, cluster: np.ndarray):
    """What statsmodels makes of it: ordinary least squares, variances robust to clusters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import statsmodels.api as sm
    codes = np.unique(cluster, return_inverse=True)[1]
    return sm.OLS(y, design).fit(cov_type="cluster", cov_kwds={"groups": codes})


def test_a_side_is_named_by_any_facet_and_by_what_it_is_not() -> None:
    assert side("page=1") == Scope(front_page=True)
    assert side("page!=1,2024-01-01:") == Side(
        dt.date(2024, 1, 1), conditions=(Condition("page", (1,), True),)
    )
    assert side("section=要闻|时政,kind=news,paper=甲报") == Side(
        paper="甲报", conditions=(Condition("section", ("要闻", "时政")), Condition("kind", ("news",)))
    )
    assert side("topic=t3|unassigned") == Side(conditions=(Condition("topic", (3, 0)),))
    for text in (
        "page=x",
        "topic=7",
        "code=",
        "coded=loosely",
        "mood=good",
        "2024",
        "=",
        "paper",
        "page=1=2",
    ):
        with pytest.raises(TrendsError):
            side(text)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Forty issues of two papers: farm on the front page, school and sport inside, each with its section."""
    place = tmp_path_factory.mktemp("sides")
    rng = np.random.default_rng(2)
    rows = []
    for i, date in enumerate(days("2024-01-01", 40)):
        for paper in ("甲报", "乙报") if i % 2 else ("甲报",):
            for k in range(8):
                subject = ("farm", "school", "sport")[int(rng.integers(3))] if k > 2 else "farm"
                rows.append(
                    record(date, subject, len(rows), paper=paper, page=1 + k // 3, section="ABC"[k % 3])
                )
    build(write_jsonl(place / "rows.jsonl", rows), place / "archive", topics=3)
    (place / "archive" / "codebook.yaml").write_text(
        "codes:\n- {name: 农业, words: [小麦, 粮食]}\n- {name: 体育, words: [冠军, 比赛]}\n", "utf-8"
    )
    return open_archive(place / "archive")


def test_front_page_and_rest_are_told_apart_as_a_clustered_regression_does(archive: Archive) -> None:
    """Front page and rest are of the same issues: the variance of their difference knows it."""
    front, rest = side("page=1"), side("page!=1")
    assert archive.count_articles(front) + archive.count_articles(rest) == archive.meta.articles
    sides = [topic_issues(archive.snapshot, one, "articles").counts for one in (front, rest)]
    a, b = (summed(one, np.zeros(len(one.date), dtype=int), 1) for one in sides)
    found = difference_variance(a, b, common(*sides))[0]
    table = archive.articles(limit=10_000)
    assert len(table) == archive.meta.articles
    cluster = (table["date"] + table["paper"]).to_numpy(dtype=str)
    first = (table["page"] == 1).to_numpy(dtype=float)
    for column, topic in enumerate(archive.snapshot.labels):
        y = (table["topic"] == f"t{topic}").to_numpy(dtype=float)
        fitted = least_squares(y, np.column_stack([np.ones(len(y)), first]), cluster)
        assert found[column] == pytest.approx(fitted.bse[1] ** 2, abs=1e-9)
        assert (a.n / a.total - b.n / b.total)[0, column] == pytest.approx(fitted.params[1], abs=1e-9)


def test_the_database_counts_common_issues_as_the_sums_do(archive: Archive) -> None:
    numbers = np.array([*archive.snapshot.labels])
    for a, b in (
        ("page=1", "page!=1"),
        ("section=A", "section=B|C,2024-01-05:"),
        ("kind=news", "paper=无报"),
    ):
        one, two = side(a), side(b)
        counts = [topic_issues(archive.snapshot, x, "articles").counts for x in (one, two)]
        if two.since:
            counts[1] = counts[1].rows(counts[1].date >= two.since.isoformat())
        found = items_in_common(archive.snapshot, ITEMS["topics"].sql, one, two, numbers)
        if found is None:
            assert not len(counts[1].date)
            continue
        wanted = common(*counts)
        assert found.issues == wanted.issues
        np.testing.assert_allclose(found.crossed[0], wanted.crossed[0][: len(numbers)], atol=1e-6)


def test_movers_compare_sections_kinds_and_codes(archive: Archive) -> None:
    table = archive.movers(side("section=A"), side("section!=A"))
    assert int(table["N"].iloc[0]) + int(table["N_before"].iloc[0]) == archive.meta.articles
    farm, rest = side("code=农业"), side("code!=农业,code!=体育")
    words = archive.keyness(farm, rest, min_n=1)
    assert words["g2"].max() > 10
    assert archive.count_articles(farm) == int(archive.codes().set_index("code")["n"]["农业"])
    assisted = archive.count_articles(side("code=农业,coded=assisted"))
    assert assisted == int(archive.codes().set_index("code")["n_assisted"]["农业"])
    changes = archive.code_changes(side("page=1"), side("page!=1")).set_index("code")
    assert changes["change"]["农业"] > 0.2
    assert bool(changes["beyond_chance"]["农业"])


def test_what_cannot_be_compared_is_told_in_a_sentence(archive: Archive) -> None:
    for a, b in (("code=农业", "code=农业"), ("section=A", "section=Z"), ("page=1", ":")):
        with pytest.raises(QueryError):
            archive.movers(side(a), side(b))
    with pytest.raises(NotFoundError, match="无此"):
        archive.movers(side("code=无此"), side("page=1"))


def test_a_side_without_codes_is_left_as_it_is(archive: Archive) -> None:
    one = side("section=A")
    assert looked_up(archive, one) is one
    assert looked_up(archive, "text") == "text"


def world(
    rng: np.random.Generator, issues: int, share: np.ndarray, rho: float
) -> tuple[IssueCounts, IssueCounts]:
    """Two sides of the same issues whose articles hang together: what an issue is full of, both sides are full of."""
    if rho:
        drawn = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1), (issues, len(share)))
    else:
        drawn = np.tile(share, (issues, 1))
    sides = []
    for size in (6, 14):
        total = np.full(issues, float(size))
        n = rng.binomial(size, drawn).astype(float)
        sides.append(IssueCounts(np.arange(issues).astype(str), np.full(issues, ""), n, total, total, total))
    return sides[0], sides[1]


def test_sides_of_the_same_issues_have_bands_that_are_neither_wide_nor_narrow() -> None:
    """Of 2,000 planted items without a difference the 90 % band leaves out 0 in about a tenth; as if the issues were not
    the same, it would in far fewer."""
    rng = np.random.default_rng(7)
    a, b = world(rng, 60, np.full(2000, 0.15), 0.1)
    one, two = (summed(x, np.zeros(60, dtype=int), 1) for x in (a, b))
    z = np.abs(one.n / one.total - two.n / two.total)
    known, unknown = (np.sqrt(difference_variance(one, two, shared)) for shared in (common(a, b), None))
    assert 0.08 < float((z > 1.645 * known).mean()) < 0.125
    assert float((z > 1.645 * unknown).mean()) < 0.03
    assert difference_effects(one, two, common(a, b)).mean() < difference_effects(one, two).mean()


def test_a_side_keeps_what_else_it_is_when_its_dates_change() -> None:
    later = replace(side("section=A"), since=dt.date(2024, 2, 1))
    assert isinstance(later, Side)
    assert later.conditions == (Condition("section", ("A",)),)
    assert pd.Series([later]).nunique() == 1  # a key of what is kept


# ---- effects, the front page, first prints ------------------------------------------------------


def test_effects_are_those_of_a_clustered_regression(archive: Archive) -> None:
    """Equal to statsmodels: coefficient, standard error and interval, of every topic."""
    found = archive.effects("topic ~ front_page + paper + section")
    table = archive.articles(limit=10_000)
    sections = dict(archive.snapshot.rows("SELECT id, section FROM articles"))
    section = table["id"].map(sections)
    base = str(
        section.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index[0]
    )
    names = [("front_page", "yes"), ("paper", "乙报"), *(("section", s) for s in "ABC" if s != base)]
    levels = {
        "front_page": np.where(table["page"] == 1, "yes", "no"),
        "paper": table["paper"],
        "section": section,
    }
    design = np.column_stack([np.ones(len(table)), *((np.asarray(levels[n]) == level) for n, level in names)])
    cluster = (table["date"] + table["paper"]).to_numpy(dtype=str)
    for topic in archive.snapshot.labels:
        own = found[found["topic"] == f"t{topic}"].set_index(["term", "level"])
        fitted = least_squares((table["topic"] == f"t{topic}").to_numpy(float), design.astype(float), cluster)
        half = student.ppf(0.95, len(set(cluster)) - 1) * fitted.bse
        for k, key in enumerate(names, 1):
            assert own.loc[key, "effect"] == pytest.approx(100 * fitted.params[k], abs=1e-6)
            assert own.loc[key, "low"] == pytest.approx(100 * (fitted.params[k] - half[k]), abs=1e-6)
            assert own.loc[key, "high"] == pytest.approx(100 * (fitted.params[k] + half[k]), abs=1e-6)


def test_effects_of_codes_and_of_what_others_say_already(archive: Archive) -> None:
    one = archive.effects("农业 ~ front_page").iloc[0]
    n = archive.articles(side("page=1"), Filter(code="农业"), limit=1000)
    front, rest = archive.count_articles(side("page=1")), archive.count_articles(side("page!=1"))
    inside = archive.count_articles(Scope(), Filter(code="农业")) - len(n)
    assert one["effect"] == pytest.approx(100 * (len(n) / front - inside / rest))
    both = archive.effects("code ~ front_page + page")
    assert set(both["topic"]) == {"农业", "体育"}
    same = both[(both["term"] == "page") & (both["topic"] == "农业")]
    assert same["effect"].isna().sum() == 1  # pages 1, 2, 3: one of them says front_page again
    for formula in ("topic", "topic ~ mood", "无此 ~ paper", "~ paper", "topic ~ kind", "topic ~ source"):
        with pytest.raises(QueryError):
            archive.effects(formula)
    with pytest.raises(QueryError, match="不够"):
        archive.effects("topic ~ page + section", replace(Scope(), until=dt.date(2024, 1, 2)))


def test_front_page_odds_find_what_is_printed_in_front(archive: Archive) -> None:
    table = archive.front_page_odds(by="year").set_index("topic")
    farm = archive.codes().iloc[0]
    assert farm["code"] == "农业"
    top = table["odds"].idxmax()
    assert {"小麦", "粮食", "农民"} & set(dict(archive.topics().set_index("topic").loc[top, "terms"]))
    assert table.loc[top, "low"] > 2
    assert (table["low"].dropna() <= table["odds"].dropna()).all()
    row = table.loc[top]
    a, b = row["n_front"] + 0.5, row["n"] - row["n_front"] + 0.5
    others = table.drop(top)
    c, d = others["n_front"].sum() + 0.5, (others["n"] - others["n_front"]).sum() + 0.5
    assert row["odds"] == pytest.approx(a * d / (b * c))
    assert table["n"].sum() == archive.meta.articles
    months = archive.front_page_odds(by="month")
    assert set(months["period"]) == {"2024-01", "2024-02"}


def test_the_interval_of_front_page_odds_holds_its_promise() -> None:
    """Planted: articles of an issue hang together; the 90 % interval of the odds ratio holds it in about nine of ten."""
    rng = np.random.default_rng(11)
    worlds, issues = 800, 50
    share = rng.beta(0.2 * 9, 0.8 * 9, (worlds, issues))  # of the topic, alike within an issue
    n = rng.binomial(20, share)
    front = rng.binomial(n, 0.4)
    other = rng.binomial(20 - n, 0.2)
    truth = (0.4 / 0.6) / (0.2 / 0.8)
    inside = []
    for w in range(worlds):
        counts = FrontCounts(
            np.stack([n[w], 20 - n[w]], 1).astype(float), np.stack([front[w], other[w]], 1).astype(float)
        )
        _, low, high = front_odds(counts, np.zeros(issues, dtype=int), 1)
        inside.append(low[0, 0] <= truth <= high[0, 0])
    assert 0.87 < np.mean(inside) < 0.94


def test_who_prints_first_and_how_long_the_other_takes(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    words = " ".join(SUBJECTS.values()).split()
    rows = []
    for i in range(12):
        text = (
            "".join(words[int(k)] + "的和在了是与"[int(k) % 6] for k in rng.integers(0, len(words), 50))
            + "。"
        )
        first, lag = ("甲报", i % 4) if i < 9 else ("乙报", 2)
        dates = days("2024-03-01", 40)
        rows.append({"date": dates[i], "title": f"甲{i}", "body": text, "paper": first})
        rows.append(
            {
                "date": dates[i + lag],
                "title": f"乙{i}",
                "body": text + "又及。",
                "paper": "乙报" if first == "甲报" else "甲报",
            }
        )
    build(write_jsonl(tmp_path / "rows.jsonl", rows), tmp_path / "archive", topics=2)
    found = open_archive(tmp_path / "archive").first_prints().set_index(["giver", "taker"])
    ahead, back = found.loc[("甲报", "乙报")], found.loc[("乙报", "甲报")]
    together = int(ahead["same_day"]) + (0 if pd.isna(back["same_day"]) else int(back["same_day"]))
    assert int(ahead["n"]) + int(back["n"]) == 12
    assert together == 3  # every fourth of the first nine
    later = int(ahead["n"] - ahead["same_day"])
    assert later == 6
    assert ahead["first_share"] == pytest.approx(6 / 9)
    assert back["longest"] == 2
    assert ahead["day_90"] == 3
