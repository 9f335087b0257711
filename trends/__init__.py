"""Topics, words and slogans of Chinese newspapers over time."""

__version__ = "0.1.0"
