"""The snapshot of an archive: schema, writing, publishing, reading. All SQL lives here."""

from trends.archive.articles import ArticleView, Filter
from trends.archive.issues import IssueView
from trends.archive.reading import Archive, open_archive
from trends.archive.snapshot import Meta

__all__ = ["Archive", "ArticleView", "Filter", "IssueView", "Meta", "open_archive"]
