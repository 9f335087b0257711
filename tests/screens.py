"""Pages of the screen without a browser: what the tests of the pages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from trends.archive import Archive, open_archive

ROOT = Path(__file__).resolve().parents[1]


def opened(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Archive | None:
    """Makes this the screen's archive; the archive itself when there is one."""
    monkeypatch.setenv("TRENDS_ARCHIVE", str(archive))
    return open_archive(archive) if (archive / "CURRENT").exists() else None


def screen(
    archive: Path, monkeypatch: pytest.MonkeyPatch, page: str = "overview", /, **params: str
) -> AppTest:
    """A page as a deep link opens it."""
    monkeypatch.setenv("TRENDS_ARCHIVE", str(archive))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update(params)
    if page != "overview":
        app._page_hash = calc_hash(page)
    return app.run()


def text(app: AppTest) -> str:
    """All Markdown of the page, a line a piece."""
    return "\n".join(m.value for m in app.markdown)


def heading(app: AppTest) -> str:
    """The page's h1."""
    return next(m.value[2:] for m in app.markdown if m.value.startswith("# "))
