"""Tests of meaning on the screen: which word, set of words or topic does not belong."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from trends.archive.intruding import draw_name, intruder_scores, tasks_of
from trends.archive.intrusions import IntruderAnswer, keep_intruders, read_answers
from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.data import archive_folder, ask, made, read_only
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import muted
from trends.errors import TrendsError
from trends.validation.intrusion import CHANCE, KINDS, Task

OWN = "own_intrusions"  # in the session: answers of a reader
FAULT = "intrusion_fault"
TASKS = 30


def intruders(meta: Meta) -> None:
    """The kinds, the next task of this coder, the scores so far."""
    kind = params.chosen("kind", KINDS, label=say("intrusion_kind"), shown=lambda v: say(f"intrusion_{v}"))
    st.markdown(muted(say(f"intrusion_{kind}_how")))
    seed = int(params.get("seed")) if params.get("seed").isdecimal() else 1
    tasks = made("intrusion", lambda: tasks_of(ask(), kind, TASKS, seed), kind, seed)
    coder = params.get("coder")
    if coder:
        _room(tasks, draw_name(kind, seed, ask()), coder)
    else:
        st.markdown(f":orange-badge[{say('coder')}] {say('coder_first')}")
    _scores()


def _all() -> list[IntruderAnswer]:
    own: list[IntruderAnswer] = st.session_state.get(OWN, [])
    return [*read_answers(archive_folder())[0], *own]


@st.fragment
def _room(tasks: list[Task], draw: str, coder: str) -> None:
    done = {one.number for one in _all() if one.draw == draw and one.coder == coder}
    task = next((task for task in tasks if task.number not in done), None)
    st.progress(len(done) / len(tasks), text=say("coding_progress", done=len(done), n=len(tasks)))
    fault = st.session_state.pop(FAULT, None)
    if fault:
        st.warning(fault, icon=":material/info:")
    if task is None:
        st.markdown(say("intrusion_done"))
        return
    if task.article:
        found = ask().article(task.article)
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"### {escaped(found.headline or say('no_headline'))}")
            st.markdown(escaped(" ".join(found.paragraphs)[:400]))
    st.markdown(say(f"intrusion_ask_{task.kind}"))
    with st.container(horizontal=task.kind == "word", gap="small", key="intruder_answers"):
        for i, text in enumerate(task.shown):
            st.button(
                escaped(text),
                key=f"intruder_{task.number}_{i}",
                shortcut=str(i + 1),
                on_click=_kept,
                args=(task, draw, coder, i),
            )


def _kept(task: Task, draw: str, coder: str, chosen: int) -> None:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    answer = IntruderAnswer(draw, task.number, task.topic, coder, chosen, chosen == task.intruder, now)
    if read_only():
        st.session_state[OWN] = [*st.session_state.get(OWN, []), answer]
        return
    try:
        keep_intruders(archive_folder(), [answer])
    except TrendsError as error:
        st.session_state[FAULT] = error_told(error)


def _scores() -> None:
    for row in intruder_scores(_all()).itertuples():
        st.markdown(
            say(
                "intrusion_score",
                kind=say(f"intrusion_{row.kind}"),
                right=row.right,
                n=row.n,
                share=f"{row.share:.0%}",
                low=f"{row.low:.0%}",
                high=f"{row.high:.0%}",
                chance=f"{CHANCE[row.kind]:.0%}",
                coders=row.coders,
            )
        )
