"""How every number is made, with the command that makes it again; settings, versions, word lists."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.snapshot import Meta
from trends.dashboard.sentences import LANGUAGES, escaped, language, say
from trends.dashboard.sentences.data import FORMULAS
from trends.shipped import WORD_LISTS

ROW = 35


def formulas(meta: Meta) -> None:
    st.markdown(f"## {say('formulas')}")
    now = LANGUAGES.index(language())
    rows = [
        (f"**{escaped(name[now])}**", escaped(how[now]), f"`{command}`" if command else "")
        for name, how, command in FORMULAS
    ]
    columns = say("formula_columns").split("|")
    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)
    st.markdown(f"## {say('settings')}")
    facts = [(say("setting", told=say(f"setting_{k}"), name=k), str(v)) for k, v in meta.settings.items()]
    facts += [(k, v) for k, v in meta.versions.items()]
    facts += [(say("snapshot"), meta.snapshot), (say("schema"), str(meta.schema))]
    st.dataframe(
        pd.DataFrame(facts, columns=[say("name"), say("value")]),
        hide_index=True,
        height=min(ROW * len(facts) + 37, 420),
    )
    _word_lists()


def _word_lists() -> None:
    """The kept words with their reasons."""
    from trends.readers import wordlists

    st.markdown(f"## {say('word_lists')}")
    stop, user = _reasons("stopwords.txt"), _reasons("userdict.txt")
    st.markdown(
        say(
            "word_lists_line",
            stop=f"{len(wordlists.stopwords()):,}",
            own=f"{len(stop):,}",
            user=f"{len(user):,}",
        )
    )
    rows = [(word, why, say("list_stop")) for word, why in stop]
    rows += [(word, why, say("list_user")) for word, why in user]
    st.dataframe(
        pd.DataFrame(rows, columns=[say("word"), say("reason"), say("list")]), hide_index=True, height=300
    )


def _reasons(name: str) -> list[tuple[str, str]]:
    """(word, reason) of a kept word list."""
    path = WORD_LISTS / name
    lines = path.read_text("utf-8-sig").splitlines() if path.is_file() else []
    pairs = (line.partition("\t") for line in lines if line.strip() and not line.startswith("#"))
    return [(word.strip(), why.strip()) for word, _, why in pairs]
