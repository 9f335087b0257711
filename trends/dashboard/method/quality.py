"""The topics with their words, and what they are worth by measures other people can repeat."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from trends.archive.scores import SCORES, kept_scores
from trends.archive.snapshot import Meta
from trends.dashboard import jobs
from trends.dashboard.actions import actions
from trends.dashboard.data import archive_folder, read_only
from trends.dashboard.data import topics as topic_table
from trends.dashboard.sentences import SENTENCES, error_told, escaped, fault_told, say
from trends.dashboard.shell import muted
from trends.dashboard.state import View
from trends.errors import TrendsError

SMALLER = frozenset({"unassigned", "relabelled", "share_moved"})
JOB = "evaluate"
ROW = 35


def quality(view: View, meta: Meta) -> None:
    _scores(view, meta)
    _topics(view, meta)


def _scores(view: View, meta: Meta) -> None:
    """The kept scores of this snapshot, or how to get them."""
    st.markdown(f"## {say('scores')}")
    scores = kept_scores(archive_folder(), meta.snapshot)
    if not scores:
        _not_yet()
        return
    known = [name for name in scores if f"score_{name}" in SENTENCES]
    table = pd.DataFrame(
        {
            say("score"): known,
            say("value"): [f"{scores[name]:.3f}" for name in known],
            say("score_best"): [
                say("score_smaller" if name in SMALLER else "score_larger") for name in known
            ],
            say("score_means"): [say(f"score_{name}") for name in known],
        }
    )
    st.table(table, border="horizontal", hide_index=True)
    numbers = pd.DataFrame({"score": list(scores), "value": list(scores.values())})
    actions(numbers, view, meta, name="scores", title=say("scores"))


def _not_yet() -> None:
    folder = archive_folder().absolute() / SCORES
    running = jobs.job(folder, JOB) if folder.is_dir() else None
    if running is not None and running.running:
        _watched(folder)
        return
    st.markdown(say("scores_none", archive=str(archive_folder()).replace("`", "")))
    if running is not None and running.fault:
        st.warning(escaped(fault_told(running.fault)), icon=":material/info:")
    if not read_only():
        st.button(
            say("scores_compute"),
            icon=":material/calculate:",
            on_click=_compute,
            args=(folder,),
            key="compute",
        )


def _compute(folder: Path) -> None:
    try:
        jobs.start(folder, JOB, ["evaluate", "--archive", str(archive_folder().absolute())])
    except (TrendsError, OSError) as error:
        st.session_state["scores_error"] = (
            error_told(error) if isinstance(error, TrendsError) else escaped(str(error))
        )


@st.fragment(run_every=2.0)
def _watched(folder: Path) -> None:
    """Looks every two seconds whether the scores are there."""
    job = jobs.job(folder, JOB)
    if job is None or not job.running:
        st.rerun()
        return
    st.progress(0.0, text=f"{say('scores_running')}……")


def _topics(view: View, meta: Meta) -> None:
    st.markdown(f"## {say('topics')}")
    table = topic_table(view.scope)
    scores = kept_scores(archive_folder(), meta.snapshot)
    stable = [scores.get(f"stability_{topic}") for topic in table["topic"]]
    shown = pd.DataFrame(
        {
            say("topic_id"): table["topic"],
            say("topic"): table["label"],
            say("articles"): [f"{n:,}" for n in table["n"]],
            say("share_pc"): (100 * table["share"]).round(1),
            say("terms"): [say("list_mark").join(w for w, _ in terms[:10]) for terms in table["terms"]],
            **({say("topic_stability"): pd.Series(stable, dtype=float).round(3)} if any(stable) else {}),
            say("first"): table["first"],
            say("last"): table["last"],
        }
    )
    st.dataframe(shown, hide_index=True, height=min(ROW * len(shown) + 37, 420))
    st.markdown(muted(say("topics_caption")))
    actions(table, view, meta, name="topic_list", title=say("topics"))
