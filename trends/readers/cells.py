"""What stands in a cell or value of a table → text: lists joined, the tags of web pages read as a browser does."""

from __future__ import annotations

import html
import re
from typing import Any

from trends.readers.markup import blocks_of, parsed

_TAG = re.compile(
    r"</?(?:p|br|div|span|img|style|script|font|a|b|i|em|strong|table|tbody|tr|td|ul|ol|li|h[1-6]|center|section|o:p)"
    r"(?:[\s/][^<>]{0,2000})?>|<!--",
    re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>\s{0,9}$")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[\dA-Fa-f]{1,6});")
_ROUNDS = 3  # text that was escaped twice is read twice
_DEEP = 8  # lists in lists


def text_of_cell(value: Any, depth: int = 0) -> str:
    """The text of a value; parts of a list and values of an object stand on lines of their own."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # what a spreadsheet made 3.0 of
    if isinstance(value, dict):
        value = value["text"] if isinstance(value.get("text"), str) else list(value.values())
    if isinstance(value, list | tuple) and depth < _DEEP:
        return "\n".join(part for item in value if (part := text_of_cell(item, depth + 1)))
    return "" if value is None else without_tags(str(value)).strip()


def without_tags(text: str) -> str:
    """Text that was taken out of a web page with its tags, without them; any other as it is."""
    text = _CDATA.sub("", text)
    for _ in range(_ROUNDS):
        if "<" in text and _TAG.search(text):
            text = "\n".join(block.text for block in blocks_of(parsed(f"<div>{_broken(text)}</div>", "")))
        elif "&" in text and _ENTITY.search(text):
            text = html.unescape(text)
        else:
            break
    return text


def _broken(text: str) -> str:
    """Line breaks of the source end paragraphs where the tags do not."""
    return text if re.search("<(?:p|br|div|li|td)[ />]", text, re.IGNORECASE) else text.replace("\n", "<br>")
