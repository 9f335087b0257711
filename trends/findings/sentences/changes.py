"""What changed: topics, phrases, bursts; one issue in four lists."""

SENTENCES = {
    # ---- what changed
    "changes": ("话题升降", "Rises and falls"),
    "moves_counted": (
        "{topics}个话题中，{up}个明显上升，{down}个明显下降，其余变化未超出正常波动。变化以百分点计，括号内为90%区间。",
        "Of {topics} topics, {up} clearly rose and {down} clearly fell; the rest is within normal variation. Changes are in percentage points, with the 90% interval in brackets.",
    ),
    "season": ("与往年同期相比：{items}。", "Against the same season of earlier years: {items}."),
    "season_up": (
        "{label}也高出{size}个百分点（{interval}）",
        "{label} is also {size} points higher ({interval})",
    ),
    "season_down": (
        "{label}也低了{size}个百分点（{interval}）",
        "{label} is also {size} points lower ({interval})",
    ),
    "season_usual": ("{label}没有同样的变化", "{label} does not differ that way"),
    "moves_none": ("没有话题明显上升或下降。", "No topic clearly rose or fell."),
    "moved_up": (
        "{label}上升{size}个百分点（{interval}），占比由{before}升至{now}：{N}篇中占{n}篇。",
        "{label} rose by {size} points ({interval}), from {before} to {now}: {n} of {N} articles.",
    ),
    "moved_down": (
        "{label}下降{size}个百分点（{interval}），占比由{before}降至{now}：{N}篇中占{n}篇。",
        "{label} fell by {size} points ({interval}), from {before} to {now}: {n} of {N} articles.",
    ),
    "moves_chart": ("占比升降最多的话题", "Topics whose share rose or fell most"),
    "moves_chart_sub": (
        "占文章总数的比例；前后各 {before} 篇、{now} 篇",
        "Share of articles; N = {before} and {now} articles",
    ),
    "moves_chart_alt": (
        "每个话题一行：从对比时段的占比到本时段的占比",
        "A row for each topic, from its share before to its share now",
    ),
    "moves_table": ("上升与下降最多的话题", "Topics that rose most and fell most"),
    "moves_every": (
        "全部{n}个话题",
        "All {n} topics",
    ),
    "topic": ("话题", "Topic"),
    "share": ("占比", "Share"),
    "articles": ("篇数", "Articles"),
    "before": ("对比时段", "Before"),
    "change": ("变化（百分点）", "Change (points)"),
    "interval": ("90%区间", "90% interval"),
    "leading": ("代表报道", "Leading article"),
    # ---- codes
    "codes": ("编码升降", "Codes: rises and falls"),
    "code": ("编码", "Code"),
    "codes_table": ("编码本各编码的占比", "Shares of the codes of the codebook"),
    "codes_every": ("全部{n}个编码", "All {n} codes"),
    "codes_none": ("没有编码明显上升或下降。", "No code clearly rose or fell."),
    "codes_how": (
        "含编码词语的文章计入该编码，一篇可属于几个编码；编码本版本{version}。",
        "Articles that hold a code's words count for it, one may hold several; codebook version {version}.",
    ),
    # ---- phrases
    "phrases": ("近期升温词", "Rising phrases"),
    "phrases_told": ("明显升温：{words}。", "Clearly more frequent: {words}."),
    "phrases_how": (
        "与{before}相比，本时段至少见于{least}篇；篇数按全文检索计。",
        "Compared with {before}; in at least {least} articles now. Articles whose text holds the phrase.",
    ),
    "fading": ("近期降温词", "Fading phrases"),
    "fading_told": ("明显降温：{words}。", "Clearly less frequent: {words}."),
    "fading_how": (
        "与{before}相比，其时至少见于{least}篇；篇数按全文检索计。",
        "Compared with {before}; in at least {least} articles then. Articles whose text holds the phrase.",
    ),
    "phrases_none": ("暂无明显升温的词。", "No phrase is clearly more frequent."),
    "against_past": (
        "频率与此前相比",
        "Rate vs. before",
    ),
    "first_time": ("档案中首次出现", "first in the archive"),
    "not_then": ("对比时段未见", "not in that time"),
    "times": (
        "{times}倍",
        "{times} ×",
    ),
    "word": ("词", "Phrase"),
    "now": ("本时段", "Now"),
    # ---- bursts
    "bursts": ("集中出现的时段", "Bursts"),
    "burst_top": (
        "{label}在{days}最为突出：{N}篇中占{n}篇，明显高于该话题平时的比例。",
        "{label} stood out most in {days}: {n} of {N} articles, clearly above its usual share.",
    ),
    "burst_bar": ("{label}　{days}　{n} / {N} 篇", "{label}　{days}　{n} of {N} articles"),
    "bursts_chart": ("话题集中出现的时段", "When topics stood out"),
    "bursts_chart_sub": (
        "横条为起止日期，颜色越深，强度越高",
        "A bar from first to last day; the darker, the stronger",
    ),
    "bursts_chart_alt": (
        "每个话题一行，横条是它集中出现的时段",
        "A row for each topic; the bars are the times in which it stood out",
    ),
    "from_to": ("起止", "From and to"),
    "n_of_all": ("篇数 / 同期全部", "Articles / all of the time"),
    # ---- one issue
    "morning": ("晨报 · {day}", "Morning brief · {day}"),
    "of_paper": ("（{paper}）", " ({paper})"),
    "morning_new": ("新", "New"),
    "morning_rising": ("升", "Rising"),
    "morning_receding": ("退", "Receding"),
    "morning_year_ago": ("去年今日", "A year ago"),
    "morning_why_new": ("前四期未出现", "Not in the four issues before"),
    "morning_why_rising": ("上升的话题（百分点）", "Rising topic (points)"),
    "morning_why_receding": ("下降的话题（百分点）", "Falling topic (points)"),
    "morning_why_year_ago": ("话题", "Topic"),
    "morning_first": ("这是档案中这份报纸的第一期。", "This is the newspaper's first issue in the archive."),
    "morning_no_new": (
        "没有前四期未出现的话题或词。",
        "No topic or word that the four issues before lacked.",
    ),
    "morning_no_rising": (
        "这一期没有明显上升话题的报道。",
        "No article of this issue is on a topic that clearly rose.",
    ),
    "morning_no_receding": ("没有明显下降的话题。", "No topic clearly fell."),
    "morning_no_year_ago": ("档案没有去年同日前后的这份报纸。", "The archive has no issue of a year ago."),
    "morning_how": (
        "升降为{now}与{before}相比。",
        "Rises and falls compare {now} with {before}.",
    ),
}
