"""What people found: agreement, precision, recall, the corrected share or why there is none, the paragraph to cite."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from trends.archive.coding import Mode
from trends.archive.snapshot import Meta
from trends.archive.validating import score
from trends.dashboard import params
from trends.dashboard.codings import codings, draws
from trends.dashboard.data import ask
from trends.dashboard.sentences import error_told, escaped, say
from trends.dashboard.shell import muted
from trends.dashboard.validation.targets import ALL, bare, code_names, found
from trends.errors import QueryError
from trends.report.validation import paragraph
from trends.validation.correction import Estimate
from trends.validation.records import Scored

MOST = 40  # articles to look at again
MODES: tuple[Mode, ...] = ("assisted", "strict")


def scores(target: str, mode: Mode, meta: Meta) -> None:
    """Of one topic or code; of all codes, a row each."""
    if target == ALL or target in code_names():
        params.bound(
            st.segmented_control, say("coded"), MODES, name="coded", value=mode, required=True,
            parse=lambda v: None if v == "assisted" else v, format_func=lambda v: say(f"coded_{v}"),
            label_visibility="collapsed",
        )  # fmt: skip
    if target == ALL:
        _table([(name, _scored(name, mode)) for name in code_names()])
        return
    scored = _scored(target, mode)
    if isinstance(scored, str):
        st.markdown(f":orange-badge[{say('few')}] {scored}")
        return
    _table([(target, scored)])
    if scored.share is None:
        st.markdown(
            f":orange-badge[{say('not_corrected')}] {say('not_corrected_why', need=f'{scored.need:,}')}"
        )
    if scored.outside:
        st.markdown(muted(say("coded_outside", n=f"{scored.outside:,}")))
    st.markdown(f"### {say('paragraph')}")
    version = ask().codebook.version if target in code_names() else ""
    for language in ("zh", "en"):
        st.code(paragraph(scored, bare(target), meta, version, language), language=None, wrap_lines=True)
    _doubtful(scored)


def _scored(target: str, mode: Mode) -> Scored | str:
    """The scores, or the sentence why there are none."""
    try:
        return score(ask(), found(target, mode), codings=codings(), draws=draws())
    except QueryError as error:
        return error_told(error)


def _table(rows: list[tuple[str, Scored | str]]) -> None:
    shown = []
    for target, one in rows:
        name = escaped(bare(target))
        if isinstance(one, str):
            shown.append((name, one, *[""] * 6))
            continue
        checked = one.checked
        shown.append(
            (
                name,
                f"{checked.inside + checked.outside:,}",
                "—" if one.alpha != one.alpha else f"{one.alpha:.2f} / {one.kappa:.2f} / {one.ac1:.2f}",
                _told(one.precision),
                _told(one.recall),
                f"{one.machine:.1%}",
                _told(one.share) if one.share else say("need_more", n=f"{one.need:,}"),
                f"{len(one.doubtful):,}",
            )
        )
    columns = [
        say(f"score_{n}")
        for n in ("target", "n", "agreement", "precision", "recall", "machine", "corrected", "doubtful")
    ]
    st.table(pd.DataFrame(shown, columns=columns), border="horizontal", hide_index=True)
    st.markdown(muted(say("scores_how")))


def _told(estimate: Estimate) -> str:
    return f"{estimate.value:.1%} ({estimate.low:.1%}–{estimate.high:.1%})"


def _doubtful(scored: Scored) -> None:
    """Articles that coders disagree on or are not sure of, each a link to look again."""
    if not scored.doubtful:
        return
    st.markdown(f"### {say('look_again', n=f'{len(scored.doubtful):,}')}")
    said: dict[str, list[str]] = {}
    for one in codings():
        if one.target == scored.target:
            said.setdefault(one.article, []).append(f"{escaped(one.coder)} {say(f'answer_{one.answer}')}")
    rows = []
    for article in scored.doubtful[:MOST]:
        view = ask().article(article)
        link = params.here(part=None, item=article, target=scored.target)
        rows.append(
            (f"[{escaped(view.headline or article)}]({link})", say("list_mark").join(said.get(article, [])))
        )
    st.table(
        pd.DataFrame(rows, columns=[say("headline"), say("answers")]), border="horizontal", hide_index=True
    )
