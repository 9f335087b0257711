"""The past says no future words: what a topic is called in a range, and since when its lasting name can be given."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.builders import built, days, write_jsonl
from trends.archive import Archive
from trends.findings import Case, Subject
from trends.findings.grounds import late_names
from trends.naming import JOIN
from trends.records import Scope

OLD, NEW = "猪瘟", "禽流感"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A subject whose word is another in the second half; a second subject stays as it is."""
    rows = []
    for i, day in enumerate(days("2023-01-01", 40)):
        word = OLD if i < 20 else NEW
        for n in range(3 if i < 20 else 6):
            body = f"养殖场发生{word}，兽医到养殖场消毒，{word}疫苗运到，家禽家畜检疫。" * (2 + n % 2)
            rows.append({"id": f"a{i}-{n}", "date": day, "title": f"{word}防控第{n}号", "body": body})
            body = f"学校开学，老师和学生在课堂上读书，第{n}批教材发放，校长讲话。" * (2 + n % 2)
            rows.append({"id": f"b{i}-{n}", "date": day, "title": f"学校开学第{n}课", "body": body})
    folder = tmp_path_factory.mktemp("renamed")
    return built(write_jsonl(folder / "news.jsonl", rows), folder / "archive", topics=2)


def test_every_name_of_a_range_is_made_of_words_that_stand_there(renamed: Archive, planted: Archive) -> None:
    for archive in (renamed, planted):
        dates = sorted(archive.issues()["date"].unique())
        for since, until in [(0, 9), (0, 19), (10, 29), (25, 39), (39, 39), (0, len(dates) - 1)]:
            scope = Scope(*(dt.date.fromisoformat(str(dates[i])) for i in (since, until)))
            table = archive.topics(scope)
            for name in table.loc[table["n"] > 0, "here"]:
                for word in name.split(JOIN):
                    assert archive.count_hits(word, scope)[0], (name, word, scope)


def test_the_lasting_name_tells_since_when_its_words_are_there(renamed: Archive) -> None:
    table = renamed.topics()
    topic = table[table["label"].str.contains(NEW)].iloc[0]
    first = renamed.concordance(NEW, limit=1)["date"].iloc[0]
    assert topic["named"] == first
    before = Scope(until=dt.date.fromisoformat(first) - dt.timedelta(days=1))
    past = renamed.topics(before).set_index("topic").loc[topic["topic"]]
    assert NEW in past["label"]
    assert NEW not in past["here"]
    assert OLD in past["here"]
    assert (renamed.topics()["here"] == renamed.topics()["label"]).all()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_brief_of_the_past_uses_the_names_of_the_past_and_says_so(
    renamed: Archive, language: str
) -> None:
    until = dt.date.fromisoformat(renamed.concordance(NEW, limit=1)["date"].iloc[0]) - dt.timedelta(days=1)
    case = Case(renamed, Subject(until - dt.timedelta(days=9), until, language=language))
    told = late_names(case)
    assert OLD in told and NEW in told  # noqa: PT018
    assert not any(NEW in label for label in case.topics["label"])
