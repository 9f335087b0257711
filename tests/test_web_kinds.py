"""Saved web pages of other designs: wrapped in forms, ended early, dated above the headline, lists, frames."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from trends import readers
from trends.layout import cut_page
from trends.records import Article, Page, Problem

HEAD = "古渡口石阶修补完毕供人休憩"
TEXT = [
    "本报讯（记者 何小舟）入冬以来，南埠镇对古渡口的石阶作了修补，补砌破损的条石三十余块。",
    "镇文化站的人说，渡口始建于清初，石阶一百零八级，是两岸来往的要道，也是当年盐船停靠的地方。",
    "据介绍，明年春天还将在渡口立碑，写明它的来历，供往来的人驻足观看，请大家爱护。",
]
BODY = "".join(f"<p>　　{text}</p>" for text in TEXT)
DATE = "2019-12-05"
WRAPS = {
    "form": "<form method='post' action='view.aspx?id=3'>{}<input type='hidden' value='x'></form>",
    "nested forms": "<form><div>{}</div></form><form><input name='q'></form>",
    "template": "<template>{}</template>",
    "noscript": "<noscript>{}</noscript>",
    "early end": "<p>页头</p></body></html>\n<!-- included -->\n<div>{}</div>",
    "ended twice": "<div>页头</div></html><html><body>{}</body></html>",
    "table": "<table><tr><td>{}</td></tr></table>",
}


def read(path: Path) -> list[Article | Page | Problem]:
    sources, problems = readers.find_sources([path])
    return [*problems, *(item for source in sources for item in readers.read_source(source))]


def article_of(tmp_path: Path, page: str, name: str = "show.htm", encoding: str = "utf-8") -> Article:
    (tmp_path / name).write_bytes(page.replace("utf-8", encoding).encode(encoding))
    [item] = [i for i in read(tmp_path / name) if not isinstance(i, Problem)]
    return item if isinstance(item, Article) else cut_page(item).articles[0]


def page(body: str, title: str = f"{HEAD}_南埠市政府网", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(("wrap", "encoding"), itertools.product(WRAPS, ("utf-8", "gb2312")))
def test_no_wrapping_hides_an_article(tmp_path: Path, wrap: str, encoding: str) -> None:
    inner = f"<h2>{HEAD}</h2><div>发布日期：{DATE}　来源：南埠日报</div><div class='nr'>{BODY}</div>"
    found = article_of(tmp_path, page(WRAPS[wrap].format(inner)), encoding=encoding)
    assert (found.headline, str(found.date), found.paper) == (HEAD, DATE, "南埠日报")
    assert list(found.paragraphs) == TEXT


ABOVE = [
    ("<div>今天是2024年8月1日 星期四</div><div>第05版：文化 | 2019年12月05日 星期四</div>", 5),
    ("<table><tr><td>南埠晚报　2019年12月5日 星期四</td></tr><tr><td>A7版：副刊</td></tr></table>", 7),
    ("<div>当前时间：2024-08-01 10:00</div><div>版次：B02　日期：2019-12-05　第3021期</div>", 2),
]


@pytest.mark.parametrize(("above", "number"), ABOVE)
@pytest.mark.parametrize(
    "head", ["<b>{}</b>", "<div class='tt'>{}</div>", "<font size=5>{}</font>", "<h3>{}</h3>"]
)
@pytest.mark.parametrize("title", ["南埠晚报", f"{HEAD}-南埠晚报", f"{HEAD}｜文化｜南埠晚报数字报"])
def test_date_page_and_headline_wherever_they_stand(
    tmp_path: Path, above: str, number: int, head: str, title: str
) -> None:
    body = f"{above}<div>{head.format(HEAD)}</div><div>{BODY}</div><div>版权所有 南埠报社 2003-2024</div>"
    found = article_of(tmp_path, page(body, title))
    assert (found.headline, str(found.date), found.page) == (HEAD, DATE, number)
    assert list(found.paragraphs) == TEXT


@pytest.mark.parametrize(
    "item",
    [
        "<li><a href='{k}.htm'>{t}</a><span>{k}</span></li>",
        "<div><a href='{k}.htm'>{t}</a> 2019-12-0{k}</div>",
    ],
)
def test_a_page_of_links_is_said_to_be_a_list(tmp_path: Path, item: str) -> None:
    titles = [
        "渡口修补完毕",
        "盐船旧影展出",
        "石阶一百零八级",
        "春天立碑计划",
        "冬修水利开工",
        "旧书市周末开市",
    ]
    body = "<ul>" + "".join(item.format(k=k, t=t) for k, t in enumerate(titles, 1)) + "</ul>"
    (tmp_path / "list.htm").write_text(page(body, "新闻列表"), "utf-8")
    [found] = read(tmp_path / "list.htm")
    assert isinstance(found, Problem)
    assert "目录" in found.what


def test_frames_are_said_to_be_frames(tmp_path: Path) -> None:
    (tmp_path / "index.htm").write_text(
        "<html><head><title>南埠日报</title></head><frameset cols='20%,*'><frame src='left.htm'><frame src='main_0205.htm'></frameset></html>",
        "utf-8",
    )
    [found] = read(tmp_path / "index.htm")
    assert isinstance(found, Problem)
    assert "main_0205.htm" in found.what


STORY = "<p>一支粉笔，一块黑板，青河小学的老师在山里教了三十一年书。</p><p>学生从最多时的八十人，到如今的九人，她一个也没有落下。</p>"


def test_the_page_that_is_printed_beats_the_number_of_the_article_in_the_name(tmp_path: Path) -> None:
    page = f"<div>2020年02月03日 星期一 第03版</div><h1>大山里的三尺讲台</h1><div>{STORY}</div>"
    for name in ("content_4.htm", "20200203_7.html"):
        article = article_of(tmp_path, page, name)
        assert (article.page, article.date) == (3, dt.date(2020, 2, 3))
    page = f"<h1>大山里的三尺讲台</h1><div>2020-02-03</div><div>{STORY}</div>"
    assert article_of(tmp_path, page, "content_20200203_4.htm").page is None


def test_lines_above_a_headline_state_date_page_and_paper(tmp_path: Path) -> None:
    head = "<p>第06版 文化</p><p>2020年02月03日</p><p align=center><b>大山里的三尺讲台</b></p><p>浏览次数：77</p>"
    page = f"<title>柳河日报数字报</title>{head}{STORY}<p>主办：柳河市委宣传部</p>"
    article = article_of(tmp_path, page)
    assert (article.date, article.page, article.paper) == (dt.date(2020, 2, 3), 6, "柳河日报")
    assert "主办" not in article.body
    page = f"<table><tr><td>柳河晚报 2020年2月3日 星期一 第4版</td></tr><tr><td><h2>大山里的三尺讲台</h2></td></tr><tr><td>{STORY}</td></tr></table>"
    assert article_of(tmp_path, page).paper == "柳河晚报"


@pytest.mark.parametrize("head", ["光明日报社论：把古渡口修好", "《参考消息》关注古渡口", "新华日报谈石阶"])
def test_a_paper_that_the_headline_names_is_not_the_pages_own(tmp_path: Path, head: str) -> None:
    body = f"<h1>{head}</h1><div>2019年12月05日 第02版：要闻</div><div>{BODY}</div>"
    found = article_of(tmp_path, page(body, f"{head}-南埠晚报"))
    assert (found.headline, found.paper) == (head, "南埠晚报")
