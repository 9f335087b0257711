"""文章: articles by facet, and one to read."""

from trends.dashboard.articles.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
