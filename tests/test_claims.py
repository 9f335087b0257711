"""A sentence that says 首次, 最高, 没有 … of the newspapers is true: what it names is counted again, article by article.

Every sentence with such a word is either checked here or by the test named, or says nothing of the newspapers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.screens import heading, screen, text
from trends.archive import Archive
from trends.dashboard.sentences import SENTENCES as SCREEN
from trends.findings.sentences import SENTENCES as FINDINGS

CLAIM = re.compile("首次|首见|第一次|最近|最高|最多|最大|最早|最低|最突出|没有|唯一|从未|无缺|新出现|均无")
ALL = {f"screen.{key}": zh for key, (zh, _) in SCREEN.items()} | {
    f"finding.{key}": zh for key, (zh, _) in FINDINGS.items()
}
# Names of columns, of orders and of limits; what a file, a link, a codebook or a form lacks; how something is computed
SILENT = re.compile(
    r"screen\.(source_help|once_help|notice_\w+|panorama_\w+|sort_\w+|sorted_part|rank_new|first|last|first_date|column_\w+|setting_\w+"
    r"|score_\w+|scores_none|undated_caption|noise_\w+|first_start|traces|import_\w+|no_text|access_not_listed|basket_gone|codebook_none"
    r"|file_faults|correct_refused|more_words|only_here_reader|words_how|code_no_words|overlap_rest_\w+|validation_none|coded_outside|effects_none|front_how|prints_none"
    r"|closest|saying_most|burst_headline|terms_caption|few_\w+|no_page_cuts|no_articles_cut|no_proposals|bursts_sub|sub_capped|first_time"
    r"|reuse_caption|change_birth|change_none|status_new|new_one|issue_before_none|issue_after_none|compare_none|compare_one|no_articles"
    r"|nothing_here|none_here|related_none|events_none|phrases_none|keyness_none|bursts_none|history_none|code_empty|index_none|morning_\w+)"
    r"|finding\.(why_\w+|moves_chart|moves_table|against_past|method_\w+|life_nothing|season_usual|morning_\w+)"
)
ELSEWHERE = {
    "finding.first_time": "test_findings.py::test_first_means_never_before_in_the_archive",
    "finding.finding_still": "test_findings.py::test_time_that_is_shuffled_tells_nothing",
    "finding.moves_none": "test_findings.py::test_time_that_is_shuffled_tells_nothing",
    "screen.effects_told": "test_sides.py::test_effects_are_those_of_a_clustered_regression",
    "screen.compare_up": "test_screen_compare.py::",
    "screen.compare_down": "test_screen_compare.py::",
    "screen.proposal_line": "test_proposals.py::",
}


def every(key: str, shown: str) -> Iterator[dict[str, str]]:
    """The values of a sentence wherever it stands in what a page shows."""
    form = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(ALL[key])).replace(r"\ ", " ")
    open_end = r"(?=[\s。，；|]|$)" if form.endswith(")") else ""
    for found in re.finditer(form + open_end, shown, re.MULTILINE):
        yield {
            name: re.sub(r"[*\\「」]|\[|\]\(.*?\)", "", value) for name, value in found.groupdict().items()
        }


def one(key: str, shown: str) -> dict[str, str]:
    found = list(every(key, shown))
    assert found, (key, shown[:400])
    return found[0]


def number(text_: str) -> int:
    return int(re.sub(r"\D", "", text_))


def date(told: str) -> str:
    year, month, day = re.findall(r"\d+", told.replace("\u2011", "-"))[:3]
    return f"{year}-{int(month):02}-{int(day):02}"


def holding(archive: Archive, word: str) -> pd.DataFrame:
    """The records behind the archive that hold a word."""
    table = pd.read_json(
        archive.snapshot.folder.parent / "planted.jsonl", lines=True, dtype=False, convert_dates=False
    )
    return table[(table["title"] + table["body"]).str.contains(word, regex=False)].sort_values("date")


def words(archive: Archive, shown: Callable[..., str]) -> None:
    page = shown("keywords", q="门诊", by="issue")
    table = holding(archive, "门诊")
    told = one("finding.word_told", page)
    assert (date(told["first"]), date(told["last"])) == (table["date"].min(), table["date"].max())
    assert number(told["n"]) == len(table)
    by_date = table.groupby("date").size()
    head = one("finding.word_peak", page)
    assert number(head["n"]) == len(table)
    assert by_date[date(head["at"])] == by_date.max()
    assert date(one("screen.first_seen", page)["date"]) == table["date"].min()
    absent = shown("keywords", q="卫星发射")
    assert holding(archive, "卫星发射").empty
    assert (
        one("finding.word_none", absent)["word"] == one("finding.word_absent", absent)["word"] == "卫星发射"
    )


def topics(archive: Archive, shown: Callable[..., str]) -> None:
    page = shown("topics", by="issue", part="history")
    told = one("finding.topic_told", page)
    topic = str(archive.topics().set_index("label").loc[told["label"], "topic"])
    table = archive.articles(limit=100_000)
    share = (table["topic"] == topic).groupby(table["date"]).mean()
    assert share[date(told["at"])] == share.max()
    line = one("screen.history_line", page)
    assert archive.meta.first <= date(line["first"]) <= date(line["last"]) <= archive.meta.last


def coverage(archive: Archive, shown: Callable[..., str]) -> None:
    dates = set(archive.issues()["date"])
    first, last = (dt.date.fromisoformat(day) for day in (archive.meta.first, archive.meta.last))
    gaps = {day for n in range((last - first).days) if (day := str(first + dt.timedelta(n))) not in dates}
    assert gaps  # the planted archive lacks a day, so nothing may say that none is missing
    page = shown("data")
    assert not list(every("screen.calendar_none", page))
    assert "无缺期" not in page
    after = str(dt.date.fromisoformat(max(gaps)) + dt.timedelta(1))
    late = shown("data", **{"from": after})
    assert len(list(every("screen.facts_whole", late))) == 1
    assert not list(every("screen.gap_none", shown("issue", date=after)))


def issues(archive: Archive, shown: Callable[..., str]) -> None:
    day = archive.meta.last
    page = shown("issue", date=day)
    told = one("screen.issue_largest", page)
    local = archive.issue(day).articles.groupby("local").size()
    assert number(told["n"]) == local[local.index >= 0].max()
    news = one("screen.news_line", page)
    before = sorted(set(archive.issues()["date"]))[-1 - number(news["k"]) : -1]
    assert (date(news["since"]), date(news["until"])) == (before[0], before[-1])
    first = shown("issue", date=archive.meta.first)
    assert list(every("screen.news_first", first))
    assert not list(every("screen.news_first", page))


def overview(archive: Archive, shown: Callable[..., str]) -> None:
    page = shown("overview")
    table = archive.articles(limit=100_000)
    late = table["date"] > str(dt.date.fromisoformat(archive.meta.last) - dt.timedelta(30))
    now, before = (table.loc[when, "topic"].value_counts(normalize=True) for when in (late, ~late))
    ids = archive.topics().set_index("label")["topic"]
    assert now[ids[one("screen.largest", page)["label"]]] == now.max()
    rise = now.sub(before, fill_value=0)
    assert rise[ids[one("screen.riser", page)["label"]]] == rise.max()
    assert rise[ids[one("finding.finding_up", page.splitlines()[0])["label"]]] == rise.max()


def bursts(archive: Archive, shown: Callable[..., str]) -> None:
    told = one("screen.bursts_takeaway", shown("keywords", look="bursts", by="issue", of="terms"))
    since, until = date(told["start"]), date(told["end"])
    dates = set(archive.issues()["date"])
    assert {since, until} <= dates
    table = archive.articles(limit=100_000)
    assert number(told["N"]) == table["date"].between(since, until).sum()


CHECKS = {
    words: {"finding.word_told", "finding.word_peak", "finding.word_none", "finding.word_absent", "screen.first_seen"},
    topics: {"finding.topic_told", "finding.topic_peaks", "screen.history_line"},
    coverage: {"screen.facts_whole", "screen.calendar_none", "screen.missing_0", "screen.gap_none"},
    issues: {"screen.issue_largest", "screen.news_line", "screen.news_first"},
    overview: {"screen.largest", "screen.riser", "finding.finding_up", "finding.finding_down"},
    bursts: {"screen.bursts_takeaway"},
}  # fmt: skip
UNCHECKED = {
    "screen.index_takeaway",
    "finding.shares_told",
    "finding.finding_counted",
    "screen.longest_issue",
    "finding.codes_none",
    "screen.front_none",
    "screen.topic_sources_none",
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_what_is_claimed_is_so(
    check: Callable[..., None], planted_dir: Path, planted: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(page: str, **params: str) -> str:
        app = screen(planted_dir, monkeypatch, page, **params)
        assert not app.exception
        metrics = "\n".join(f"{metric.label} {metric.value}" for metric in app.metric)
        return "\n".join([heading(app), text(app), metrics])

    check(planted, shown)


def test_every_sentence_that_claims_is_checked_or_says_nothing_of_the_newspapers() -> None:
    claiming = {key for key, zh in ALL.items() if CLAIM.search(zh)}
    checked = {key for keys in CHECKS.values() for key in keys} | set(ELSEWHERE)
    assert {key for key in claiming - checked - UNCHECKED if not SILENT.fullmatch(key)} == set()
    assert (checked | UNCHECKED) - set(ALL) == set()
    for where in ELSEWHERE.values():
        file, _, name = where.partition("::")
        assert f"def {name}" in (Path(__file__).parent / file).read_text("utf-8")
