"""Where the files that travel with the package lie: sample pages, word lists, the screen's entrance.

A wheel carries them inside the package, in `_shipped`; in a checkout they stand beside it, where people edit
them. Nothing else reaches outside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSIDE = _PACKAGE / "_shipped"

ROOT = _INSIDE if _INSIDE.is_dir() else _PACKAGE.parent
IMPORTED_FROM = _PACKAGE.parent  # what a process of its own needs on its path to import this package

SAMPLE_PAGES = ROOT / "seeds" / "pages"  # five front pages of 聊城日报
WORD_LISTS = ROOT / "seeds" / "words"  # stopwords.txt, userdict.txt
CODEBOOKS = ROOT / "seeds" / "codebooks"  # examples to start from
SCREEN = ROOT / "app.py"  # the dashboard alone
SERVER = ROOT / "serve.py"  # the dashboard and its data over HTTP
