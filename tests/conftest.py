"""Archives that many tests read, built once."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import typer.testing
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.components.v2 import manifest_scanner
from typer.main import get_command

from tests.browser import QUIET, chromium, serving, watched
from tests.builders import PAGES, build, copied, days, mixed_records, write_jsonl
from trends.archive import Archive, open_archive
from trends.records import Settings

# No timing on a busy machine: neither of an example nor of drawing one
hypothesis.settings.register_profile(
    "busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy")

# Putting 70 commands together takes longer than most of them take to answer
typer.testing._get_command = functools.cache(get_command)

# At every run of a page AppTest looks through all installed packages for components: .2 CPU seconds
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)

BUILT = {"browser", "sample_dir", "planted_dir", "two_months", "news_file"}
STARTS = {"AppTest", "build", "served", "screen", "subprocess"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for an archive or a browser is slow, and so is every test of a file that builds, serves or
    draws by itself. Files of the browser come first and quick ones last, so that all workers end together."""
    for item in items:
        names = set(vars(getattr(item, "module", None) or object))
        if BUILT & set(getattr(item, "fixturenames", ())) or STARTS & names:
            item.add_marker(pytest.mark.slow)
    weights: dict[Path, int] = {}
    for item in items:
        weight = sum(item.get_closest_marker(name) is not None for name in ("browser", "slow"))
        weights[item.path] = max(weight, weights.get(item.path, 0))
    items.sort(key=lambda item: -weights[item.path])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One tab for all tests of a file, which so load the scripts once; every visit is a session of its own."""
    page, errors = watched(browser, viewport={"width": 1440, "height": 1400})
    yield page, errors
    page.close()


@pytest.fixture
def page(tab: tuple[Page, list[str]]) -> Iterator[Page]:
    """The tab, in which a test may leave no error."""
    found, errors = tab
    errors.clear()
    yield found
    assert errors == []


@pytest.fixture(scope="session")
def sample_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive folder of the five sample pages."""
    folder = tmp_path_factory.mktemp("sample")
    build(PAGES, folder, topics=6, max_df=Settings().max_df)
    return folder


@pytest.fixture(scope="session")
def sample(sample_dir: Path) -> Archive:
    return open_archive(sample_dir)


@pytest.fixture(scope="session")
def planted_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 days of four subjects: farm and school every day, sport rising in the second half, health
    only in the first. One day is missing. A codebook of two codes lies beside it."""
    folder = tmp_path_factory.mktemp("planted")
    dates = days("2024-01-01", 60)
    first, second = dates[:30], dates[30:]
    del first[16]
    rows = mixed_records(first, {"farm": 4, "school": 3, "health": 2, "sport": 1})
    rows += mixed_records(second, {"farm": 4, "school": 3, "sport": 5})
    for i, row in enumerate(rows):
        row["id"] = f"p{i}"
    build(write_jsonl(folder / "planted.jsonl", rows), folder / "archive", topics=4)
    codes = "codes:\n- {name: 农业, words: [小麦, 粮食]}\n- {name: 体育, words: [冠军, 比赛], parent: 文体}\n"
    (folder / "archive" / "codebook.yaml").write_text(codes, "utf-8")
    return folder / "archive"


@pytest.fixture(scope="session")
def planted_site(planted_dir: Path) -> Iterator[str]:
    """The address of the planted archive's dashboard, for tests that change nothing in it."""
    with serving(planted_dir) as address:
        yield address


@pytest.fixture(scope="session")
def planted(planted_dir: Path) -> Archive:
    return open_archive(planted_dir)


@pytest.fixture(scope="session")
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive x of two months, built from its folder in; to be copied."""
    kept = tmp_path_factory.mktemp("two_months")
    rows = mixed_records(days("2024-01-01", 40), {"farm": 2, "school": 2})
    (kept / "in").mkdir()
    build(write_jsonl(kept / "in" / "a.jsonl", rows).parent, kept / "x", topics=2)
    return kept


@pytest.fixture
def old(two_months: Path, tmp_path: Path) -> Path:
    """The archive of two months as x in the test's own folder, its source as in."""
    return copied(two_months, tmp_path) / "x"


@pytest.fixture(scope="session")
def news_file() -> Path:
    """The large dated corpus; tests that need it skip where it is absent."""
    folder = os.environ.get("TRENDS_DATA")
    path = Path(folder or ".") / "xwlb.jsonl.gz"
    if not folder or not path.exists():
        pytest.skip("TRENDS_DATA names no folder with xwlb.jsonl.gz: the large corpus is not shipped")
    return path
