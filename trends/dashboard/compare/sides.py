"""What else a side of a comparison is, beside its dates: front page or the rest, a newspaper, section, kind, source, code."""

from __future__ import annotations

import dataclasses

import streamlit as st

from trends.archive.scope import Side
from trends.archive.sides import side
from trends.archive.snapshot import Meta
from trends.dashboard import params
from trends.dashboard.data import ask, made, topic_names
from trends.dashboard.sentences import escaped, say
from trends.dashboard.shell import source_words
from trends.errors import TrendsError
from trends.records import KINDS, Scope

NOTHING = "\x00"
FACETS = ("paper", "kind", "source", "section")
MOST = 30  # values of a facet
NARROWING = ("paper", "source", "front_page")  # fields of a scope that a side may set


def with_side(scope: Scope, name: str) -> Scope:
    """The scope narrowed to what the parameter says of the side; what makes no sense is dropped with a sentence."""
    text = params.get(f"also_{name}")
    if not text:
        return scope
    try:
        own = side(text)
    except TrendsError:
        st.warning(
            say("notice_dropped", name=f"also_{name}", value=escaped(text[:40])), icon=":material/info:"
        )
        params.put(f"also_{name}", None)
        return scope
    told = {field: value for field in NARROWING if (value := getattr(own, field))}
    narrowed = dataclasses.replace(scope, **told)
    if not isinstance(own, Side):
        return narrowed
    fields = {field.name: getattr(narrowed, field.name) for field in dataclasses.fields(Scope)}
    return Side(**fields, conditions=own.conditions)


def is_narrowed() -> bool:
    """Whether either side is more than dates."""
    return bool(params.get("also_a") or params.get("also_b"))


def side_words(text: str) -> str:
    """What a side is beside its dates, in words."""
    name, sign, value = text.partition("=")
    rest, name = name.endswith("!"), name.removesuffix("!")
    if name == "page" and value == "1":
        return say("front_rest") if rest else say("front_yes")
    told = _value(name, value) if sign else text
    return say("all_but", what=told) if rest else told


def _value(name: str, value: str) -> str:
    if name == "source":
        return source_words(value)
    if name == "topic":
        return f"● {topic_names().get(value, value)}"
    if name == "code":
        return f"■ {value}"
    return say(f"kind_{value}") if name == "kind" and value in KINDS else value


def picker(name: str, meta: Meta) -> None:
    """A list of what a side may be; what is chosen stands in the link."""
    options = made("side_options", lambda: _options(meta), ask().codebook.version)
    value = params.get(f"also_{name}") or NOTHING
    params.bound(
        st.selectbox,
        say(f"also_{name}"),
        [NOTHING, *options, *([value] if value not in (NOTHING, *options) else [])],
        name=f"also_{name}",
        value=value,
        parse=lambda v: None if v == NOTHING else v,
        format_func=lambda v: say("also_nothing") if v == NOTHING else side_words(v),
        help=say("also_help"),
    )


def _options(meta: Meta) -> list[str]:
    facets = ask().facets()
    values = {
        facet: list(facets[facets["facet"] == facet]["value"].astype(str)) for facet in (*FACETS, "page")
    }
    found = ["page=1", "page!=1"] if len(values["page"]) > 1 else []
    values["paper"] = [paper for paper in meta.papers if paper]
    for facet in FACETS:
        known = [one for one in values[facet][:MOST] if "," not in one and "|" not in one]
        found += [f"{facet}={one}" for one in known] if len(known) > 1 else []
    codes = [code.name for code in ask().codebook.codes if "," not in code.name and "|" not in code.name]
    return [*found, *(f"code={name}" for name in codes), *(f"code!={name}" for name in codes)]
