"""Three stories, and pages that hold them as people copy and scrape them."""

from __future__ import annotations

import datetime as dt

from tests.pages import page
from tests.test_layout_properties import nothing_lost
from trends.pipeline.cutting import cuts
from trends.records import CutPage

STORIES = {
    "水渠清淤工程开工": "本报讯（记者 王一）3月5日，全市水渠清淤工程开工，沿线群众到场察看，称赞不已。",
    "粮食收购点增设烘干设备": "本报讯（记者 李二）3月5日，全市收购点增设烘干设备，农户送粮不用再等天晴。",
    "古渡口石阶修补完毕": "本报讯（记者 赵三）3月5日，古渡口的石阶修补完毕，补砌破损的条石三十余块。",
}
DAY = dt.date(2023, 3, 6)
HEAD, BODY = next(iter(STORIES.items()))


def cut_all(*lines: str, file: str = "页面.txt") -> list[CutPage]:
    """The pages of a text, of which nothing is lost."""
    found = list(cuts(page(*lines, file=file), {}))
    assert all(nothing_lost(cut) for cut in found)
    return found


RIGHT = {head: "".join(body.split()) for head, body in STORIES.items()}
TOLD_ON = ["渠边的老柳树一棵也没有砍，村民说留着它乘凉。", "清出来的淤泥运到田里，正好作肥料用。"]


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def told_stories(found: list[CutPage]) -> dict[str | None, str]:
    return {article.headline: flat(article.body) for cut in found for article in cut.articles}
