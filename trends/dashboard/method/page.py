"""数据与方法: what was read, what is missing, how every number is made."""

from __future__ import annotations

from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.method.formulas import formulas
from trends.dashboard.method.page_cuts import page_cuts
from trends.dashboard.method.proposals import proposals
from trends.dashboard.method.quality import quality
from trends.dashboard.method.received import problems, received, work_line
from trends.dashboard.method.undated import undated
from trends.dashboard.sentences import say
from trends.dashboard.shell import heading
from trends.dashboard.state import View

PARAMS = ("look", "file", "find")
LOOKS = ("received", "pages", "quality", "method")


def draw(view: View, meta: Meta) -> None:
    heading(
        say("data_title", issues=f"{meta.issues:,}", articles=f"{meta.articles:,}"),
        say("data_line", version=meta.data_version, problems=meta.problems, undated=meta.undated),
    )
    look = params.chosen(
        "look",
        LOOKS,
        label=say("look"),
        shown=lambda v: say(f"data_look_{v}"),
        default="pages" if params.get("file") else LOOKS[0],
    )
    if look == "received":
        received(view, meta)
        problems()
        undated()
        work_line()
    elif look == "pages":
        page_cuts(view, meta)
    elif look == "quality":
        quality(view, meta)
        proposals()
    else:
        formulas(meta)
