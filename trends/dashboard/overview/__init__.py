"""概览: what changed in the last days, or, with few issues, what there is."""

from trends.dashboard.overview.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
