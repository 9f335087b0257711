"""数据与方法: what was read, how it was cut, how each number is made."""

from trends.dashboard.method.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
