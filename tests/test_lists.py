"""Lists that people save with a spreadsheet: read as meant, faulty rows set aside and kept, nothing down."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import record, write_jsonl
from tests.screens import screen
from trends import pipeline
from trends.archive import open_archive
from trends.archive.labels import Label, read_labels, write_label
from trends.archive.lists import list_date, read_list
from trends.dashboard.topics.events import read_events
from trends.pipeline import Engine

TABLES = {
    "labels.csv": (("topic", "label", "hidden"), ("t1", "水利", "false"), ("", "没有编号", "")),
    "phrases.csv": (("phrase", "status"), ("水利工程", "keep"), ("一", "keep")),
    "dates.csv": (("file", "date"), ("扫描.txt", "2023/2/6"), ("别的.txt", "生日")),
    "events.csv": (("date", "label"), ("2023/2/6", "会议"), ("哪天", "会议")),
}


def as_saved(rows: tuple[tuple[str, ...], ...], coding: str, delimiter: str, end: str, blank: bool) -> bytes:
    lines = [delimiter.join(row) for row in rows]
    if blank:
        lines = [lines[0], delimiter * (len(rows[0]) - 1), "", *lines[1:], delimiter * 2, ""]
    return (end.join(lines) + end).encode(coding)


SAVED = st.tuples(
    st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16")),
    st.sampled_from((",", "\t", ";")),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.booleans(),
)


@settings(max_examples=48, deadline=None)
@given(st.sampled_from(sorted(TABLES)), SAVED)
def test_any_spreadsheet_saves_a_list_as_it_was_meant(name: str, saved: tuple[str, str, str, bool]) -> None:
    from tempfile import TemporaryDirectory

    rows = TABLES[name]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(as_saved(rows, *saved))
        found = read_list(path, rows[0][:1])
        assert [tuple(row[column] for column in rows[0]) for row in found.rows] == list(rows[1:])
        assert not found.fault


@pytest.mark.parametrize(
    "text", ["2023-02-06", "2023/2/6", "2023.2.6", "2023年2月6日", "2023/2/6 0:00", " 2023/02/06 "]
)
def test_dates_as_spreadsheets_write_them(text: str) -> None:
    assert str(list_date(text)) == "2023-02-06"


@pytest.mark.parametrize("text", ["", "2/6", "2023-02-30", "2023/2", "生日", "12023/2/6", "2023/2/6 上午"])
def test_what_is_no_date(text: str) -> None:
    assert list_date(text) is None


@pytest.fixture
def own(planted_dir: Path, tmp_path: Path) -> Path:
    shutil.copytree(planted_dir, tmp_path / "own")
    return tmp_path / "own"


DAMAGED = {
    "bytes": b"\xff\xfe\x00bad",
    "no head": "水利,keep\n".encode(),
    "nothing": b"",
    "nulls": b"topic,label\n\0\0\0",
    "a quote": 'topic,phrase,file,date,status\n"水利,x\n'.encode(),
    "gbk": "topic,phrase,file,date,status,label\nt1,水利工程,a.txt,2023/2/6,keep,水利\n".encode("gb18030"),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_no_list_takes_a_screen_or_an_addition_down(
    own: Path, damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in TABLES:
        (own / name).write_bytes(damage)
    assert len(open_archive(own).topics()) == 4
    assert open_archive(own).problems() is not None
    app = screen(own, monkeypatch, "topics", events="1")
    assert not app.exception
    assert not app.error
    more = write_jsonl(tmp_path / "more.jsonl", [record("2024-03-05", "farm", 977)])
    summary = pipeline.add([more], own, engine=Engine(jobs=1), progress=pipeline.no_progress)
    assert summary.articles == open_archive(own).meta.articles


def test_rows_that_are_no_use_and_files_that_cannot_be_read_are_never_lost(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes("topic,label,hidden\r\n第一,水利,false\r\nt2,教育,true\r\n".encode("gb18030"))
    write_label(tmp_path, Label("t1", "春耕"))
    assert read_labels(tmp_path) == {"t1": Label("t1", "春耕"), "t2": Label("t2", "教育", True)}
    assert "第一,水利,false" in path.read_text("utf-8-sig")
    path.write_bytes(b"\xff\xfe\x00bad")
    write_label(tmp_path, Label("t1", "春耕"))
    assert read_labels(tmp_path) == {"t1": Label("t1", "春耕")}
    [kept] = tmp_path.glob("labels.unread-*.csv")
    assert kept.read_bytes() == b"\xff\xfe\x00bad"


def test_events_of_a_spreadsheet_are_marked(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes("日期,x\n".encode("gb18030"))
    assert read_events(tmp_path / "events.csv")[1] == 1
    (tmp_path / "events.csv").write_bytes("date,label\r\n2023/2/6,会议\r\n哪天,会\r\n".encode("gb18030"))
    table, faults = read_events(tmp_path / "events.csv")
    assert (table.to_dict("records"), faults) == ([{"date": "2023-02-06", "label": "会议"}], 1)
