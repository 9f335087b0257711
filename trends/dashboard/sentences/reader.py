"""The reader pane."""

SENTENCES = {
    "page_n": ("{n} 版", "p. {n}"),
    "no_headline": ("（无标题）", "(no headline)"),
    "unordered": (
        "这一篇的行序未能理清，按文件次序排列。",
        "The order of the lines could not be settled; they stand as in the file.",
    ),
    "double_of": ("与 {id} 重复，只计一次。", "Repeats {id}; counted once."),
    "doubtful_lines": (
        ":red-background[〔?〕] 文字识别没有把握的 {n} 行，引用前请对照原件。",
        ":red-background[〔?〕] {n} lines of which character recognition is not sure; check the original before quoting.",
    ),
    "kind_news": ("消息", "News"),
    "kind_commentary": ("评论", "Commentary"),
    "kind_photo-caption": ("图片", "Photo"),
    "kind_brief": ("简讯", "Brief"),
    "characters_n": ("{n} 字", "{n} characters"),
    "marked": ("标出：", "Marked:"),
    "topic_words": ("话题词", "topic words"),
    "lines_n": (" · 第 {lines} 行", " · lines {lines}"),
    "from_source": ("来源 {file}{lines}", "Source {file}{lines}"),
    "no_byline": ("未署名", "No byline"),
    "article_citation": (
        "{byline}：《{headline}》，{paper}，{date} {page}，来源 {source}，编号 {id}",
        "{byline}: “{headline}”, {paper}, {date} {page}, source {source}, id {id}",
    ),
    "reader_previous": ("上一篇", "Previous article"),
    "reader_next": ("下一篇", "Next article"),
    "why_topic": ("为什么归到这些话题", "Why these topics"),
    "why_term": ("{term}（{n} 次，{part}）", "{term} ({n} times, {part})"),
    "why_between": ("、", ", "),
    "why_caption": (
        "百分比是这个词在本文对该话题的贡献：词频 × 稀有程度 × 词在话题里的权重。",
        "The percentage is the word's part in the article's weight: frequency × rarity × weight in the topic.",
    ),
    "see_cut": ("看原文切分", "See the page"),
}
