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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.printed import Printed, column, pdf  # noqa: E402
from tests.stories import Story, story  # noqa: E402

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
            bundle.writestr(zipfile.ZipInfo(name, (2024, 3, 9, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as bundle:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            bundle.addfile(info, io.BytesIO(data))
    return out.getvalue()


def page_text() -> bytes:
    return "\n\n".join(page_lines()).encode()


def content_page(s: Story, k: int) -> bytes:
    """An article page of an electronic paper: masthead, navigation, advertisement and script around it."""
    links = "".join(
        f'<li><a href="content_{i}.htm">{t.headline}</a></li>\n' for i, t in enumerate(stories(), 1)
    )
    properties = (
        f"<articleid>{k}</articleid><date>{DATE} 00:00:00.0</date><author></author><title>{s.headline}</title>"
        f"<introtitle>{s.kicker or ''}</introtitle><subtitle></subtitle><nodename>{k:02d}版:要闻</nodename>"
    )
    heads = (f"<h3>{s.kicker}</h3>\n" if s.kicker else "") + f"<h1>{s.headline}</h1>"
    body = "\n".join(f"<P>　　{p}</P>" for p in s.paragraphs)
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{s.headline}-{PAPER}</title>
<script>var news = "本报讯 这是脚本，不是正文";</script></head>
<body><div class="nav"><a href="node_1.htm">第01版：要闻</a> <a href="node_2.htm">第02版：综合</a></div>
<div>{PAPER} 2024年03月09日 星期六 <a href="../node_1.htm">上一版</a> <a>放大</a> <a>缩小</a></div>
<ul>
{links}</ul>
<div class="ad"><a href="https://example.com">低价出售空调，电话12345678，先到先得，欢迎选购</a></div>
<!--enpproperty {properties} /enpproperty-->
{heads}
<div id="ozoom"><founder-content><!--enpcontent-->
{body}
<!--/enpcontent--></founder-content></div>
<div class="foot">版权所有 {PAPER}社 未经许可不得转载</div></body></html>
""".encode()


def node_page(k: int = 1) -> bytes:
    """The index page of a newspaper page: titles and an image map, no article."""
    links = "".join(
        f'<li><a href="content_{i}.htm">{t.headline}</a></li>' for i, t in enumerate(stories(), 1)
    )
    return f"<html><head><title>{PAPER}</title></head><body>第{k:02d}版：要闻<ul>{links}</ul></body></html>".encode()


def epaper() -> dict[str, bytes]:
    """A folder as it is saved from an electronic paper."""
    folder = "html/2024-03/09"
    pages = {f"{folder}/content_{k}.htm": content_page(s, k) for k, s in enumerate(stories(), 1)}
    extras = {
        "html/style.css": b"p {}",
        f"{folder}/node_1.htm": node_page(),
        f"{folder}/page.jpg": b"\xff\xd8\xff",
    }
    return pages | extras


def web_page() -> bytes:
    """A page of a form that no rule knows."""
    s = stories()[0]
    body = "".join(f"<p>{p}</p>\n" for p in s.paragraphs)
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{s.headline}_新闻频道</title>
<meta property="article:published_time" content="{DATE}T08:00:00+08:00"></head>
<body><header><nav><a href="/">首页</a><a href="/a">时政</a><a href="/b">社会</a></nav></header>
<main><article><h1>{s.headline}</h1>
<div class="text">
{body}</div></article></main>
<aside><h2>热门推荐</h2><ul><li><a href="/1">十大景点</a></li><li><a href="/2">买房指南</a></li></ul></aside>
<footer>版权所有，联系我们，广告服务</footer></body></html>
""".encode()


def mhtml() -> bytes:
    """The first article page as a browser saves it in one file."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "http://paper.example.com/html/2024-03/09/content_1.htm"
    message["Subject"] = "page"
    message.set_content(content_page(stories()[0], 1).decode(), subtype="html", cte="quoted-printable")
    message.make_related(boundary="----MultipartBoundary--sample")
    return message.as_bytes()


def page_lines() -> list[str]:
    """The page's masthead, headlines and paragraphs."""
    lines = [f"{PAPER} 2024年3月9日 星期六 第4321期 今日8版"]
    for s in stories():
        lines += [s.headline or "", *s.paragraphs]
    return lines


def docx() -> bytes:
    """The page as a Word file; the last story stands in a table."""
    import docx as library

    document = library.Document()
    *lines, last = page_lines()
    for line in lines:
        document.add_paragraph(line)
    document.add_table(1, 1).cell(0, 0).text = last
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def markdown() -> bytes:
    heads = {s.headline for s in stories()}
    return "\n\n".join(f"## {line}" if line in heads else line for line in page_lines()).encode()


def printed_page() -> list[Printed]:
    """Three stories beside each other below a masthead, each with its headline above its column."""
    page: list[Printed] = [(20, 770, 10, f"{PAPER} 2024年3月9日 星期六 第4321期 今日8版")]
    for k, s in enumerate(stories()):
        left = 20 + 190 * k
        page += column(s.headline or "", left, 740, 16, 11)
        top = 690.0
        for paragraph in s.paragraphs:
            lines = column("　　" + paragraph.replace(" ", "　"), left, top)
            page += lines
            top = lines[-1][1] - 5
    return page


IMAGE_LINES = ("小小果树连起大民生", "本报讯今天市里召开会议", "研究部署春耕生产工作")


def _fonts() -> Iterator[Path]:
    return Path("/usr/share/fonts").rglob("NotoSansCJK*Regular*")


def has_font() -> bool:
    return next(_fonts(), None) is not None


def image(form: str = "PNG") -> bytes:
    """Three lines of print, as a scanner sees them."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(next(_fonts())), 28)
    sheet = Image.new("L", (400, 170), 250)
    for k, line in enumerate(IMAGE_LINES):
        ImageDraw.Draw(sheet).text((30, 20 + 44 * k), line, fill=20, font=font)
    out = io.BytesIO()
    sheet.save(out, form)
    return out.getvalue()


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
        "page.md": markdown(),
        "page.docx": docx(),
        **tables(),
        "page.pdf": pdf([printed_page()]),
        "page.png": image(),
        "epaper.zip": zipped(epaper()),
        "content_1.htm": content_page(stories()[0], 1),
        "web.html": web_page(),
        "saved.mhtml": mhtml(),
        "issue.zip": zipped(inner),
        "issue.tar.gz": gzip.compress(tarred(inner), mtime=0),
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in samples().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
