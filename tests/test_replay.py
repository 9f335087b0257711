"""A month of an editor's life ends in the archive that the clean sources make at once, row for row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT, build
from tests.changed import FIRM, add, page
from trends import pipeline
from trends.archive import Archive, open_archive
from trends.archive.labels import Label, read_labels, write_label
from trends.pipeline import Engine
from trends.records import Settings

DAYS = [dt.date(2024, 2, 1) + dt.timedelta(days=n) for n in range(30)]
PAGES = {f"{n + 1:02d}.txt": page(day.isoformat(), 10 + 4 * n) for n, day in enumerate(DAYS)}
MISDATED, WITHDRAWN = "20.txt", "08.txt"
KEPT = "水利局清淤"
TABLES = {
    "articles": """SELECT id, date, paper, page, headline, kicker, body, characters, double_of, kind, byline
                   FROM articles ORDER BY id""",
    "issues": "SELECT date, paper, pages, articles, characters FROM issues ORDER BY ALL",
    "terms": "SELECT text, class, n, df FROM terms ORDER BY text",
    "article_terms": "SELECT id, text, x.n FROM article_terms x JOIN articles USING (article) JOIN terms USING (term) ORDER BY ALL",
    "article_names": "SELECT id, text, names.kind, x.n FROM article_names x JOIN articles USING (article) JOIN names USING (name) ORDER BY ALL",
    "phrases": "SELECT phrase, n, occurrences, first, last, round(freedom, 4), example FROM phrases ORDER BY phrase",
    "lines": "SELECT date, line, start, text, role, l.article FROM page_lines l JOIN pages USING (file) ORDER BY ALL",
}


def without_story(text: str) -> str:
    """The page of the withdrawn story without it."""
    parts = text.split("\n\n")
    return "\n\n".join(part for part in parts if not part.lstrip("\n").startswith(FIRM[2]))


def written(folder: Path, names: list[str], **other: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(other.get(name, PAGES[name]), "utf-8")
    return folder


def exported(path: Path, coding: str) -> Path:
    """The last day as a table that a spreadsheet saved."""
    rows = [["日期", "报纸", "标题", "正文"]]
    for n in range(3):
        rows.append(
            ["2024/3/2", "石湾日报", f"街道清扫第{n}段", f"清扫第{n}段由两个班组承担，夜间作业。" * 6]
        )
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_bytes(out.getvalue().encode(coding))
    return path


def decided(archive: Path, coding: str) -> None:
    """What a person said of phrases and topics, saved by a spreadsheet."""
    (archive / "phrases.csv").write_bytes(f"phrase,status\r\n{KEPT},keep\r\n\r\n".encode(coding))


def rows(archive: Archive, table: str) -> list[tuple[object, ...]]:
    found = archive.snapshot.rows(TABLES[table])
    marks = ("〔已撤下〕", "")
    return [row for row in found if table != "lines" or row[3] not in marks]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty days: builds, additions, two corrections, a withdrawal, a double, a wrong date, a list and
    a table in GBK, a kill and a restart."""
    home = tmp_path_factory.mktemp("life")
    archive, names = home / "x", sorted(PAGES)
    first = {name: PAGES[name].replace("比上月好转", "比上月变差", 1) for name in ("03.txt", "05.txt")}
    wrong = {MISDATED: PAGES[MISDATED].replace("2024年2月20日", "2004年2月20日")}
    folder = written(home / "in", names[:10], **first)
    build(folder, archive, topics=2)
    decided(archive, "gb18030")
    add(written(home / "days-11-19", names[10:19]), archive)
    add(written(home / "mended", ["03.txt", "05.txt"]), archive)  # two corrected pages
    copied = home / "again"
    copied.mkdir()
    (copied / "12 - 副本.txt").write_text(PAGES["12.txt"])  # a double
    add(copied, archive)
    add(written(home / "days-20-30", names[19:], **wrong), archive)
    add(exported(home / "导出.csv", "gb18030"), archive)
    assert open_archive(archive).meta.far == ("2004-02-20",)
    written(home / "days-20-30", [MISDATED])  # mended where it lies
    opened = open_archive(archive)
    headline = f"{FIRM[2]}{10 + 4 * 7}有新进展"
    [victim] = [
        name for name, found in opened.snapshot.rows("SELECT id, headline FROM articles") if found == headline
    ]
    pipeline.withdraw(victim, archive, "当事人要求")
    command = [
        sys.executable,
        "-m",
        "trends",
        "build",
        str(folder),
        "--archive",
        str(archive),
        "--topics",
        "2",
    ]
    killed = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"TRENDS_PROGRESS": "lines"},
    )
    assert killed.stderr is not None
    for line in killed.stderr:
        if b'"issue topics"' in line:
            killed.send_signal(signal.SIGKILL)
            break
    killed.wait()
    write_label(archive, Label("t1", "城建"))
    build(folder, archive, topics=2)
    return home


@pytest.fixture(scope="module")
def clean(lived: Path) -> Archive:
    folder = written(lived / "clean", sorted(PAGES), **{WITHDRAWN: without_story(PAGES[WITHDRAWN])})
    exported(folder / "导出.csv", "utf-8")
    (lived / "y").mkdir()
    decided(lived / "y", "utf-8")
    build(folder, lived / "y", topics=2)
    return open_archive(lived / "y")


@pytest.mark.parametrize("table", TABLES)
def test_the_archive_is_that_of_the_clean_sources(lived: Path, clean: Archive, table: str) -> None:
    assert rows(open_archive(lived / "x"), table) == rows(clean, table)


def test_every_decision_stands(lived: Path, clean: Archive) -> None:
    opened = open_archive(lived / "x")
    assert opened.meta.issues == 31
    assert opened.meta.articles == clean.meta.articles == 92
    assert read_labels(lived / "x")["t1"].label == "城建"
    assert f"{KEPT}," in (lived / "x" / "phrases.csv").read_text("utf-8-sig")
    assert KEPT in opened.snapshot.terms.tolist()
    assert opened.meta.undated == 0
    assert list((lived / "x" / "snapshots").glob(".building*")) == []


def test_begun_anew_its_topics_are_those_of_the_clean_sources(lived: Path, clean: Archive) -> None:
    settings = Settings(topics=2, max_df=0.8)
    pipeline.build([lived / "in"], lived / "x", settings, engine=Engine(jobs=1), fresh=True)
    asked = """SELECT id, list(round(w.weight, 4) ORDER BY w.weight) FROM article_topics w JOIN articles USING (article)
               GROUP BY id ORDER BY id"""
    assert open_archive(lived / "x").snapshot.rows(asked) == clean.snapshot.rows(asked)
