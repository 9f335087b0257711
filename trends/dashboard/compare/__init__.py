"""对比: two ranges side by side."""

from trends.dashboard.compare.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
