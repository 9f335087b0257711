"""What the findings rest on: coverage and method."""

SENTENCES = {
    "late_names": (
        "话题的名称由它的词组成，有的词后来才有：{names}。更早的文章属同一话题。",
        "Topics are named by words of theirs, some of which are younger than articles of theirs: {names}. Earlier articles are of the same topic.",
    ),
    "named_since": ("「{label}」一名的词自{date}起才齐", 'all words of "{label}" are there since {date}'),
    "named_later": (
        "「{label}」通称「{lasting}」，其词自{date}起才齐",
        '"{label}" is called "{lasting}" elsewhere, all words of which are there since {date}',
    ),
    "semicolon": ("；", "; "),
    # ---- what it rests on
    "coverage": ("收录与缺期", "Coverage and gaps"),
    "covered": (
        "共收录{counted}。{gaps}",
        "Read: {counted}. {gaps}",
    ),
    "gaps_untold": (
        "各期相隔较远，无法推断出版日，不统计缺期。",
        "The issues are too far apart to know the publishing days, so none is called missing.",
    ),
    "gaps_named": (
        "按出版规律推算，缺{n}期：{dates}。缺期不计作0。",
        "By the publishing days {n} issues are missing: {dates}. They do not count as 0.",
    ),
    "gaps_none": (
        "按出版规律推算，各期均已收录。",
        "By the publishing days no issue is missing.",
    ),
    "undated": (
        "另有{n}个版面日期待定，未计入。",
        "Pages that wait for a date and are not counted: {n}.",
    ),
    "problems": (
        "读取时发现{n}个问题，详见「数据与方法」。",
        "Problems found while reading: {n}; see Data and method.",
    ),
    "coverage_chart": (
        "各{by}收录期数",
        "Issues read by {by}",
    ),
    "coverage_chart_alt": ("收录的期数与缺期", "Issues read and issues missing"),
    "coverage_table": (
        "各{by}收录情况",
        "Coverage by {by}",
    ),
    "issues": ("期数", "Issues"),
    "missing": ("缺期", "Missing"),
    "part_read": ("收录率", "Part read"),
    "method": (
        "数据算法说明",
        "How it was made",
    ),
    "method_terms": (
        "版面先切分为文章，再切分为词；词表由通用词典、用户词典和本档案中发现的词组成。",
        "Pages are cut into articles and articles into words: those of a dictionary, of the user's dictionary and those found in this archive.",
    ),
    "method_topics": (
        "每期文章的 TF-IDF 经非负矩阵分解得到当期话题；各期话题合并后再次分解，得到贯穿各期的话题。每篇文章归入权重最大的话题，权重不足的不归入任何话题。",
        "Non-negative matrix factorisation of each issue's TF-IDF gives the topics of that issue; all of these are stacked and factored again, which gives topics that run through the issues. An article belongs to the topic of its largest weight, and to none when its weights are too small.",
    ),
    "method_share": (
        "占比＝话题篇数÷同期文章总数；本时段共{N}篇。没有收录的时段留空，不计作0。",
        "Share = articles of the topic ÷ all articles of the time, here {N}. Periods without an issue are left blank, not counted as 0.",
    ),
    "method_change": (
        "{now}与{before}（{counted}）相比。变化为两段时间占比之差，区间为该差的90%区间（Wilson 区间合成，Newcombe 1998 第 10 法，按期修正）。称为明显升降的，是同时比较全部话题之后仍非偶然的变化（错报率不超过10%，Benjamini–Hochberg 1995）。",
        "{now} is compared with {before} ({counted}). Change = difference of the two shares; the interval is the 90% interval of that difference (two Wilson intervals combined, method 10 of Newcombe 1998, corrected for issues). Said to have risen or fallen is what is no chance after looking at all topics together (false discovery rate 10%, Benjamini and Hochberg 1995).",
    ),
    "method_bursts": (
        "集中出现的时段由 Kleinberg（2002）的自动机得出，只用各段以前的出现率：全是偶然时，列出任何一段的可能不到一成；列过的以后不会消失。",
        "Bursts come from the automaton of Kleinberg (2002) on the rates before each time only: by chance alone any"
        " would be listed less than once in ten, and one that was listed stays.",
    ),
    "method_leading": (
        "代表报道由程序按权重选取；本简报只描述数量变化，不解释原因。",
        "Leading articles are those of the largest weight, chosen by the program. This brief tells how numbers changed, never why.",
    ),
    "method_version": (
        "数据版本 {version}（由全部数据表的内容算出）；设置 {settings}。同一数据版本、同样的话题叫法、同一命令，做出的简报逐字节相同。",
        "Data version {version} (made of what all its tables hold); settings {settings}. The same data version, the same"
        " names of topics and the same command give the same brief, byte for byte.",
    ),
}
