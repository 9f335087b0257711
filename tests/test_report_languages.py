"""The brief in both languages: the same numbers, no sentence of ours in the other."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import functools
import io
import re
from pathlib import Path

import docx
import lxml.html
import pytest

from tests.briefs import BASE, SECOND
from trends.archive import Archive, open_archive
from trends.findings import Subject
from trends.findings.sentences import PARTS, SENTENCES
from trends.report import brief_of, written

# ---- in English -------------------------------------------------------------------------------

HAN = re.compile("[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")  # the wide blank U+3000 is no Chinese
TRENDS = Path(__file__).resolve().parents[1] / "trends"


def unquoted(archive: Archive, text: str) -> str:
    """Text without what the archive itself says: labels, phrases, headlines, papers, words asked for."""
    for piece in said(archive.snapshot.path):
        text = text.replace(piece, "·")
    return text


@functools.cache
def said(snapshot: Path) -> list[str]:
    """What an archive says, the longest first."""
    archive = open_archive(snapshot.parents[1])
    phrases = archive.phrases()["phrase"]
    labels = [
        *archive.topics()["label"],
        *archive.meta.papers,
        *phrases,
        *(code.name for code in archive.codebook.codes),
        "冠军",
        "金牌",
    ]
    listed = archive.articles(limit=100_000)
    bodies = [body or "" for (body,) in archive.snapshot.rows("SELECT body FROM articles")]
    assert len(bodies) == len(listed)
    pieces = {str(s) for s in labels} | set(listed["headline"].dropna()) | set(listed["source"])
    pieces |= {body.replace("\n", " ")[:300] for body in bodies}
    return sorted(pieces - {""}, key=len, reverse=True)


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_stands_in_both_languages(key: str) -> None:
    chinese, english = SENTENCES[key]
    assert chinese
    assert english
    assert not HAN.search(english)
    fields = [set(re.findall(r"{(\w+)}", text)) for text in (chinese, english)]
    assert fields[0] == fields[1] or key in ("day", "month", "days_of_month")  # Chinese months are numbers


def test_no_sentence_stands_twice() -> None:
    assert len(SENTENCES) == sum(len(part.SENTENCES) for part in PARTS)


def test_no_sentence_of_a_brief_stands_outside_the_table() -> None:
    for file in sorted([*TRENDS.glob("report/*.py"), *TRENDS.glob("findings/*.py")]):
        tree = ast.parse(file.read_text("utf-8"))
        errors = [
            n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "QueryError"
        ]
        told = {id(n) for e in errors for n in ast.walk(e)}
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        found = [
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant)
            and isinstance(n.value, str)
            and HAN.search(n.value)
            and id(n) not in told | docs
            and n.value not in ("宋体", "黑体")
        ]
        # validation.py is no part of a brief: a paragraph for a paper, written whole in each language
        assert file.name == "validation.py" or found == [], file.name
    for file in ("brief.html.jinja", "brief.js"):
        assert not HAN.search((TRENDS / "report" / file).read_text("utf-8"))


@pytest.mark.parametrize("kind", ["compared", "whole", "few"])
def test_an_english_brief_has_no_chinese_of_ours(kind: str, planted: Archive, sample: Archive) -> None:
    archive = sample if kind == "few" else planted
    ids = tuple(archive.articles(limit=2)["id"])
    own = {"articles": ids, "topics": ("t1",), "language": "en"}
    query = Subject(words=("冠军",), once=True, front_page=kind == "few", **own)  # type: ignore[arg-type]
    if kind == "compared":
        query = dataclasses.replace(query, since=SECOND.since, until=SECOND.until)
    if kind == "whole":
        query = dataclasses.replace(query, since=dt.date(2024, 1, 1), until=dt.date(2024, 2, 29))
    page = lxml.html.fromstring(written(archive, query, ".html", base_url=BASE).decode())
    assert page.get("lang") == "en"
    figures = page.xpath("//script[@id='figures']")[0].text
    shown = [
        page.xpath("//main")[0].text_content(),
        *page.xpath("//main//@aria-label"),
        page.findtext(".//title"),
        figures,
    ]
    data = written(archive, query, ".docx", pictures=False)
    document = docx.Document(io.BytesIO(data))
    shown += [p.text for p in document.paragraphs]
    shown += [cell.text for grid in document.tables for row in grid.rows for cell in row.cells]
    shown.append(written(archive, query, ".md").decode().replace("\\", ""))
    left = unquoted(archive, "\n".join(shown))
    assert not HAN.search(left), [left[max(m.start() - 40, 0) : m.end() + 20] for m in HAN.finditer(left)][:3]


def test_both_languages_tell_the_same_numbers(planted: Archive) -> None:
    english = brief_of(planted, dataclasses.replace(SECOND, language="en"))
    for ours, theirs in zip(brief_of(planted, SECOND).sections, english.sections, strict=True):
        assert (ours.name, ours.command) == (theirs.name, theirs.command)
        for a, b in zip(ours.tables, theirs.tables, strict=True):
            cells = [
                [re.findall(r"[-+]?[\d.,]*\d", str(cell)) for row in t.rows for cell in row[1:]]
                for t in (a, b)
            ]  # the first may be a date, whose month English names in a word
            assert cells[0] == cells[1]
