"""What a brief rests on: coverage and gaps, how every number is made, the data version."""

from __future__ import annotations

import pandas as pd

from trends.archive import Archive
from trends.charts.colours import Palette
from trends.charts.coverage import strip
from trends.charts.template import Figure, Words
from trends.records import Period
from trends.report.records import BriefQuery, Cell, Chart, Section, Spans, Table
from trends.report.shares import BY
from trends.report.spans import FEW
from trends.report.writing import between, command, percent, range_words, restrictions

NAMED_GAPS = 8


def coverage_section(archive: Archive, query: BriefQuery, spans: Spans, by: Period) -> Section:
    table = archive.coverage(spans.now, by)
    daily = archive.coverage(spans.now, "issue")
    missing = daily.loc[daily["missing"] > 0, "period"].tolist()
    if archive.meta.sparse:
        told = "各期相隔太散，看不出固定的出版日，不谈缺期。"
    elif missing:
        more = "等" if len(missing) > NAMED_GAPS else ""
        named = "、".join(missing[:NAMED_GAPS])
        told = (
            f"按出版规律应有而没有收录的有 {int(daily['missing'].sum())} 期：{named}{more}。缺的期不算作 0。"
        )
    else:
        told = "按出版规律应有的各期都已收录。"
    waiting = (
        f"另有 {archive.meta.undated} 个版面日期未定，没有计入。" if archive.meta.undated else "",
        f"读入时记下 {archive.meta.problems} 个问题，见「数据与方法」。" if archive.meta.problems else "",
    )

    def draw(colours: Palette) -> Figure:
        return strip(
            table, colours, Words(subtitle=f"每{BY[by]}收录的期数", gaps="缺期"), years=len(table) > 24
        )

    return Section(
        "coverage",
        "收录与缺期",
        (f"收录 {spans.issues:,} 期 {spans.N:,} 篇。{told}", *(text for text in waiting if text)),
        (Chart("coverage", "收录的期数与缺期", draw),),
        (
            Table(
                f"按{BY[by]}的收录",
                (BY[by], "期数", "篇数")
                if archive.meta.sparse
                else (BY[by], "期数", "篇数", "缺期", "收录率"),
                _rows(table, archive.meta.sparse),
                frozenset({1, 2, 3, 4}),
                folded=len(table) > FEW,
            ),
        ),
        command("coverage", "--by", by, *between(spans.now), *restrictions(query)),
    )


def _rows(table: pd.DataFrame, sparse: bool) -> tuple[tuple[Cell, ...], ...]:
    """period, issues, articles and, where missing issues can be told, these and the part that was read."""
    rows = []
    for row in table.to_dict("records"):
        known = (row["period"], f"{row['issues']:,}", f"{row['articles']:,}")
        part = percent(row["issues"] / row["expected"]) if row["expected"] else "—"
        rows.append(known if sparse else (*known, f"{row['missing']:,}", part))
    return tuple(rows)


def method_section(archive: Archive, query: BriefQuery, spans: Spans, topics: int) -> Section:
    meta = archive.meta
    told = [
        "版面切成文章；文章分词，词由词典、用户词典和本档案里发现的词组成。",
        "每一期的文章按 TF-IDF 做非负矩阵分解得到当期话题，各期话题叠起来再分解一次，得到贯穿各期的话题；"
        "一篇文章归入权重最大的话题，权重不足的不归入任何话题。",
        f"份额 = 该话题的篇数 ÷ 同期全部篇数；这一段的全部篇数是 {spans.N:,}。没有收录的时段留空，不当作 0。",
    ]
    if spans.before is not None and not spans.few:
        told.append(
            f"前一段是{range_words(spans.before)}，一样长，{spans.issues_before:,} 期 {spans.N_before:,} 篇。"
            "变化 = 两段份额之差；区间是两个份额之差的 5–95% 区间（Wilson 区间合成，Newcombe 1998 第 10 法），"
            f"含 0 的不说升降。同时看 {topics} 个话题，纯属波动也会有约十分之一落在区间之外。"
        )
        told.append(
            "集中出现的时段由 Kleinberg（2002）的两状态自动机得出：这些时段用「出现率是平时的两倍」来解释比用平时的更合适。"
        )
    told.append("代表报道是权重最大的一篇，由程序挑选；本简报只说数量变化，不说原因。")
    settings = "，".join(f"{name}={value}" for name, value in sorted(meta.settings.items()))
    told.append(
        f"数据版本 {meta.data_version}；设置 {settings}。同一数据版本、同一命令，做出的简报逐字节相同。"
    )
    return Section("method", "怎么算的", tuple(told))
