"""关键词."""

SENTENCES = {
    "keywords_line": (
        "关键词 · {since} 至 {until} · 按{by} · {measure}",
        "Keywords · {since} to {until} · by {by} · {measure}",
    ),
    "words_share": ("占文章的 %", "% of articles"),
    "words_count": ("含该词的篇数", "articles that hold the word"),
    "words_pm": ("每百万字出现次数", "occurrences per million characters"),
    "few_keywords": (
        "只有 {issues} 期 {articles} 篇，图上只画点，不连线。",
        "Only {issues} issues with {articles} articles: points, no lines.",
    ),
    "chart_words": ("{words}", "{words}"),
    "words": ("词", "Words"),
    "add_word": ("加一个词或短语，回车", "Add a word or phrase, Enter"),
    "word_none": ("没有一篇提到「{word}」", "No article mentions “{word}”"),
    "word_finding": ("{word}：见于 {n} 篇，最高在 {at}", "“{word}” is in {n} articles, most in {at}"),
    "word_absent": (
        "范围内没有一篇含「{word}」。可换个说法，或放宽日期范围。",
        "No article of the range holds “{word}”. Try other words or wider dates.",
    ),
    "word_takeaway": (
        "首见于 **{first}**，最近在 **{last}**；「{word}」共 **{times}** 次、**{n}** / {N} 篇；最高在 {at}，{top} / {total} 篇。",
        "First in **{first}**, last in **{last}**; “{word}” occurs **{times}** times in **{n}** of {N} articles; most in {at}, {top} of {total} articles.",
    ),
    "drawer_word": ("**{n}** / {N} 篇含此词", "**{n}** of {N} articles hold it"),
    "drawer_word_point": ("**{n}** / {N} 篇　{times} 次", "**{n}** of {N} articles　{times} times"),
    "context": ("上下文", "In context"),
    "together": ("常一起出现", "Often together"),
    "same_article": ("同篇", "Together"),
    "left": ("前文", "Before"),
    "right": ("后文", "After"),
    "context_caption": ("先列最近的 {n} 行。点一行读原文。", "The latest {n} lines. Click one to read."),
}
