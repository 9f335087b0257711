"""What the reader is trying: the archive's codebook with one code changed, all of it in the link.

Words stand in the parameters `words`, `not` and `topics`, between commas; one that is absent is as in the codebook, a
list without a member is "-". A change that is taken along to another code stays in the session (`data.OWN`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from trends.archive.codebooks import codebook_of
from trends.codebook import Code, Codebook, Fault
from trends.dashboard import params
from trends.dashboard.data import OWN, archive_folder, tried_codebook

BETWEEN, NONE = ",", "-"
FIELDS = {"words": "words", "not": "without", "topics": "topics"}  # parameter → field of a code
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """saved: the archive's codebook; base: the one the code was changed in; codebook: with the change; code: the one
    looked at; faults: of the archive's file."""

    saved: Codebook
    base: Codebook
    codebook: Codebook
    code: Code
    faults: tuple[Fault, ...]

    @property
    def changed(self) -> bool:
        """Whether what is shown is not the archive's own."""
        return self.codebook != self.saved

    @property
    def known(self) -> bool:
        """Whether the code stands in the codebook that was changed."""
        return self.code.name in {code.name for code in self.base.codes}


def current() -> Draft | None:
    """The codebook and the code that the link names; None while there is no code at all."""
    saved, faults = codebook_of(archive_folder())
    base = tried_codebook() or saved
    name = params.get("code")[:LONGEST_NAME]
    code = next((code for code in base.codes if code.name == name), None)
    if code is None and name and params.get("words"):
        code = Code(name, ())
    if code is None:
        if not base.codes:
            return None
        code = base.codes[0]
    given = {field: listed(params.get(name)) for name, field in FIELDS.items() if params.get(name)}
    code = replace(code, **given)  # type: ignore[arg-type]
    return Draft(saved, base, with_code(base, code), code, faults)


def listed(text: str) -> tuple[str, ...]:
    """The members of a list in the link, each once."""
    parts = (" ".join(part.split()) for part in text.split(BETWEEN))
    return tuple(dict.fromkeys(part for part in parts if part and part != NONE))


def put(name: str, members: list[str] | tuple[str, ...]) -> None:
    """From a callback: a list of the code looked at becomes this one."""
    params.put(name, BETWEEN.join(members) or NONE)
    for other in ("at", "series"):
        params.put(other, None)


def with_code(codebook: Codebook, code: Code) -> Codebook:
    """The codebook with the code in the place of the one of its name, else at its end."""
    names = [own.name for own in codebook.codes]
    if code.name in names:
        return Codebook(tuple(code if own.name == code.name else own for own in codebook.codes))
    return Codebook((*codebook.codes, code))


def take_along(codebook: Codebook | None) -> None:
    """From a callback: the codebook, changed, is this reader's own until saved or dropped; nothing is written."""
    if codebook is None:
        st.session_state.pop(OWN, None)
    else:
        st.session_state[OWN] = codebook
    for name in (*FIELDS, "at", "series"):
        params.put(name, None)
