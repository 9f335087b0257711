"""验证: a sample is drawn, coded article by article without the machine's answer, and scored."""

from __future__ import annotations

import streamlit as st

from trends.archive.coding import Mode
from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.codings import draws
from trends.dashboard.data import read_only
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import few, heading
from trends.dashboard.state import View
from trends.dashboard.validation.coding import coding_room
from trends.dashboard.validation.drawing import drawing
from trends.dashboard.validation.intruders import intruders
from trends.dashboard.validation.scores import scores
from trends.dashboard.validation.targets import bare, named, options, targets

PARAMS = ("target", "coded", "part", "coder", "item", "kind", "number", "seed")
PARTS = ("coding", "scores", "intrusion")
MODES: tuple[Mode, ...] = ("assisted", "strict")


def draw(view: View, meta: Meta) -> None:
    known = options()
    if not known:
        heading(say("page_validation"), "")
        st.markdown(say("nothing_here_cure"))
        return
    target = params.get("target", known[0])
    if target not in known:
        st.warning(say("notice_target", target=escaped(target[:40])), icon=":material/info:")
        params.put("target", None)
        target = known[0]
    mode = params.among("coded", MODES, "assisted")
    own = set(targets(target))
    drawn = list(dict.fromkeys(one.article for one in draws() if one.target in own))
    found = say(
        "validation_finding" if drawn else "validation_none",
        target=escaped(bare(target)),
        drawn=f"{len(drawn):,}",
    )
    heading(found, say("validation_line"))
    if read_only():
        few(say("validation_reader"))
    with st.grid(3, min_column_width=220, gap=(8, 16), vertical_alignment="bottom") as cells:
        with cells.cell():
            params.bound(
                st.selectbox,
                say("target"),
                known,
                name="target",
                value=target,
                parse=_other,
                format_func=named,
            )
        with cells.cell():
            params.bound(
                st.text_input,
                say("coder"),
                name="coder",
                value=params.get("coder"),
                parse=lambda v: " ".join(v.split())[:40] or None,
                placeholder=say("coder_hint"),
            )
        with cells.cell():
            part = params.chosen(
                "part", PARTS, label=say("validation_part"), shown=lambda v: say(f"part_{v}")
            )
    if part == "coding":
        if drawn:
            coding_room(target, drawn)
        drawing(target, mode, opened=not drawn)
    elif part == "scores":
        scores(target, mode, meta)
    else:
        intruders(meta)


def _other(target: str) -> str:
    params.put("item", None)
    return target
