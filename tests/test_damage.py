"""Snapshots that were lost or damaged: every command says so in a sentence, and what people decided stays."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from tests.builders import build, days, mixed_records, write_jsonl
from trends.archive import bundle, open_archive
from trends.archive.bundle import export_archive, import_archive
from trends.archive.labels import Label, read_labels, write_label
from trends.archive.lists import read_list
from trends.archive.pointer import current_snapshot, snapshots
from trends.archive.publishing import roll_back
from trends.archive.registry import QUESTIONS
from trends.archive.withdrawn import Withdrawn, note_withdrawn, withdrawn_keys
from trends.cli import app
from trends.errors import ArchiveError, ArchiveWarning, DamagedError

ASKED = {
    "issue": ["2024-01-01"],
    "keywords": ["小麦"],
    "compare": ["--a", "2024-01-01:2024-01-02", "--b", "2024-01-03:"],
}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with three snapshots, each of a day more, and a topic that a person named."""
    folder = tmp_path_factory.mktemp("three")
    for n in (4, 5, 6):
        rows = mixed_records(days("2024-01-01", n), {"farm": 3, "school": 2})
        build(write_jsonl(folder / "a.jsonl", rows), folder / "x", topics=2)
    write_label(folder / "x", Label("t9", "只在丢了的快照里"))
    return folder


@pytest.fixture
def own(three: Path, tmp_path: Path) -> Path:
    shutil.copytree(three, tmp_path, dirs_exist_ok=True)
    return tmp_path / "x"


def newest(archive: Path) -> Path:
    return snapshots(archive)[-1]


def flipped(path: Path) -> None:
    """Bits changed in every block behind the head: the file opens and its rows do not."""
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 4, len(data), 997):
        data[place] ^= 0xFF
    path.write_bytes(data)


LOST: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:9000]),
}


@pytest.mark.parametrize("lose", LOST.values(), ids=LOST)
@pytest.mark.filterwarnings("ignore::trends.errors.ArchiveWarning")
def test_without_the_current_snapshot_one_goes_back_to_the_one_before(
    own: Path, lose: Callable[[Path], object]
) -> None:
    lose(newest(own))
    before = snapshots(own)[-1 if lose is LOST["gone"] else -2]
    assert roll_back(own) == before
    assert open_archive(own).meta.issues == 5


@pytest.mark.parametrize("lose", LOST.values(), ids=LOST)
def test_a_build_goes_on_from_the_newest_whole_snapshot_and_gives_no_number_a_second_meaning(
    own: Path, lose: Callable[[Path], object]
) -> None:
    then = open_archive(own).topics()["topic"].tolist()
    lose(newest(own))
    rows = mixed_records(days("2024-01-01", 6), {"farm": 3, "school": 2})
    more = mixed_records(days("2024-01-03", 4), {"sport": 3}, start=100)
    source = write_jsonl(own.parent / "a.jsonl", rows + more)
    with pytest.warns(ArchiveWarning):
        build(source, own, topics=3)
    now = open_archive(own).topics()["topic"].tolist()
    assert set(then) - {"unassigned"} <= set(now)
    new = set(now) - set(then)
    assert new
    assert all(int(topic[1:]) > 9 for topic in new)  # t9 was named, and is lost


def test_where_no_snapshot_is_whole_a_build_is_refused_unless_topics_may_begin_anew(own: Path) -> None:
    for path in snapshots(own):
        LOST["cut"](path)
    with pytest.raises(DamagedError, match="--fresh"):
        build(own.parent / "a.jsonl", own, topics=2)
    from trends import pipeline
    from trends.pipeline import Engine

    pipeline.build([own.parent / "a.jsonl"], own, engine=Engine(jobs=1), fresh=True)
    assert all(int(topic[1:]) > 9 for topic in open_archive(own).topics()["topic"] if topic != "unassigned")


@pytest.mark.parametrize("asked", sorted(QUESTIONS))
def test_every_command_tells_damage_in_one_sentence(own: Path, asked: str) -> None:
    flipped(newest(own))
    question = QUESTIONS[asked]
    given = ASKED.get(
        question.command, ["x" for p in question.parameters if p.required and p.kind != "range"]
    )
    done = CliRunner().invoke(app, [question.command, *given, "--archive", str(own)])
    assert done.exit_code in (0, 1, 2)
    assert not done.exception or isinstance(done.exception, SystemExit)


def test_a_damaged_snapshot_is_neither_packed_nor_taken_in(own: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.zip"
    export_archive(own, good)
    flipped(newest(own))
    with pytest.raises(DamagedError):
        export_archive(own, tmp_path / "bad.zip")
    assert not (tmp_path / "bad.zip").exists()


CHANGED = {
    "a row": "DELETE FROM topic_terms WHERE rank = 1",
    "a number": "UPDATE articles SET characters = characters + 1 WHERE article = 0",
    "a view": "CREATE VIEW more AS SELECT * FROM articles",
    "a view in place of a table": "ALTER TABLE phrases RENAME TO p; CREATE VIEW phrases AS SELECT * FROM p",
    "a macro": "CREATE MACRO sum(x) AS 0",
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_snapshot_that_another_hand_changed_is_not_packed(own: Path, tmp_path: Path, change: str) -> None:
    with duckdb.connect(str(newest(own))) as db:
        db.execute(change)
    with pytest.raises(DamagedError):
        export_archive(own, tmp_path / "bad.zip")


def test_an_import_that_ends_midway_loses_no_list_whenever_it_ends(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every step is made to fail in turn: what a person wrote is in the archive under some name."""
    file = tmp_path / "x.zip"
    write_label(own, Label("t1", "包里的"))
    note_withdrawn(own, [Withdrawn("", "", "", "", "", "k0")])
    export_archive(own, file)
    write_label(own, Label("t1", "本地的"))
    note_withdrawn(own, [Withdrawn("", "", "", "", "", "k1")])
    real = {name: getattr(bundle, name) for name in ("put", "write_whole", "publish")}
    for failing in range(1, 8):
        left = failing

        def step(name: str) -> Callable[..., object]:
            def called(*given: object, **named: object) -> object:
                nonlocal left
                left -= 1
                if not left:
                    raise KeyboardInterrupt
                return real[name](*given, **named)

            return called

        for name in real:
            monkeypatch.setattr(bundle, name, step(name))
        with contextlib.suppress(KeyboardInterrupt):
            import_archive(file, own)
        written = "".join(path.read_text("utf-8-sig") for path in own.glob("labels*.csv"))
        assert "本地的" in written
        assert withdrawn_keys(own) == {"k0", "k1"}
        assert not list((own / "snapshots").glob(".building-*"))


def test_two_imports_keep_both_lists_that_were_there(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    export_archive(own, file)
    kept = []
    for name in ("甲", "乙"):
        write_label(own, Label("t1", name))
        kept += import_archive(file, own).replaced
        current = current_snapshot(own)
        assert current is not None
        roll_back(own)
        current.unlink()  # the next import takes its number again
    assert len(set(kept)) == 2
    assert [next(iter(read_list(own / n, ("topic",)).rows))["label"] for n in kept] == ["甲", "乙"]


def test_columns_that_people_added_stay_when_a_topic_is_renamed(own: Path) -> None:
    (own / "labels.csv").write_bytes("topic;label;note\nt1;农事;问过王老师\nt2;教育;待议\n".encode("gb18030"))
    write_label(own, Label("t2", "学校"))
    rows = read_list(own / "labels.csv", ("topic",)).rows
    assert [(row["topic"], row["label"], row["note"]) for row in rows] == [
        ("t1", "农事", "问过王老师"),
        ("t2", "学校", "待议"),
    ]
    assert read_labels(own)["t1"].label == "农事"


def test_a_snapshot_that_another_program_writes_stops_a_build(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trends.pipeline import previous

    def busy(path: Path) -> None:
        raise ArchiveError(f"{path.name} 正被另一个程序打开来写", "先关掉它")

    monkeypatch.setattr(previous, "Snapshot", busy)
    with pytest.raises(ArchiveError, match="另一个程序"):
        build(own.parent / "a.jsonl", own, topics=3)
