"""Proposed topics, on 数据与方法."""

SENTENCES = {
    "proposals": ("提议的新话题", "Proposed topics"),
    "no_proposals": (
        "没有：最近各期里没有成批而又不属于现有话题的内容。",
        "None: the latest issues hold no body of articles outside the present topics.",
    ),
    "proposal_line": (
        "{words}。这一轮始于 {first}，最近每期 {recent} 篇，此前每期 {before} 篇；采纳后有 {n} 篇归入它；"
        "这些文章里现有话题没有说到的部分，它能说明 {explains}。",
        "{words}. This run began on {first}; lately {recent} articles an issue, earlier {before}; {n} would move to it; it "
        "explains {explains} of what the present topics leave unexplained in them.",
    ),
    "proposals_caption": (
        "采纳后得到新编号；这一轮开始以来的相关文章和原来未归入的文章移到它名下，其余一概不变。",
        "An accepted proposal gets a new id; its articles since the first date and unassigned ones move to it, "
        "everything else stays.",
    ),
    "accept": ("采纳为话题", "Accept as a topic"),
}
