"""How numbers, dates and places are written; the head and the foot; the words on charts."""

SENTENCES = {
    # ---- how numbers, dates and places are written
    "quoted": ("「{text}」", '"{text}"'),
    "to": ("{a} 至 {b}", "{a} to {b}"),
    "list": ("、", ", "),
    "and": ("，", ", "),
    "sentences": ("{a}。{b}", "{a}. {b}"),
    "gap": ("　", " · "),
    "day": ("{y}年{m}月{d}日", "{d} {name} {y}"),
    "month": ("{y}年{m}月", "{name} {y}"),
    "year": ("{y}年", "{y}"),
    "days": ("{a}至{b}", "{a} to {b}"),
    "quarter": ("{y}年第{n}季度", "Q{n} {y}"),
    "days_of_month": ("{y}年{m}月{a}日至{b}日", "{a}–{b} {name} {y}"),
    "by_issue": ("期", "issue"),
    "by_week": ("周", "week"),
    "by_month": ("月", "month"),
    "by_quarter": (
        "季度",
        "quarter",
    ),
    "by_year": ("年", "year"),
    "head_issue": ("期", "Issue"),
    "head_week": ("周", "Week"),
    "head_month": ("月", "Month"),
    "head_quarter": (
        "季度",
        "Quarter",
    ),
    "head_year": ("年", "Year"),
    "page": ("第{n}版", "p. {n}"),
    "lines": ("{file} 第{lines}行", "{file}, lines {lines}"),
    "pieces": (
        "{file} 第{first}–{last}行，共{n}处",
        "{file}, {n} pieces within lines {first}–{last}",
    ),
    "no_headline": ("（无题）", "(no headline)"),
    "headline_dated": ("{headline}（{date}）", "{headline} ({date})"),
    "n_articles": ("{n} 篇", "{n} articles"),
    "n_issues": ("{n} 期", "{n} issues"),
    "issues_articles": ("{issues}期、{articles}篇", "{issues} issues, {articles} articles"),
    "n_of": ("{n} / {N} 篇", "{n} of {N} articles"),
    "unassigned": ("未归入", "Unassigned"),
    # ---- the head and the foot
    "title": ("{papers}话题简报 · {range}", "{papers}Topic brief · {range}"),
    "papers": ("{papers}", "{papers} · "),
    "papers_more": ("{papers}等", "{papers} and others"),
    "front": (
        "（头版）",
        "Front pages · ",
    ),
    "once": (
        "（重复稿件只计一次）",
        "Repeats counted once · ",
    ),
    "finding_counted": (
        "{counted}，{label}最多，共{n}篇",
        "{counted}; most on {label}: {n}",
    ),
    "finding_up": ("{label}占比上升最多", "{label} rose most"),
    "finding_down": ("{label}占比下降最多", "{label} fell most"),
    "finding_still": ("各话题占比均无明显变化", "No topic clearly rose or fell"),
    "about_alone": ("{range}。{why}", "{range}. {why}"),
    "about_compared": ("{now}，与{before}相比", "{now}, compared with {before}"),
    "about_latest": (
        "{range}；升降为{now}与{before}相比",
        "{range}; changes compare {now} with {before}",
    ),
    "about_papers": (
        "{text}（只比较前后都有的{papers}）",
        "{text} (only {papers}, which both times have)",
    ),
    "no_paper": ("报纸名称不详", "unnamed newspaper"),
    "why_papers": (
        "前后两段时间没有共同的报纸，不作比较。",
        "No newspaper is in both times: nothing is compared.",
    ),
    "why_one_topic": (
        "档案只有一个话题，不作升降比较。",
        "The archive has a single topic: no rise or fall.",
    ),
    "why_repeats": (
        "这段时间的文章大多重复此前的内容，不作升降比较。",
        "Most articles of this time repeat earlier ones: no rise or fall.",
    ),
    "why_few": (
        "仅有{issues}期、{articles}篇，样本较少，只列篇数与标题，不作升降比较。",
        "Only {issues} issues with {articles} articles: counts and headlines are shown, no rise or fall.",
    ),
    "why_sparse": (
        "各期相隔较远，只列篇数与标题，不作升降比较。",
        "The issues lie far apart: counts and headlines are shown, no rise or fall.",
    ),
    "why_alone": (
        "此前收录的期数不足，不作前后比较。",
        "Too few issues before it to compare with.",
    ),
    "fact_issues": ("收录", "Issues read"),
    "fact_missing": ("缺期", "Missing"),
    "fact_articles": ("文章", "Articles"),
    "fact_before": ("对比时段", "Compared with"),
    "fact_characters": ("字数", "Characters"),
    "not_judged": (
        "无法判断",
        "not known",
    ),
    "data_version": ("数据版本 {version}", "Data version {version}"),
    "open": (
        "在看板中打开",
        "Open in the dashboard",
    ),
    "numbers_of": ("数据表：{caption}", "Numbers: {caption}"),
    "again": ("复现命令：", "Command: "),
    "camera": ("存为图片", "Save as picture"),
    "no_pictures": (
        "本文件未附图（绘图需要浏览器），图中数据均见表格。",
        "The charts are left out (drawing them needs a browser); all their numbers are in the tables.",
    ),
    # ---- on the charts
    "chart_missing": ("未收录", "no issue"),
    "chart_gaps": ("缺期", "missing"),
    "chart_counted": ("（{n} / {N} 篇）", " ({n} of {N} articles)"),
    "chart_strip": (
        "{period}　{n} 期，缺 {missing} 期",
        "{period}　{n} issues, {missing} missing",
    ),
}
