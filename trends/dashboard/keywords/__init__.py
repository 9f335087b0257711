"""关键词: a reader's words over time, in context, in bursts, and the archive's phrases."""

from trends.dashboard.keywords.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
