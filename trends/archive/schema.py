"""The snapshot's tables: one immutable DuckDB file = one data version.

Inside a snapshot articles, terms and topics are dense integers; the ids people see are
`articles.id` and "t" + topic. Topic 0 is the unassigned rest. `schema.md` beside this file is
generated from here.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA_VERSION = 7
OLDER = (1, 2, 3, 4, 5, 6)  # what they lack, `older` lends or writes


@dataclass(frozen=True, slots=True)
class Column:
    """`made`: the expression that computes the column from the rows that come in; "" = they have it.
    `before`: where they have it, what stands there in a snapshot of an older schema."""

    name: str
    type: str
    means: str
    made: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`order` lists the columns by which rows are stored, so that reads of a range touch few blocks."""

    name: str
    means: str
    columns: tuple[Column, ...]
    order: str

    def ddl(self, packed: frozenset[str] = frozenset()) -> str:
        """`packed`: columns whose text is packed closely, which costs whoever searches it time."""
        columns = ", ".join(
            f'"{column.name}" {column.type}{" USING COMPRESSION zstd" if column.name in packed else ""}'
            for column in self.columns
        )
        return f"CREATE TABLE {self.name} ({columns})"


def _table(name: str, means: str, order: str, *columns: tuple[str, ...]) -> Table:
    return Table(name, means, tuple(Column(*column) for column in columns), order)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "meta",
            "facts about the snapshot as a whole, values as JSON",
            "key",
            ("key", "VARCHAR", "name of the fact"),
            ("value", "VARCHAR", "JSON value"),
        ),
        _table(
            "sources",
            "the files that were read",
            "source",
            ("source", "INTEGER", "number of the source"),
            ("file", "VARCHAR", "name as shown to people"),
            ("digest", "VARCHAR", "BLAKE2b of the bytes, 32 hex digits"),
            ("articles", "INTEGER", "articles that came out of it"),
            ("problems", "INTEGER", "problems met"),
        ),
        _table(
            "issues",
            "one paper on one date",
            "date, paper",
            ("date", "DATE", "issue date"),
            ("paper", "VARCHAR", "newspaper title, '' when unknown"),
            ("pages", "INTEGER", "distinct page numbers, 0 when none is known"),
            ("articles", "INTEGER", "articles"),
            ("characters", "INTEGER", "non-blank characters of headlines and bodies"),
            ("date_source", "VARCHAR", "masthead, manifest, filename, metadata or inferred"),
            ("date_confidence", "FLOAT", "0..1, the least of its pages"),
            ("date_evidence", "VARCHAR", "the sentence the date rests on"),
        ),
        _table(
            "articles",
            "one story, commentary, caption or brief",
            "article",
            ("article", "INTEGER", "key, ascending with month, paper, date, page and place"),
            ("id", "VARCHAR", "stable id, unique"),
            ("date", "DATE", "issue date"),
            ("paper", "VARCHAR", "newspaper title"),
            ("page", "SMALLINT", "page number, NULL when unknown"),
            ("section", "VARCHAR", "section given by the source, or NULL"),
            ("headline", "VARCHAR", "main headline, NULL when lost or none"),
            ("kicker", "VARCHAR", "line above the headline, or NULL"),
            ("deck", "VARCHAR", "line below the headline, or NULL"),
            ("kind", "VARCHAR", "news, commentary, photo-caption or brief"),
            ("byline", "VARCHAR", "names as printed, joined by blanks, '' when none"),
            ("reporters", "VARCHAR[]", "reporters, correspondents and authors"),
            ("body", "VARCHAR", "text, a line a paragraph; packed in a large archive"),
            ("characters", "INTEGER", "non-blank characters of headline and body"),
            ("file", "VARCHAR", "source file"),
            ("lines", "VARCHAR", "source lines, e.g. 12–30, 33"),
            ("source_kind", "VARCHAR", "own, agency, reprint, contribution or unknown", "", "'unknown'"),
            ("agency", "VARCHAR", "agency, or other medium that printed it before; '' for none", "", "''"),
            ("url", "VARCHAR", "address given by the source, or NULL"),
            ("label", "VARCHAR", "class given by the source, for evaluation only, or NULL"),
            ("continued_on", "VARCHAR", "page named by a jump line, or NULL"),
            ("ordered", "BOOLEAN", "false when the reading order could not be settled"),
            ("double_of", "VARCHAR", "id of the earlier article this one repeats, or NULL"),
            ("topic", "SMALLINT", "main topic, 0 = unassigned"),
            ("weight", "FLOAT", "weight of the main topic, 0..1"),
            (
                "margin",
                "FLOAT",
                "by how much the main topic's weight leads the next one's, 0..1; 0 for an unassigned article",
                "",
                "CAST(NULL AS FLOAT)",
            ),
            ("lead", "VARCHAR", "first 60 characters of the body", "left(body, 60)"),
        ),
        _table(
            "article_topics",
            "topics of an article; the weights of an article and its rest sum to 1",
            "article, topic",
            ("article", "INTEGER", "article"),
            ("topic", "SMALLINT", "topic, never 0"),
            ("weight", "FLOAT", "part of the article that is about the topic, 0..1"),
        ),
        _table(
            "terms",
            "the vocabulary, by code point",
            "term",
            ("term", "INTEGER", "key"),
            ("text", "VARCHAR", "the word, name or phrase"),
            (
                "class",
                "VARCHAR",
                "jieba's word class; x = not in its dictionary, xg = only guessed by the segmenter",
            ),
            ("n", "INTEGER", "articles of the archive that hold it"),
            (
                "df",
                "INTEGER",
                "articles that held it when the topics were fitted on it, 0 for a term they were not fitted on",
            ),
        ),
        _table(
            "rare_words",
            "words in too few articles to be terms when the archive was built: what `add` must not take for new",
            "text",
            ("text", "VARCHAR", "the word"),
            ("n", "INTEGER", "articles that held it"),
        ),
        _table(
            "article_terms",
            "terms of an article",
            "article, term",
            ("article", "INTEGER", "article"),
            ("term", "INTEGER", "term"),
            ("n", "SMALLINT", "occurrences in headline and body"),
        ),
        _table(
            "topics",
            "topics that run through the issues",
            "topic",
            ("topic", "SMALLINT", "key; the id people see is 't' + it; never changes meaning"),
            ("label", "VARCHAR", "two or three telling terms, or the reader's own"),
            ("formulaic", "BOOLEAN", "set phrases that stand in every issue (套话)"),
            ("hidden", "BOOLEAN", "hidden by the reader"),
            ("since", "INTEGER", "number of the snapshot in which the topic first stood"),
        ),
        _table(
            "topic_terms",
            "a topic's terms as shown, heaviest first",
            "topic, rank",
            ("topic", "SMALLINT", "topic"),
            ("rank", "SMALLINT", "1 = first"),
            ("term", "INTEGER", "term"),
            ("weight", "FLOAT", "weight in the topic, the topic's weights sum to 1"),
        ),
        _table(
            "topic_words",
            "what each term adds to a topic in an issue; sums over issues give a period",
            "date, topic, paper, term",
            ("date", "DATE", "issue date"),
            ("paper", "VARCHAR", "newspaper title"),
            ("topic", "SMALLINT", "topic"),
            ("term", "INTEGER", "term, occurs in that issue"),
            ("n", "SMALLINT", "articles of the issue about the topic that hold the term"),
            ("weight", "FLOAT", "Σ over articles of topic weight × TF-IDF × weight of the term in the topic"),
        ),
        _table(
            "issue_topics",
            "topics of one issue date alone",
            "date, paper, local",
            ("date", "DATE", "issue date"),
            ("paper", "VARCHAR", "newspaper title"),
            ("local", "SMALLINT", "1 = largest share"),
            ("share", "FLOAT", "part of the issue's articles, 0..1"),
            ("n", "SMALLINT", "articles whose main issue topic it is"),
            ("terms", "INTEGER[]", "its heaviest terms"),
            ("article", "INTEGER", "the article closest to it"),
            ("topic", "SMALLINT", "topic it belongs to, 0 = none"),
            ("similarity", "FLOAT", "cosine with that topic, 0..1"),
        ),
        _table(
            "article_issue_topics",
            "main issue topic of each article",
            "article",
            ("article", "INTEGER", "article"),
            ("local", "SMALLINT", "issue topic of the article's date, 0 = none"),
        ),
        _table(
            "issue_terms",
            "distinctive terms of each issue against the paper's issues before it, "
            "where they were computed when it was written",
            "date, paper, rank",
            ("date", "DATE", "issue date"),
            ("paper", "VARCHAR", "newspaper title"),
            ("rank", "SMALLINT", "1 = first"),
            ("term", "INTEGER", "term"),
            ("weight", "DOUBLE", "as in series/distinctive.py"),
            ("n", "SMALLINT", "articles of the issue that hold it"),
            ("issues", "INTEGER", "issues up to this one that hold it"),
            ("since", "INTEGER", "issues since the last one with it, 0 when this is the first"),
            ("articles", "INTEGER[]", "those that hold it, most occurrences first"),
        ),
        _table(
            "term_issues",
            "how often each term stood in the issues of a paper so far; none of a paper whose past was added to",
            "paper, term",
            ("paper", "VARCHAR", "newspaper title"),
            ("term", "INTEGER", "term"),
            ("issues", "INTEGER", "issues that hold it"),
            ("last", "INTEGER", "number of the last of them, 1 = the paper's first issue"),
        ),
        _table(
            "components",
            "topics as fitted: what a later build starts from",
            "topic, term",
            ("topic", "SMALLINT", "topic"),
            ("term", "INTEGER", "term"),
            ("weight", "FLOAT", "entry of the topic × term matrix, > 0"),
        ),
        _table(
            "phrases",
            "new words and fixed expressions found in the archive",
            "phrase",
            ("phrase", "VARCHAR", "the expression"),
            ("n", "INTEGER", "articles that hold it"),
            ("occurrences", "INTEGER", "times it stands in the archive"),
            ("first", "DATE", "first issue date"),
            ("last", "DATE", "last issue date"),
            ("cohesion", "FLOAT", "least pointwise mutual information of its cuts, bits"),
            ("freedom", "FLOAT", "lesser of left and right branching entropy, bits"),
            ("quoted", "FLOAT", "part of its occurrences in quotation marks, 0..1"),
            ("example", "VARCHAR", "a sentence with it"),
        ),
        _table(
            "names",
            "people, places, organisations and reporters",
            "name",
            ("name", "INTEGER", "key"),
            ("text", "VARCHAR", "the name"),
            ("kind", "VARCHAR", "person, place, organisation or reporter"),
        ),
        _table(
            "article_names",
            "names of an article",
            "name, article",
            ("article", "INTEGER", "article"),
            ("name", "INTEGER", "name"),
            ("n", "SMALLINT", "occurrences"),
        ),
        _table(
            "reuse",
            "passages of articles that were printed before, in characters of the bodies; none in an archive "
            "that was built before they were looked for",
            "article, start",
            ("article", "VARCHAR", "id of the article"),
            ("start", "INTEGER", "first character of the passage, from 0"),
            ("end", "INTEGER", "its end, exclusive"),
            ("from_article", "VARCHAR", "id of the article that printed it first"),
            ("from_start", "INTEGER", "first character there"),
            ("from_end", "INTEGER", "end there, exclusive"),
        ),
        _table(
            "problems",
            "what was not, or not fully, read",
            "file, line, what",
            ("file", "VARCHAR", "source file"),
            ("line", "INTEGER", "its line, or NULL"),
            ("what", "VARCHAR", "one sentence"),
            ("cure", "VARCHAR", "what to do"),
            ("lost", "BOOLEAN", "true when text did not reach the archive because of it"),
        ),
        _table(
            "pages",
            "pages of text, dated or not",
            "file",
            ("file", "VARCHAR", "source file"),
            ("paper", "VARCHAR", "newspaper title"),
            ("page", "SMALLINT", "page number, or NULL"),
            ("date", "DATE", "issue date, NULL for an undated page"),
            ("date_source", "VARCHAR", "as in issues, or NULL"),
            ("date_confidence", "FLOAT", "0..1"),
            ("date_evidence", "VARCHAR", "the sentence the date rests on"),
            ("guesses", "VARCHAR", "JSON list of {date, confidence, evidence}"),
            ("form", "VARCHAR", "what kind of file it was told to be: general, day-file, …", "", "''"),
            ("form_evidence", "VARCHAR", "the sentence the form rests on", "", "''"),
            ("lines", "INTEGER", "lines of the source"),
            ("articles", "INTEGER", "articles cut out of it"),
        ),
        _table(
            "page_lines",
            "source lines of the pages, cut where the owner changes",
            "file, line, start",
            ("file", "VARCHAR", "source file"),
            ("line", "INTEGER", "1-based line"),
            ("start", "INTEGER", "first code point"),
            ("end", "INTEGER", "end, exclusive"),
            ("text", "VARCHAR", "the characters"),
            ("role", "VARCHAR", "body, head, noise or blank"),
            ("article", "VARCHAR", "id of the article, or NULL"),
            ("why", "VARCHAR", "reason of noise, or NULL"),
            ("confidence", "FLOAT", "of character recognition, 0..1; 1 for text never an image", "", "1"),
        ),
    )
}


def schema_markdown() -> str:
    """The schema as a document, one table a section."""
    parts = [f"# The snapshot, schema version {SCHEMA_VERSION}\n", (__doc__ or "").strip() + "\n"]
    for table in TABLES.values():
        rows = [f"| {c.name} | {c.type} | {c.means} |" for c in table.columns]
        head = f"## {table.name}\n\n{table.means[0].upper()}{table.means[1:]}. Stored by {table.order}.\n"
        parts.append("\n".join([head, "| column | type | what |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)
