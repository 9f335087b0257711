"""简报 and its basket."""

SENTENCES = {
    "brief": ("简报", "Brief"),
    "brief_about": (
        "{since} 至 {until} 的简报：什么变了、份额、新词、集中出现、代表报道、缺期与算法，一个文件，离线可看。",
        "A brief of {since} to {until}: what changed, shares, new phrases, bursts, headlines, gaps,"
        " method; one file, readable offline.",
    ),
    "basket_in": ("加入简报", "Add to brief"),
    "basket_out": ("移出简报", "Take out of brief"),
    "basket_full": ("简报里放不下更多了。", "The brief can hold no more."),
    "basket_gone": ("这个数据版本里没有这篇", "not in this data version"),
    "basket_articles": ("文章", "Article"),
    "basket_topics": ("话题", "Topic"),
    "basket_words": ("词", "Word"),
}
