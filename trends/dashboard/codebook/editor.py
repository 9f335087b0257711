"""A code as it is written: its words as pills that a tap takes away, a box where the next are typed."""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from trends.codebook import Code
from trends.dashboard import params
from trends.dashboard.codebook.draft import LONGEST_NAME, Draft, put, take_along
from trends.dashboard.data import topics as topic_table
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import muted

APART = re.compile(r"[、；;，,\n\t]+")
NEW = "\x00"
MOST_PILLS = 60


def editor(draft: Draft) -> None:
    """The code looked at: which, its words, what it leaves out, the topics it takes in."""
    with st.grid(4, min_column_width=200, gap=(8, 16), vertical_alignment="center") as cells:
        with cells.cell():
            _choice(draft)
        with cells.cell():
            _typed("words", draft.code.words, say("add_code_words"), say("code_words_help"))
        with cells.cell():
            _typed("not", draft.code.without, say("add_not_words"), say("not_words_help"))
        with cells.cell():
            _topics(draft.code)
    _pills("words", draft.code.words, lambda word: escaped(word))
    _pills("not", draft.code.without, lambda word: f":gray[{say('not_word', word=escaped(word))}]")
    labels = dict(zip(*(topic_table()[c] for c in ("topic", "label")), strict=True))
    _pills("topics", draft.code.topics, lambda t: f"● {escaped(labels.get(t, t))}")
    if len(draft.code.words) > MOST_PILLS:
        st.markdown(muted(say("more_words", n=len(draft.code.words) - MOST_PILLS)))


def _choice(draft: Draft) -> None:
    """The codes of the codebook, and one more to be written; a change goes along."""
    names = [code.name for code in draft.codebook.codes]
    key = "w_codebook_code"

    def chosen() -> None:
        name = st.session_state[key]
        changed = draft.codebook if draft.codebook != draft.base and draft.code.words else None
        if changed:
            take_along(changed)
        for other in ("words", "not", "topics", "at", "series"):
            params.put(other, None)
        if name not in names:  # typed: a new one
            params.put("words", "-")
        params.put("code", " ".join(str(name).split()).replace(",", " ")[:LONGEST_NAME])

    st.session_state[key] = draft.code.name
    st.selectbox(
        say("code"),
        names,
        key=key,
        on_change=chosen,
        accept_new_options=True,
        label_visibility="collapsed",
        format_func=lambda name: f"■ {name}",
        help=None,
    )


def _typed(name: str, members: tuple[str, ...], label: str, help_: str) -> None:
    """A box; what is typed joins the list, several between commas."""
    key = f"w_add_{name}"

    def add() -> None:
        parts = [" ".join(part.split()) for part in APART.split(str(st.session_state[key]))]
        if new := [part for part in parts if part]:
            put(name, [*members, *(part for part in new if part not in members)])
        st.session_state[key] = ""

    st.text_input(
        label,
        key=key,
        placeholder=label,
        label_visibility="collapsed",
        on_change=add,
        max_chars=400,
        help=help_,
    )


def _topics(code: Code) -> None:
    """A list of the machine's topics; what is chosen is merged into the code."""
    table = topic_table().sort_values("n", ascending=False)
    labels = dict(zip(table["topic"], table["label"], strict=True))
    key = "w_add_topics"

    def add() -> None:
        if st.session_state[key]:
            put("topics", [*code.topics, st.session_state[key]])

    st.session_state[key] = None
    st.selectbox(
        say("merge_topic"),
        [topic for topic in labels if topic not in code.topics],
        key=key,
        index=None,
        placeholder=say("merge_topic"),
        format_func=lambda topic: labels[topic],
        label_visibility="collapsed",
        on_change=add,
    )


def _pills(name: str, members: tuple[str, ...], shown: Callable[[str], str]) -> None:
    """The members of a list; a tap takes one away."""
    if not members:
        return
    key, listed = f"w_codebook_{name}", list(members[:MOST_PILLS])

    def kept() -> None:
        left = [*st.session_state[key], *members[MOST_PILLS:]]
        put(name, left)

    st.session_state[key] = listed
    st.pills(
        say(f"list_{name}"),
        listed,
        key=key,
        selection_mode="multi",
        label_visibility="collapsed",
        format_func=shown,
        on_change=kept,
        wrap=True,
    )
