"""One small sample of every format, all of the same invented issue: `python tests/samples.py` writes them
into tests/data/formats. Tests read them, and the fuzzers change them."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.pages import Story, story  # noqa: E402

FOLDER = Path(__file__).parent / "data" / "formats"
DATE, PAPER = "2024-03-09", "临川日报"


def stories(n: int = 3) -> list[Story]:
    rng = random.Random(9)
    return [story(rng, subject, paragraphs=3) for subject in ("桥梁", "茶叶", "图书馆")[:n]]


def rows(n: int = 3) -> list[dict[str, Any]]:
    """Records with the column names of a newsroom's export."""
    return [
        {"日期": DATE, "标题": s.headline, "正文": "\n".join(s.paragraphs), "报纸": PAPER, "版面": f"第{k}版"}
        for k, s in enumerate(stories(n), 1)
    ]


def delimited(delimiter: str) -> bytes:
    import csv

    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows()[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue().encode()


def jsonl() -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()).encode()


def json_list() -> bytes:
    return json.dumps({"total": 3, "data": rows()}, ensure_ascii=False, indent=1).encode()


def xlsx(above: int = 1) -> bytes:
    """A sheet whose header stands below a title, as people make them."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for _ in range(above):
        sheet.append(["2024年3月报道汇总"])
    sheet.append(list(rows()[0]))
    for row in rows():
        sheet.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows()), out)
    return out.getvalue()


def zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.compress(data)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in files.items():
            bundle.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as bundle:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            bundle.addfile(info, io.BytesIO(data))
    return out.getvalue()


def page_text() -> bytes:
    """The page as text: 一段一行."""
    lines = [f"{PAPER} 2024年3月9日 星期六 第4321期 今日8版", ""]
    for s in stories():
        lines += [s.headline or "", "", *s.paragraphs, ""]
    return "\n".join(lines).encode()


def tables() -> dict[str, bytes]:
    """Tables of articles in every form."""
    return {
        "articles.csv": delimited(","),
        "articles.tsv": delimited("\t"),
        "articles.jsonl": jsonl(),
        "articles.json": json_list(),
        "articles.xlsx": xlsx(),
        "articles.parquet": parquet(),
        "articles.csv.gz": gzip.compress(delimited(","), mtime=0),
        "articles.jsonl.zst": zstd(jsonl()),
    }


def samples() -> dict[str, bytes]:
    """File names → bytes."""
    inner = {f"{DATE}/01.txt": page_text(), f"{DATE}/表.csv": delimited(",")}
    return {
        "2024-03-09_01.txt": page_text(),
        **tables(),
        "issue.zip": zipped(inner),
        "issue.tar.gz": tarred(inner),
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in samples().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
