"""简报 and its basket."""

SENTENCES = {
    "brief": ("简报", "Brief"),
    "brief_about": (
        "{about}。内容包括话题升降、占比、升温词、突出时段、代表报道、缺期与算法；单个文件，可离线阅读。",
        "{about}. Rises and falls, shares, rising phrases, bursts, headlines, gaps and method in one file, readable"
        " offline.",
    ),
    "basket_in": ("加入简报", "Add to brief"),
    "basket_out": ("移出简报", "Take out of brief"),
    "basket_full": ("简报已满，无法再添加。", "The brief can hold no more."),
    "basket_gone": ("该数据版本中没有此文", "not in this data version"),
    "basket_articles": ("文章", "Article"),
    "basket_topics": ("话题", "Topic"),
    "basket_words": ("词", "Word"),
}
