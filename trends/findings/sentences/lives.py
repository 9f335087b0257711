"""What a topic or a word did over time. `**` marks what a face may set in bold."""

SENTENCES = {
    "span": ("{low}–{high}", "{low}–{high}"),
    "topic_points": (
        "{label}：{periods} 个时段里有 {held} 个见报，每个 {span} 篇",
        "{label}: in {held} of {periods} periods, {span} articles each",
    ),
    "topic_one": ("{label}：{N} 篇中 {n} 篇", "{label}: {n} of {N} articles"),
    "topic_peaks": (
        "{label}：{k} 次冲高，最高在 {top}，最近一次在 {last}",
        "{label}: {k} peaks, the highest in {top}, the latest in {last}",
    ),
    "topic_steady": ("{label}：没有明显高峰", "{label}: no clear peak"),
    "life_nothing": ("这段日期里没有收录", "No issue in these dates"),
    "name_since": (
        "这个名称的词自{date}起才齐；更早的文章属同一话题。",
        "All words of this name are there since {date}; earlier articles are of the same topic.",
    ),
    "name_later": (
        "以这段日期里的词称呼；通称「{lasting}」，其词自{date}起才齐。",
        'Named by words of these dates; elsewhere "{lasting}", all words of which are there since {date}.',
    ),
    "topic_told": (
        "{since} 以来「{label}」平均 **{mean}**；最高在 **{at}，{top}**（{n} / {N} 篇）{after}",
        'Since {since} "{label}" has **{mean}** on average; highest in **{at}, {top}** ({n} of {N} articles){after}',
    ),
    "topic_fell": ("，此后回落。", ", lower since. "),
    "topic_open": ("。", ". "),
    "topic_few": (
        "{issues} 期里「{label}」共 **{n} / {N}** 篇，每个时段 {span} 篇。",
        'In {issues} issues "{label}" has **{n} of {N}** articles, {span} a period. ',
    ),
    "life_missing": ("{periods} 未收录。", "No issue in {periods}. "),
    "life_more": ("{items} 等 {n} 段", "{items} and others, {n} in all"),
    "life_unfinished": ("{period} 未满。", "{period} is unfinished."),
    "year_before": (
        "{since} 至 {until} 占 **{share}**（{n} / {N} 篇），去年同期 {before}（{m} / {M} 篇），相差 **{change}** 点（90% 区间 {low} 至 {high}，{within}）。",
        "{since} to {until}: **{share}** ({n} of {N} articles); same dates a year before: {before} ({m} of {M}); difference **{change}** points (90% interval {low} to {high}, {within}).",
    ),
    "within_chance": ("在波动以内", "within noise"),
    "beyond_chance": ("超出波动", "beyond noise"),
    "articles_of": ("**{n}** / {N} 篇", "**{n}** of {N} articles"),
    "topic_point": (
        "**{value}**　{n} / {N} 篇　{issues} 期　{missing}",
        "**{value}**　{n} of {N} articles　{issues} issues　{missing}",
    ),
    "point_missing": ("缺 {n} 期", "{n} missing"),
    "word_none": ("没有一篇提到「{word}」", 'No article mentions "{word}"'),
    "word_peak": ("{word}：见于 {n} 篇，最高在 {at}", '"{word}" is in {n} articles, most in {at}'),
    "word_absent": (
        "范围内没有一篇含「{word}」。可换个说法，或放宽日期范围。",
        'No article of the range holds "{word}". Try other words or wider dates.',
    ),
    "word_told": (
        "首见于{first}，最近出现于{last}；「{word}」共 **{times}** 次、**{n}** / {N} 篇；最高在 {at}，{top} / {total} 篇。",
        'First in {first}, last in {last}; "{word}" occurs **{times}** times in **{n}** of {N} articles; most in {at}, {top} of {total} articles.',
    ),
    "articles_with": ("**{n}** / {N} 篇含此词", "**{n}** of {N} articles hold it"),
    "word_point": ("**{n}** / {N} 篇　{times} 次", "**{n}** of {N} articles　{times} times"),
}
