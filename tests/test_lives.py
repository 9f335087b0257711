"""What the pages of topics and words say is what the brief says: one finding, one writer."""

from __future__ import annotations

import pytest

from trends.archive import Archive
from trends.dashboard import sentences as screen
from trends.findings import Case, Link, Subject
from trends.findings.lives import topic_takeaway, word_ends, word_takeaway
from trends.findings.sentences import lives, marked_sentence
from trends.findings.shares import chosen_topics, word_section
from trends.series.measures import topic_series, word_series
from trends.series.peaks import peaks


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_brief_says_of_a_topic_what_its_page_says(planted: Archive, language: str) -> None:
    for topic in planted.topics()["topic"]:
        case = Case(planted, Subject(topics=(topic,), language=language))
        section = chosen_topics(case)
        assert section is not None
        scope, by = case.windows.range, case.by
        shares = planted.shares(scope, by)
        rows = topic_series(
            shares[shares["topic"] == topic], planted.coverage(scope, by), "articles", smooth=3
        )
        found = planted.bursts(scope, by, "topics", None, 10_000)
        label = str(rows["label"].iloc[0])
        said = topic_takeaway(case.say, label, rows, peaks(rows, found[found["item"] == topic]), by)
        assert said in section.sentences
        assert f"{int(rows['n'].sum()):,}" in said or f"{rows['value'].max():.1%}" in said


def test_the_brief_says_of_a_word_what_its_page_says_and_its_ends_open(planted: Archive) -> None:
    word = planted.topics()["terms"][0][0][0]
    case = Case(planted, Subject(words=(word,)))
    section = word_section(case)
    assert section is not None
    scope, by = case.windows.range, case.by
    rows = word_series(planted.keywords([word], scope, by), "articles", 1)
    assert section.sentences == (word_takeaway(case.say, word, rows, by),)
    ends = word_ends(planted, word, scope)
    assert ends is not None
    links: list[Link] = []

    def say(key: str, **values: object) -> str:
        links.extend(v for v in values.values() if isinstance(v, Link) and v.page)
        return marked_sentence("zh", key, **values)

    assert word_takeaway(say, word, rows, by, ends).replace("**", "") == section.sentences[0]
    dates = [planted.article(dict(link.values)["id"]).date for link in links]
    held = rows[rows["n"] > 0]
    assert held["start"].iloc[0] <= dates[0] <= dates[1] <= held["end"].iloc[-1]


def test_what_is_said_of_a_life_has_no_second_writer_on_the_screen() -> None:
    texts = {both[0].replace("**", "") for both in lives.SENTENCES.values() if len(both[0]) > 12}
    again = {key for key, both in screen.SENTENCES.items() if both[0].replace("**", "") in texts}
    assert not again
