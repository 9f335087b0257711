"""Article pages of web sites in the forms that Chinese newspapers' and governments' sites have had since 1998.

Each function of FORMS makes of one story a page whose headline, date and paragraphs are those of the story; around
it stand navigation, lists of other news, comments and footers that belong to no article.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from tests.stories import Story

DAY = "2024-03-09"
SITE = "临川新闻网"
OTHERS = (
    "全市教育工作会议召开",
    "今年首批种子运抵码头 春耕备播进展顺利",
    "气象台发布大风蓝色预警信号",
    "市民广场音乐会周末上演",
    "老街修缮工程通过验收",
    "冬季运动会落幕 我市代表团获九枚奖牌",
)
NAV = "".join(
    f'<a href="/{name}/">{name}</a> ' for name in ("首页", "要闻", "时政", "社会", "财经", "专题", "图片")
)
FOOT = (
    "<div>关于我们 | 广告服务 | 联系方式 | 网站地图</div><div>版权所有 临川新闻网 未经书面授权禁止使用"
    " 备案号 某ICP备09000001号 Copyright 2008-2023 All Rights Reserved</div>"
)


def links(n: int = 6, date: str = "") -> str:
    return "".join(f'<li><a href="/a/{k}.html">{title}</a>{date}</li>' for k, title in enumerate(OTHERS[:n]))


def page(body: str, *, title: str, head: str = "", charset: str = "utf-8", code: str = "utf-8") -> bytes:
    markup = (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{title}</title>{head}</head><body>{body}</body></html>"
    )
    return markup.encode(code)


def paragraphs(s: Story, opening: str = "<p>", closing: str = "</p>\n", indent: str = "") -> str:
    return "".join(f"{opening}{indent}{p}{closing}" for p in s.paragraphs)


def table_layout(s: Story) -> bytes:
    body = "<br><br>".join("　　" + p for p in s.paragraphs)
    return page(
        f"<table width=960 align=center><tr><td colspan=3>{NAV}</td></tr><tr><td width=180 valign=top><table>"
        f'<tr><td class="t">热点新闻</td></tr><tr><td><ul>{links()}</ul></td></tr></table></td><td><table width="100%">'
        f'<tr><td align=center class="bt"><b>{s.headline}</b></td></tr><tr><td align=center>2024年3月9日 08:12　'
        f'来源：临川日报　【字体：大 中 小】</td></tr><tr><td class="nr">{body}</td></tr></table></td></tr>'
        f"<tr><td colspan=3>{FOOT}</td></tr></table>",
        title=f"{s.headline}-{SITE}",
    )


def div_soup(s: Story) -> bytes:
    body = paragraphs(s, "<div class='x7'><div>", "</div></div>")
    return page(
        f"<div><div><div class='a1'>{NAV}</div><div><div class='b2'><div class='h'>{s.headline}</div><div class='i'>"
        f"<div>2024-03-09 09:30</div><div>临川日报</div></div><div class='x'>{body}</div></div><div class='c9'>"
        f"<div>推荐阅读</div><ul>{links()}</ul></div></div>{FOOT}</div></div>",
        title=f"{s.headline}_{SITE}",
    )


def old_gb2312(s: Story) -> bytes:
    body = paragraphs(s, "<P>", "</P>\r\n", "　　")
    return page(
        f"<CENTER><FONT SIZE=5><B>{s.headline}</B></FONT></CENTER><HR><CENTER><FONT SIZE=2>2024年03月09日</FONT></CENTER>"
        f"<FONT SIZE=3>{body}</FONT><HR><CENTER><A HREF=index.htm>返回首页</A></CENTER>",
        title=str(s.headline),
        charset="gb2312",
        code="gb18030",
    )


def br_and_nbsp(s: Story) -> bytes:
    body = "<br />\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + p for p in s.paragraphs)
    return page(
        f"<div id='nav'>{NAV}</div><div class='main'><h2>{s.headline}</h2><div class='info'>时间：2024-03-09 来源：本站"
        f" 点击：321 次</div><div class='content'>{body}</div></div><div class='list'><ul>{links()}</ul></div>{FOOT}",
        title=f"{s.headline} - {SITE}",
    )


def date_in_address(s: Story) -> bytes:
    head = '<link rel="canonical" href="http://www.example.com/news/2024/03/09/118823.html">'
    return page(
        f"<div>{NAV}</div><h1>{s.headline}</h1><div class='article'>{paragraphs(s)}</div>{FOOT}",
        title=f"{s.headline}_{SITE}",
        head=head,
    )


def date_in_meta(s: Story) -> bytes:
    head = '<meta name="publishdate" content="2024-03-09"><meta name="author" content="临川日报">'
    return page(
        f"<header>{NAV}</header><h1>{s.headline}</h1><div id='detail'>{paragraphs(s)}</div>{FOOT}",
        title=f"{s.headline}--{SITE}",
        head=head,
    )


def linked_data(s: Story) -> bytes:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.headline,
            "datePublished": f"{DAY}T06:30:00+08:00"}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    return page(
        f"<nav>{NAV}</nav><main><h1>{s.headline}</h1><div class='post'>{paragraphs(s)}</div></main>{FOOT}",
        title=f"{s.headline} | {SITE}",
        head=head,
    )


def comments_below(s: Story) -> bytes:
    said = (
        "说得好，支持一下，希望早点完工",
        "我家就在附近，看着它一天天变样",
        "建议把路灯也修一修吧各位领导",
    )
    talk = "".join(
        f"<div class='comment'><b>网友{k}</b> <span>2024-03-1{k}</span><p>{text}</p><a>回复</a></div>"
        for k, text in enumerate(said)
    )
    return page(
        f"<div class='nav'>{NAV}</div><div class='article'><h1>{s.headline}</h1><p class='meta'>2024-03-09 07:00</p>"
        f"{paragraphs(s)}</div><div id='comments' class='comments'><h3>网友评论</h3>{talk}</div>{FOOT}",
        title=f"{s.headline}_{SITE}",
    )


def related_within(s: Story) -> bytes:
    first, *rest = [f"<p>{p}</p>" for p in s.paragraphs]
    related = f"<div class='related'><h4>相关阅读</h4><ul>{links(4, ' 2024-03-01')}</ul></div>"
    return page(
        f"<div>{NAV}</div><article><h1>{s.headline}</h1><time datetime='2024-03-09'>3月9日</time>{first}{related}"
        f"{''.join(rest)}</article>{FOOT}",
        title=f"{s.headline}_{SITE}",
    )


def government(s: Story) -> bytes:
    head = (
        f'<meta name="ArticleTitle" content="{s.headline}"><meta name="PubDate" content="2024-03-09 10:20">'
        '<meta name="ContentSource" content="临川日报"><meta name="SiteName" content="临川市人民政府">'
    )
    body = paragraphs(s, '<p style="text-indent: 2em;"><span style="font-family: 宋体;">', "</span></p>")
    return page(
        f"<div class='header'>{NAV}</div><div class='dqwz'>当前位置：首页 &gt; 政务动态</div><div class='title'>"
        f"{s.headline}</div><div class='ly'>发布日期：2024-03-09 10:20 信息来源：临川日报 浏览次数：99</div>"
        f"<div class='TRS_Editor'>{body}</div><div class='ewm'>扫一扫在手机打开当前页</div>{FOOT}",
        title="临川市人民政府 政务动态",
        head=head,
    )


def sections_and_spans(s: Story) -> bytes:
    body = "".join(
        "<section>" + "".join(f"<span>{part}。</span>" for part in p.rstrip("。").split("。")) + "</section>"
        for p in s.paragraphs
    )
    head = f'<meta property="og:title" content="{s.headline}">'
    return page(
        f"<div id='img-content'><h1 class='rich_media_title'>{s.headline}</h1><em id='publish_time'>2024年3月9日 07:30</em>"
        f"<div class='rich_media_content' id='js_content'>{body}</div></div><div>阅读 2048 在看 12</div>",
        title="",
        head=head,
    )


def title_only_in_head(s: Story) -> bytes:
    return page(
        f"<div>{NAV}</div><div class='bt'>{s.headline}</div><div>2024/03/09 临川日报</div>"
        f"<div class='zw'>{paragraphs(s)}</div>{FOOT}",
        title=f"{s.headline}-时政要闻-{SITE}",
    )


def pictures_between(s: Story) -> bytes:
    first, *rest = [f"<p>{p}</p>" for p in s.paragraphs]
    picture = '<p align="center"><img src="1.jpg" alt="现场"></p>'
    return page(
        f"<div>{NAV}</div><h1>{s.headline}</h1><p class='time'>2024-03-09 11:11:11</p><div class='con'>{first}{picture}"
        f"{picture.join(rest)}</div>{FOOT}",
        title=f"{s.headline}_{SITE}",
    )


def phone_page(s: Story) -> bytes:
    head = '<meta name="viewport" content="width=device-width">'
    return page(
        f"<header><a>打开APP</a></header><article class='main'><h1>{s.headline}</h1><div class='from'>临川日报 2024-03-09"
        f"</div>{paragraphs(s)}<a class='more'>展开全文</a></article><div class='share'><a>微信</a><a>微博</a></div>"
        f"<section class='hot'><h3>热门推荐</h3><ul>{links()}</ul></section>",
        title=str(s.headline),
        head=head,
    )


def heavy_sides(s: Story) -> bytes:
    hot = "".join(
        f"<li><a href='/h{k}'>{title}</a><p>{title}，详情请看本网报道。</p></li>"
        for k, title in enumerate(OTHERS)
    )
    return page(
        f"<div class='top'>{NAV}</div><div class='left'><h3>排行榜</h3><ol>{hot}</ol></div><div class='mid'><h1>{s.headline}"
        f"</h1><div class='date'>2024-03-09 14:00</div><div class='text'>{paragraphs(s)}</div></div><div class='right'>"
        f"<h3>专题</h3><ol>{hot}</ol></div><div class='foot'>{FOOT}</div>",
        title=f"{s.headline}_{SITE}",
    )


def editor_and_pages(s: Story) -> bytes:
    return page(
        f"<div>{NAV}</div><div class='crumb'>您的位置：首页 → 新闻 → 正文</div><h1>{s.headline}</h1><div class='sub'>2024-03-09"
        f" 08:00 来源：临川日报 【字号：大 中 小】【打印】【关闭】</div><div class='article-content'>{paragraphs(s)}"
        f"<p>（责任编辑：文字）</p></div><div class='prev'>上一篇：<a href=1>{OTHERS[0]}</a> 下一篇：<a href=2>{OTHERS[1]}</a>"
        f"</div>{FOOT}",
        title=f"{s.headline}_{SITE}",
    )


def xhtml(s: Story) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>{s.headline} - {SITE}</title></head><body><div id='nav'>{NAV}</div><div id='article'><h1>{s.headline}</h1>"
        f"<p class='date'>2024年3月9日</p>{paragraphs(s)}</div><div id='footer'>{FOOT}</div></body></html>"
    ).encode()


def many_dates(s: Story) -> bytes:
    return page(
        f"<div>今天是2024年5月20日 星期一</div><div>{NAV}</div><h1>{s.headline}</h1><div class='info'>发布时间：2024-03-09"
        f" 08:00:00</div><div class='body'>{paragraphs(s)}</div><div class='news'><ul>{links(6, ' [2024-04-02]')}</ul></div>"
        f"{FOOT}",
        title=f"{s.headline}_{SITE}",
    )


def one_long_block(s: Story) -> bytes:
    body = "\n".join("　　" + p for p in s.paragraphs)
    return page(
        f"<div>{NAV}</div><h3>{s.headline}</h3><span>2024-03-09</span><pre>{body}</pre>{FOOT}",
        title=f"{s.headline}_{SITE}",
    )


def short_news(s: Story) -> bytes:
    return page(
        f"<div class='nav'>{NAV}</div><h1>{s.headline}</h1><p>2024-03-09 16:20 {SITE}</p><div class='c'><p>{s.paragraphs[0]}</p>"
        f"</div><div class='hot'><ul>{links()}</ul></div>{FOOT}",
        title=f"{s.headline}_{SITE}",
    )


def signed_below(s: Story) -> bytes:
    return page(
        f"<div class='path'><a>首页</a>&gt;&gt;<a>社会</a></div><div class='text_title'><h3 class='pre'></h3><h1>{s.headline}"
        f"</h1><h4 class='sub'></h4><div class='fl'>2024年03月09日08:15 | 来源：<a>临川日报</a></div></div><div class='txt'>"
        f"{paragraphs(s, indent='　　')}<div class='edit'>(责编：张某、李某)</div></div><div>分享让更多人看到</div>"
        f"<ul>{links()}</ul>{FOOT}",
        title=f"{s.headline}--社会--{SITE}",
        charset="GB2312",
        code="gb18030",
    )


def date_in_pieces(s: Story) -> bytes:
    return page(
        "<div><span><em>2024</em></span><span><em>03</em>/<em>09</em></span><span>10:20:30</span></div><div>来源：临川日报"
        f"</div><h1><span class='title'>{s.headline}</span></h1><div id='detail'>{paragraphs(s)}<p><span>【责任编辑:王某】"
        f"</span></p></div>{FOOT}",
        title=f"{s.headline}-{SITE}",
        head='<meta name="publishdate" content="2024-03-09">',
    )


def county_office(s: Story) -> bytes:
    body = "".join(
        f'<p class="MsoNormal"><span>{p[:10]}</span><span lang="EN-US">{p[10:20]}</span><span>{p[20:]}</span></p>'
        for p in s.paragraphs
    )
    return page(
        f"<table><tr><td>{NAV}</td></tr></table><table><tr><td class='titlestyle'>{s.headline}</td></tr><tr><td><span>日期："
        f"2024/3/9</span> <span>作者：管理员</span> <span>阅读：1022 次</span></td></tr><tr><td><div>{body}</div></td></tr>"
        f"<tr><td>上一条：<a>{OTHERS[0]}</a></td></tr><tr><td>下一条：<a>{OTHERS[1]}</a></td></tr></table>{FOOT}",
        title=f"{s.headline}-临川县教育局",
    )


def blog(s: Story) -> bytes:
    return page(
        f"<header><p class='site-title'>{SITE}</p>{NAV}</header><article class='post'><h1 class='entry-title'>{s.headline}"
        f"</h1><div class='entry-meta'><time datetime='2024-03-09T08:00:00+08:00'>2024年3月9日</time> 由 编辑部</div>"
        f"<div class='entry-content'>{paragraphs(s)}<p>标签：<a>民生</a> <a>建设</a></p></div></article><aside><h2>近期文章"
        f"</h2><ul>{links()}</ul></aside>{FOOT}",
        title=f"{s.headline} – {SITE}",
    )


def links_in_sentences(s: Story) -> bytes:
    first, *rest = s.paragraphs
    linked = first.replace("，", "，<a href=/k>", 1).replace("。", "</a>。", 1)
    body = f"<p>{linked}</p>" + "".join(f"<p>{p}</p>" for p in rest)
    return page(
        f"<div>{NAV}</div><h1>{s.headline}</h1><div class='info'><span>临川日报</span><span>2024-03-09 22:10</span></div>"
        f"<div class='content'>{body}</div><div>猜你喜欢<ul>{links()}</ul></div>{FOOT}",
        title=f"{s.headline}_时政_{SITE}",
    )


def site_title_only(s: Story) -> bytes:
    return page(
        f"<table><tr><td bgcolor=red><font color=white>{SITE}</font></td></tr><tr><td><p align=center><font size=5>"
        f"{s.headline}</font><p align=center>(2024-03-09)<p>{'<p>'.join('　　' + p for p in s.paragraphs)}</td></tr><tr><td>"
        "【<a href=javascript:close()>关闭窗口</a>】</td></tr></table>",
        title=f"{SITE}欢迎您",
        charset="gb2312",
        code="gb18030",
    )


FORMS: tuple[Callable[[Story], bytes], ...] = (
    table_layout, div_soup, old_gb2312, br_and_nbsp, date_in_address, date_in_meta, linked_data, comments_below,
    related_within, government, sections_and_spans, title_only_in_head, pictures_between, phone_page, heavy_sides,
    editor_and_pages, xhtml, many_dates, one_long_block, short_news, signed_below, date_in_pieces, county_office, blog,
    links_in_sentences, site_title_only,
)  # fmt: skip


def wanted(form: Callable[[Story], bytes], s: Story) -> Sequence[str]:
    """The paragraphs that stand on the page."""
    return s.paragraphs[:1] if form is short_news else s.paragraphs
