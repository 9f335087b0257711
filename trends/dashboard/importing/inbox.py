"""Files that readers hand in: kept aside until they are looked at, then beside the archive for good.

DIR/imported/.waiting/TOKEN/   handed in, not yet accepted
DIR/imported/0001/             accepted; `build DIR/imported` reads them all again
"""

from __future__ import annotations

import csv
import io
import json
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from trends.archive.disk import write_whole
from trends.archive.permission import changing
from trends.dashboard.data import archive_folder
from trends.errors import ArchiveError, InputError

WAITING = ".waiting"
ACCEPTED = ".accepted"  # in a batch: the name of its lasting folder
MOST_FILES = 2_000
MOST_BYTES = 500 << 20  # of one batch
LONGEST_NAME = 80  # characters, the ending included
_TOKEN = re.compile(r"[0-9a-f]{16}")
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
# .txt, .tar.gz, .jsonl.gz; not the ".06" of a date.
_ENDING = re.compile(r"(?:\.(?:tar|jsonl?|csv|txt|html?))?\.[A-Za-z][A-Za-z0-9]{0,7}$", re.IGNORECASE)
_DATES = re.compile(r"[12]\d{3}[\d._\-年月日]*")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))})
COLUMNS = ".columns"  # in a batch: what columns of tables mean
MANIFEST = ("file", "date", "paper", "page")


def imported_folder() -> Path:
    return archive_folder().absolute() / "imported"


def waiting_folder(token: str) -> Path | None:
    """The folder of files handed in under `token`, or None when there is none."""
    folder = imported_folder() / WAITING / token
    return folder if _TOKEN.fullmatch(token) and folder.is_dir() else None


@changing("hand_in")
def hand_in(files: Iterable[tuple[str, bytes]]) -> str:
    """Keeps (name, bytes) aside; returns their token. Raises InputError for too many or none,
    ArchiveError when the disk takes nothing, AccessError when who asks may not change anything."""
    given = list(files)
    if not given:
        raise InputError("没有选文件", "请先选一个文件")
    if len(given) > MOST_FILES:
        raise InputError(f"一次交来 {len(given):,} 个文件，最多 {MOST_FILES:,} 个", "请分几次导入")
    token = secrets.token_hex(8)
    if sum(len(data) for _, data in given) > MOST_BYTES:
        raise InputError(f"一次交来的文件合计超过 {MOST_BYTES >> 20} MB", "请分几次导入")
    folder = imported_folder() / WAITING / token
    try:
        folder.mkdir(parents=True)
        for name, (_, data) in zip(safe_names([name for name, _ in given]), given, strict=True):
            (folder / name).write_bytes(data)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise ArchiveError(
            f"{folder.parent.parent} 写不进去（{error.strerror}）", "请腾出磁盘空间，或检查权限"
        ) from error
    return token


def safe_names(names: Sequence[str]) -> list[str]:
    """File names that stay inside one folder of any system, each once, with their endings kept."""
    taken: set[str] = set()
    found = []
    for name in names:
        safe = _safe_name(name)
        ending = _ENDING.search(safe)
        stem, ending_text = (safe[: ending.start()], ending.group()) if ending else (safe, "")
        number = 2
        while safe.casefold() in taken:
            safe, number = f"{stem}({number}){ending_text}", number + 1
        taken.add(safe.casefold())
        found.append(safe)
    return found


def _safe_name(name: str) -> str:
    from trends.readers.filenames import stated_date  # readers load when files are handed in

    shown = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    last = re.split(r"[\\/]", shown)[-1]
    clean = _UNSAFE.sub("_", last).strip("._ ") or "file"
    ending = _ENDING.search(clean)
    stem, ending_text = (clean[: ending.start()], ending.group()) if ending else (clean, "")
    if stem.partition(".")[0].lower() in _DEVICES:
        stem = f"_{stem}"
    date = stated_date(name)
    stem = _shortened(stem, LONGEST_NAME - len(ending_text))
    if (
        date and stated_date(stem + ending_text) != date
    ):  # it stood in a folder, among blanks, or was cut away
        stem = f"{date}_{_shortened(_DATES.sub('_', stem), LONGEST_NAME - len(ending_text) - 11)}"
    return stem + ending_text


def _shortened(stem: str, most: int) -> str:
    """At most so many characters, of both ends."""
    return stem if len(stem) <= most else f"{stem[: most // 2]}…{stem[-(most // 2 - 1) :]}"


@changing("correct")
def state(folder: Path, stated: Mapping[str, Mapping[str, str]]) -> None:
    """Writes a person's word on files (date, paper, page) into the folder's manifest.csv, which wins
    over what is read. Rows of other files that stand there stay."""
    from trends.readers.columns import read_rows  # readers load when a person corrects

    path = folder / "manifest.csv"
    rows: dict[str, dict[str, str]] = {}
    if path.is_file():
        found = (fields for _, fields in read_rows(path.read_bytes(), path.name))
        rows = {fields["file"]: fields for fields in found if fields.get("file")}
    for file, fields in stated.items():
        rows[file] = {**rows.get(file, {}), "file": file, **fields}
    text = io.StringIO()
    writer = csv.DictWriter(text, MANIFEST, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows.values())
    write_whole(path, text.getvalue().encode("utf-8-sig"))


def name_columns(folder: Path, fields: Mapping[str, str]) -> None:
    """Keeps what a person says the columns of the batch's tables mean: column → field."""
    with changing("import", columns=len(fields)):
        kept = json.dumps({**named_columns(folder), **fields}, ensure_ascii=False)
        write_whole(folder / COLUMNS, kept.encode())


def named_columns(folder: Path) -> dict[str, str]:
    """What a person said the columns of the batch's tables mean."""
    path = folder / COLUMNS
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


def column_options(folder: Path) -> list[str]:
    """The same as options of the command line."""
    pairs = named_columns(folder).items()
    return [word for column, field in pairs for word in ("--columns", f"{column}={field}")]


@changing("import")
def accept(folder: Path) -> Path:
    """Moves the files of a batch to their lasting place, before the archive reads them there."""
    numbers = [int(path.name) for path in imported_folder().glob("[0-9]*") if path.name.isdecimal()]
    lasting = imported_folder() / f"{max(numbers, default=0) + 1:04d}"
    lasting.mkdir()
    write_whole(folder / ACCEPTED, lasting.name.encode())
    _move(folder, lasting)
    return lasting


@changing("take_back")
def take_back(folder: Path) -> None:
    """Undoes `accept` when the archive did not take the batch in."""
    name = (folder / ACCEPTED).read_text("utf-8") if (folder / ACCEPTED).is_file() else ""
    lasting = imported_folder() / name
    if name.isdecimal() and lasting.is_dir():
        _move(lasting, folder)
        lasting.rmdir()
    (folder / ACCEPTED).unlink(missing_ok=True)


def _move(source: Path, target: Path) -> None:
    for path in sorted(source.iterdir()):
        if not path.name.startswith("."):
            path.rename(target / path.name)


@changing("discard")
def discard(folder: Path) -> None:
    """Forgets files that were handed in and not accepted."""
    shutil.rmtree(folder, ignore_errors=True)
