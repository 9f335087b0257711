"""Proposed topics, on 数据与方法."""

SENTENCES = {
    "proposals": ("建议新增的话题", "Proposed topics"),
    "no_proposals": (
        "无：最近各期没有成批而又不属于现有话题的内容。",
        "None: the latest issues hold no body of articles outside the present topics.",
    ),
    "proposal_line": (
        "{words}。始于 {first}，最近每期 {recent} 篇，此前每期 {before} 篇；采纳后有 {n} 篇归入；可说明这些文章中现有话题未涵盖内容的 {explains}。",
        "{words}. This run began on {first}; lately {recent} articles an issue, earlier {before}; {n} would move to it; it explains {explains} of what the present topics leave unexplained in them.",
    ),
    "proposals_caption": (
        "采纳后获得新编号；该时段以来的相关文章和原未归入的文章移至其名下，其余不变。",
        "An accepted proposal gets a new id; its articles since the first date and unassigned ones move to it, everything else stays.",
    ),
    "accept": ("采纳为话题", "Accept as a topic"),
}
