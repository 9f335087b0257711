"""Texts of a partition → how often each run of words stands in them: where phrases come from.

The words are those of the plain dictionary without guessing, so that a new expression falls to
small pieces always the same way (放管服 → 放 管 服), and joining pieces can put it together again.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from trends.terms.contexts import GLUE
from trends.terms.segment import KNOWN_WORDS, normalised, segmenter, word_classes

MAX_WORDS = 6
MAX_CHARACTERS = 12
# In one partition a run of words must stand twice, or once in quotation marks, to be noted.
LOCAL_MIN = 2
HELD_ROWS = 2_000_000
QUOTED = re.compile(r"[“「『《\"]([\w·\-]{2,16})[”」』》\"]")
# Words that neither begin nor end an expression: jieba's classes of prepositions, conjunctions,
# particles, pronouns, interjections, measures and times; then words it files elsewhere. Verbs and
# adverbs of two or more characters mostly make clauses and not names.
EDGE_CLASSES = ("p", "c", "u", "r", "y", "e", "o", "z", "q", "t")
CLAUSE_CLASSES = frozenset(("v", "d", "ad", "vd"))
NO_BEGIN = frozenset(
    "的了着过地得等年月日时分号个次名位点度米元亿万千百后前上下中内外里间来去们所之其且使让令给就都也还又已"
    "正在要会可能应须没不很更最再才只并均仍愿两"
) | {"会见", "出席", "愿同"}
NO_END = NO_BEGIN | frozenset("第每各某该本是有为以将把被从向对与和及于至到不一全新大小多暨说称指启愿会件")
_DIGITS = re.compile(r"^[\d.%一二三四五六七八九十百千万亿零两]+$")
COUNTS = pa.schema(
    [
        ("text", pa.string()),
        ("n", pa.int64()),
        ("quoted", pa.int64()),
        ("phrase", pa.int8()),
        ("word", pa.bool_()),
    ]
)


def ngram_counts(texts: Sequence[str]) -> pa.Table:
    """Runs of 1 to MAX_WORDS words of a partition, with the row "" for all words: a table of COUNTS, in no order.

    n: times; quoted: times as the whole of a quotation or title; phrase: 2 when its first and last
    word let it be an expression, 1 when a verb or adverb begins or ends it, 0 when it is none;
    word: the dictionary has it. Runs do not cross punctuation; of two or more words, those below
    LOCAL_MIN are left out.
    """
    clean = [normalised(text) for text in texts]
    codes, words = _encoded(clean)
    tables = [_singles(codes, words), *_runs(codes, words), _quotations(clean)]
    return _summed(tables)


def merged_counts(tables: Iterable[pa.Table]) -> pa.Table:
    """Sums of tables of COUNTS by text, sorted by text. Holds the sum and, beside it, HELD_ROWS or as many rows
    as the sum has: so every row is summed a few times only, however many tables there are."""
    held: list[pa.Table] = []
    fresh = 0
    for table in tables:
        held.append(table)
        fresh += table.num_rows
        if fresh > max(HELD_ROWS, held[0].num_rows):
            held, fresh = [_summed(held)], 0
    return _summed(held).sort_by("text")


def _summed(tables: Sequence[pa.Table]) -> pa.Table:
    if not tables:
        return COUNTS.empty_table()
    grouped = pa.concat_tables(tables).group_by("text", use_threads=False)
    total = grouped.aggregate([("n", "sum"), ("quoted", "sum"), ("phrase", "max"), ("word", "max")])
    columns = ["text", "n_sum", "quoted_sum", "phrase_max", "word_max"]
    return total.select(columns).rename_columns(COUNTS.names).cast(COUNTS)


def _encoded(texts: Sequence[str]) -> tuple[np.ndarray, list[str]]:
    """(tokens,) codes into the list of distinct words; a line break parts the texts."""
    tokens: list[str] = segmenter().cut("".join(f"{text}\n" for text in texts), False)
    encoded = pa.array(tokens, pa.string()).dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary.to_pylist()


def _singles(codes: np.ndarray, words: list[str]) -> pa.Table:
    n = np.bincount(codes, minlength=len(words))
    kept = [i for i, word in enumerate(words) if word.isalnum()]
    n = n[kept]
    texts = ["", *(words[i] for i in kept)]
    return _table(texts, np.append(n.sum(), n), phrase=np.zeros(len(texts), dtype=np.int8), word=True)


def _runs(codes: np.ndarray, words: list[str]) -> Iterable[pa.Table]:
    """Runs of 2, 3, … words; a run is looked at only where both runs inside it are frequent."""
    inner = np.array([word.isalnum() or word in GLUE for word in words], dtype=bool)
    begins = np.array([_begins(word) for word in words], dtype=np.int8)
    ends = np.array([_ends(word) for word in words], dtype=np.int8)
    spelt, sizes = np.array(words, dtype=object), np.array([len(word) for word in words])
    starts = np.flatnonzero(inner[codes])
    key = np.full(len(codes), -1, dtype=np.int64)
    key[starts] = codes[starts]
    for length in range(2, MAX_WORDS + 1):
        starts = starts[starts + 1 < len(codes)]
        starts = starts[key[starts + 1] >= 0]
        pair = key[starts] * (len(codes) + len(words)) + key[starts + 1]
        place, group, n = _grouped(pair)
        frequent = n >= LOCAL_MIN
        first = starts[place[frequent]]
        rank = np.where(frequent, np.cumsum(frequent) - 1, -1)[group]
        key = np.full(len(codes), -1, dtype=np.int64)
        key[starts] = rank
        starts = starts[rank >= 0]
        if not len(starts):
            return
        short = sum(sizes[codes[first + i]] for i in range(length)) <= MAX_CHARACTERS
        first, n = first[short], n[frequent][short]
        texts = functools.reduce(np.add, [spelt[codes[first + i]] for i in range(length)]).tolist()
        phrase = np.minimum(begins[codes[first]], ends[codes[first + length - 1]])
        yield _table(texts, n, phrase=phrase, word=False)


def _grouped(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(a place of each distinct key, the distinct key of each place, how often each stands)."""
    order = np.argsort(keys)
    new = np.append(True, np.diff(keys[order]) != 0)[: len(keys)]
    group = np.empty(len(keys), dtype=np.int64)
    group[order] = np.cumsum(new) - 1
    begins = np.flatnonzero(new)
    return order[begins], group, np.diff(np.append(begins, len(keys)))


def _quotations(texts: Sequence[str]) -> pa.Table:
    found = Counter(span for text in texts for span in QUOTED.findall(text))
    phrase = np.array([2 * (not span.isdecimal() or len(span) > 2) for span in found], dtype=np.int8)
    table = _table(list(found), np.zeros(len(found), dtype=np.int64), phrase=phrase, word=False)
    return table.set_column(2, COUNTS.field("quoted"), pa.array(list(found.values()), pa.int64()))


def _table(texts: list[str], n: np.ndarray, *, phrase: np.ndarray, word: bool) -> pa.Table:
    zero = np.zeros(len(texts), dtype=np.int64)
    columns = [pa.array(texts, pa.string()), n, zero, phrase, np.full(len(texts), word)]
    return pa.table([pa.array(column) for column in columns], schema=COUNTS)


@functools.lru_cache(maxsize=KNOWN_WORDS)
def _begins(word: str) -> int:
    if not word.isalnum() or word in NO_BEGIN or word[0].isdecimal() or _is_number(word):
        return 0
    return _edge(word)


@functools.lru_cache(maxsize=KNOWN_WORDS)
def _ends(word: str) -> int:
    return 0 if not word.isalnum() or word in NO_END or _DIGITS.match(word) else _edge(word)


def _edge(word: str) -> int:
    kind = word_classes().get(word, "x")
    return 0 if kind.startswith(EDGE_CLASSES) else 1 if len(word) > 1 and kind in CLAUSE_CLASSES else 2


def _is_number(word: str) -> bool:
    return len(word) > 1 and word_classes().get(word) == "m"
