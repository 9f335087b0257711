"""Who may change an archive: asked wherever something is written, whatever the screen offers.

Without a judge the asker is the person at this machine, who may change everything unless
TRENDS_READ_ONLY is set. A server names a judge, which says who asks (`judged_by`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from trends.errors import AccessError
from trends.journal import note

# Headers in which a proxy says for whom it asks.
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: `name` for the log (an address, or "local"), `editor` whether they may change things."""

    name: str = "local"
    editor: bool = True


Judge = Callable[[], Person]
_judge: list[Judge] = []  # none, or the server's
_owner: ContextVar[bool] = ContextVar("owner", default=False)


def judged_by(judge: Judge | None) -> None:
    """From now on `judge` says who asks; None: the person at this machine."""
    _judge[:] = [judge] if judge else []


def person() -> Person:
    return _judge[0]() if _judge and not _owner.get() else Person()


def read_only() -> bool:
    """Whether TRENDS_READ_ONLY says that nobody may change anything."""
    return not _owner.get() and os.environ.get("TRENDS_READ_ONLY", "").strip().lower() not in (
        "",
        "0",
        "false",
        "no",
    )


def may_change() -> bool:
    """Whether who asks may change the archive; for what a screen offers, not instead of `changing`."""
    return not read_only() and person().editor


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside, the program itself sets the archive up as its owner configured it; nothing a visitor asks
    for belongs here."""
    token = _owner.set(True)
    try:
        yield
    finally:
        _owner.reset(token)


def refuse(action: str, **facts: str | int) -> Person:
    """Who asks. Raises AccessError when they may not change anything."""
    asking = person()
    if read_only() or not asking.editor:
        note(action, outcome="refused", by=asking.name, **facts)
        cure = "请在本机运行并去掉 TRENDS_READ_ONLY 再改" if read_only() else "请用可编辑的账号登录"
        raise AccessError("这里只能看，不能改", cure)
    return asking


@contextmanager
def changing(action: str, **facts: str | int) -> Iterator[None]:
    """Around every write to an archive: refuses at the start, writes one log line at the end.

    action: label, import, accept, settle, build, …; facts: short, never text of an article.
    Raises AccessError when who asks may not change anything.
    """
    asking = refuse(action, **facts)
    try:
        yield
    except BaseException:
        note(action, outcome="failed", by=asking.name, **facts)
        raise
    note(action, outcome="done", by=asking.name, **facts)
