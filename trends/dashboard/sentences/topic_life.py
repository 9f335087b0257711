"""话题: words by period, history, kin, names."""

SENTENCES = {
    "part": ("内容", "Part"),
    "part_words": ("用词", "Words"),
    "part_history": ("来历", "History"),
    "part_related": ("相关话题", "Related"),
    "part_sources": ("来源", "Sources"),
    "topic_sources": ("「{label}」的来源构成", 'Whose words "{label}" is told in'),
    "topic_sources_told": (
        "注明来源的「{label}」报道中，本报原创占 **{own}**；范围内全部报道为 {every}。注明来源的占该话题的 {known}。",
        'Of the articles on "{label}" that tell their source **{own}** are the paper\'s own; of all articles of the range {every}.'
        " {known} of the topic tell it.",
    ),
    "topic_sources_none": (
        "这个话题的报道没有注明来源。",
        "No article on this topic tells its source.",
    ),
    "topic_sources_how": (
        "来源依电头、署名、文末注明与来源栏判断；未注明的不推测。",
        "Told by datelines, bylines, notes at the end and a column of sources; what is not told is not guessed.",
    ),
    "part_names": ("人、地、机构", "Names"),
    "words_of_period": (
        "当时的用词（数字为含此词的篇数，按分词统计）",
        "Words then (number: articles that hold the word)",
    ),
    "words_by_period_caption": (
        "所列词语均出自该时段的报道；点击词语查看当时的用例。",
        "Every word occurs in that period's own articles. Click a word to see it in use then.",
    ),
    "change_of": ("数据版本 {version}：{told}", "Data version {version}: {told}"),
    "change_birth": ("新出现，与以往话题均不相近。", "new, near none of the topics before."),
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
        "目前只建过一次库，尚无可比的版本；以后重建时的新增、拆分与合并都会记在这里。",
        "Built once, with nothing to compare against; births, splits and merges of later builds will stand here.",
    ),
    "change_none": (
        "保留的 {k} 次重建中，该话题没有新增、拆分或合并。",
        "No birth, split or merge of it in the {k} builds kept.",
    ),
    "history_none": (
        "所选时段内没有哪一期单独出现该话题。",
        "No issue of this range has a topic of its own in it.",
    ),
    "history_line": (
        "{issues} 期中，有 **{k}** 个单期话题归入该话题；最早{first}，最近{last}。",
        "**{k}** issue topics of {issues} issues belong to it; first {first}, latest {last}.",
    ),
    "history_alt": ("归入该话题的各期话题：{line}", "Issue topics that belong to it: {line}"),
    "history_caption": (
        "先分别划分各期话题，再按用词归并；占比为其在该期的权重。点击日期查看该期。",
        "Each issue is split into topics of its own first; those with like words are one topic. Share: its weight in that issue. Click a date for the issue.",
    ),
    "issue_share_pc": ("占当期（%）", "Of the issue (%)"),
    "similarity": ("相似度", "Similarity"),
    "related_none": ("没有用词或报道相近的话题。", "No topic shares words or articles with it."),
    "both": ("同篇", "Articles of both"),
    "lift": ("相对随机水平", "Against chance"),
    "times": ("{times} 倍", "{times} ×"),
    "related_caption": (
        "相似度：两个话题用词的余弦，0 至 1。同篇：两个话题各占一成以上的报道。相对随机水平：同篇数与两者互不相关时期望值之比。",
        "Similarity: cosine of the two topics' words, 0 to 1. Articles of both: at least a tenth is about each. Against chance: those articles ÷ what two unrelated topics would give.",
    ),
    "names_person": ("人物", "People"),
    "names_place": ("地点", "Places"),
    "names_organisation": ("机构", "Organisations"),
    "names_n": ("本话题 / 全部篇数", "Here / all articles"),
    "names_share": ("占本话题", "Of the topic"),
    "names_none": ("未识别出名称", "No names found"),
    "names_caption": (
        "根据词性与文体识别，可能有遗漏；占比＝含此名称的篇数÷本话题篇数。",
        "Found by word class and the genre's patterns, so some are missed; share = articles with the name ÷ the topic's articles.",
    ),
}
