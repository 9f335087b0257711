"""A real browser on a real server: what the browser tests share."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 240_000  # milliseconds a page may take on a busy machine
# Pages are laid out and not painted for a screen: most of a page's seconds went into painting its frames.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--in-process-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# What a finger presses that is less than 44 pixels wide or high
SMALL = """() => [...document.querySelectorAll('[data-testid=stMain] button, [data-testid=stMain] [role=tab], .st-key-phone_bar a')]
  .filter(e => e.offsetParent && !e.closest('[data-testid=stElementToolbar], [data-testid=stHeaderActionElements], .modebar'))
  .map(e => [e.innerText.trim() || e.getAttribute('aria-label'), e.getBoundingClientRect()])
  .filter(([name, box]) => box.width && (box.height < 43.5 || box.width < 43.5)).map(([name, box]) => `${name} ${box.width}x${box.height}`)"""


def chromium() -> str:
    """The system's browser; without one the test fails in CI and is skipped elsewhere."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        sentence = "no Chromium found: `apt-get install chromium-headless-shell fonts-wqy-microhei`, or install Google Chrome"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@contextlib.contextmanager
def serving(archive: Path) -> Iterator[str]:
    """The dashboard on an archive, at the address yielded."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    command += [
        "--server.headless",
        "true",
        "--server.address",
        "127.0.0.1",
        "--server.fileWatcherType",
        "none",
    ]
    server = subprocess.Popen(
        [*command, "--", "--archive", str(archive)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the server did not answer at {address}")


def opened(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    """A page once it is drawn, and the list its console errors and failed requests go to."""
    page, errors = watched(browser, **options)
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=PATIENCE)
    settled(page)
    return page, errors


LOOKS = {"locale": "zh-CN", "reduced_motion": "reduce"}


@functools.cache
def context_of(browser: Browser) -> BrowserContext:
    """What pages share: a cache, so that each server's scripts are fetched and compiled once and not at every page."""
    return browser.new_context(**LOOKS)  # type: ignore[arg-type]


def watched(browser: Browser, **options: Any) -> tuple[Page, list[str]]:
    """An empty page without animations, and the list its console errors and failed requests will go to.

    Asked for more than a viewport and a colour scheme, such as touch, it has a context of its own."""
    if options.keys() <= {"viewport", "color_scheme"}:
        page = context_of(browser).new_page()
        page.set_viewport_size(options.get("viewport", {"width": 1280, "height": 720}))
        page.emulate_media(color_scheme=options.get("color_scheme", "light"))
    else:
        page = browser.new_page(**LOOKS | options)
    errors: list[str] = []
    # A failed request is told by its address below; the console does not name it
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("response", lambda r: errors.append(f"{r.status} {r.url}") if _failed(r) else None)
    return page, errors


STILL = """() => {
  const now = performance.now();
  if (window.changedAt === undefined) {
    new MutationObserver(() => { window.changedAt = performance.now(); }).observe(
      document.body, {subtree: true, childList: true, attributes: true, characterData: true});
    window.changedAt = now;
  }
  const app = document.querySelector('[data-test-script-state]');
  return app?.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-testid=stSkeleton]')
    && now - window.changedAt > 250;
}"""


def settled(page: Page) -> None:
    """Waits until the script has run and nothing on the page changes any more."""
    page.wait_for_function(STILL, timeout=PATIENCE)


def _failed(response: Response) -> bool:
    """On a deep link Streamlit looks for its own probes below the page first, then at the root."""
    return response.status >= 400 and not re.search(r"/\w+/_stcore/(health|host-config)$", response.url)
