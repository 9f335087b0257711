"""编码本: subjects that the reader names, written by typing words."""

from trends.dashboard.codebook.page import PARAMS, draw

__all__ = ["PARAMS", "draw"]
