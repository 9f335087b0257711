"""Codebooks: every form reads back, a fault is told with its line and the rest works."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from tests.builders import ROOT
from trends.archive import Archive, open_archive
from trends.archive.coding import code_hits
from trends.codebook import FORMS, Code, Codebook, read_codebook
from trends.codebook.assist import assign, fit
from trends.codebook.index import newspaper_index
from trends.errors import InputError, QueryError
from trends.shipped import CODEBOOKS

NAMES = st.text("生态环境农业交通教育医疗文旅", min_size=2, max_size=6)
WORDS = st.lists(
    st.text("大气水土壤污染治理河长制", min_size=2, max_size=5), min_size=1, max_size=4, unique=True
)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    return Codebook(tuple(Code(name, tuple(draw(WORDS))) for name in names))


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=40)
@given(codebook=codebooks())
def test_every_form_reads_back_what_it_wrote(form: str, codebook: Codebook) -> None:
    back, _ = read_codebook(f"x{FORMS[form].suffix}", FORMS[form].written(codebook))
    assert {(code.name, frozenset(code.words)) for code in back.codes} == {
        (code.name, frozenset(code.words)) for code in codebook.codes
    }


@pytest.mark.parametrize("form", ["yaml", "csv", "xlsx"])
def test_our_own_forms_lose_nothing(form: str) -> None:
    codebook = Codebook(
        (
            Code("治理", ("社会治理|网格员", "信访 -北京"), ("公司治理",), ("a1",), ("t3",), "", "含网格"),
            Code("信访", ("信访局",), parent="治理"),
        )
    )
    back, faults = read_codebook(f"x{FORMS[form].suffix}", FORMS[form].written(codebook))
    assert (back, faults) == (codebook, [])
    assert back.version == codebook.version


def test_a_spreadsheet_of_a_chinese_windows_is_read() -> None:
    text = "编码,词,排除\r\n农业,小麦、玉米,小麦肤色\r\n,大豆,\r\n\r\n教育,高考；中考,\r\n"
    codebook, faults = read_codebook("词表.csv", text.encode("gb18030"))
    assert not faults
    assert [code.words for code in codebook.codes] == [("小麦", "玉米", "大豆"), ("高考", "中考")]


def test_a_quanteda_dictionary_has_two_levels() -> None:
    text = "经济:\n  财政: [税收*, 预算]\n  金融: [银行]\n军事: 导弹\n"
    codebook, faults = read_codebook("lexicon.yml", text.encode())
    assert not faults
    assert [(code.name, code.parent, code.words) for code in codebook.codes] == [
        ("财政", "经济", ("税收", "预算")),
        ("金融", "经济", ("银行",)),
        ("军事", "", ("导弹",)),
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("codes:\n- name: 甲\n  words: [水]\n- name: 乙\n", 4, "空的"),
        ("codes:\n- name: 甲\n  words: [水]\n- name: 甲\n  words: [土]\n", 4, "两次"),
        ("codes:\n- name: 甲\n  words: [水]\n  colour: red\n", 4, "colour"),
        ("codes:\n- name: 甲\n  words: [水]\n- 乙\n", 4, "不是编码"),
        ("codes:\n- name: 甲\n  words: [水]\n- words: [土]\n", 4, "没有名字"),
        ("codes:\n- name: 甲\n  words: [水土]\n- name: 乙\n  words: [水土]\n", 4, "都有"),
        ("codes:\n- name: 甲\n  words:\n  - 水\n  - " + "长" * 201 + "\n", 5, "201"),
        ("version: 3\ncodes:\n- name: 甲\n  words: [水]\n", 1, "version"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_the_rest_works(text: str, line: int, says: str) -> None:
    codebook, faults = read_codebook("codebook.yaml", text.encode())
    assert [code.name for code in codebook.codes][:1] == ["甲"]
    assert [(fault.line, says in fault.what) for fault in faults] == [(line, True)]
    assert all(fault.cure for fault in faults)


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"codes: [", b"- a\n- b\n", b"codes: []", b"a: &x [*x]"])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_usable_is_one_sentence(form: str, data: bytes) -> None:
    with pytest.raises(InputError):
        read_codebook(f"x{FORMS[form].suffix}", data)


def test_five_hundred_codes_and_no_more() -> None:
    entries = "".join(f"- name: 码{i}\n  words: [词{i}]\n" for i in range(600))
    codebook, faults = read_codebook("codebook.yaml", f"codes:\n{entries}".encode())
    assert len(codebook.codes) == 500
    assert "500" in faults[0].what


def test_ten_thousand_words_and_no_more() -> None:
    words = [f"词{i}" for i in range(6_000)]
    text = f"codes:\n- {{name: 甲, words: [{', '.join(words)}]}}\n- {{name: 乙, words: [{', '.join(f'字{i}' for i in range(6_000))}]}}\n"
    codebook, faults = read_codebook("codebook.yaml", text.encode())
    assert [len(code.words) for code in codebook.codes] == [6_000]
    assert "10,000" in faults[0].what
    assert "乙" in faults[0].cure


def planted(seed: int, strangers: int) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Three subjects of 40 terms each; two articles in five hold their seed words; strangers are of a fourth."""
    rng = np.random.default_rng(seed)
    truth = np.repeat([0, 1, 2, -1], [80, 80, 80, strangers])
    dense = rng.random((len(truth), 200)) < 0.01
    for i, subject in enumerate(truth):
        dense[i, 40 * (subject % 4) + rng.choice(40, 12, replace=False)] = True
    dense = dense.astype(np.float32)
    rows = dense / np.linalg.norm(dense, axis=1, keepdims=True)
    hits = np.zeros((len(truth), 3), np.float32)
    for i, subject in enumerate(truth):
        hits[i, subject] = subject >= 0 and rng.random() < 0.4
    return csr_matrix(rows), hits, truth


def groups(truth: np.ndarray) -> np.ndarray:
    """Topics as the machine might find them: the subjects, strangers among them."""
    return truth + 1


@pytest.mark.parametrize("seed", range(3))
def test_seeded_centroids_find_articles_without_the_words_and_leave_strangers_out(seed: int) -> None:
    rows, hits, truth = planted(seed, strangers=160)
    code, weight = assign(rows, fit(rows, hits, groups(truth)))
    own = truth >= 0
    assert (code[own] == truth[own]).mean() > 0.9
    assert (code[~own] == -1).mean() > 0.9
    assert ((weight > 0) == (code >= 0)).all()
    assert weight.max() <= 1 + 1e-6


def test_new_articles_move_no_old_one() -> None:
    rows, hits, truth = planted(0, strangers=80)
    fitted = fit(rows[:200], hits[:200], groups(truth[:200]))
    before = assign(rows[:200], fitted)
    both = assign(rows, fitted)
    assert (both[0][:200] == before[0]).all()
    assert (both[1][:200] == before[1]).all()


def test_codes_that_match_all_or_none_do_no_harm() -> None:
    rows, hits, truth = planted(1, strangers=80)
    more = np.column_stack([hits, np.zeros(len(truth)), np.ones(len(truth))])
    code, _ = assign(rows, fit(rows, more, groups(truth)))
    assert (code != 3).all()
    assert set(np.unique(code)) <= {-1, 0, 1, 2, 4}


def epu(paper: str, n: list[int]) -> pd.DataFrame:
    periods = [f"2020-{month:02d}" for month in range(1, len(n) + 1)]
    return pd.DataFrame({"paper": paper, "period": periods, "n": n, "N": 100})


def test_the_index_is_100_on_its_base_and_later_months_move_nothing() -> None:
    counts = pd.concat([epu("甲报", [2, 4, 6, 8, 30]), epu("乙报", [10, 30, 20, 40, 10])])
    table = newspaper_index(counts, "2020-01", "2020-04")
    assert table["index"][:4].mean() == pytest.approx(100, abs=1e-9)
    shorter = newspaper_index(counts[counts["period"] < "2020-05"], "2020-01", "2020-04")
    assert (table["index"][:4] == shorter["index"]).all()


def test_a_base_without_change_is_told() -> None:
    with pytest.raises(QueryError, match="基期"):
        newspaper_index(epu("甲报", [5, 5, 5]), "2020-01", "2020-03")


BOOK = """codes:
- {name: 农业, words: [小麦, 农民|合作社]}
- {name: 教育, words: [学校, 教师]}
"""


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "trends", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_apply_gives_a_row_an_article_and_keeps_the_fit(planted_dir: Path, tmp_path: Path) -> None:
    archive = shutil.copytree(planted_dir, tmp_path / "archive")
    (tmp_path / "codebook.yaml").write_text(BOOK, "utf-8")
    articles = open_archive(archive).meta.articles
    before = set((archive / "codebooks").glob("*.parquet"))
    for mode in ("strict", "assisted"):
        done = run("codebook", "apply", tmp_path / "codebook.yaml", "--archive", archive, "--mode", mode)
        assert done.returncode == 0, done.stderr
        table = pd.read_csv(io.StringIO(done.stdout), keep_default_na=False)
        assert list(table.columns) == ["id", "code", "weight"]
        assert len(table) == articles == table["id"].nunique()
        assert set(table["code"]) <= {"农业", "教育", ""}
        assert ((table["weight"] > 0) == (table["code"] != "")).all()
    assert len(set((archive / "codebooks").glob("*.parquet")) - before) == 1
    again = run("codebook", "apply", tmp_path / "codebook.yaml", "--archive", archive, "--mode", "assisted")
    assert again.stdout == done.stdout


def test_strict_counts_are_those_of_keywords(planted: Archive) -> None:
    codebook, _ = read_codebook("codebook.yaml", BOOK.encode())
    hits = code_hits(planted.snapshot, codebook).hits
    for i, query in enumerate(["小麦|农民|合作社", "学校|教师"]):
        assert (hits[:, i] > 0).sum() == planted.keywords([query], by="year")["n"].sum()


@pytest.mark.parametrize("name", ["china-epu.yaml", "city-policy.yaml"])
def test_shipped_codebooks_are_read_whole(name: str) -> None:
    codebook, faults = read_codebook(name, (CODEBOOKS / name).read_bytes())
    assert codebook.codes
    assert not faults


def test_an_index_is_a_table_and_a_wrong_base_a_sentence(planted_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "index.yaml").write_text(
        "codes:\n- {name: 甲, words: [学校]}\n- {name: 乙, words: [教师]}\n", "utf-8"
    )
    done = run("index", tmp_path / "index.yaml", "--archive", planted_dir, "--by", "week")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "period,index,n,N"
    wrong = run("index", tmp_path / "index.yaml", "--archive", planted_dir, "--base", "1999-01:1999-12")
    assert wrong.returncode == 1
    assert len(wrong.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.yml", "经济: [econom*, '*通胀*', ta*x]\n"),
        ("x.dic", "%\n1\t经济\n%\neconom*\t1\n*通胀*\t1\nta*x\t1\n"),
        (
            "x.lc3",
            "<dictionary><cnode name='经济'><pnode name='econom*'/><pnode name='*通胀*'/><pnode name='ta*x'/></cnode></dictionary>",
        ),
    ],
)
def test_wildcards_at_the_ends_are_held_and_others_told(name: str, text: str) -> None:
    codebook, faults = read_codebook(name, text.encode())
    assert codebook.codes[0].words == ("econom", "通胀")
    assert [("ta*x" in fault.what, bool(fault.cure)) for fault in faults] == [(True, True)]
