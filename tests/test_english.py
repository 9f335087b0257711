"""Latin letters: one term for all spellings, function words no terms, topics of subjects in either language."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.builders import built, days, mixed_records, write_jsonl
from trends.readers import wordlists
from trends.terms import count_terms

FARM = "wheat farmers harvest irrigation seeds fertiliser tractors grain"
COURT = "judge verdict lawyers trial appeal court witnesses jury"
GLUE = "The {0} and the {1} of {2} were with {3}, but it is said that {4} will be in the {5}, and not only for {6} or {7}. "


def english(subject: str, variant: int) -> str:
    words = np.random.default_rng(variant).choice(subject.split(), 8).tolist()
    return GLUE.format(*words) + GLUE.format(*reversed(words)).title()


def test_capitals_are_one_term_and_the_form_printed_is_told() -> None:
    counts = count_terms(["", ""], ["Wheat prices rise; wheat and GDP.", "WHEAT, GDP, Gdp"])
    n = np.zeros(len(counts.terms), dtype=int)
    np.add.at(n, counts.term, counts.n)
    told = dict(zip(counts.terms, n.tolist(), strict=True))
    assert (told["wheat"], told["gdp"]) == (3, 3)
    assert counts.printed["gdp"] == {"GDP": 2, "Gdp": 1}
    assert counts.printed["wheat"] == {"wheat": 1, "Wheat": 1, "WHEAT": 1}
    assert "Wheat" not in told


def test_function_words_are_stop_words() -> None:
    assert {"the", "of", "to", "and", "said", "were"} <= wordlists.stopwords()
    assert not {"state", "court", "company", "research"} & wordlists.stopwords()


def test_topics_of_a_mixed_archive_are_of_subjects(tmp_path: Path) -> None:
    dates = days("2024-01-02", 20)
    rows = mixed_records(dates, {"school": 2, "sport": 2})
    for i, date in enumerate(dates):
        for k, subject in enumerate((FARM, COURT)):
            for more in range(2):
                variant = 1000 + 10 * i + 2 * k + more
                body = english(subject, variant)
                rows.append({"date": date, "title": "", "body": body, "paper": "Daily", "id": f"e{variant}"})
    archive = built(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "archive", topics=4)
    words = [{term for term, _ in terms[:8]} for terms in archive.topics()["terms"]]
    for subject in (FARM, COURT):
        assert any(len(set(subject.split()) & own) >= 5 for own in words)
    assert not any(own & set(FARM.split()) and own & set(COURT.split()) for own in words)
    assert not {"the", "and", "of", "were"} & set.union(*words)
