"""The snapshot of an archive: schema, writing, publishing, reading. All SQL lives here."""

from trends.archive.reading import Archive, open_archive
from trends.archive.snapshot import Meta
from trends.archive.sql.articles import ArticleView, Filter
from trends.archive.sql.issues import IssueView

__all__ = ["Archive", "ArticleView", "Filter", "IssueView", "Meta", "open_archive"]
