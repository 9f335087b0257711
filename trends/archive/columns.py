"""What the columns of answers mean: one word, one meaning. A question names its columns; where a column means
something narrower there, the question says so."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer. unit: what its numbers count, or their range; always: False for a column that only
    some parameters bring; key: its name in JSON, where that is another; parts: names of the members of each
    entry of a list, where JSON gives objects."""

    text: str = ""
    unit: str = ""
    name: str = ""
    always: bool = True
    key: str = ""
    parts: tuple[str, ...] = ()


DATE, PART, ARTICLES, PER_MILLION = "ISO date", "0..1", "articles", "per million characters"
COLUMNS = {
    # when
    "period": Column("label of the period: 2024-11-06, 2024-W45, 2024-11, 2024-Q4 or 2024"),
    "start": Column("first day", DATE),
    "end": Column("last day", DATE),
    "date": Column("issue date", DATE),
    "first": Column("date of the first article", DATE),
    "last": Column("date of the last article", DATE),
    "complete": Column("whether the period lies inside the range and its last issue is out"),
    # how much
    "n": Column("articles counted", ARTICLES),
    "N": Column("all articles that n is a part of", ARTICLES),
    "share": Column("n / N; none where N is 0", PART),
    "low": Column("lower end of the 90 % band", PART),
    "high": Column("upper end of the 90 % band", PART),
    "occurrences": Column("times it stands in the texts", "times"),
    "per_million": Column("occurrences in a million characters", PER_MILLION),
    "issues": Column("issues there are", "issues"),
    "expected": Column("issues there should be, by the paper's publishing days", "issues"),
    "missing": Column("expected issues that are not there", "issues"),
    "articles": Column("articles", ARTICLES),
    "characters": Column("characters that are not blank", "characters"),
    "weight": Column("how much of the article is about the topic", PART),
    "similarity": Column("cosine of the two term vectors", PART),
    # topics
    "topic": Column('topic id: "t1", "t2", … or "unassigned"'),
    "label": Column("name of the topic, or the item itself"),
    "terms": Column("list of terms, heaviest first"),
    "weighed": Column("the topic's part of every article, averaged over all articles", PART),
    "here": Column(
        "name of the topic in the range: its label where the range holds every word of it, else its own words there"
    ),
    "named": Column("first date with an article that holds the youngest word of the label", "date"),
    "doubtful": Column("of n, articles whose main topic leads the next by less than 0.05", ARTICLES),
    "formulaic": Column("whether the topic is fixed formulae rather than a subject"),
    "hidden": Column("whether a person hid the topic"),
    "slot": Column("colour slot, fixed by id", "0..23"),
    "local": Column("number of the issue's own topic, from 1"),
    "both": Column("articles of which at least a tenth is about each of the two", ARTICLES),
    "lift": Column("both over what chance gives; none without any", "times chance"),
    "version": Column("data version that the build published"),
    "change": Column("what became of the topic: birth, death, split, merge, drift or same"),
    "others": Column("list of (topic, label) on the other side of the change"),
    "proposal": Column("id of the proposal, made of its words"),
    "recent": Column("articles an issue about it lately", "articles an issue"),
    "before": Column("articles an issue about it earlier", "articles an issue"),
    "explains": Column("part of what no topic explains in those articles that it would", PART),
    "examples": Column("list of (article id, date, headline), strongest first"),
    # codes
    "code": Column("name of the code; empty for the rest"),
    "parent": Column("the code above it; empty without one"),
    "words": Column("list of its words and phrases"),
    "alone": Column("articles that no other word of the code brings", ARTICLES),
    "elsewhere": Column("part of these that seeded centroids give to another code or to none", PART),
    # articles
    "id": Column("article id"),
    "paper": Column("newspaper title"),
    "page": Column("page number within the issue; none where the source tells none"),
    "headline": Column("headline; none where the article has none"),
    "kind": Column("news, commentary, photo-caption or brief"),
    "byline": Column("names the article gives for its makers"),
    "source": Column("file it was read from"),
    "source_kind": Column("whose words it is: own, agency, reprint, contribution or unknown"),
    "agency": Column("the agency, or other medium that printed it before; empty where none is told"),
    "lines": Column("its lines in that file, from 1"),
    "double_of": Column("id of the earlier article that it repeats"),
    "lead": Column("first characters of the body"),
    "text": Column("the body, a paragraph a line"),
    "hits": Column("times the words asked for stand in it; with `term`", "times"),
    "sentence": Column("one sentence, word for word"),
    "held": Column("list of the words it holds"),
    "facet": Column("topic, page, year, kind, paper, reporter, source, agency or section"),
    "value": Column("value of the facet, as text"),
    "part": Column("part of the topic's weight that rests on the term", PART),
    # words
    "term": Column("word or phrase, or the query as typed"),
    "word": Column("term or phrase"),
    "phrase": Column("the phrase"),
    "name": Column("the name"),
    "item": Column("topic id, term, phrase or name"),
    "left": Column("text before the hit"),
    "top": Column("first day of the period with the largest part", DATE),
    "usual": Column("part of the articles before the burst that held the item", PART),
    "hit": Column("the words found, as printed"),
    "right": Column("text behind the hit"),
    "score": Column("log-likelihood G² of standing in one article; only above chance", "G²"),
    "cohesion": Column(
        "how firmly its parts belong together: pointwise mutual information, the least", "bits"
    ),
    "freedom": Column("how freely it is used: entropy of its neighbours, the lesser side", "bits"),
    "quoted": Column("part of its occurrences in quotation marks", PART),
    "example": Column("a use of it"),
    "n_all": Column("articles of any topic that hold it", ARTICLES),
    # two sides
    "n_before": Column("articles of the range before", ARTICLES),
    "N_before": Column("all articles of the range before", ARTICLES),
    "share_before": Column("n_before / N_before", PART),
    "status": Column("new, rising, steady, fading or gone"),
    "q": Column("false discovery rate at which the change is news, all items looked at", PART),
    "beyond_chance": Column("whether it is news, all items looked at"),
    "headlines": Column("list of (article id, date, headline), up to three"),
    **{
        f"{name}_{side}": dataclasses.replace(column, text=f"{column.text}, side {side}")
        for name, column in {
            "n": Column("articles with the term", ARTICLES),
            "occurrences": Column("times it stands in the texts", "times"),
            "per_million": Column("occurrences in a million characters", PER_MILLION),
            "dispersion": Column("0 = spread evenly over the issues, 1 = all in one", PART),
            "issues": Column("issues with it", "issues"),
            "example": Column("date and a use of it; with `examples`"),
        }.items()
        for side in "ab"
    },
    "log_ratio": Column("log2 of the ratio of the two frequencies; 1 = twice as frequent in a", "log2"),
    "g2": Column("log-likelihood G² of the articles with and without it on both sides", "G²"),
    # passages printed before
    "from_article": Column("id of the article that printed it first"),
    "from_start": Column("first character of the passage there, from 0"),
    "from_end": Column("its end there, exclusive"),
    "from_date": Column("issue date there", DATE),
    "from_paper": Column("newspaper there"),
    "from_page": Column("page there"),
    "from_headline": Column("headline there"),
    "days": Column("days since it was first printed", "days"),
    "taker": Column("where passages stand that were printed before"),
    "giver": Column("where they were printed first"),
    "passages": Column("passages", "passages"),
    # comparisons
    "level": Column("level of the term"),
    "base": Column("level that it is held against"),
    "effect": Column(
        "points more than at the base, all else alike; none where others say the same", "percentage points"
    ),
    "n_front": Column("of n, articles on the front page", ARTICLES),
    "share_front": Column("n_front / n; none where n is 0", PART),
    "odds": Column(
        "odds of the front page over those of all other articles; none where a side is empty", "ratio"
    ),
    "first_share": Column(
        "of the passages that both print on different days, those the giver had first", PART
    ),
    "same_day": Column("of n, printed on the same day", ARTICLES),
    **{f"day_{q}": Column(f"days until {q} % of them were printed", "days") for q in (10, 25, 50, 75, 90)},
    "longest": Column("most days between the two prints", "days"),
    # sources
    "file": Column("file it was read from"),
    "line": Column("line of the file, from 1"),
    "what": Column("what was not, or not fully, read"),
    "cure": Column("what to do about it"),
    "lost": Column("whether something of the input did not reach the archive because of it"),
    "guesses": Column("list of {date, confidence 0..1, evidence}"),
    "evidence": Column("what the text says of its date"),
    "pages": Column("pages of the issue", "pages"),
    "date_source": Column("masthead, manifest, filename, metadata or inferred"),
    "date_confidence": Column("how sure the date is", PART),
    "date_evidence": Column("the sentence that the date rests on"),
    "form": Column("what the file was told to be, and so how it was read"),
    "form_evidence": Column("what its form was told by"),
    "noise": Column("lines that belong to no article", "lines"),
    "role": Column("body, head, noise or blank"),
    "article": Column("id of the article the line belongs to"),
    "why": Column("why the line is noise"),
    "confidence": Column("of character recognition", PART),
    "digest": Column("hash of the file's bytes"),
    "problems": Column("problems of the file", "problems"),
}


def columns(names: str, **own: Column) -> tuple[Column, ...]:
    """The columns named, in the order of the table, those that only some parameters bring with a "?" behind;
    own: what a column says otherwise in one question."""
    found = []
    for marked in names.split():
        name = marked.removesuffix("?")
        narrower = own.get(name, Column())
        said = {f.name: getattr(narrower, f.name) for f in dataclasses.fields(Column)}
        changed = {field: value for field, value in said.items() if value != getattr(Column(), field)}
        found.append(
            dataclasses.replace(COLUMNS.get(name, Column()), **changed, name=name, always=name == marked)
        )
    return tuple(found)
