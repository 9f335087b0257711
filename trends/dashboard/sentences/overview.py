"""概览."""

SENTENCES = {
    "panorama": ("全部话题的起伏", "Every topic, all the time"),
    "panorama_last": ("最近{days}天", "The last {days} days"),
    "panorama_sub": (
        "颜色越深占比越高；按最高的时段排序；点击查看文章",
        "Darker: larger share; sorted by peak; click for articles",
    ),
    "movers": (
        "话题升降",
        "Rises and falls",
    ),
    "movers_alt": (
        "话题升降：{finding}。各话题的占比、变化与区间。",
        "Rises and falls: {finding}. Share of each topic, its change and interval.",
    ),
    "movers_caption": (
        "占比＝话题篇数÷同期全部{N}篇。点击话题名称查看该话题。",
        "Share = the topic's articles ÷ all {N} articles of the time. Click a name for the topic.",
    ),
    "missing_0": (
        "无缺期",
        "none missing",
    ),
    "issue_counts_no_pages": (
        "**{articles}** 篇　·　**{characters}** 字",
        "**{articles}** articles　·　**{characters}** characters",
    ),
    "coverage": ("收录", "Coverage"),
    "issues_read": ("收录", "Issues"),
    "issues_n": ("{n} 期", "{n} issues"),
    "missing_n": ("缺 {n} 期", "{n} missing"),
    "articles": ("文章", "Articles"),
    "articles_n": ("{n} 篇", "{n} articles"),
    "against_more": ("比前一时段多{n}篇", "{n} more than before"),
    "against_fewer": ("比前一时段少{n}篇", "{n} fewer than before"),
    "against_same": ("与前一时段相同", "as many as before"),
    "largest": (
        "占比最高 · {label}",
        "Largest · {label}",
    ),
    "riser": (
        "上升最多 · {label}",
        "Rose most · {label}",
    ),
    "points_pm": (
        "{change}个百分点（±{half}）",
        "{change} points (±{half})",
    ),
    "interval": ("{low} 至 {high}", "{low} to {high}"),
    "topic": ("话题", "Topic"),
    "topics": ("话题", "Topics"),
    "share_pc": (
        "占比（%）",
        "Share (%)",
    ),
    "change_pp": (
        "变化（百分点）",
        "Change (points)",
    ),
    "months_36": (
        "近36个月",
        "36 months",
    ),
    "leading": (
        "代表报道",
        "Leading article",
    ),
    "no_gaps": (
        "该时段各期均已收录。",
        "No issue of this time is missing.",
    ),
    "some_missing": (
        "共缺{n}期（图中红色），各时段均有收录。",
        "{n} issues are missing (red in the chart), but no whole period.",
    ),
    "gaps_named": (
        "{periods}未收录，图中留空，不计作0。",
        "{periods}: no issue; left blank in every chart, never counted as 0.",
    ),
    "sparse": ("各期相隔较远", "issues far apart"),
    "each_issue": ("每期 {span} 篇", "{span} an issue"),
    "characters": ("字数", "Characters"),
    "longest_issue": ("最多一期 {n} 字", "longest issue {n}"),
    "topics_n": ("{n} 个", "{n}"),
    "unassigned_n": (
        "{n} 篇未归入话题",
        "{n} unassigned",
    ),
    "unassigned": ("未归入", "unassigned"),
    "rest": ("其余", "the rest"),
    "date": ("日期", "Date"),
}
