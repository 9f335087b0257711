"""What files hold beside the printed text goes at the door, and twins of characters become the characters."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import write_jsonl
from trends import readers
from trends.readers.signs import clean
from trends.records import Article, Page, Problem

UNSEEN = "\u200b\u200c\u200d\u2060\u00ad\ufeff\ufe0f\u200e\u202c\U000e0101"
TWINS = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0x2F00, 0x2FD6)}


@given(st.text(st.sampled_from("工程进度报讯一日民长车，。 A1"), max_size=30), st.data())
def test_text_is_the_same_whatever_stands_between_or_for_its_signs(text: str, data: st.DataObject) -> None:
    odd = "".join(
        data.draw(st.sampled_from(["", *UNSEEN])) + data.draw(st.sampled_from([c, TWINS.get(c, c)]))
        for c in text
    )
    assert clean(odd) == text


def test_half_a_character_is_marked_and_told_and_its_row_stays(tmp_path: Path) -> None:
    rows = [
        {"date": "2021-03-04", "title": "好\ud800天", "body": "小麦\udc12丰收。", "author": "王\ud801"},
        {"date": "2021-03-04", "title": "\ud83d\ude00", "body": "晴。", "id": "n\udfff", "url": "u\ud800"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    sources, _ = readers.find_sources([tmp_path])
    found = list(readers.read_source(sources[0]))
    articles = [item for item in found if isinstance(item, Article)]
    assert [a.headline for a in articles] == ["好\ufffd天", "😀"]
    repr(articles).encode()
    assert [p.line for p in found if isinstance(p, Problem)] == [1]


def test_pages_and_tables_come_clean(tmp_path: Path) -> None:
    body = "\u200b⼯程\u00ad已经完⼯，⺠众\ufe0f都来看。\n⻓桥通⻋。"
    write_jsonl(tmp_path / "a.jsonl", [{"date": "2021-03-04", "title": "⼯\u200d地", "body": body}])
    (tmp_path / "b.txt").write_text(f"⼯地\n{body}", "utf-8")
    sources, _ = readers.find_sources([tmp_path])
    article, page = (item for source in sources for item in readers.read_source(source))
    assert isinstance(article, Article)
    assert isinstance(page, Page)
    assert (article.headline, article.paragraphs) == ("工地", ("工程已经完工，民众都来看。", "长桥通车。"))
    assert [line.text for line in page.lines] == ["工地", "工程已经完工，民众都来看。", "长桥通车。"]
