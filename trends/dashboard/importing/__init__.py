"""导入: files dropped in, shown before they are stored."""

from trends.dashboard.importing.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
