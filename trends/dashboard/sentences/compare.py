"""对比."""

SENTENCES = {
    "compare_none": ("两段里有一段没有文章", "One of the ranges has no articles"),
    "compare_small": (
        "A 段 {a} 篇，B 段 {b} 篇：太少，先看篇数",
        "A has {a} articles, B {b}: too few to compare",
    ),
    "compare_finding": ("后一段{up}多了，{down}少了", "More on {up}, less on {down} in the later range"),
    "compare_line": ("A {a} 与 B {b} 相比", "A {a} against B {b}"),
    "compare_empty": ("请给两段都选有收录的日期。", "Choose dates with issues for both."),
    "compare_few": (
        "两段各有 {a} 与 {b} 篇，差别多半只是波动。",
        "The ranges have {a} and {b} articles; most differences are noise.",
    ),
    "compare_chart": ("各话题在两段里的份额", "Shares of the topics in both ranges"),
    "compare_sub": (
        "占该段全部文章的 %｜A 共 {a} 篇，B 共 {b} 篇｜点一点看话题",
        "% of all articles of the range | A {a}, B {b} articles | click a point for its topic",
    ),
    "compare_takeaway": (
        "「{label}」从 {a} 到 **{b}**，变化 **{change}** 个百分点（95% 区间 {low} 至 {high}）。",
        "“{label}” went from {a} to **{b}**, a change of **{change}** points (95 % interval {low} to {high}).",
    ),
    "range_a": ("A 段（{n} 篇）", "Range A ({n} articles)"),
    "range_b": ("B 段（{n} 篇）", "Range B ({n} articles)"),
    "keyness": ("各自的特征词", "Words that mark each"),
    "more_in_a": ("A 段更多", "More in A"),
    "more_in_b": ("B 段更多", "More in B"),
    "log_ratio": ("对数比", "Log ratio"),
    "keyness_caption": (
        "对数比：每差 1，相对频率差一倍；G² 越大越不像偶然。",
        "Log ratio: each step of 1 doubles the relative frequency; the larger G², the less like chance.",
    ),
}
