"""验证: people check the machine on random articles, blind to its answer."""

from trends.dashboard.validation.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
