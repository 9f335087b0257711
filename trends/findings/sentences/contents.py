"""What there is: articles, shares, chosen words."""

SENTENCES = {
    # ---- articles
    "headlines": ("代表报道", "Leading articles"),
    "headlines_how": (
        "每个话题取最具代表性的一篇；出处为原始文件及行号。",
        "For each topic its most typical article; the source is the original file and its lines.",
    ),
    "headline": ("标题", "Headline"),
    "printed": ("日期与版面", "Date and page"),
    "source": ("出处", "Source"),
    "longest": ("各期最长的一篇", "Longest article of each issue"),
    "date": ("日期", "Date"),
    "chosen_articles": ("所选文章", "Chosen articles"),
    "chosen_n": (
        "编者选入{n}篇。",
        "{n} articles chosen by the editor.",
    ),
    "beginning": ("开头", "Beginning"),
    "excerpt": (
        "{text}……（全文{n}字）",
        "{text}… ({n} characters in all)",
    ),
    # ---- shares
    "shares": (
        "话题占比",
        "Topic shares",
    ),
    "shares_told": (
        "报道最多的是{label}：{N}篇中占{n}篇（{share}）；前{k}个话题合计占{sum}，未归入任何话题的占{rest}。",
        "{label} has the most articles: {n} of {N} ({share}). The {k} largest topics together have {sum}; {rest} belong to no topic.",
    ),
    "chosen_topics": ("所选话题", "Chosen topics"),
    "shares_chart": (
        "话题占比",
        "Share of articles",
    ),
    "shares_table": (
        "各{by}占比",
        "Shares by {by}",
    ),
    "all_articles": (
        "文章总数",
        "All articles",
    ),
    "gaps_blank": (
        "{periods}未收录，图中留空，不计作0。",
        "No issue in {periods}: left blank in the chart, not counted as 0.",
    ),
    "and_more": ("{items}等", "{items} and others"),
    "words": ("所选的词", "Chosen words"),
    "words_chart": (
        "含该词的文章占比",
        "Share of articles that hold the word",
    ),
    "words_table": (
        "各{by}篇数",
        "Articles by {by}",
    ),
    "over_time": (
        "{what}，按{by}统计；共{N}篇",
        "{what}, by {by}; {N} articles",
    ),
    "over_time_alt": (
        "{what}随时间的变化，按{by}统计",
        "{what} over time, by {by}",
    ),
    "counts": ("各话题篇数", "Articles per topic"),
    "counts_alt": ("各话题的篇数：{bars}", "Articles of each topic: {bars}"),
    "counts_bar": ("{label} {n}篇", "{label} {n}"),
    "counts_how": (
        "一篇可涉及多个话题，统计只计主要话题。",
        "An article may touch several topics; it counts for its main one.",
    ),
}
