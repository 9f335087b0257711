"""Paths given by a person → the source files to read, in one fixed order."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from trends.errors import InputError
from trends.records import Problem

SIDE_FILES = frozenset({"manifest.csv", "corrections.csv", "events.csv", "labels.csv"})
Columns = tuple[tuple[str, str], ...]  # (column of a table, field it stands for), as a person said it
# What browsers save beside a page: never text of a newspaper.
TRIMMINGS = frozenset(
    (
        ".css",
        ".js",
        ".map",
        ".ico",
        ".woff",
        ".woff2",
        ".ttf",
        ".eot",
        ".swf",
        ".mp3",
        ".mp4",
        ".db",
        ".ini",
        ".lnk",
    )
)
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".svg", ".webp", ".tif", ".tiff"))
# Electronic papers: an index page for every page of the paper, beside the pages of its articles.
_INDEX_PAGE = re.compile(r"(?:node|layout|index|default)[\w-]*\.s?html?$", re.IGNORECASE)
_ARTICLE_PAGE = re.compile(r"(?:content|nw|con|article)[-_.][\w.-]*\.s?html?$", re.IGNORECASE)
WEB_PAGES = frozenset((".htm", ".html", ".shtml", ".xhtml", ".mhtml", ".mht"))


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read; `name` is shown to people, `root` is the folder given (or the file's own).

    part: the first and the last item (PDF page, member of a ZIP; 0-based, end exclusive) to read, None = all.
    order: when it was given; what was given later corrects what was given before.
    """

    path: Path
    name: str
    root: Path
    columns: Columns = ()
    part: tuple[int, int] | None = None
    order: int = 0


def find_sources(
    paths: Sequence[Path | str],
    is_readable: Callable[[Source], bool],
    columns: Columns = (),
    root: Path | None = None,
) -> tuple[list[Source], list[Problem]]:
    """Files and folders → sources in sorted order, each file once, and what could not be used.

    Raises InputError when nothing at all can be read.
    """
    found: dict[Path, Source] = {}
    problems: list[Problem] = []
    for path in map(Path, paths):
        if not path.exists():
            problems.append(Problem(str(path), None, "没有这个文件或文件夹", "检查路径的写法"))
            continue
        files, outside = _walk(path, columns, root)
        problems += outside
        files, trimmings = without_trimmings(files)
        problems += trimmings
        for source in files:
            if fault := _shut(source.path):
                problems.append(Problem(source.name, None, f"打不开：{fault}，没有读", OPEN_CURE))
            elif is_readable(source):
                found.setdefault(source.path.resolve(), source)
            else:
                problems.append(Problem(source.name, None, "不认识的文件格式，没有读", UNKNOWN_CURE))
    if not found:
        where = "、".join(map(str, paths)) or "(未给出路径)"
        detail = f"：{problems[0].what}" if problems else ""
        raise InputError(
            f"{where} 里没有可读的来源{detail}", "给出版面、网页、PDF、表格或它们的文件夹、压缩包"
        )
    return list(found.values()), problems


OPEN_CURE = "检查它的权限，或先关掉正开着它的程序"
UNKNOWN_CURE = "请转成文本、网页、PDF、图片或表格，或移出文件夹"


def without_trimmings(files: Sequence[Source]) -> tuple[list[Source], list[Problem]]:
    """The sources without style sheets, scripts and the pictures of web pages; these counted in one Problem."""
    names = trimmings_of([source.name for source in files]) if len(files) > 1 else set()
    kept = [source for source in files if source.name not in names]
    if not names:
        return kept, []
    endings = "、".join(sorted({PurePosixPath(name).suffix.lower() for name in names}))
    several = f"等 {len(names)} 个文件（{endings}）" if len(names) > 1 else ""
    what = f"{several}当作网页的附件（目录、样式、脚本、插图），没有读"
    return kept, [Problem(min(names), None, what, "要识别其中的图片，请单独放进一个文件夹", lost=False)]


def trimmings_of(names: Sequence[str]) -> set[str]:
    """Of the files of one folder or container, those that only dress web pages or list them."""
    paths = {name: PurePosixPath(name) for name in names}
    pages = {path.parent for path in paths.values() if path.suffix.lower() in WEB_PAGES}
    with_articles = {path.parent for path in paths.values() if _ARTICLE_PAGE.match(path.name)}
    return {
        name
        for name, path in paths.items()
        if path.suffix.lower() in TRIMMINGS
        or (_INDEX_PAGE.match(path.name) and path.parent in with_articles)
        or (path.suffix.lower() in PICTURES and (path.parent in pages or path.parent.parent in pages))
    }


def _walk(path: Path, columns: Columns, root: Path | None) -> tuple[list[Source], list[Problem]]:
    """The files under a path; links that lead out of it become Problems."""
    if not path.is_dir() and root is not None and path.is_relative_to(root):
        return [Source(path, path.relative_to(root).as_posix(), root, columns)], []
    if not path.is_dir():
        return [Source(path, path.name, path.parent, columns)], []
    files: list[Source] = []
    problems: list[Problem] = []
    home = path.resolve()

    def shut(error: OSError) -> None:
        folder = Path(error.filename or path)
        name = folder.relative_to(path).as_posix() if folder.is_relative_to(path) else str(folder)
        problems.append(
            Problem(name, None, f"文件夹打不开：{error.strerror or error}，里面的没有读", "检查它的权限")
        )

    for file in sorted(_visible(path, shut), key=lambda p: p.relative_to(path).parts):
        name = file.relative_to(path).as_posix()
        if file.is_symlink() and (fault := _strays(file, home)):
            problems.append(Problem(name, None, f"是{fault}的链接，没有读", "把文件本身放进文件夹"))
        elif file.is_file() and file.name not in SIDE_FILES:
            files.append(Source(file, name, path, columns))
    return files, problems


def _visible(path: Path, shut: Callable[[OSError], None]) -> Iterator[Path]:
    """The files under a folder, and links to folders; what systems keep for themselves left out. shut: told of
    folders that do not open."""
    for place, folders, files in os.walk(path, onerror=shut):
        folders[:] = [name for name in folders if not is_hidden(name)]
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        yield from (Path(place, name) for name in (*files, *links) if not is_hidden(name))


def _strays(link: Path, home: Path) -> str:
    """Where a link leads that is not followed, "" for one to a file of the same folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # gone, or a circle
        return "绕回自己、或不知指到哪里"
    if not target.is_relative_to(home):
        return "指到文件夹外面"
    return "指到文件夹" if target.is_dir() else ""


def _shut(path: Path) -> str:
    """Why a file does not open, "" when it does."""
    try:
        with path.open("rb") as stream:
            stream.read(1)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def is_hidden(part: str) -> bool:
    """Names of folders and files that systems keep for themselves; Office's locks begin with ~$."""
    return part.startswith((".", "~$")) or part in ("__MACOSX", "Thumbs.db")
