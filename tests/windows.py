"""The rules of Windows' and macOS' disks, laid on this machine's: what breaks them breaks here."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LONGEST = 259  # characters of a whole path
RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')


def opened_here() -> set[str]:
    """The files this process has open."""
    found = set()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            found.add(os.readlink(handle))
        except OSError:
            continue
    return found


def held(path: Any) -> None:
    if os.path.realpath(path) in opened_here() and not os.path.isdir(path):
        error = PermissionError(errno.EACCES, "in use by another process", str(path))
        error.winerror = 32  # type: ignore[attr-defined]
        raise error


def allowed(path: Any, below: Path) -> None:
    """Raises OSError for a name that Windows refuses."""
    full = os.path.abspath(path)
    if not full.startswith(str(below)):
        return
    own = full.removeprefix(str(below))
    if len(own) + 60 > LONGEST:  # C:\Users\…\Documents\ before the archive's own folder
        raise FileNotFoundError(errno.ENOENT, "path too long", full)
    for part in own.split("/"):
        if part and (RESERVED.match(part) or FORBIDDEN.search(part)):
            raise OSError(errno.EINVAL, "no name for a file", full)
    folder = Path(full).parent
    if folder.is_dir():
        same = [p.name for p in folder.iterdir() if p.name.casefold() == os.path.basename(full).casefold()]
        if any(name != os.path.basename(full) for name in same):
            raise FileExistsError(errno.EEXIST, "another name but for its case", full)


def lay(monkeypatch: pytest.MonkeyPatch, below: Path) -> None:
    """No sync of what is open for reading; nothing replaces, moves or removes what is open; names as Windows
    takes them, for all paths below a folder; a rename never replaces."""

    def guarded(real: Callable[..., Any], *places: int) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            for place in places:
                if place < len(args) and isinstance(args[place], (str, os.PathLike)):
                    held(args[place])
                    allowed(args[place], below)
            return real(*args, **kwargs)

        return call

    def fsync(handle: int, real: Callable[[int], None] = os.fsync) -> None:
        reads = fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
        if reads and not os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EBADF, "Bad file descriptor")
        real(handle)

    def rename(source: Any, target: Any, real: Callable[..., Any] = os.rename, **more: Any) -> None:
        if os.path.exists(target):
            raise FileExistsError(errno.EEXIST, "exists", str(target))
        held(source)
        allowed(target, below)
        real(source, target, **more)

    def open_(path: Any, flags: int, *args: Any, real: Callable[..., int] = os.open, **more: Any) -> int:
        if flags & os.O_CREAT:
            allowed(path, below)
        return real(path, flags, *args, **more)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", guarded(os.replace, 0, 1))
    monkeypatch.setattr(os, "unlink", guarded(os.unlink, 0))
    monkeypatch.setattr(os, "remove", guarded(os.remove, 0))
    monkeypatch.setattr(os, "mkdir", guarded(os.mkdir, 0))
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(shutil, "copyfile", guarded(shutil.copyfile, 1))
