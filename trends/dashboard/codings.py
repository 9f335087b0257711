"""Draws and codings of this screen: an editor's stand in the archive, a reader's in the session alone."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

import streamlit as st

from trends.archive.codings import (
    CODING_COLUMNS,
    CODINGS,
    Answer,
    Drawn,
    HumanCoding,
    keep_codings,
    keep_draw,
    read_codings,
    read_draws,
)
from trends.dashboard.data import archive_folder, read_only

OWN_DRAWS, OWN_CODINGS = "own_draws", "own_codings"


def draws() -> list[Drawn]:
    """All random draws, the reader's own behind the archive's."""
    return [*read_draws(archive_folder()), *st.session_state.get(OWN_DRAWS, [])]


def codings() -> list[HumanCoding]:
    """All codings; the reader's own word on an article goes before."""
    own: list[HumanCoding] = st.session_state.get(OWN_CODINGS, [])
    found = {(one.target, one.article, one.coder): one for one in read_codings(archive_folder() / CODINGS)[0]}
    return list((found | {(one.target, one.article, one.coder): one for one in own}).values())


def keep_drawn(drawn: Iterable[Drawn]) -> None:
    """From a callback. Raises AccessError, ArchiveError."""
    if read_only():
        st.session_state[OWN_DRAWS] = [*st.session_state.get(OWN_DRAWS, []), *drawn]
    else:
        keep_draw(archive_folder(), list(drawn))


def keep_answers(answers: Iterable[tuple[str, str, str, Answer]]) -> None:
    """From a callback: (target, article, coder, answer) each. Raises AccessError, ArchiveError."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    given = [HumanCoding(*one, at=now) for one in answers]
    if read_only():
        st.session_state[OWN_CODINGS] = [*st.session_state.get(OWN_CODINGS, []), *given]
    else:
        keep_codings(archive_folder(), given)


def codings_csv() -> bytes:
    """codings.csv as it is handed out, and read by `validate import`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CODING_COLUMNS)
    writer.writerows((one.target, one.article, one.coder, one.answer, one.at) for one in codings())
    return out.getvalue().encode("utf-8-sig")
