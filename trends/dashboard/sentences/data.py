"""数据与方法."""

SENTENCES = {
    "data_title": ("收录 {issues} 期 {articles} 篇", "{issues} issues, {articles} articles read"),
    "data_line": (
        "数据版本 {version} · 问题 {problems} 处 · 待定日期 {undated} 页",
        "data version {version} · {problems} problems · {undated} undated pages",
    ),
    "calendar": ("出版日历", "Calendar"),
    "sparse_calendar": (
        "各期相隔较远，无法判断出版日，因此不统计缺期。",
        "The issues are too far apart to know the publishing days, so none is called missing.",
    ),
    "year_alone": ("{first} 年", "{first}"),
    "years_from_to": ("{first}–{last} 年", "{first}–{last}"),
    "calendar_some": ("图中 {years}缺 {n} 期（红色）。", "Of {years} {n} issues are missing (red). "),
    "calendar_none": ("图中 {years}无缺期。", "No issue of {years} is missing. "),
    "calendar_list": ("所缺各期：{dates}", "Missing: {dates}"),
    "weekdays": ("一|二|三|四|五|六|日", "Mo|Tu|We|Th|Fr|Sa|Su"),
    "months": (
        "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
        "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
    ),
    "calendar_title": ("每日收录情况", "Which days were read"),
    "calendar_sub": (
        "每格一天，周一至周日｜点击查看该期",
        "a cell a day, Monday to Sunday | click for its issue",
    ),
    "problems": ("读取问题", "Reading problems"),
    "no_problems": ("无，全部文件均已读取。", "None: every file given was read."),
    "file": ("文件", "File"),
    "line": ("行", "Line"),
    "what": ("问题", "Problem"),
    "cure": ("处理办法", "Cure"),
    "lost": ("内容缺失", "Lost"),
    "undated_pages": ("待确认日期的版面", "Pages that wait for a date"),
    "undated_caption": (
        "没有报头、文件名也不含日期的版面不计入统计。请选择推测的日期或自行填写，下次更新档案时生效；也可在来源文件夹的 manifest.csv 中注明。",
        "Pages with no printed date enter no number. Take a guess or type a date: the next update puts the page into that issue. A manifest.csv beside the pages does the same.",
    ),
    "undated_articles": ("{n} 篇", "{n} articles"),
    "undated_guess": ("定为 {date}（可信度 {confidence}）", "Settle as {date} (confidence {confidence})"),
    "undated_own": ("或填写日期", "Or type the date"),
    "undated_settled": (
        ":green[已定为 {date}，下次更新档案时生效。]",
        ":green[Settled as {date}; it holds from the next update of the archive.]",
    ),
    "undated_more": ("另有 {n} 页", "{n} more pages"),
    "form": ("形式", "Form"),
    "form_evidence": ("形式的依据", "What tells the form"),
    "form_general": ("版面文字（通则）", "Page text (general rule)"),
    "form_front_matter": ("一篇一个文件，有文件头", "One article, facts on top"),
    "form_labelled": ("项目标明的文章", "Labelled articles"),
    "form_bracketed": ("题目加方括号", "Headings in brackets"),
    "form_markdown": ("Markdown", "Markdown"),
    "form_numbered": ("标题编号", "Numbered headlines"),
    "form_separated": ("有分隔行的转储", "Dump with separators"),
    "form_exported": ("标题下有日期行的导出", "Export, facts under headlines"),
    "form_itemised": ("各条同一符号开头", "Items behind one sign"),
    "form_mastheads": ("几个报头，各管一版", "Several mastheads"),
    "form_dated": ("日期各在标题之上", "A date above each headline"),
    "form_day_file": ("一天的文章合为一个文件", "Articles of a day"),
    "form_article_file": ("一篇一个文件", "One article a file"),
    "evidence": ("依据", "Evidence"),
    "guesses": ("推测", "Guesses"),
    "page_cuts": ("版面切分", "How the pages were cut"),
    "lines": ("行数", "Lines"),
    "noise": ("非文章行", "Noise lines"),
    "confidence": ("可信度", "Confidence"),
    "terms": ("词", "Terms"),
    "first": ("首见", "First"),
    "last": ("最近出现", "Last"),
    "topics_caption": (
        "词按权重排列。话题编号不随新数据改变含义。稳定性：用一半文章、增加或减少十个话题重新计算后，该话题的词仍相同的比例，0 至 1。",
        "Terms by weight. A topic's id never changes its meaning. Stability: how much of its words stays when half of the articles, ten topics more or ten fewer are fitted anew, 0 to 1.",
    ),
    "formulas": ("数据算法说明", "How the numbers are made"),
    "formula_columns": ("数据|算法|复现命令", "Number|How|Command"),
    "settings": ("设置与版本", "Settings and versions"),
    "setting": ("{told}（{name}）", "{told} ({name})"),
    "setting_topics": ("话题数（0 为自动）", "Topics, 0: chosen by the program"),
    "setting_min_df": ("词语最少出现的篇数", "Fewest articles of a word"),
    "setting_max_df": ("词语最多占全部文章的比例", "Largest part of articles with a word"),
    "setting_max_terms": ("最多保留的词数", "Most words kept"),
    "setting_articles_per_issue_topic": ("每个单期话题的平均篇数", "Articles for each issue topic"),
    "setting_max_issue_topics": ("单期最多话题数", "Most topics of an issue"),
    "setting_headline_weight": ("标题词加权倍数", "Extra weight of words in headlines"),
    "setting_refine_passes": ("话题优化轮数", "Passes that refine the topics"),
    "setting_min_explained": (
        "文章与所属话题的最低余弦，低于此值则不归入",
        "Least cosine of an article with its topics, else unassigned",
    ),
    "setting_min_clear": (
        "上述余弦除以文章涉及的话题数，再按生词之多打折，低于此值则不归入",
        "The same cosine over the number of topics an article spreads to, lessened by words the archive does not know: least, else unassigned",
    ),
    "setting_seed": ("随机种子", "Random seed"),
    "snapshot": ("快照", "Snapshot"),
    "schema": ("格式版本", "Schema"),
    "name": ("名称", "Name"),
    "data_look_received": ("收录", "Received"),
    "data_look_pages": ("版面切分", "Pages"),
    "data_look_quality": ("话题质量", "Topics"),
    "data_look_method": ("算法与设置", "Method"),
    "issue_lengths": (
        "每期 {low} 至 {high} 篇，中位 {middle} 篇；每篇平均 {characters} 字。",
        " An issue has {low} to {high} articles, {middle} at the median; an article {characters} characters"
        " on average.",
    ),
    "issue_length": (
        "每期 {low} 篇；每篇平均 {characters} 字。",
        " An issue has {low} articles; an article {characters} characters on average.",
    ),
    "work_size": (
        "工作缓存（档案里的 work 文件夹）占 {size} MB：读过、算过的都在里面，下次不用重做。每次构建只留这次用到的；整个删掉也不丢数据。",
        "The work cache (the folder work of the archive) takes {size} MB: what was read and computed, so that the next build need not. A build keeps only what it used; the whole folder may be deleted without losing data.",
    ),
    "problems_line": (
        "共 {n} 处，其中 {lost} 处有文字未能收录。",
        "{n} in all; {lost} of them kept text out of the archive.",
    ),
    "no_page_cuts": (
        "所选日期的文章来自表格，没有需要切分的版面。",
        "The articles of these dates come from tables; there were no pages to cut.",
    ),
    "find_page": ("按文件名查找", "Find a file"),
    "pages_shown": (
        "显示 {shown} 版，共 {n} 版。点击一行查看切分。",
        "{shown} of {n} pages. Click one to see its cuts.",
    ),
    "page_before": ("前一版", "Page before"),
    "page_after": ("后一版", "Page after"),
    "topic_id": ("编号", "Id"),
    "topic_stability": ("稳定性", "Stability"),
    "cut_articles": ("切出的文章", "Articles cut out"),
    "no_articles_cut": ("没有切分出文章。", "No article was cut out."),
    "cut_noise": ("不属于任何一篇", "Part of no article"),
    "cut_noise_line": ("{n} 处：{told}", "{n} pieces: {told}"),
    "corrections_how": (
        "切分有误的，可在来源文件旁的 corrections.csv 中改正，然后重新建档。",
        "A wrong cut is corrected in corrections.csv beside the source; then build again.",
    ),
    "scores": ("话题质量评分", "Scores of the topics"),
    "scores_none": (
        "这个数据版本还没有算过分数。运行 `python -m trends evaluate --archive {archive}`，或按下面的按钮。",
        "The scores of this data version were not computed yet. Run `python -m trends evaluate --archive"
        " {archive}`, or press the button.",
    ),
    "scores_compute": ("立即计算", "Compute now"),
    "scores_running": ("正在计算评分", "Computing the scores"),
    "score": ("指标", "Score"),
    "score_best": ("取向", "Better when"),
    "score_larger": ("越大越好", "larger"),
    "score_smaller": ("越小越好", "smaller"),
    "score_means": ("含义", "What it says"),
    "score_npmi": ("词语同篇共现程度，−1 至 1", "how often a topic's words meet in one article, −1 to 1"),
    "score_npmi_window": ("词语邻近共现程度，−1 至 1", "the same within a window of words"),
    "score_c_v": ("词语语境的相似程度，0 至 1", "how alike the contexts of a topic's words are, 0 to 1"),
    "score_diversity": (
        "各话题用词的不重复程度，0 至 1",
        "part of the shown words that stand in one topic only",
    ),
    "score_npmi_x_diversity": ("连贯 × 不重复", "coherence × diversity"),
    "score_unassigned": ("未归入任何话题的文章", "articles without a topic"),
    "score_ttc": ("各季度用词的连贯程度", "coherence of the words of each quarter"),
    "score_tts": ("相邻季度用词的相同程度", "how much the words of neighbouring quarters agree"),
    "score_ttq": ("连贯 × 平稳", "coherence × smoothness over time"),
    "score_grounded": ("各季度用词确实出现在该季度的比例", "words of a quarter that do occur in it"),
    "score_stability": (
        "两半文章分别计算，话题的相同程度",
        "how alike the topics of two halves of the articles, fitted apart, are",
    ),
    "score_relabelled": (
        "新增一期后改换话题的旧文章",
        "old articles that changed topic when an issue was added",
    ),
    "score_share_moved": ("新增一期后旧占比的变动", "how far old shares moved when an issue was added"),
    "score_nmi": ("与来源类别的互信息，0 至 1", "mutual information with the source's classes, 0 to 1"),
    "score_ari": ("与来源类别的一致，0 为偶然", "agreement with the source's classes, 0 by chance"),
    "score_purity": ("各话题中最大类别所占比例", "part of each topic's leading class"),
    "word_lists": ("停用词与用户词典", "Stop words and user dictionary"),
    "word_lists_line": (
        "停用词 {stop} 个（其中自带 {own} 个，各有理由）；用户词典 {user} 个，不再切分。",
        "{stop} stop words ({own} of our own, each with its reason); {user} words of the user dictionary are never cut.",
    ),
    "word": ("词", "Word"),
    "reason": ("理由", "Reason"),
    "list": ("表", "List"),
    "list_stop": ("停用词", "stop word"),
    "list_user": ("用户词典", "user dictionary"),
}

# The numbers of the screen: (name, formula, the command that makes it again), Chinese and English.
FORMULAS: tuple[tuple[tuple[str, str], tuple[str, str], str], ...] = (
    (
        ("占比", "Share"),
        (
            "主要话题是它的篇数 n ÷ 同期全部篇数 N；按字数统计时把篇换成字。各话题与未归入之和为 1",
            "articles n whose main topic it is ÷ all articles N of the time; by characters likewise."
            " Shares and the unassigned rest sum to 1",
        ),
        "shares --by month",
    ),
    (
        ("占比的区间", "Interval of a share"),
        (
            "Wilson 得分区间（90%），篇数按同一期文章的相似程度折算为有效篇数",
            "Wilson score interval (90%), on an effective number of articles: those of an issue are alike",
        ),
        "shares --by month",
    ),
    (
        ("平滑", "Smoothing"),
        (
            "相邻若干时段的居中平均，未收录的时段不算在内；原值照画",
            "centred mean of neighbouring periods, those without issues not counted; raw values stay drawn",
        ),
        "",
    ),
    (
        ("缺期", "Missing issues"),
        (
            "由各报自己的出版日推出；未收录不是 0，也不计入 N",
            "from each paper's own publishing days; missing is not 0 and not part of N",
        ),
        "coverage --by month",
    ),
    (
        ("TF-IDF", "TF-IDF"),
        (
            "(1＋ln 次数) × (ln((1＋N) ÷ (1＋含它的篇数))＋1)，每篇长度化为 1",
            "(1 + ln occurrences) × (ln((1 + N) ÷ (1 + articles with it)) + 1), rows of length 1",
        ),
        "",
    ),
    (
        ("话题", "Topics"),
        (
            "每期 NMF 分出本期话题，全部叠起再做一层 NMF，得贯穿各期的话题",
            "NMF of each issue date's articles; all issue topics stacked and factored again",
        ),
        "topics",
    ),
    (
        ("文章的相关度（权重）", "Weight of an article"),
        (
            "文章的 TF-IDF 对各话题做非负最小二乘，各话题与其余之和为 1；最重的是主要话题",
            "non-negative least squares of the article on the topics, summing to 1 with the rest;"
            " the heaviest is its main topic",
        ),
        "articles --topic t1",
    ),
    (
        ("话题升降", "Gains and losses"),
        (
            "两个时段占比之差，90% 区间由两个 Wilson 区间合成（Newcombe 1998）",
            "difference of two shares, 90% interval out of two Wilson intervals (Newcombe 1998)",
        ),
        "movers --range … --before …",
    ),
    (
        ("本期特色词", "Distinctive terms"),
        (
            "(1＋ln 次数) × ln((1＋至今期数) ÷ (1＋此前含此词的期数))，只用此前各期",
            "(1 + ln occurrences) × ln((1 + issues so far) ÷ (1 + earlier issues with the term))",
        ),
        "issue 2024-11-06",
    ),
    (
        ("关键词", "Keywords"),
        (
            "标题或正文含有原样字串的篇数；每百万字＝出现次数 ÷ 同期字数 × 1,000,000",
            "articles with the exact string; per million = occurrences ÷ characters × 1,000,000",
        ),
        "keywords 三提三敢 --by month",
    ),
    (
        ("高峰", "Peak"),
        (
            "一个突出时段中比例最高的一期",
            "the period with the largest share of a burst",
        ),
        "",
    ),
    (
        ("突出时段", "Burst"),
        (
            "Kleinberg 自动机，比例 p（只用此前各期）与 2p、4p、8p；升起的代价 ln(30 · 项数 · t(t+1))；权重单位奈特",
            "Kleinberg's automaton, rates p (of the periods before) and 2p, 4p, 8p; to rise costs ln(30 · items · t(t+1)); weight in nats",
        ),
        "bursts --kind phrases",
    ),
    (
        ("特征词", "Keyness"),
        (
            "G²＝2Σ O ln(O ÷ E)；对数比＝log₂(A 的相对频率 ÷ B 的)",
            "G² = 2Σ O ln(O ÷ E); log ratio = log₂(relative frequency in A ÷ in B)",
        ),
        "compare --a … --b …",
    ),
    (
        ("常见搭配", "Often together"),
        (
            "同篇的 G²，只列比偶然多的；倍数＝同篇比例 ÷ 全部文章里的比例",
            "G² of standing in one article, only above chance; times = rate together ÷ rate overall",
        ),
        "cooccurring 招商引资",
    ),
    (
        ("新词与口号", "Phrases"),
        (
            "凝固度＝各切法最小的互信息；自由度＝左右邻字熵的较小者",
            "cohesion = least pointwise mutual information of its cuts; freedom = lesser branching entropy",
        ),
        "phrases",
    ),
    (
        ("话题归类依据", "Why this topic"),
        (
            "(1＋ln 次数) × idf × 词在话题里的权重，占本文各词之和的比例",
            "(1 + ln occurrences) × idf × weight in the topic, as a part of the article's sum",
        ),
        "",
    ),
)
