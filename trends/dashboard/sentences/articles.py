"""文章."""

SENTENCES = {
    "articles_title": ("{topic}，{n} 篇", "{topic}: {n} articles"),
    "all_topics": ("全部话题", "All topics"),
    "articles_line": ("文章 · {topic} · {since} 至 {until}", "Articles · {topic} · {since} to {until}"),
    "articles_query": (" · 含「{query}」", " · with “{query}”"),
    "search": ("搜索", "Search"),
    "search_hint": ("搜正文与标题，可用 a|b、a b、-c", "Search text and headlines: a|b, a b, -c"),
    "kind": ("体裁", "Kind"),
    "all_kinds": ("全部体裁", "All kinds"),
    "order": ("排序", "Order"),
    "order_weight": ("按相关", "By weight"),
    "order_date": ("按日期", "By date"),
    "order_characters": ("按字数", "By length"),
    "no_articles": (
        "没有符合的文章。可以去掉一个条件，或放宽日期范围。",
        "No such articles. Drop a condition or widen the dates.",
    ),
    "weight": ("相关", "Weight"),
    "range_of": ("第 {a} 至 {b} 篇，共 {n} 篇。点一行读原文。", "{a} to {b} of {n}. Click a row to read."),
    "list_previous": ("前 50 篇", "Previous 50"),
    "list_next": ("后 50 篇", "Next 50"),
}
