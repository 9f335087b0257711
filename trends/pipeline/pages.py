"""Cut pages → the tables that show how every character of them was read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pyarrow as pa

from trends.records import CutPage, Span

PAGE_SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("paper", pa.string()),
        ("page", pa.int16()),
        ("date", pa.date32()),
        ("date_source", pa.string()),
        ("date_confidence", pa.float32()),
        ("date_evidence", pa.string()),
        ("guesses", pa.string()),
        ("form", pa.string()),
        ("form_evidence", pa.string()),
        ("lines", pa.int32()),
        ("articles", pa.int32()),
    ]
)
PAGE_LINE_SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("line", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("role", pa.string()),
        ("article", pa.string()),
        ("why", pa.string()),
        ("confidence", pa.float32()),
    ]
)


def page_tables(pages: Sequence[CutPage]) -> tuple[pa.Table, pa.Table]:
    """The tables `pages` and `page_lines` of the snapshot."""
    rows = [_page_row(cut) for cut in pages]
    owners = _owners(pages)
    lines = [row for cut in pages for row in _line_rows(cut, owners.get(cut.page.file, {}))]
    return pa.Table.from_pylist(rows, schema=PAGE_SCHEMA), pa.Table.from_pylist(
        lines, schema=PAGE_LINE_SCHEMA
    )


def _page_row(cut: CutPage) -> dict[str, object]:
    found = cut.issue_date
    guesses = [
        {"date": g.date.isoformat(), "confidence": round(g.confidence, 3), "evidence": g.evidence}
        for g in found.guesses
    ]
    return {
        "file": cut.page.file,
        "paper": cut.paper or "",
        "page": cut.number,
        "date": found.date,
        "date_source": found.source,
        "date_confidence": found.confidence,
        "date_evidence": found.evidence,
        "guesses": json.dumps(guesses, ensure_ascii=False),
        "form": cut.page.form,
        "form_evidence": cut.page.evidence,
        "lines": len(cut.page.lines),
        "articles": len(cut.articles),
    }


Owner = tuple[str, str | None, str | None]  # role, article id, why


def _owners(pages: Sequence[CutPage]) -> dict[str, dict[Span, Owner]]:
    """For each file, the owner of each span; a continued story owns spans in two files."""
    owners: dict[str, dict[Span, Owner]] = {cut.page.file: {} for cut in pages}
    for cut in pages:
        for article in cut.articles:
            for piece in article.pieces:
                of_file = owners.setdefault(piece.file, {})
                of_file.update(dict.fromkeys(piece.body, ("body", article.id, None)))
                of_file.update(dict.fromkeys(piece.head, ("head", article.id, None)))
        for noise in cut.noise:
            owners[cut.page.file].update(dict.fromkeys(noise.spans, ("noise", None, noise.why)))
    return owners


def _line_rows(cut: CutPage, owners: dict[Span, Owner]) -> Iterator[dict[str, object]]:
    by_line: dict[int, list[tuple[Span, Owner]]] = {}
    for span, owner in owners.items():
        by_line.setdefault(span.line, []).append((span, owner))
    for line in cut.page.lines:
        spans = sorted(by_line.get(line.number, []), key=lambda entry: entry[0].start)
        if not spans:
            spans = [(Span(line.number, 0, len(line.text)), ("blank", None, None))]
        for span, (role, article, why) in spans:
            yield {
                "file": cut.page.file,
                "line": line.number,
                "start": span.start,
                "end": span.end,
                "text": line.text[span.start : span.end],
                "role": role,
                "article": article,
                "why": why,
                "confidence": line.confidence,
            }
