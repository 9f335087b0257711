"""单期: one issue date, and what is new in it."""

from trends.dashboard.issue.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
