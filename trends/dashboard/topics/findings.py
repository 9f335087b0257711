"""What the topic page says in words, computed from its tables; never a cause."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from trends.archive.snapshot import Meta
from trends.dashboard.data import ask, changes_of
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import day, few, signed, span
from trends.dashboard.state import View
from trends.series.ranges import same_dates_before


def finding(label: str, own: pd.DataFrame, found: pd.DataFrame, small: bool) -> str:
    name = escaped(label)
    known = own[own["issues"] > 0]
    if small and len(known) == 1:
        return say("finding_one", label=name, n=int(known["n"].iloc[0]), N=int(known["N"].iloc[0]))
    if small:
        return say(
            "finding_points",
            label=name,
            span=span(int(known["n"].min()), int(known["n"].max())),
            issues=int(known["issues"].sum()),
            held=int((known["n"] > 0).sum()),
            periods=len(known),
        )
    if len(found):
        highest = found.loc[found["value"].idxmax()]
        return say(
            "finding_peaks",
            label=name,
            k=len(found),
            last=day(found["period"].iloc[-1]),
            top=day(highest["period"]),
        )
    return say("finding_steady", label=name)


def few_articles(coverage: pd.DataFrame) -> None:
    sizes = coverage[coverage["issues"] > 0]["articles"]
    smallest = max(int(sizes.min()), 1)
    few(
        say(
            "few_topics",
            span=span(smallest, int(sizes.max())),
            points=f"{100 / max(float(sizes.median()), 1):.0f}",
        )
    )


def number(value: float, view: View) -> str:
    if value != value:
        return "—"
    return (
        f"{value:.1%}" if view.measure in ("articles", "characters") else f"{value:,.1f}".removesuffix(".0")
    )


def takeaway(
    view: View, label: str, own: pd.DataFrame, found: pd.DataFrame, coverage: pd.DataFrame, shape: str
) -> str:
    """What the chart shows of the topic, with what it leaves open. found: its peaks; shape: of the figure."""
    small = shape == "points"
    known = own[(own["issues"] > 0)]
    whole = known[known["complete"]] if known["complete"].any() else known
    if known.empty:
        return say("nothing_here")
    name = escaped(label)
    if small:
        text = say(
            "takeaway_small",
            issues=int(known["issues"].sum()),
            label=name,
            n=int(known["n"].sum()),
            N=int(known["N"].sum()),
            span=span(int(known["n"].min()), int(known["n"].max())),
        )
    else:
        top = whole.loc[whole["value"].idxmax()]
        latest = whole["smooth"].iloc[-1]
        over = len(found) and bool(found.loc[found["value"].idxmax(), "over"])
        after = say("fell_since") if over and latest < 0.8 * top["value"] else say("still_high")
        mean = (
            whole["n"].sum() / max(whole["N"].sum(), 1)
            if view.measure == "articles"
            else whole["value"].mean()
        )
        text = say(
            "takeaway",
            since=day(str(known["period"].iloc[0])),
            label=name,
            mean=number(mean, view),
            at=day(str(top["period"])),
            top=number(top["value"], view),
            n=f"{int(top['n']):,}",
            N=f"{int(top['N']):,}",
            after=after,
        )
    empty = coverage[coverage["issues"] == 0]["period"].tolist()
    if empty:
        text += say(
            "takeaway_missing",
            periods=say("list_mark").join(day(p) for p in empty[:3]),
            more="" if len(empty) < 4 else say("and_more", n=len(empty)),
        )
    if not small and not bool(known["complete"].iloc[-1]):
        text += say(
            "takeaway_open" if shape == "lines" else "takeaway_unfinished",
            period=day(str(known["period"].iloc[-1])),
        )
    return text


def year_ago(view: View, meta: Meta, focus: str) -> str:
    """The topic's share against the same dates of the year before: of the view when it is at most a
    year long, else of the archive's last year so far. Empty when there is nothing to compare."""
    until = view.until
    since = view.since if (until - view.since).days < 366 else until.replace(month=1, day=1)
    now = replace(view.scope, since=since, until=until)
    before = same_dates_before(now)
    if before.since is None or before.since.isoformat() < meta.first:
        return ""
    total, total_before = (int(ask().coverage(scope, "year")["articles"].sum()) for scope in (now, before))
    if not total or not total_before:
        return ""
    changes = changes_of(now, before)
    found = changes[changes["item"] == focus]
    if found.empty:
        return ""
    row = found.iloc[0]
    return say(
        "year_ago",
        since=day(str(since)),
        until=day(str(until)),
        share=f"{row['share']:.1%}",
        n=f"{int(row['n']):,}",
        N=f"{total:,}",
        before=f"{row['share_before']:.1%}",
        m=f"{int(row['n_before']):,}",
        M=f"{total_before:,}",
        change=signed(100 * row["change"]),
        low=signed(100 * row["low"]),
        high=signed(100 * row["high"]),
        within=say("beyond_noise") if row["beyond_chance"] else say("within_noise"),
    )
