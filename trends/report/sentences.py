"""Every sentence of a brief, by key, as (Chinese, English)."""

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
    "by_issue": ("期", "issue"),
    "by_week": ("周", "week"),
    "by_month": ("月", "month"),
    "by_quarter": ("季", "quarter"),
    "by_year": ("年", "year"),
    "head_issue": ("期", "Issue"),
    "head_week": ("周", "Week"),
    "head_month": ("月", "Month"),
    "head_quarter": ("季", "Quarter"),
    "head_year": ("年", "Year"),
    "page": ("第{n}版", "p. {n}"),
    "lines": ("{file} 第{lines}行", "{file}, lines {lines}"),
    "pieces": ("{file} 第{first}–{last}行间 {n} 处", "{file}, {n} pieces within lines {first}–{last}"),
    "no_headline": ("（无题）", "(no headline)"),
    "headline_dated": ("{headline}（{date}）", "{headline} ({date})"),
    "n_articles": ("{n} 篇", "{n} articles"),
    "n_issues": ("{n} 期", "{n} issues"),
    "issues_articles": ("{issues} 期 {articles} 篇", "{issues} issues, {articles} articles"),
    "n_of": ("{n} / {N} 篇", "{n} of {N} articles"),
    "unassigned": ("未归入", "Unassigned"),
    # ---- the head and the foot
    "title": ("{papers}话题简报 · {range}", "{papers}Topic brief · {range}"),
    "papers": ("{papers}", "{papers} · "),
    "papers_more": ("{papers}等", "{papers} and others"),
    "front": ("（头版）", "Front pages · "),
    "once": ("（重复的不计）", "Repeats counted once · "),
    "finding_counted": ("{counted}，{label}最多，{n} 篇", "{counted}; most on {label}, {n}"),
    "finding_up": ("{label}升得最多", "{label} gained most"),
    "finding_down": ("{label}降得最多", "{label} lost most"),
    "finding_still": ("没有一个话题的升降超出波动", "No topic changed beyond noise"),
    "about_alone": (
        "{range}；在此之前收录的期数不足，不作前后比较",
        "{range}; too few issues before it to compare with",
    ),
    "about_compared": (
        "{range}，与之前一样长的一段（{before}）相比",
        "{range}, compared with the time of the same length before it ({before})",
    ),
    "fact_issues": ("收录", "Issues read"),
    "fact_missing": ("缺期", "Missing"),
    "fact_articles": ("文章", "Articles"),
    "fact_before": ("前一段", "Before"),
    "fact_characters": ("字数", "Characters"),
    "not_judged": ("未判断", "not judged"),
    "data_version": ("数据版本 {version}", "Data version {version}"),
    "open": ("在看板里打开", "Open in the dashboard"),
    "numbers_of": ("数据表：{caption}", "Numbers: {caption}"),
    "again": ("重做这些数：", "Make these numbers again: "),
    "camera": ("存为图片", "Save as picture"),
    "no_pictures": (
        "图没有放入（需要浏览器来画），图中的数都在表里。",
        "The charts are left out (drawing them needs a browser); all their numbers are in the tables.",
    ),
    # ---- on the charts
    "chart_missing": ("未收录", "no issue"),
    "chart_gaps": ("缺期", "missing"),
    "chart_counted": ("（{n} / {N} 篇）", " ({n} of {N} articles)"),
    "chart_strip": ("{period}　{n} 期，缺 {missing} 期", "{period}　{n} issues, {missing} missing"),
    # ---- what changed
    "changes": ("什么变了", "What changed"),
    "moves_counted": (
        "{topics} 个话题里，{up} 个升、{down} 个降的幅度超出波动；区间含 0 的只算波动。"
        "变化以百分点计，括号内为 5–95% 区间。",
        "Of {topics} topics, {up} rose and {down} fell beyond noise; an interval that holds 0 is mere noise."
        " Changes are in percentage points, with the 5–95% interval in brackets.",
    ),
    "moves_none": ("没有一个话题的升降超出波动。", "No topic rose or fell beyond noise."),
    "moved_up": (
        "{label}升 {size} 个百分点（{interval}），从 {before} 到 {now}，这一段 {n} 篇，占 {N} 篇。",
        "{label} rose by {size} points ({interval}), from {before} to {now} ({n} of {N} articles).",
    ),
    "moved_down": (
        "{label}降 {size} 个百分点（{interval}），从 {before} 到 {now}，这一段 {n} 篇，占 {N} 篇。",
        "{label} fell by {size} points ({interval}), from {before} to {now} ({n} of {N} articles).",
    ),
    "moves_chart": ("份额升降最多的话题", "Topics whose share rose or fell most"),
    "moves_chart_sub": (
        "话题份额；N={before} 与 {now} 篇",
        "Share of articles; N = {before} and {now} articles",
    ),
    "moves_chart_alt": (
        "每个话题一行：前一段的份额到这一段的份额",
        "A row for each topic, from its share before to its share now",
    ),
    "moves_table": ("升得最多与降得最多的话题", "Topics that rose most and fell most"),
    "moves_every": ("全部 {n} 个话题", "All {n} topics"),
    "topic": ("话题", "Topic"),
    "share": ("份额", "Share"),
    "articles": ("篇数", "Articles"),
    "before": ("前一段", "Before"),
    "change": ("变化", "Change"),
    "interval": ("5–95% 区间", "5–95% interval"),
    "leading": ("代表报道", "Leading article"),
    # ---- phrases
    "phrases": ("新词与旧词", "New and fading phrases"),
    "phrases_counted": (
        "{coming} 个词明显增多，{going} 个明显减少；按变化的把握大小排列，各列至多 {most} 个。",
        "{coming} phrases clearly more frequent, {going} clearly less; the surest changes first, at most {most} of"
        " each.",
    ),
    "phrases_new": ("前一段一次也没有的：{words}。", "Never in the time before: {words}."),
    "phrases_gone": ("这一段不再出现的：{words}。", "No longer found in this time: {words}."),
    "phrases_coming": ("新出现和增多的词", "Phrases new or more frequent"),
    "phrases_going": ("减少和消失的词", "Phrases rarer or gone"),
    "word": ("词", "Phrase"),
    "now": ("这一段", "Now"),
    # ---- bursts
    "bursts": ("集中出现的时段", "Bursts"),
    "burst_top": (
        "{label}最集中：{start} 至 {end}，{n} / {N} 篇，高出它自己平时的比例。",
        "{label} has the strongest burst: {start} to {end}, {n} of {N} articles, above its own usual share.",
    ),
    "burst_bar": (
        "{label}　{start} 至 {end}　{n} / {N} 篇",
        "{label}　{start} to {end}　{n} of {N} articles",
    ),
    "bursts_chart": ("集中出现的话题", "Topics that stood out"),
    "bursts_chart_sub": (
        "横条为起止，颜色越深越集中",
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
        "每个话题取与它最贴近的一篇；出处是原始文件和其中的行。",
        "For each topic the article closest to it; the source is the original file and the lines in it.",
    ),
    "headline": ("标题", "Headline"),
    "printed": ("日期与版面", "Date and page"),
    "source": ("出处", "Source"),
    "longest": ("各期最长的一篇", "Longest article of each issue"),
    "date": ("日期", "Date"),
    "chosen_articles": ("所选文章", "Chosen articles"),
    "chosen_n": ("编者选入 {n} 篇。", "{n} articles chosen by the editor."),
    "beginning": ("开头", "Beginning"),
    "excerpt": ("{text}……（全文 {n} 字）", "{text}… ({n} characters in all)"),
    # ---- shares
    "shares": ("话题份额", "Topic shares"),
    "shares_told": (
        "篇幅最大的是{label}，{n} 篇，占 {N} 篇的 {share}；前 {k} 个话题合占 {sum}，未归入任何话题的占 {rest}。",
        "{label} is the largest, {n} of {N} articles or {share}; the {k} largest topics together have {sum}, and"
        " {rest} belong to no topic.",
    ),
    "chosen_topics": ("所选话题", "Chosen topics"),
    "shares_chart": ("话题份额", "Share of articles"),
    "shares_table": ("按{by}的份额", "Shares by {by}"),
    "all_articles": ("全部篇数", "All articles"),
    "gaps_blank": (
        "{periods}没有收录，图上留空，不当作 0。",
        "No issue in {periods}: left blank in the chart, not counted as 0.",
    ),
    "and_more": ("{items}等", "{items} and others"),
    "words": ("所选的词", "Chosen words"),
    "words_told": (
        "{word}见于 {n} 篇，占 {N} 篇的 {share}。",
        "{word} is in {n} of {N} articles, {share}.",
    ),
    "words_chart": ("含有该词的篇数所占份额", "Share of articles that hold the word"),
    "words_table": ("按{by}的篇数", "Articles by {by}"),
    "over_time": ("{what}，按{by}；N={N} 篇", "{what}, by {by}; N = {N} articles"),
    "over_time_alt": ("{what}随时间的变化，按{by}", "{what} over time, by {by}"),
    "counts": ("各话题篇数", "Articles per topic"),
    "counts_few": (
        "只有 {issues} 期 {articles} 篇，样本少：先看篇数与标题，不谈升降。",
        "Only {issues} issues with {articles} articles, a small sample: look at counts and headlines, not at trends.",
    ),
    "counts_alt": ("各话题的篇数", "Articles of each topic"),
    # ---- what it rests on
    "coverage": ("收录与缺期", "Coverage and gaps"),
    "covered": ("收录 {counted}。{gaps}", "Read: {counted}. {gaps}"),
    "gaps_untold": (
        "各期相隔太散，看不出固定的出版日，不谈缺期。",
        "The issues are too scattered to know the publishing days, so none is called missing.",
    ),
    "gaps_named": (
        "按出版规律应有而没有收录的有 {n} 期：{dates}。缺的期不算作 0。",
        "Due by the publishing days but not read: {n} issues, {dates}. Missing issues do not count as 0.",
    ),
    "gaps_none": ("按出版规律应有的各期都已收录。", "Every issue due by the publishing days was read."),
    "undated": (
        "另有 {n} 个版面日期未定，没有计入。",
        "Pages that wait for a date and are not counted: {n}.",
    ),
    "problems": (
        "读入时记下 {n} 个问题，见「数据与方法」。",
        "Problems noted while reading: {n}; see Data and method.",
    ),
    "coverage_chart": ("每{by}收录的期数", "Issues read by {by}"),
    "coverage_chart_alt": ("收录的期数与缺期", "Issues read and issues missing"),
    "coverage_table": ("按{by}的收录", "Coverage by {by}"),
    "issues": ("期数", "Issues"),
    "missing": ("缺期", "Missing"),
    "part_read": ("收录率", "Part read"),
    "method": ("怎么算的", "How it was made"),
    "method_terms": (
        "版面切成文章；文章分词，词由词典、用户词典和本档案里发现的词组成。",
        "Pages are cut into articles and articles into words: those of a dictionary, of the user's dictionary and"
        " those found in this archive.",
    ),
    "method_topics": (
        "每一期的文章按 TF-IDF 做非负矩阵分解得到当期话题，各期话题叠起来再分解一次，得到贯穿各期的话题；"
        "一篇文章归入权重最大的话题，权重不足的不归入任何话题。",
        "Non-negative matrix factorisation of each issue's TF-IDF gives the topics of that issue; all of these are"
        " stacked and factored again, which gives topics that run through the issues. An article belongs to the topic"
        " of its largest weight, and to none when its weights are too small.",
    ),
    "method_share": (
        "份额 = 该话题的篇数 ÷ 同期全部篇数；这一段的全部篇数是 {N}。没有收录的时段留空，不当作 0。",
        "Share = articles of the topic ÷ all articles of the time; all articles of this time are {N}. Periods without"
        " an issue are left blank, not counted as 0.",
    ),
    "method_change": (
        "前一段是{before}，一样长，{counted}。变化 = 两段份额之差；区间是两个份额之差的 5–95% 区间"
        "（Wilson 区间合成，Newcombe 1998 第 10 法），含 0 的不说升降。"
        "同时看 {topics} 个话题，纯属波动也会有约十分之一落在区间之外。",
        "The time before is {before}, of the same length: {counted}. Change = difference of the two shares; the"
        " interval is the 5–95% interval of that difference (two Wilson intervals combined, method 10 of Newcombe"
        " 1998), and one that holds 0 is no rise or fall. Among {topics} topics looked at together, about a tenth"
        " falls outside by noise alone.",
    ),
    "method_bursts": (
        "集中出现的时段由 Kleinberg（2002）的两状态自动机得出：这些时段用「出现率是平时的两倍」来解释比用平时的更合适。",
        "Bursts come from the two-state automaton of Kleinberg (2002): twice the usual rate explains these times"
        " better than the usual rate.",
    ),
    "method_leading": (
        "代表报道是权重最大的一篇，由程序挑选；本简报只说数量变化，不说原因。",
        "Leading articles are those of the largest weight, chosen by the program. This brief tells how numbers"
        " changed, never why.",
    ),
    "method_version": (
        "数据版本 {version}；设置 {settings}。同一数据版本、同一命令，做出的简报逐字节相同。",
        "Data version {version}; settings {settings}. The same data version and the same command give the same brief,"
        " byte for byte.",
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
