"""话题: the topics over time, and one topic with its life."""

from trends.dashboard.topics.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
