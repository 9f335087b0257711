"""话题: words by period, history, kin, names."""

SENTENCES = {
    "part": ("看什么", "Part"),
    "part_words": ("用词", "Words"),
    "part_history": ("来历", "History"),
    "part_related": ("相关话题", "Related"),
    "part_names": ("人、地、机构", "Names"),
    "words_of_period": (
        "当时的用词（数字为含此词的篇数）",
        "Words then (number: articles that hold the word)",
    ),
    "words_by_period_caption": (
        "每个词都出现在那一段的文章里，不借用别的时段；点词看它在那一段的用法。",
        "Every word occurs in that period's own articles. Click a word to see it in use then.",
    ),
    "change_of": ("数据版本 {version}：{told}", "Data version {version}: {told}"),
    "change_birth": ("新出现，与以往各话题都不相近。", "new, near none of the topics before."),
    "change_death": ("不再有相近的话题。", "no topic is near it any more."),
    "change_split": ("分成 {others}。", "split into {others}."),
    "change_merge": ("由 {others} 合并而来。", "merged from {others}."),
    "change_drift": (
        "用词变化较大，与原来的 {others} 相似度 {similarity}，因此换了编号。",
        "its words changed (similarity {similarity} with {others}), so it has a new id.",
    ),
    "change_same": (
        "沿用原来的话题，相似度 {similarity}。",
        "the same topic as before, similarity {similarity}.",
    ),
    "change_part": ("与 {others} 有分合。", "took part in a split or merge with {others}."),
    "change_first": (
        "只建过一次库，没有可比的上一版；以后重建时的新生、分裂、合并都记在这里。",
        "Built once, with nothing to compare against; births, splits and merges of later builds will stand here.",
    ),
    "change_none": (
        "留存的 {k} 次重建里，没有它的新生、分裂或合并。",
        "No birth, split or merge of it in the {k} builds kept.",
    ),
    "history_none": (
        "这段时间里没有哪一期单独分出这个话题。",
        "No issue of this range has a topic of its own in it.",
    ),
    "history_line": (
        "{issues} 期里，有 **{k}** 个单期话题归入它；最早 {first}，最近 {last}。",
        "**{k}** issue topics of {issues} issues belong to it; first {first}, latest {last}.",
    ),
    "history_alt": ("各期自己的话题里归入它的：{line}", "Issue topics that belong to it: {line}"),
    "history_caption": (
        "每一期先各自分出话题，再按用词归到一起；占比为它在那一期的权重。点日期看那一期。",
        "Each issue is split into topics of its own first; those with like words are one topic. Share: its weight in that issue. Click a date for the issue.",
    ),
    "issue_share_pc": ("占当期（%）", "Of the issue (%)"),
    "similarity": ("相似度", "Similarity"),
    "related_none": ("没有用词或文章相近的话题。", "No topic shares words or articles with it."),
    "both": ("同篇", "Articles of both"),
    "lift": ("与偶然相比", "Against chance"),
    "times": ("{times} 倍", "{times} ×"),
    "related_caption": (
        "相似度：两个话题用词的余弦，0 至 1。同篇：两个话题各占一成以上的文章。与偶然相比：同篇数 ÷ 两者互不相干时的期望。",
        "Similarity: cosine of the two topics' words, 0 to 1. Articles of both: at least a tenth is about each. Against chance: those articles ÷ what two unrelated topics would give.",
    ),
    "names_person": ("人物", "People"),
    "names_place": ("地点", "Places"),
    "names_organisation": ("机构", "Organisations"),
    "names_n": ("本话题 / 全部篇数", "Here / all articles"),
    "names_share": ("占本话题", "Of the topic"),
    "names_none": ("没有认出名称", "No names found"),
    "names_caption": (
        "由词性与体例认出，可能有漏；占比＝含此名的篇数 ÷ 本话题篇数。",
        "Found by word class and the genre's patterns, so some are missed; share = articles with the name ÷ the topic's articles.",
    ),
}
