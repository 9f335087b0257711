"""The query language → an SQL condition: what a reader types into a search box.

    新质生产力            articles that hold these characters, in a headline or the body
    双减|校外培训          either of them
    乡村振兴 产业          both in one article
    航天 -神舟             the first without the second

A blank joins, `|` separates alternatives and binds closer than the blank, a leading `-` excludes
(`-a|b`: neither a nor b). Full-width ｜ － ＋ 　 count as the half-width ones. Every other character
stands for itself: the condition has bound parameters only.

Both scripts are one: 经济 finds 經濟 and 經濟 finds 经济. Letters and digits match in any case and width: "GDP" finds gdp, Gdp and ＧＤＰ, "iphone"
finds iPhone. Texts stay as printed; it is the query that is spelled in several ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from trends.errors import QueryError
from trends.script import each_simplified, printings, simplified

QUERY = "a word or phrase; a|b either, 'a b' both, -c without"
MAX_CHARACTERS = 200
MAX_PARTS = 20
MIN_CHARACTERS = 2
# Where a query is looked for: the columns of `articles` that make up an article's text.
TEXT_COLUMNS = ("headline", "kicker", "deck", "body")

# Words that stand in nearly every article and so have no trend of their own.
EMPTY_WORDS = frozenset(
    {
        "我们", "你们", "他们", "她们", "它们", "咱们", "自己", "这个", "那个", "这些", "那些", "这样",
        "那样", "什么", "怎么", "如何", "以及", "或者", "并且", "而且", "但是", "可是", "不过", "因为",
        "所以", "因此", "由于", "如果", "虽然", "尽管", "无论", "不仅", "还有", "还是", "就是", "都是",
        "不是", "也是", "没有", "可以", "能够", "已经", "正在", "将会", "进行", "对于", "关于", "根据",
        "按照", "通过", "为了", "随着", "同时", "其中", "之一", "之后", "之前", "以来", "以后", "以前",
        "此外", "一个", "一些", "一种", "许多", "各种", "其他", "有关", "相关", "目前", "现在", "今天",
    }
)  # fmt: skip
_FULL = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_OPERATORS = str.maketrans({c: _FULL[c] for c in "｜－\u3000"} | {"＋": " "})
_WIDEN = str.maketrans({half: full for full, half in _FULL.items() if half.isalnum()})
_LATIN = re.compile(r"[0-9A-Za-z]")
_NARROW = {ord(wide): ord(half.lower()) for wide, half in _FULL.items() if _LATIN.fullmatch(half)}
_NARROW |= {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_UNFOLDED = re.compile(r"[A-Z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, in simplified characters. An article matches when for each member of `every` it holds
    one of the alternatives, and none of `without`. `text` is the query as typed, trimmed."""

    text: str
    every: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """All strings whose occurrences count, in the order typed, each once."""
        return tuple(dict.fromkeys(part for alternatives in self.every for part in alternatives))


def parse_query(text: str, least: int = MIN_CHARACTERS) -> Query:
    """The typed text as a Query. least: characters of the shortest word allowed.

    Raises QueryError with a sentence that says what to change.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryError(f"查询有 {len(text):,} 个字，最多 {MAX_CHARACTERS} 个", "请缩短，或分成几次查询")
    shown = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    joined = re.sub(r" *\| *", "|", " ".join(shown.translate(_OPERATORS).split()))
    every: list[tuple[str, ...]] = []
    without: list[str] = []
    for word in joined.split(" "):
        parts = tuple(dict.fromkeys(filter(None, simplified(word).removeprefix("-").split("|"))))
        if word and not parts:
            raise QueryError(f"“{word}”前后没有词", "“|”两边、“-”后面要紧跟文字")
        if word.startswith("-"):
            without += parts
        elif parts:
            every.append(_widest(parts))
    query = Query(text=shown, every=tuple(every), without=_widest(without))
    _check(query, least)
    return query


def parse_queries(texts: Sequence[str], most: int) -> list[Query]:
    """Several queries, each once. Raises QueryError for none, too many, or a bad one."""
    queries = list({query.text: query for query in map(parse_query, texts)}.values())
    if not queries:
        raise QueryError("没有查询词", "请输入至少一个词")
    if len(queries) > most:
        raise QueryError(f"一次最多比较 {most} 个查询，这里有 {len(queries)} 个", "请减少几个")
    return queries


def _widest(parts: Iterable[str]) -> tuple[str, ...]:
    """Without the alternatives that hold another one: they match nothing more and would be counted twice."""
    distinct = {_same(part): part for part in reversed(list(parts))}
    kept = {key for key in distinct if not any(other != key and other in key for other in distinct)}
    return tuple(part for key, part in reversed(distinct.items()) if key in kept)


def _check(query: Query, least: int) -> None:
    if not query.every:
        if query.without:
            raise QueryError("只有要排除的词", "请再给至少一个要找的词，例如：航天 -神舟")
        raise QueryError("查询是空的", "请输入至少一个词")
    if len(query.wanted) + len(query.without) > MAX_PARTS:
        raise QueryError(f"查询的词超过 {MAX_PARTS} 个", "请减少几个，或分成几次查询")
    short = [part for part in (*query.wanted, *query.without) if len(part) < least]
    if short:
        raise QueryError(f"“{short[0]}”只有一个字，会落在许多不相干的词里", "请至少输入两个字")
    if not any(any(map(str.isalnum, part)) for part in query.wanted):
        raise QueryError(f"“{query.text}”里没有文字", "请输入汉字、字母或数字")
    if all(part in EMPTY_WORDS for part in query.wanted):
        raise QueryError(f"“{query.text}”是虚词，几乎篇篇都有", "请换成有实际内容的词")


def folded(text: str) -> str:
    """A text of the same length in which letters and digits are small and narrow and every character is simplified: a part
    of a query that `is_foldable` is found where it stands in it, and nowhere else."""
    return each_simplified(text.translate(_NARROW) if _UNFOLDED.search(text) else text)


def is_foldable(query: Query) -> bool:
    """Whether no part holds a character that is simplified in other words, as 乾 of 乾隆."""
    return all(each_simplified(part) == part for part in (*query.wanted, *query.without))


def spelling(part: str, *, traditional: bool = True) -> str:
    """A regular expression for a part in any script and, of letters and digits, in any case and width: 经济 →
    [经經][济濟], iPhone also IPHONE and ｉＰｈｏｎｅ. traditional: whether to look for traditional characters."""
    printed = printings(part) if traditional else tuple(part)
    return "".join(_spelled(c, others) for c, others in zip(part, printed, strict=True))


def _spelled(character: str, printed: str) -> str:
    narrow = _FULL.get(character, character)
    if _LATIN.fullmatch(narrow):
        printed = "".join(
            dict.fromkeys(w for c in (narrow.lower(), narrow.upper()) for w in (c, c.translate(_WIDEN)))
        )
    return re.escape(character) if len(printed) == 1 else f"[{printed}]"


def _same(part: str) -> str:
    """What all spellings of a part have in common."""
    return "".join(_FULL.get(c, c) if _LATIN.fullmatch(_FULL.get(c, c)) else c for c in part).lower()


def where_query(
    query: Query, columns: Sequence[str] = TEXT_COLUMNS, *, traditional: bool = True
) -> tuple[str, list[Any]]:
    """An SQL condition on text columns and its parameters; NULL columns match nothing.

    traditional: whether the texts may hold traditional characters; a search that need not look for them
    is several times faster.
    """
    params: list[Any] = []
    conditions = [_holds(alternatives, columns, params, traditional) for alternatives in query.every]
    if query.without:
        conditions.append(f"NOT {_holds(query.without, columns, params, traditional)}")
    return " AND ".join(conditions), params


def occurrences_sql(
    query: Query, columns: Sequence[str] = TEXT_COLUMNS, *, traditional: bool = True
) -> tuple[str, list[Any]]:
    """An SQL expression, and its parameters, for how often the wanted strings stand in an article.

    Occurrences of one string do not overlap each other; strings of several parts are added up.
    """
    terms: list[str] = []
    params: list[Any] = []
    for form in query.wanted:
        asked = spelling(form, traditional=traditional)
        plain = asked == re.escape(form)
        rest = "replace({}, ?, '')" if plain else "regexp_replace({}, ?, '', 'g')"
        for column in columns:
            terms.append(f"coalesce((length({column}) - length({rest.format(column)})) // {len(form)}, 0)")
            params.append(form if plain else asked)
    return f"({' + '.join(terms)})", params


def _holds(parts: Sequence[str], columns: Sequence[str], params: list[Any], traditional: bool) -> str:
    tests = []
    for form in parts:
        asked = spelling(form, traditional=traditional)
        plain = asked == re.escape(form)
        test = "contains" if plain else "regexp_matches"
        tests += [f"coalesce({test}({column}, ?), false)" for column in columns]
        params += [form if plain else asked] * len(columns)
    return f"({' OR '.join(tests)})"
