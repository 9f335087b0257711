"""Page → issue date, articles and noise, as an editor would cut it. Pure: no disk, no clock."""

from __future__ import annotations

from trends.layout.bylines import signed
from trends.layout.cut import cut as cut_page
from trends.layout.doubles import find_doubles
from trends.layout.forms import told
from trends.layout.output import articles_record, page_record
from trends.layout.seams import Seams, learn_seams
from trends.layout.settle import NOTHING, Known, settle

__all__ = [
    "NOTHING",
    "Known",
    "Seams",
    "articles_record",
    "cut_page",
    "find_doubles",
    "learn_seams",
    "page_record",
    "settle",
    "signed",
    "told",
]
