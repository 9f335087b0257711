"""One article a screen, coded by key or by thumb, blind to the machine's answer."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from trends.archive.codings import Answer
from trends.dashboard import params
from trends.dashboard.codings import codings, keep_answers
from trends.dashboard.data import ask
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import day, muted
from trends.dashboard.validation.targets import ALL, bare, code_names
from trends.errors import TrendsError

ANSWERS: tuple[Answer, ...] = ("yes", "no", "unsure")
FAULT = "coding_fault"  # in the session: why an answer was not kept
MOST_KEYS = 9
HEIGHT, LONG = 420, 900  # pixels of the text of an article of more characters, which is scrolled


@st.fragment
def coding_room(target: str, drawn: list[str]) -> None:
    """The first article of the sample that this coder has not coded, or the one gone back to."""
    coder = params.get("coder")
    if not coder:
        st.markdown(f":orange-badge[{say('coder')}] {say('coder_first')}")
        return
    own = code_names() if target == ALL else [target]
    said = {
        (one.article, one.target): one.answer for one in codings() if one.coder == coder and one.target in own
    }
    done = {article for article, _ in said}
    item = params.get("item")
    article = item if item in drawn else next((one for one in drawn if one not in done), None)
    place = drawn.index(article) if article else len(drawn)
    left = sum(one not in done for one in drawn)
    st.progress(
        min(1.0, 1 - left / len(drawn)),
        text=say("coding_progress", done=f"{len(drawn) - left:,}", n=f"{len(drawn):,}"),
    )
    fault = st.session_state.pop(FAULT, None)
    if fault:
        st.warning(fault, icon=":material/info:")
    if article is None:
        st.markdown(say("coding_done"))
        _back(drawn, place)
        return
    answers = (
        st.container()
    )  # above the article, and drawn after it: no key answers for what is not yet shown
    _article(article, place, len(drawn), article in done)
    with answers:
        _answers(target, article, said, coder)
    _back(drawn, place)


def _answers(target: str, article: str, said: dict[tuple[str, str], Answer], coder: str) -> None:
    """The buttons: 1, 2, 3, or a code each; what was said before is marked."""
    st.markdown(say("coding_all") if target == ALL else say("coding_question", target=escaped(bare(target))))
    with st.container(horizontal=True, gap="small", key="answers"):
        if target == ALL:
            names = code_names()
            for i, name in enumerate(names, 1):
                mark = "✓ " if said.get((article, name)) == "yes" else ""
                _button(
                    f"{mark}{escaped(name)}",
                    str(i) if i <= MOST_KEYS else None,
                    f"answer_{i}",
                    _kept_code,
                    (name, names, article, coder),
                )
            none = (article, names[0]) in said and not any(
                said.get((article, name)) == "yes" for name in names
            )
            _button(
                f"{'✓ ' if none else ''}{say('answer_none')}",
                "0",
                "answer_0",
                _kept_code,
                ("", names, article, coder),
            )
            return
        for i, answer in enumerate(ANSWERS, 1):
            mark = "✓ " if said.get((article, target)) == answer else ""
            _button(
                f"{mark}{say(f'answer_{answer}')}",
                str(i),
                f"answer_{i}",
                _kept,
                ([(target, article, coder, answer)],),
            )


def _button(label: str, key: str | None, name: str, then: object, args: tuple[object, ...]) -> None:
    st.button(label, key=name, shortcut=key, on_click=then, args=args)  # type: ignore[arg-type]


def _kept_code(chosen: str, names: list[str], article: str, coder: str) -> None:
    """One of the codes: yes to it, no to all others."""
    _kept([(name, article, coder, "yes" if name == chosen else "no") for name in names])


def _kept(answers: list[tuple[str, str, str, Answer]]) -> None:
    try:
        keep_answers(answers)
    except TrendsError as error:
        st.session_state[FAULT] = error_told(error)
        return
    params.put("item", None)


def _article(article: str, place: int, n: int, again: bool) -> None:
    """The article's own words; nothing of topics, codes or weights."""
    found = ask().article(article)
    with st.container(border=True, gap="xsmall", key="to_code"):
        facts = [day(found.date), escaped(found.paper), say("coding_place", i=place + 1, n=n)]
        st.markdown(muted(" · ".join(filter(None, [*facts, say("coded_again") if again else ""]))))
        st.markdown(f"## {escaped(found.headline or say('no_headline'))}")
        height: Literal["content"] | int = HEIGHT if found.characters > LONG else "content"
        with st.container(height=height, border=False, key="to_code_text"):
            for paragraph in found.paragraphs:
                st.markdown(f"&emsp;&emsp;{escaped(paragraph)}")


def _back(drawn: list[str], place: int) -> None:
    def back() -> None:
        params.put("item", drawn[place - 1])

    def onward() -> None:
        params.put("item", None)

    with st.container(horizontal=True):
        st.button(
            say("coding_back"), icon=":material/undo:", type="tertiary", key="coding_back", shortcut="left",
            disabled=place == 0, on_click=back,
        )  # fmt: skip
        if params.get("item"):
            st.button(say("coding_onward"), type="tertiary", key="coding_onward", on_click=onward)
