"""What a topic or a word did over time. `**` marks what a face may set in bold."""

SENTENCES = {
    "span": ("{low}–{high}", "{low}–{high}"),
    "topic_points": (
        "{label}：{periods} 个时段中有 {held} 个刊登，每个时段 {span} 篇",
        "{label}: in {held} of {periods} periods, {span} articles each",
    ),
    "topic_one": ("{label}：{N} 篇中 {n} 篇", "{label}: {n} of {N} articles"),
    "topic_peaks": (
        "{label}：出现{k}次高峰，最高在{top}，最近一次在{last}",
        "{label}: {k} peaks, the highest in {top}, the latest in {last}",
    ),
    "topic_peak": ("{label}：{top}出现一次高峰", "{label}: one peak, in {top}"),
    "topic_steady": ("{label}：无明显高峰", "{label}: no clear peak"),
    "life_nothing": ("所选日期内没有收录的报纸", "No issue in these dates"),
    "name_since": (
        "此名称的词语到{date}才全部出现；更早的报道属同一话题。",
        "All words of this name are there since {date}; earlier articles are of the same topic.",
    ),
    "name_later": (
        "名称取自所选日期内的用词；通用名称「{lasting}」的词语到{date}才全部出现。",
        'Named by words of these dates; elsewhere "{lasting}", all words of which are there since {date}.',
    ),
    "topic_told": (
        "{since}以来，「{label}」平均占 **{mean}**；最高在**{at}，{top}**（{n} / {N} 篇）{after}",
        'Since {since} "{label}" has **{mean}** on average; highest in **{at}, {top}** ({n} of {N} articles){after}',
    ),
    "topic_fell": ("，此后回落。", ", lower since. "),
    "topic_open": ("。", ". "),
    "topic_few": (
        "{issues} 期中「{label}」共 **{n} / {N}** 篇，每个时段 {span} 篇。",
        'In {issues} issues "{label}" has **{n} of {N}** articles, {span} a period. ',
    ),
    "life_missing": ("{periods}未收录。", "No issue in {periods}. "),
    "life_more": ("{items}等{n}段", "{items} and others, {n} in all"),
    "life_unfinished": ("{period}数据不全。", "{period} is unfinished."),
    "year_before": (
        "{since}至{until}占 **{share}**（{n} / {N} 篇），去年同期 {before}（{m} / {M} 篇），相差 **{change}** 个百分点（90%区间 {low} 至 {high}，{within}）。",
        "{since} to {until}: **{share}** ({n} of {N} articles); same dates a year before: {before} ({m} of {M}); difference **{change}** points (90% interval {low} to {high}, {within}).",
    ),
    "within_chance": ("属正常波动", "within noise"),
    "beyond_chance": ("超出正常波动", "beyond noise"),
    "articles_of": ("**{n}** / {N} 篇", "**{n}** of {N} articles"),
    "topic_point": (
        "**{value}**　{n} / {N} 篇　{issues} 期　{missing}",
        "**{value}**　{n} of {N} articles　{issues} issues　{missing}",
    ),
    "point_missing": ("缺 {n} 期", "{n} missing"),
    "word_none": ("没有报道提及「{word}」", 'No article mentions "{word}"'),
    "word_peak": ("{word}：见于 {n} 篇报道，{at}最多", '"{word}" is in {n} articles; peak: {at}'),
    "word_absent": (
        "所选日期内没有报道含「{word}」，可更换说法或放宽日期范围。",
        'No article of the range holds "{word}". Try other words or wider dates.',
    ),
    "word_told": (
        "首见于{first}，最近出现于{last}；「{word}」共 **{times}** 次，见于 **{n}** / {N} 篇；最高在{at}，{top} / {total} 篇。",
        'First in {first}, last in {last}; "{word}" occurs **{times}** times in **{n}** of {N} articles; peak: {at}, {top} of {total} articles.',
    ),
    "articles_with": ("**{n}** / {N} 篇含此词", "**{n}** of {N} articles hold it"),
    "word_point": ("**{n}** / {N} 篇　{times} 次", "**{n}** of {N} articles　{times} times"),
}
