"""Questions about what was read: issues, the calendar, pages line by line, problems."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import pandas as pd

from trends.archive.columns import Column, columns
from trends.archive.parameters import ALL, By, Counted, Rows
from trends.archive.registry import Asked, question
from trends.archive.snapshot import Meta
from trends.archive.sql import issues, news, origins, sources, topics
from trends.archive.sql.issues import IssueView
from trends.archive.standing import standing_problems
from trends.records import Help, Scope

IssueDate = Annotated[dt.date | str, Help("issue date, e.g. 2024-11-06")]
Paper = Annotated[str | None, Help("newspaper; none = the first one with an issue on the date", most=100)]


class SourceQuestions(Asked):
    """Issues and sources

    What the archive was made of.
    """

    @property
    @question(shown="json")
    def meta(self) -> Meta:
        """What the archive holds: version, papers, dates, numbers, settings."""
        return self.snapshot.meta

    @question(columns("period start end issues expected missing articles characters complete"))
    def coverage(self, scope: Scope = ALL, by: By = "month") -> pd.DataFrame:
        """Issues there are and issues missing, by period."""
        return self.snapshot.coverage(scope, by)

    @question(columns("date paper pages articles characters date_source date_confidence date_evidence"))
    def issues(self, scope: Scope = ALL) -> pd.DataFrame:
        """The issues, with their size and how their date was told. Front pages and repeats do not matter here."""
        return issues.issue_table(self.snapshot, scope)

    @question(path="/issues/{date}", shown="table")
    def issue(self, date: IssueDate, paper: Paper = None) -> IssueView:
        """One issue: its own topics, its distinctive terms, its articles.

        Raises NotFoundError for a date without an issue; the sentence names the ones beside it.
        """
        return issues.issue_view(self.snapshot, str(date), paper)

    @question(
        columns(
            "kind item label n headline id",
            kind=Column("topic or term"),
            item=Column("topic id or term"),
            headline=Column("headline of the article with most of it"),
            id=Column("id of that article"),
        )
    )
    def issue_news(
        self,
        date: IssueDate,
        paper: Paper = None,
        before: Annotated[int, Help("issues it is held against", "issues", least=1, most=366)] = news.BEFORE,
    ) -> pd.DataFrame:
        """What an issue has and none of the issues of its paper just before had: topics, then terms.

        Empty for the first issue of a paper.

        Raises NotFoundError for a date without an issue.
        """
        return news.issue_news(
            self.snapshot, str(date), issues.known_paper(self.snapshot, str(date), paper), before
        )

    @question(
        columns("file line what cure lost", line=Column("line of the file, from 1; none for the whole file"))
    )
    def problems(self) -> pd.DataFrame:
        """What was not, or not fully, read, and what to do about it; also faults of labels.csv and of the folder."""
        tables = (
            sources.problem_frame(standing_problems(self.snapshot)),
            sources.problem_table(self.snapshot),
            topics.label_problems(self.snapshot),
        )
        return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)

    @question(columns("file guesses evidence articles"))
    def undated(self) -> pd.DataFrame:
        """Pages that wait for a person's word on their date, with the best guesses."""
        return sources.undated_table(self.snapshot)

    @question(
        columns(
            "file paper page date lines articles noise date_source date_confidence date_evidence form form_evidence",
            lines=Column("lines of the page", "lines"),
        ),
        command="pages-read",
    )
    def pages(self, scope: Scope = ALL) -> pd.DataFrame:
        """The pages that were read, and how they were cut; without dates also those that have none."""
        return sources.page_table(self.snapshot, scope)

    @question(
        columns(
            "line start end text role article why confidence",
            line=Column("line of the page, from 1"),
            start=Column("first character of the part, from 0"),
            end=Column("character behind the part"),
            text=Column("the part of the line"),
        )
    )
    def page_lines(
        self, file: Annotated[str, Help("the page's file, as `pages` names it", most=400)]
    ) -> pd.DataFrame:
        """A page line by line: what each part of it became.

        Raises NotFoundError for an unknown file.
        """
        return sources.page_line_table(self.snapshot, file)

    @question(
        columns(
            "period start end source_kind n N share",
            n=Column("what the kind has of the measure", "articles or characters"),
            N=Column("what the period has of the measure", "articles or characters"),
        )
    )
    def origins(
        self,
        scope: Scope = ALL,
        by: By = "month",
        measure: Counted = "articles",
        topic: Annotated[
            str | None, Help("of the articles with this main topic only, e.g. t7", most=12)
        ] = None,
    ) -> pd.DataFrame:
        """Whose words each period prints: its own share, agencies, reprints, contributions, and what is not told.

        The five shares of a period sum to 1; periods without an article are left out.

        Raises NotFoundError for an unknown topic.
        """
        topics.known_topic(self.snapshot, topic)
        return origins.origin_table(self.snapshot, scope, by, measure, topic)

    @question(
        columns("agency source_kind n share first last", share=Column("n of all articles of the range"))
    )
    def agencies(self, scope: Scope = ALL, limit: Rows = 100) -> pd.DataFrame:
        """Agencies and other media whose texts the range prints, most articles first."""
        return origins.agency_table(self.snapshot, scope).head(limit)

    @question(columns("file digest articles problems"))
    def sources(self) -> pd.DataFrame:
        """Every file that was read."""
        return sources.source_table(self.snapshot)
