"""Everyone can use every page: axe-core finds no serious violation that is the project's to mend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser import opened, serving

pytestmark = pytest.mark.browser
PAGES = ("", "topics", "issue", "keywords", "compare", "articles", "data", "import")
NOT_OURS = {"exclude": [["[data-testid=stMetricChart]"]]}  # Streamlit's sparklines name no part of theirs
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def site(planted_dir: Path) -> Iterator[str]:
    with serving(planted_dir) as address:
        yield address


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_serious_violation(browser: Browser, site: str, path: str, theme: str) -> None:
    page, _ = opened(browser, f"{site}/{path}", viewport={"width": 1440, "height": 1000}, color_scheme=theme)
    found = Axe().run(page, context=NOT_OURS).response["violations"]
    page.close()
    serious = [v for v in found if v["impact"] in SERIOUS]
    assert not serious, "\n".join(_told(v) for v in serious)


def _told(violation: dict[str, Any]) -> str:
    nodes = [
        f"{node['target']} {node['html'][:200]} {node['failureSummary'][:300]}" for node in violation["nodes"]
    ]
    return f"{violation['id']}: {violation['help']}\n  " + "\n  ".join(nodes[:5])
