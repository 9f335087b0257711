"""Every sentence of a finding, by key, as (Chinese, English)."""

from __future__ import annotations

import re

from trends.errors import QueryError

LANGUAGES = ("zh", "en")

SENTENCES = {
    # ---- how numbers, dates and places are written
    "quoted": ("「{text}」", '"{text}"'),
    "to": ("{a} 至 {b}", "{a} to {b}"),
    "list": ("、", ", "),
    "and": ("，", ", "),
    "sentences": ("{a}。{b}", "{a}. {b}"),
    "gap": ("　", " · "),
    "day": ("{y}年{m}月{d}日", "{d} {name} {y}"),
    "month": ("{y}年{m}月", "{name} {y}"),
    "year": ("{y}年", "{y}"),
    "days": ("{a}至{b}", "{a} to {b}"),
    "quarter": ("{y}年第{n}季度", "Q{n} {y}"),
    "days_of_month": ("{y}年{m}月{a}日至{b}日", "{a}–{b} {name} {y}"),
    "by_issue": ("期", "issue"),
    "by_week": ("周", "week"),
    "by_month": ("月", "month"),
    "by_quarter": (
        "季度",
        "quarter",
    ),
    "by_year": ("年", "year"),
    "head_issue": ("期", "Issue"),
    "head_week": ("周", "Week"),
    "head_month": ("月", "Month"),
    "head_quarter": (
        "季度",
        "Quarter",
    ),
    "head_year": ("年", "Year"),
    "page": ("第{n}版", "p. {n}"),
    "lines": ("{file} 第{lines}行", "{file}, lines {lines}"),
    "pieces": (
        "{file} 第{first}–{last}行，共{n}处",
        "{file}, {n} pieces within lines {first}–{last}",
    ),
    "no_headline": ("（无题）", "(no headline)"),
    "headline_dated": ("{headline}（{date}）", "{headline} ({date})"),
    "n_articles": ("{n} 篇", "{n} articles"),
    "n_issues": ("{n} 期", "{n} issues"),
    "issues_articles": ("{issues}期、{articles}篇", "{issues} issues, {articles} articles"),
    "n_of": ("{n} / {N} 篇", "{n} of {N} articles"),
    "unassigned": ("未归入", "Unassigned"),
    # ---- the head and the foot
    "title": ("{papers}话题简报 · {range}", "{papers}Topic brief · {range}"),
    "papers": ("{papers}", "{papers} · "),
    "papers_more": ("{papers}等", "{papers} and others"),
    "front": (
        "（头版）",
        "Front pages · ",
    ),
    "once": (
        "（重复稿件只计一次）",
        "Repeats counted once · ",
    ),
    "finding_counted": (
        "{counted}，{label}最多，共{n}篇",
        "{counted}; most on {label}: {n}",
    ),
    "finding_up": ("{label}占比上升最多", "{label} rose most"),
    "finding_down": ("{label}占比下降最多", "{label} fell most"),
    "finding_still": ("各话题占比均无明显变化", "No topic clearly rose or fell"),
    "about_alone": ("{range}。{why}", "{range}. {why}"),
    "about_compared": ("{now}，与{before}相比", "{now}, compared with {before}"),
    "about_latest": (
        "{range}；升降为{now}与{before}相比",
        "{range}; changes compare {now} with {before}",
    ),
    "about_papers": (
        "{text}（只比较前后都有的{papers}）",
        "{text} (only {papers}, which both times have)",
    ),
    "no_paper": ("报纸名称不详", "unnamed newspaper"),
    "why_papers": (
        "前后两段时间没有共同的报纸，不作比较。",
        "No newspaper is in both times: nothing is compared.",
    ),
    "why_one_topic": (
        "档案只有一个话题，不作升降比较。",
        "The archive has a single topic: no rise or fall.",
    ),
    "why_repeats": (
        "这段时间的文章大多重复此前的内容，不作升降比较。",
        "Most articles of this time repeat earlier ones: no rise or fall.",
    ),
    "why_few": (
        "仅有{issues}期、{articles}篇，样本较少，只列篇数与标题，不作升降比较。",
        "Only {issues} issues with {articles} articles: counts and headlines are shown, no rise or fall.",
    ),
    "why_sparse": (
        "各期相隔较远，只列篇数与标题，不作升降比较。",
        "The issues lie far apart: counts and headlines are shown, no rise or fall.",
    ),
    "why_alone": (
        "此前收录的期数不足，不作前后比较。",
        "Too few issues before it to compare with.",
    ),
    "fact_issues": ("收录", "Issues read"),
    "fact_missing": ("缺期", "Missing"),
    "fact_articles": ("文章", "Articles"),
    "fact_before": ("对比时段", "Compared with"),
    "fact_characters": ("字数", "Characters"),
    "not_judged": (
        "无法判断",
        "not known",
    ),
    "data_version": ("数据版本 {version}", "Data version {version}"),
    "open": (
        "在看板中打开",
        "Open in the dashboard",
    ),
    "numbers_of": ("数据表：{caption}", "Numbers: {caption}"),
    "again": ("复现命令：", "Command: "),
    "camera": ("存为图片", "Save as picture"),
    "no_pictures": (
        "本文件未附图（绘图需要浏览器），图中数据均见表格。",
        "The charts are left out (drawing them needs a browser); all their numbers are in the tables.",
    ),
    # ---- on the charts
    "chart_missing": ("未收录", "no issue"),
    "chart_gaps": ("缺期", "missing"),
    "chart_counted": ("（{n} / {N} 篇）", " ({n} of {N} articles)"),
    "chart_strip": (
        "{period}　{n} 期，缺 {missing} 期",
        "{period}　{n} issues, {missing} missing",
    ),
    # ---- what changed
    "changes": ("话题升降", "Rises and falls"),
    "moves_counted": (
        "{topics}个话题中，{up}个明显上升，{down}个明显下降，其余变化未超出正常波动。变化以百分点计，括号内为90%区间。",
        "Of {topics} topics, {up} clearly rose and {down} clearly fell; the rest is within normal variation. Changes are in percentage points, with the 90% interval in brackets.",
    ),
    "moves_none": ("没有话题明显上升或下降。", "No topic clearly rose or fell."),
    "moved_up": (
        "{label}上升{size}个百分点（{interval}），占比由{before}升至{now}：{N}篇中占{n}篇。",
        "{label} rose by {size} points ({interval}), from {before} to {now}: {n} of {N} articles.",
    ),
    "moved_down": (
        "{label}下降{size}个百分点（{interval}），占比由{before}降至{now}：{N}篇中占{n}篇。",
        "{label} fell by {size} points ({interval}), from {before} to {now}: {n} of {N} articles.",
    ),
    "moves_chart": ("占比升降最多的话题", "Topics whose share rose or fell most"),
    "moves_chart_sub": (
        "占文章总数的比例；前后各 {before} 篇、{now} 篇",
        "Share of articles; N = {before} and {now} articles",
    ),
    "moves_chart_alt": (
        "每个话题一行：从对比时段的占比到本时段的占比",
        "A row for each topic, from its share before to its share now",
    ),
    "moves_table": ("上升与下降最多的话题", "Topics that rose most and fell most"),
    "moves_every": (
        "全部{n}个话题",
        "All {n} topics",
    ),
    "topic": ("话题", "Topic"),
    "share": ("占比", "Share"),
    "articles": ("篇数", "Articles"),
    "before": ("对比时段", "Before"),
    "change": ("变化（百分点）", "Change (points)"),
    "interval": ("90%区间", "90% interval"),
    "leading": ("代表报道", "Leading article"),
    # ---- phrases
    "phrases": ("近期升温词", "Rising phrases"),
    "phrases_told": ("明显升温：{words}。", "Clearly more frequent: {words}."),
    "phrases_how": (
        "与{before}相比，本时段至少见于{least}篇；篇数按全文检索计。",
        "Compared with {before}; in at least {least} articles now. Articles whose text holds the phrase.",
    ),
    "fading": ("近期降温词", "Fading phrases"),
    "fading_told": ("明显降温：{words}。", "Clearly less frequent: {words}."),
    "fading_how": (
        "与{before}相比，其时至少见于{least}篇；篇数按全文检索计。",
        "Compared with {before}; in at least {least} articles then. Articles whose text holds the phrase.",
    ),
    "phrases_none": ("暂无明显升温的词。", "No phrase is clearly more frequent."),
    "against_past": (
        "频率与此前相比",
        "Rate vs. before",
    ),
    "first_time": ("档案中首次出现", "first in the archive"),
    "not_then": ("对比时段未见", "not in that time"),
    "times": (
        "{times}倍",
        "{times} ×",
    ),
    "word": ("词", "Phrase"),
    "now": ("本时段", "Now"),
    # ---- bursts
    "bursts": ("集中出现的时段", "Bursts"),
    "burst_top": (
        "{label}在{days}最为突出：{N}篇中占{n}篇，明显高于该话题平时的比例。",
        "{label} stood out most in {days}: {n} of {N} articles, clearly above its usual share.",
    ),
    "burst_bar": ("{label}　{days}　{n} / {N} 篇", "{label}　{days}　{n} of {N} articles"),
    "bursts_chart": ("话题集中出现的时段", "When topics stood out"),
    "bursts_chart_sub": (
        "横条为起止日期，颜色越深，强度越高",
        "A bar from first to last day; the darker, the stronger",
    ),
    "bursts_chart_alt": (
        "每个话题一行，横条是它集中出现的时段",
        "A row for each topic; the bars are the times in which it stood out",
    ),
    "from_to": ("起止", "From and to"),
    "n_of_all": ("篇数 / 同期全部", "Articles / all of the time"),
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
    # ---- one issue
    "morning": ("晨报 · {day}", "Morning brief · {day}"),
    "of_paper": ("（{paper}）", " ({paper})"),
    "morning_new": ("新", "New"),
    "morning_rising": ("升", "Rising"),
    "morning_receding": ("退", "Receding"),
    "morning_year_ago": ("去年今日", "A year ago"),
    "morning_why_new": ("前四期未出现", "Not in the four issues before"),
    "morning_why_rising": ("上升的话题（百分点）", "Rising topic (points)"),
    "morning_why_receding": ("下降的话题（百分点）", "Falling topic (points)"),
    "morning_why_year_ago": ("话题", "Topic"),
    "morning_first": ("这是档案中这份报纸的第一期。", "This is the newspaper's first issue in the archive."),
    "morning_no_new": (
        "没有前四期未出现的话题或词。",
        "No topic or word that the four issues before lacked.",
    ),
    "morning_no_rising": (
        "这一期没有明显上升话题的报道。",
        "No article of this issue is on a topic that clearly rose.",
    ),
    "morning_no_receding": ("没有明显下降的话题。", "No topic clearly fell."),
    "morning_no_year_ago": ("档案没有去年同日前后的这份报纸。", "The archive has no issue of a year ago."),
    "morning_how": (
        "升降为{now}与{before}相比。",
        "Rises and falls compare {now} with {before}.",
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
    "words_told": (
        "{word}：{N}篇中见于{n}篇（{share}）。",
        "{word} is in {n} of {N} articles ({share}).",
    ),
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

# One of something in an English sentence: "1 issues" is 1 issue, "2.1 issues" and "11 issues" stay.
ONE = re.compile(
    r"(?<![\d.,–-])(1(?:\*\*)?) (issue|article|page|problem|time|line|file|piece|character|phrase)s\b"
)
LINE = re.compile(r"\blines (\d+)(?!\d|\\?-|–|, )")


def sentence(language: str, key: str, **values: object) -> str:
    """The sentence in one of LANGUAGES, with its values filled in; without values its places stay open."""
    text = SENTENCES[key][LANGUAGES.index(language)]
    told = text.format(**values) if values else text
    return singular(told) if language == "en" else told


def singular(text: str) -> str:
    """English text in which one thing stands in the singular."""
    return LINE.sub(r"line \1", ONE.sub(r"\1 \2", text))


def checked_language(language: str) -> str:
    """The language itself. Raises QueryError for one no brief is written in."""
    if language not in LANGUAGES:
        raise QueryError(f"简报没有这种语言：{language[:20]!r}", f"可用的有 {'、'.join(LANGUAGES)}")
    return language
