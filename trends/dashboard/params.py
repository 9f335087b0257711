"""The parameters of this browser tab: read from the URL once it changes, written back after a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from trends.dashboard.state import GLOBAL, LONGEST, Notice

Choice = TypeVar("Choice", bound=str)
KEPT = "params"  # {page: {name: value}}, the shared ones under ""
WRITTEN = "written"  # (page, the URL's parameters as last written)


def take_url(page: str) -> list[Notice]:
    """Takes over what the URL says when it was changed from outside this script."""
    st.session_state["page"] = page
    notices: list[Notice] = []
    now = _url(notices)
    before_page, before = st.session_state.get(WRITTEN, (None, {}))
    if now == before and page == before_page:
        return []
    if not now:
        return notices
    if page == before_page:
        for name in set(before) - set(now):
            put(name, None)
    for name, value in now.items():
        put(name, value)
    return notices


def _url(notices: list[Notice]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name in st.query_params:
        given = st.query_params.get_all(name)
        if len(given) > 1:
            notices.append(Notice("notice_repeated", (("name", name[:40]),)))
        if len(given[-1]) > LONGEST:
            notices.append(Notice("notice_long", (("name", name[:40]),)))
        else:
            values[name] = given[-1]
    return values


def language() -> str:
    """The language asked for, before the page is known: the URL's if it was changed from outside."""
    asked = st.query_params.get("lang")
    written = st.session_state.get(WRITTEN, (None, {}))[1].get("lang")
    if asked is not None and asked != written:
        return asked
    return _kept("").get("lang", "zh")


def write_url() -> None:
    """Makes the URL say what is shown."""
    page = st.session_state["page"]
    wanted = {**_kept(""), **_kept(page)}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[WRITTEN] = (page, wanted)


def get(name: str, default: str = "") -> str:
    return _kept(_drawer(name)).get(name, default)


def shared() -> Mapping[str, str]:
    return _kept("")


def everything() -> tuple[object, ...]:
    """The page and all its parameters, those it shares and its own."""
    page = st.session_state["page"]
    return page, *sorted(_kept("").items()), "", *sorted(_kept(page).items())


def put(name: str, value: str | None) -> None:
    kept = _kept(_drawer(name))
    if value is None or value == "":
        kept.pop(name, None)
    else:
        kept[name] = value


def known_only(names: tuple[str, ...]) -> list[Notice]:
    """Drops the page's parameters that it does not know."""
    kept = _kept(st.session_state["page"])
    unknown = [name for name in kept if name not in names]
    for name in unknown:
        del kept[name]
    return [Notice("notice_unknown", (("name", name[:40]),)) for name in unknown]


def _drawer(name: str) -> str:
    return "" if name in GLOBAL else st.session_state.get("page", "")


def _kept(page: str) -> dict[str, str]:
    kept: dict[str, str] = st.session_state.setdefault(KEPT, {}).setdefault(page, {})
    return kept


def linked(**own: str | None) -> dict[str, str]:
    """Parameters of a link to another page: the shared ones and the given ones."""
    given = {name.rstrip("_"): value for name, value in own.items() if value}
    return {**_kept(""), **given}


def href(page: str, /, **own: str | None) -> str:
    """A link for Markdown; the first page answers at "/" only."""
    return f"{'' if page == 'overview' else page}?{urlencode(linked(**own))}".replace("(", "%28").replace(
        ")", "%29"
    )


def here(**own: str | None) -> str:
    """A link for Markdown to this page as it is, with some of its own parameters changed."""
    page = st.session_state["page"]
    return href(page, **{**_kept(page), **own})


def bound(
    widget: Callable[..., Any],
    label: str,
    *args: Any,
    name: str,
    value: Any,
    parse: Callable[[Any], str | None],
    place: str = "",
    **options: Any,
) -> Any:
    """A widget that shows `value` and writes the parameter `name` when the reader changes it.
    place: tells two widgets of one parameter apart."""
    key = f"w_{st.session_state['page'] if name not in GLOBAL else ''}_{name}{place}"

    def changed() -> None:
        put(name, parse(st.session_state[key]))

    st.session_state[key] = value
    return widget(label, *args, key=key, on_change=changed, **options)


def among(name: str, options: Sequence[Choice], default: Choice) -> Choice:
    """The option that the parameter names, else the default."""
    return next((option for option in options if option == get(name)), default)


def chosen(
    name: str,
    options: Sequence[Choice],
    *,
    label: str,
    shown: Callable[[Choice], str],
    default: Choice | None = None,
) -> Choice:
    """A switch between parts of a page, kept in the URL; the first option is what a bare link opens.

    default: what is shown while the link names none; None: the first option.
    """
    first = options[0] if default is None else default
    value = among(name, options, first)
    bound(
        st.segmented_control,
        label,
        options,
        name=name,
        value=value,
        parse=lambda v: None if v == first else v,
        format_func=shown,
        label_visibility="collapsed",
        required=True,
    )
    return value


def go(page: str, **own: str | None) -> None:
    """From a callback: the next run opens another page with these parameters."""
    st.session_state["go"] = (page, linked(**own))


def take_go() -> tuple[str, dict[str, str]] | None:
    """Where a callback wants to go, once."""
    target: tuple[str, dict[str, str]] | None = st.session_state.pop("go", None)
    return target
