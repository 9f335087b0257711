"""Passages printed before: planted ones are found where they stand, in a build and in an addition."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import SUBJECTS, build, write_jsonl
from trends import open_archive
from trends.archive import Archive
from trends.archive.publishing import current_snapshot
from trends.archive.snapshot import Snapshot
from trends.archive.work import WorkStore
from trends.pipeline import Engine, add
from trends.pipeline.grams import near_articles
from trends.records import Scope
from trends.reuse import GRAM, Texts, anchors_of, gram_hashes, kept_codes, looked_up, passages_of

HAN = [chr(code) for code in range(0x4E00, 0x5600)]


def written(n: int, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(HAN) + ("，" if k % 9 == 8 else "") for k in range(n))


def edited(text: str, part: float, seed: int) -> str:
    """With a part of its characters replaced, left out or followed by another."""
    chance = random.Random(seed)
    out = []
    for c in text:
        kind = chance.choice("rli") if chance.random() < part else ""
        out.append({"": c, "r": chance.choice(HAN), "l": "", "i": c + chance.choice(HAN)}[kind])
    return "".join(out)


def found_in(texts: list[str]) -> tuple[list[tuple[int, ...]], list[np.ndarray]]:
    """Passages as (text, start, end, from text, …) in letters, and the letters' places in the texts."""
    kept = [kept_codes(text) for text in texts]
    starts = np.cumsum([0, *(len(codes) for codes, _ in kept)])
    grams = [gram_hashes(codes) for codes, _ in kept]
    where = np.concatenate([np.arange(a, a + len(own)) for a, own in zip(starts, grams, strict=False)])
    told, hashes = Texts(np.concatenate([codes for codes, _ in kept]), starts), np.concatenate(grams)
    used = looked_up(hashes)
    where = where[used].astype(np.int64)
    passages = passages_of(*anchors_of(hashes[used], where, told.of(where)), told)
    rows = zip(*(getattr(passages, name).tolist() for name in passages.__slots__), strict=True)
    return list(rows), [at for _, at in kept]


@pytest.mark.parametrize(("part", "least"), [(0.0, 0.97), (0.05, 0.95), (0.15, 0.85)])
def test_planted_passages_are_found(part: float, least: float) -> None:
    chance = random.Random(7)
    sources = [written(400, n) for n in range(40)]
    texts, truth = list(sources), []
    for n, source in enumerate(sources):
        length = int(len(source) * chance.choice([0.2, 0.4, 0.6, 0.8, 1.0]))
        at = chance.randrange(len(source) - length + 1)
        taken, host = edited(source[at : at + length], part, n), written(300, 1_000 + n)
        cut = chance.randrange(len(host))
        truth.append((len(texts), cut, cut + len(taken), n))
        texts.append(host[:cut] + taken + host[cut:])
    passages, places = found_in(texts)
    hit = said = wanted = 0
    for text, start, end, source in truth:
        want = set(np.flatnonzero((places[text] >= start) & (places[text] < end)).tolist())
        got = {k for t, a, b, s, *_ in passages if (t, s) == (text, source) for k in range(a, b)}
        hit, said, wanted = hit + len(want & got), said + len(got), wanted + len(want)
    assert 2 * hit / (said + wanted) >= least
    assert {(t, s) for t, _, _, s, *_ in passages} <= {(t, s) for t, _, _, s in truth}


@given(st.lists(st.text(max_size=60), max_size=6))
def test_passages_lie_inside_their_texts(texts: list[str]) -> None:
    if not texts:
        return
    passages, places = found_in([text * 2 for text in texts])
    for text, start, end, source, was, until in passages:
        assert 0 <= start < end <= len(places[text])
        assert 0 <= was < until <= len(places[source])
        assert text != source


def test_both_scripts_are_one_and_marks_do_not_count() -> None:
    assert np.array_equal(kept_codes("濱江，大橋")[0], kept_codes("滨江 大桥")[0])
    assert len(gram_hashes(kept_codes("一" * (GRAM - 1))[0])) == 0


def story(n: int, seed: int) -> str:
    """n words of a paper, in an order of their own."""
    words = " ".join(SUBJECTS.values()).split()
    chance = random.Random(seed)
    return "，".join("".join(chance.choice(words) for _ in range(4)) for _ in range(n // 4))


def rows() -> list[dict[str, object]]:
    chance = story(80, 1)
    return [
        {"date": "2024-03-01", "title": "先", "paper": "甲报", "page": 1, "body": f"{story(32, 2)}。{chance}。"},
        {"date": "2024-03-03", "title": "后", "paper": "乙报", "page": 2, "body": f"{story(24, 3)}。{chance}。"},
        {"date": "2024-03-04", "title": "别", "paper": "乙报", "page": 2, "body": f"{story(80, 4)}。"},
    ]  # fmt: skip


def told(archive: Archive, scope: Scope = Scope()) -> pd.DataFrame:  # noqa: B008 - frozen
    titles = dict(archive.articles()[["id", "headline"]].itertuples(index=False))
    table = archive.reuse(scope)
    return table.assign(article=table["article"].map(titles), from_article=table["from_article"].map(titles))


def test_a_build_tells_where_a_passage_stood_first(tmp_path: Path) -> None:
    left = tmp_path / "archive" / "work" / "reuse" / "letters"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"what a killed build left behind")
    build(write_jsonl(tmp_path / "rows.jsonl", rows()), tmp_path / "archive")
    assert not left.parent.exists()
    archive = open_archive(tmp_path / "archive")
    [row] = told(archive).to_dict("records")
    assert (row["article"], row["from_article"], row["days"]) == ("后", "先", 2)
    bodies = {r["title"]: str(r["body"]) for r in rows()}
    assert bodies["后"][row["start"] : row["end"]] == bodies["先"][row["from_start"] : row["from_end"]]
    assert row["end"] - row["start"] >= 150
    [taking] = archive.takings().to_dict("records")
    assert (taking["taker"], taking["giver"], taking["n"], taking["days"]) == ("乙报", "甲报", 1, 2)
    assert archive.takings(side="page")["giver"].tolist() == ["甲报 1"]
    assert archive.reuse(Scope(paper="甲报")).empty


def test_an_addition_tells_its_own_and_moves_nothing(tmp_path: Path) -> None:
    first, second, third = rows()
    build(write_jsonl(tmp_path / "a.jsonl", [second, third]), tmp_path / "archive")
    late = second | {"date": "2024-03-09", "title": "又", "body": f"{third['body']}{story(20, 9)}。"}
    new = write_jsonl(tmp_path / "b.jsonl", [first, late])
    add([new], tmp_path / "archive", engine=Engine(jobs=1), progress=lambda *_: None)
    found = told(open_archive(tmp_path / "archive"))
    assert found[["article", "from_article", "days"]].values.tolist() == [["又", "别", 5]]


def test_only_texts_that_share_a_gram_are_read_again(tmp_path: Path) -> None:
    """With the grams that a build kept one old text is near; without them, or with damaged ones, each may be."""
    made = tmp_path / "archive"
    build(write_jsonl(tmp_path / "a.jsonl", rows()), made)
    archive = open_archive(made)
    titles = dict(archive.articles()[["id", "headline"]].itertuples(index=False))
    grams = np.sort(gram_hashes(kept_codes(str(rows()[2]["body"]))[0]))
    grams = grams[looked_up(grams)]
    with closing(Snapshot(current_snapshot(made))) as snapshot:
        store = WorkStore(made / "work")
        assert [titles[name] for name in near_articles(store, snapshot, grams, ())] == ["别"]
        assert near_articles(store, snapshot, grams, list(titles)) == []
        for path in store.files("grams"):
            path.write_bytes(path.read_bytes()[:-1])
        assert store.mend(["grams"]) == 2
        assert set(near_articles(store, snapshot, grams, ())) == set(titles)
