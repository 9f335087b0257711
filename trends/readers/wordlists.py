"""The kept word lists → sets of words. One word a line; what follows a tab is its reason."""

from __future__ import annotations

import re
from pathlib import Path

import stopwordsiso

from trends.errors import InputError
from trends.journal import note
from trends.shipped import WORD_LISTS

_JIEBA = re.compile(r"(?:\s{1,9}\d{1,12})?(?:\s{1,9}[a-z]{1,4})?$")  # "云计算 5 n"


def read_words(path: Path) -> frozenset[str]:
    """The first column of a word list; lines that start with # are comments. A frequency and a class behind a word,
    as jieba's own lists have them, are left out.

    Raises InputError when the file is missing or is not UTF-8.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        note("unread", file=str(path), kind=type(error).__name__, said=str(error))
        raise InputError("读不了词表", "词表须是 UTF-8 文本，一行一词", file=str(path)) from error
    words = (_JIEBA.sub("", line.split("\t")[0].strip()) for line in lines if not line.startswith("#"))
    return frozenset(word for word in words if word)


def stopwords(folder: Path = WORD_LISTS) -> frozenset[str]:
    """Chinese stop words of the package stopwordsiso and of `stopwords.txt`."""
    return frozenset(stopwordsiso.stopwords("zh")) | read_words(folder / "stopwords.txt")


def user_dictionary(folder: Path = WORD_LISTS) -> frozenset[str]:
    """Names and phrases of `userdict.txt` that are never cut."""
    return read_words(folder / "userdict.txt")
