"""The reader pane."""

SENTENCES = {
    "page_n": ("{n} 版", "p. {n}"),
    "no_headline": ("（无标题）", "(no headline)"),
    "unordered": (
        "这一篇的行序未能理清，按文件次序排列。",
        "The order of the lines could not be settled; they stand as in the file.",
    ),
    "double_of": ("与 {id} 重复，只计一次。", "Repeats {id}; counted once."),
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
}
