"""What an article is: news, commentary, photo caption or brief."""

from __future__ import annotations

import re

from trends.records import Byline, Kind

_COMMENT_LABEL = re.compile(r"评论|大家谈|短评|快评|微评|锐评|时评|杂谈|漫谈|随笔|社论|观点|论坛|论语|手记")
_REPORTED = re.compile("记者从|记者[^,。]{0,6}(?:获悉|了解到|采访)")
_CAPTION = re.compile(r"\d{1,2}月\d{1,2}日,|图为|图[①②③④1-9]|[上下左右]图")


def kind_of(
    *,
    body: str,
    byline: Byline,
    label: str | None,
    deck: str | None,
    cued: bool,
    credited: bool,
    signed: bool,
    pointer: bool,
    headed: bool,
) -> Kind:
    """`body` plain; `cued`: opened by 本报讯 or 新华社电; `credited`: a photo credit follows; `signed`: an
    author's name stands among the headline lines or on a line of its own, without 记者; `headed`: it has a
    headline."""
    if pointer or not body:
        return "brief"
    comment = _COMMENT_LABEL.search(f"{label or ''} {deck or ''}")
    if any("评论员" in name for name in byline.authors) or comment or (signed and not credited):
        return "commentary"
    if (
        not (cued or _REPORTED.search(body))
        and len(body) < 400
        and (credited or (_CAPTION.match(body) and not (headed and len(body) > 150)) or "图为" in body[-160:])
    ):
        return "photo-caption"
    return "news"
