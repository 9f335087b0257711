"""A few issues: how many articles each topic has, no word of rise or fall."""

from __future__ import annotations

from trends.charts.bars import ranked
from trends.charts.colours import Palette, topic_colour
from trends.charts.template import Figure
from trends.findings.case import Case
from trends.findings.records import Cell, Chart, Link, Section, Table
from trends.findings.writing import between, figure_words, percent


def count_section(case: Case) -> Section:
    """Articles of each topic over the range, the rest last."""
    topics = case.topics[case.topics["n"] > 0]
    say, windows = case.say, case.windows
    labels, counts = list(topics["label"]), [int(n) for n in topics["n"]]
    rest = windows.N - int(case.archive.topics(windows.range)["n"].sum())

    bars = [say("counts_bar", label=label, n=f"{n:,}") for label, n in zip(labels, counts, strict=True)]

    def draw(colours: Palette) -> Figure:
        names = [*labels, *([say("unassigned")] if rest else [])]
        values = [*counts, *([rest] if rest else [])]
        texts = [say("n_articles", n=f"{n:,}") for n in values]
        fills = [*(topic_colour(int(slot), colours) for slot in topics["slot"]), colours.bars][: len(names)]
        return ranked(names, values, texts, names, fills, colours, figure_words(say))

    rows: list[tuple[Cell, ...]] = [
        (Link(label, "topics", (("topic", topic),)), f"{n:,}", percent(n / windows.N))
        for topic, label, n in zip(topics["topic"], labels, counts, strict=True)
    ]
    rows.append((say("unassigned"), f"{rest:,}", percent(rest / windows.N)))
    columns = (say("topic"), say("articles"), say("share"))
    return Section(
        "counts",
        say("counts"),
        (say(windows.why, issues=windows.issues, articles=f"{windows.N:,}"), say("counts_how")),
        (Chart("counts", say("counts_alt", bars=say("list").join(bars)), draw),),
        (Table(say("counts"), columns, tuple(rows), frozenset({1, 2})),),
        case.command("topics", *between(windows.range)),
        topics.assign(N=windows.N),
    )
